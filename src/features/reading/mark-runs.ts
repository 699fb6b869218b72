import type { FoundTime } from '#src/time/reading.ts'
import { isTopic } from './due-hindi.ts'
import { isTime, meansDue, sentenceStart } from './due-in-line.ts'
import { dueStart, dueWithin, otherBounds, sentenceEnd } from './due-within.ts'
import { isDue, isPlainTime, overlap, type Hint, type Line, type Mark, type Vocabulary } from './mark.ts'
import { keyAt, keyBefore } from './mark-keys.ts'
import { clientAt, clientBefore, mentionAt, mentionBefore } from './mark-names.ts'
import { endsAt, rhythmAt, rhythmBefore, rhythmInHindi } from './mark-rhythm.ts'
import { courtesyBefore, isCourtesy, pressingAt, pressingBefore, signAt, signBefore } from './mark-words.ts'

/** More marks than anybody types; a row of hashtags may be longer. */
const most = 40

/**
 * Marks count at the ends: in a run at the beginning of the text, one before the end of its first line, and one before its
 * end. A run ends at the first word that is no mark.
 */
export function marksIn(line: Line, vocabulary: Vocabulary): Mark[] {
  const head = runFrom(line, 0, vocabulary)
  const start = head.at(-1)?.to ?? 0
  const firstLine = line.text.indexOf('\n', start)
  const ends = firstLine < 0 ? [line.text.length] : [line.text.length, firstLine]
  const marks = [...head]
  for (const end of ends) {
    const lowest = Math.max(start, end === line.text.length && firstLine >= 0 ? firstLine : 0)
    for (const mark of runBefore(line, end, lowest, vocabulary))
      if (!marks.some((known) => overlap(known, mark))) marks.push(mark)
  }
  const hindi = marks.some(({ meaning }) => meaning.kind === 'rhythm') ? null : rhythmInHindi(line)
  if (hindi) marks.push(hindi)
  marks.push(...otherBounds(line, marks))
  const dues = marks.filter(isDue)
  if (dues.length === 0) return [...marks, ...dueWithin(line, start, marks)]
  // "Send it by Friday. We travel on Sunday.": what is due by then was said before.
  const plain = dues.every(isPlainTime) ? dues.filter(({ from }) => from > sentenceEnd(line.spoken, start)) : []
  const said = plain.length === dues.length ? dueWithin(line, start, marks).filter((mark) => !isPlainTime(mark)) : []
  return said.some(isDue) ? [...marks.filter((mark) => !plain.includes(mark)), ...said] : marks
}

/** From the left: each mark begins where the one before it ended, but for spaces and a comma. */
function runFrom(line: Line, from: number, vocabulary: Vocabulary): Mark[] {
  const marks: Mark[] = []
  let at = from
  while (marks.length < most) {
    at = skipped(line.text, at, marks.length > 0)
    const mark = markAt(line, at, marks, vocabulary)
    if (!mark) return marks
    marks.push(mark)
    at = mark.to
  }
  return marks
}

function skipped(text: string, from: number, isBehindMark: boolean): number {
  let at = from
  while (at < text.length && (isBehindMark ? /[\s,:;–—|-]/u : /\s/u).test(text[at] ?? '')) at += 1
  return at
}

function markAt(line: Line, at: number, before: Mark[], vocabulary: Vocabulary): Mark | null {
  const { text } = line
  return (
    keyAt(line, at, vocabulary) ??
    signAt(text, at, vocabulary) ??
    pressingAt(text, at) ??
    mentionAt(text, at, vocabulary) ??
    clientAt(text, at, vocabulary) ??
    rhythmAt(line, at) ??
    timeAt(line, at, before)
  )
}

function runBefore(line: Line, end: number, lowest: number, vocabulary: Vocabulary): Mark[] {
  const marks: Mark[] = []
  let at = end
  while (marks.length < most) {
    while (at > lowest && /[\s.,;:!?…।)\]]/u.test(line.text[at - 1] ?? '')) at -= 1
    const mark = at > lowest ? markBefore(line, at, vocabulary) : null
    if (!mark || mark.from < lowest || (isPlainTime(mark) && marks.some((known) => isSign(line, known))))
      return withCourtesy(line, marks)
    marks.push(mark)
    at = mark.from
  }
  return withCourtesy(line, marks)
}

/** "by Friday, please!": of what is cut off the courtesy goes too, with the stop behind it. */
function withCourtesy({ text }: Line, marks: Mark[]): Mark[] {
  const inner = marks.findLastIndex(({ cut }) => cut)
  return marks.map((mark, index) => {
    if (index >= inner || !isCourtesy(mark)) return mark
    const stop = /^[.!]{1,3}/u.exec(text.slice(mark.to, mark.to + 3))
    return { ...mark, to: mark.to + (stop?.[0].length ?? 0), cut: true }
  })
}

