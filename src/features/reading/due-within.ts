import type { FoundTime } from '#src/time/reading.ts'
import { hindiDue } from './due-hindi.ts'
import { isDueSentence, isTime, meansDue, sentenceStart, statementStart } from './due-in-line.ts'
import { delivering, joined } from './due-words.ts'
import { isDue, overlap, type Hint, type Line, type Mark } from './mark.ts'

/**
 * Where no time stands at an end: the one that ends the first sentence, one in a sentence that says nothing but when it is
 * due, and in Hindi the one before the verb. What else stands within the text is said with the answer and means nothing.
 */
export function dueWithin(line: Line, start: number, marks: Mark[]): Mark[] {
  const { spoken, times, text } = line
  const firstEnd = sentenceEnd(spoken, start)
  const lastStart = sentenceStart(spoken, text.length)
  const hindi = hindiDue(line, start, firstEnd) ?? (lastStart > start ? hindiDue(line, lastStart, text.length) : null)
  if (hindi) return [dueMark(hindi)]
  const free = times.filter(
    (time) => isTime(time) && !marks.some((mark) => overlap(mark, { ...mark, from: time.from, to: time.to })),
  )
  const statements = free.filter((time) => {
    const from = sentenceStart(spoken, time.from)
    const rest = spoken.slice(time.to, firstEnd)
    const isLast = /^[\s)]*$/u.test(rest)
    const endsFirst =
      time.to <= firstEnd &&
      (time.lead === null
        ? isLast && isExplained(line, start, firstEnd)
        : isLast || purpose.test(rest) || isAside(line, time, from, rest))
    return isDueSentence(line, time, from) || (endsFirst && meansDue(line, time, Math.max(start, from)))
  })
  if (statements.length > 0) return statements.map((time) => statementMark(line, time))
  const left = free.findLast(({ lead }) => lead !== null)
  const isSaid = marks.some(({ hint }) => hint?.hint === 'time-in-text')
  if (!left || isSaid) return []
  const hint: Hint = { hint: 'time-in-text', given: text.slice(left.from, left.to) }
  return [{ meaning: { kind: 'words' }, from: left.from, to: left.to, cut: false, hint }]
}

/** With the words that say nothing but that it is due then, unless there is nothing else. */
export function dueStart(line: Line, time: FoundTime): number {
  const from = statementStart(line, time, sentenceStart(line.spoken, time.from))
  if (from === null) return time.from
  return /[\p{L}\p{N}]/u.test(line.text.slice(0, from) + line.text.slice(time.to)) ? from : time.from
}

/** "Send the deck by Friday, the invoice by Monday": two bounds in one sentence, of which one asks which is meant. */
export function otherBounds(line: Line, marks: readonly Mark[]): Mark[] {
  const [due, more] = marks.filter(isDue)
  if (due?.meaning.kind !== 'due' || more || due.meaning.time.lead !== 'by') return []
  const { from } = due.meaning.time
  const start = sentenceStart(line.spoken, from)
  const other = line.times.find((time) => time.from >= start && time.to < from && time.lead === 'by' && isTime(time))
  const isBound = other && /^,(?: and)?\s/u.test(line.spoken.slice(other.to)) && meansDue(line, other, start)
  return isBound ? [dueMark(other)] : []
}

/** What may follow the end of what is to be done: why it is due then. "by Friday so that we can print it". */
const purpose =
  /^,?\s+(?:so(?: that)?|because|as|since|in order to|otherwise|or else|to (?:give|allow|leave|let|make)|before (?:i|we|the|he|she|they)|if (?:possible|you can)|at the latest|latest|and (?:let me know|tell me|send me|share it)|please|ताकि|क्योंकि|taaki|taki|kyunki)(?![\p{L}\p{M}])/iu

/** And what is so beside it: "by Friday, she is off next week", "by noon - the meeting is at 2". */
const aside =
  /^(?:[,;]\s+|\s+[-–—]\s+|\s+\()(?:(?:she|he|they|i|we|it|you|that|this|there|who)(?:['’](?:s|re|ll|m|ve|d))?\s+\p{L}|(?:(?:the|my|our|his|her|their)\s+)?\p{L}+\s+(?:\p{L}+\s+)?(?:is|are|was|will|has|have|leaves?|flies|fly|meets?|starts?|begins?|travels?|goes|opens?|closes?|needs?|wants?|arrives?|comes?|ends?|expires?|lands?|returns?|rises?|drops?|runs?)\s)/iu

/** "Send flowers on Friday. It's her birthday.": what is to be done, and then why or how. */
function isExplained({ spoken }: Line, from: number, firstEnd: number): boolean {
  return (
    delivering.test(spoken.slice(from, firstEnd).toLowerCase()) && tells.test(spoken.slice(firstEnd, firstEnd + 40))
  )
}

const tells = /^[.!।]\s+(?:it|she|he|they|we|that|this|there|i|(?:the|my|our|his|her|their) \p{L}+)(?:['’]\p{L}+)?\s/iu

/** "Find who came by Friday, the list is in the folder": there it belongs to what stands before it. */
function isAside({ spoken }: Line, time: FoundTime, from: number, rest: string): boolean {
  return aside.test(rest) && !joined.test(spoken.slice(Math.max(from, time.from - 400), time.from).toLowerCase())
}

/** "I need this by Thursday: send the deck": with the colon, where it is all that stands before it. */
function statementMark(line: Line, time: FoundTime): Mark {
  const from = dueStart(line, time)
  const isFirst = line.text.slice(0, from).trim() === '' && line.text[time.to] === ':'
  return { ...dueMark(time), from, to: isFirst ? time.to + 1 : time.to }
}

function dueMark(time: FoundTime): Mark {
  return { meaning: { kind: 'due', time }, from: time.from, to: time.to, cut: true }
}

/** Before the stop that ends the sentence which begins there, or the end of its line. */
export function sentenceEnd(spoken: string, from: number): number {
  const found = /[!?।…](?=\s)|(?<=[\p{L}\p{M}\p{N})]{2})\.(?=\s)|\n/u.exec(spoken.slice(from, from + 600))
  return found ? from + found.index : Math.min(spoken.length, from + 600)
}
