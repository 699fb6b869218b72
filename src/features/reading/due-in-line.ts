import type { FoundTime } from '#src/time/reading.ts'
import { isIntroducedDue, isUntilDue } from './due-introduced.ts'
import { isPlainDue } from './due-plain.ts'
import type { Line } from './mark.ts'

/** Characters of a sentence before a time that are looked at. */
const room = 400

/** A time, and the words of its sentence before it; all in small letters. */
export type Frame = {
  before: string
  /** With the words between, that introduce it: `by `, `on `. */
  lead: string
  intro: string
  phrase: string
  time: FoundTime
  /** Times that stand before it in the same sentence. */
  others: number
  now: Temporal.Instant
}

/**
 * Whether a time that stands at an end says when the task is due, or belongs to what the task is about: "arrive by 9pm",
 * "away until Monday", "that was due 1 March". In doubt it is the text's: a due time that is missing is seen and given,
 * one that nobody meant is believed.
 */
export function meansDue(line: Line, time: FoundTime, sentenceFrom: number): boolean {
  const { spoken, times } = line
  const before = spoken.slice(Math.max(sentenceFrom, time.from - room), time.from).toLowerCase()
  const intro = spoken.slice(time.from, time.start).toLowerCase()
  const others = times.filter((other) => other.from >= sentenceFrom && other.to <= time.from && isBeside(other)).length
  const phrase = spoken.slice(time.start, time.end).toLowerCase()
  const frame: Frame = { before, intro, lead: `${time.lead ?? ''} ${intro}`, phrase, time, others, now: line.now }
  if (isDictated(before)) return false
  if (/\b(?:until|till|up ?to)\b/u.test(frame.lead)) return isUntilDue(frame)
  return time.lead === null ? isPlainDue(frame) : isIntroducedDue(frame)
}

/** Numbers and words that may be others are no time, unless a word introduces them. */
export function isTime({ strength, lead, reading }: FoundTime): boolean {
  if (reading.kind === 'unreadable') {
    const isOdd = reading.why === 'no-such-day' || reading.why === 'no-such-time'
    return reading.why !== 'not-a-time' && (lead !== null || (isOdd && strength === 'clear'))
  }
  return strength === 'clear' || lead !== null
}

/** Also of a time that could not be read there are two. */
function isBeside({ strength, lead, reading }: FoundTime): boolean {
  return strength === 'clear' || lead !== null || reading.kind === 'past'
}

/** Where the sentence begins in which something stands: behind a stop, or in a new line. */
export function sentenceStart(spoken: string, at: number): number {
  const from = Math.max(0, at - room)
  let start = from
  for (const found of spoken.slice(from, at).matchAll(/(?:[!?।…]|(?<=[\p{L}\p{M}\p{N})”"]{3})\.)[)”"]?\s+|\n\s*/gu)) {
    start = from + found.index + found[0].length
  }
  return start
}

const writing =
  /^(?:please |pls |can you |could you |kindly )?(?:re-?)?(?:write|post|say|reply|answer|tell|text|draft|tweet|message|announce|caption|note|fix|change|correct|rename|set|print|put|add|translate|proofread|check|spell-?check|quote|cite|type|publish|reads?|titled?|subject|headline|out-of-office|ooo|auto-?reply)\b|(?:^|\s)(?:sentence|line|text|phrase|title|subject|headline|heading|caption|message|words|quote|tweet|slogan|banner|label|sign|वाक्य|शीर्षक|लिखें|लिखो|likho|लिखा|कहा|बोला|पूछा|likha|kaha|bola|pucha)(?: था| है| tha| hai)?$/u
const labels = /^(?:due|deadline|details?|task|to ?do|note|urgent|asap|update)$/u

/** "Write the out-of-office: I'll be away until Monday": what follows the colon is to be written, not done. */
export function isDictated(before: string): boolean {
  const colon = before.search(/:\s/u)
  if (colon < 0) return false
  const head = before.slice(0, colon).trim()
  if (labels.test(head)) return false
  return writing.test(head) || /\b(?:i['’]?(?:ll|m| am| will)|we['’]?(?:ll|re| are| will))\b/u.test(before.slice(colon))
}

const statement =
  /(?:^|[.;,:(–—-]\s*)((?:and |but |all |this |it |that |everything |i |we )?(?:(?:must|should|needs? to|has to|have to|is to)? ?(?:be )?(?:done|needed|wanted|required|ready|finished|completed?|sent|submitted|delivered|due|deadline|target|timeline|eta|latest|need (?:it|this|them|that)(?: (?:done|ready|finished|back))?)(?: is)?|please (?:finish|do|send) (?:it|this)|(?<=this |it |that |everything |all )is)[:,]?\s*|)$/u

/**
 * Where the words begin that say nothing but when it is due: "Must be done" of "Must be done by Monday", "needed" of
 * "a cake for Saturday, needed by Friday". `null`: there are none before that time.
 */
export function statementStart({ spoken }: Line, time: FoundTime, sentenceFrom: number): number | null {
  const from = Math.max(sentenceFrom, time.from - 60)
  const found = statement.exec(spoken.slice(from, time.from).toLowerCase())
  // "Needed Friday, 10 am" says it without a "by".
  const isSaid = time.lead !== null || time.deadline || /^(?:needed|wanted|required)\b/u.test(found?.[1] ?? '')
  return found && isSaid ? time.from - (found[1]?.length ?? 0) : null
}

/** A sentence that is nothing else counts wherever it stands: "Due Friday.", "I need it by Monday." */
export function isDueSentence(line: Line, time: FoundTime, sentenceFrom: number): boolean {
  if (statementStart(line, time, sentenceFrom) !== sentenceFrom) return false
  const behind = line.spoken.slice(time.to, time.to + 20).split('\n', 1)[0] ?? ''
  return /^[\s)]*(?:please|pls|thanks)?[\s)]*(?:[.!।]|:\s|$)/iu.test(behind)
}