/** "Happy Monday! #coffee": before a word with a `#` that means nothing a plain time is a part of the text as well. */
function isSign({ text }: Line, { meaning, from }: Mark): boolean {
  return meaning.kind === 'words' && /^[#@<]/u.test(text.slice(from, from + 1))
}

function markBefore(line: Line, at: number, vocabulary: Vocabulary): Mark | null {
  // What is quoted, and the items of a list, are nobody's mark; a mention alone is written so.
  const isOpaque = line.spoken[at - 1] !== line.text[at - 1]
  if (isOpaque) return mentionBefore(line.text, at, vocabulary) ?? keyBefore(line, at, vocabulary)
  const { text } = line
  return (
    keyBefore(line, at, vocabulary) ??
    signBefore(text, at, vocabulary) ??
    pressingBefore(text, at) ??
    mentionBefore(text, at, vocabulary) ??
    rhythmBefore(line, at) ??
    timeBefore(line, at) ??
    clientBefore(text, at, vocabulary) ??
    courtesyBefore(text, at)
  )
}

/** "Tomorrow 5pm call the bank", "By Friday, send it": not "Friday's report", "Monday meeting: book a room". */
function timeAt(line: Line, at: number, before: Mark[]): Mark | null {
  const time = line.times.find(({ from, start }) => from === at || start === at)
  if (!time || before.some(isDue)) return null
  const behind = line.spoken.slice(time.to, time.to + 40)
  if (isTopic.test(line.spoken.slice(time.end, time.end + 20))) return null
  const isApart = /^\s*(?:[,:;–—\n|]|-\s|\.\s|$)/u.test(behind)
  if (time.lead === null && !time.deadline && time.strength !== 'clear') return null
  if (time.reading.kind !== 'understood' && time.lead === null) return null
  if (!isApart && !/^\s+(?:[#!@<]|(?:please|kindly|pls)\s)/iu.test(behind) && !isDeed(behind, isExactly(time)))
    return null
  return { meaning: { kind: 'due', time }, from: Math.min(at, time.from), to: time.to, cut: true }
}

/** What is to be done begins with a verb; "by Friday the shop is closed" does not. */
const startsDeed =
  /^\s+(?:add|agree|analy[sz]e|answer|apply|arrange|ask|assign|back up|build|buy|cancel|chase|clean|close|collect|compare|compile|complete|confirm|contact|convert|correct|create|delete|deliver|do|download|edit|enter|fill|find|finish|fix|follow|forward|get|give|go|install|invite|make|merge|notify|open|organi[sz]e|pay|pick|prepare|proofread|publish|pull|put|read|register|remind|remove|rename|renew|reply|reschedule|reserve|resize|respond|rewrite|ring|save|scan|sell|send|set|share|ship|sort|submit|summari[sz]e|take|tell|text|tidy|transcribe|translate|type|upload|verify|write)\b/iu
/** Verbs that are things as well: "Monday report", "tomorrow call with Ben". */
const mayBeDeed =
  /^\s+(?:book|call|change|check|copy|design|draft|draw|email|export|file|format|help|import|invoice|issue|list|log|look|message|move|order|phone|plan|post|print|process|purchase|record|report|request|research|return|review|schedule|search|sign|test|track|transfer|update|wish)\s+/iu

function isDeed(behind: string, isExact: boolean): boolean {
  if (startsDeed.test(behind)) return true
  const found = mayBeDeed.exec(behind)
  if (!found) return false
  const next = behind.slice(found[0].length)
  if (
    /^(?:the|a|an|my|our|your|his|her|their|this|that|these|those|all|me|us|him|them|it|up|out|[@<"“\p{Lu}\d])/u.test(
      next,
    )
  )
    return true
  return isExact && !/^(?:with|about|on|for|notes|agenda|minutes|link|is|was|has|needs?|invite)\b/iu.test(next)
}

function isExactly({ reading }: FoundTime): boolean {
  return reading.kind === 'understood' && reading.exact
}

function timeBefore(line: Line, at: number): Mark | null {
  const time = endingAt(line, at)
  if (!time) return null
  const { meaning, hint } = understood(line, time)
  const isDueTime = meaning.kind === 'due'
  const from = isDueTime ? dueStart(line, time) : time.from
  return { meaning, from, to: at, cut: isDueTime, ...(hint ? { hint } : {}) }
}

function understood(line: Line, time: FoundTime): { meaning: Mark['meaning']; hint?: Hint } {
  if (meansDue(line, time, sentenceStart(line.spoken, time.from))) return { meaning: { kind: 'due', time } }
  return { meaning: { kind: 'words' }, hint: { hint: 'time-in-text', given: line.text.slice(time.from, time.to) } }
}

/** Found backwards: the times of a line are in order, and few stand behind where one looks. */
function endingAt({ times, text }: Line, at: number): FoundTime | null {
  const time = times.findLast(({ from }) => from < at)
  return time && isTime(time) && endsAt(text, time.to, at) ? time : null
}
