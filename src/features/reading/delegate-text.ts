import type { Language } from '#src/kernel/person.ts'
import { unknownDuty } from '#src/features/people/duty.ts'
import type { Refusal } from '#src/kernel/refusal.ts'
import { readTime } from '#src/time/grammar.ts'
import type { WeeklyHours } from '#src/time/hours.ts'
import type { Ambiguity, FoundRhythm, FoundTime, RhythmAmbiguity, TimeContext } from '#src/time/reading.ts'
import { findSomeDay } from '#src/time/rhythm-find.ts'
import { findRhythm, readRhythm } from '#src/time/rhythm-grammar.ts'
import type { Rhythm } from '#src/time/rhythm.ts'
import { whyNotTime } from '#src/time/refused.ts'
import { cut } from './cut.ts'
import { meansDue, sentenceStart } from './due-in-line.ts'
import type { Hint, Line, Mark, Meaning, Vocabulary } from './mark.ts'
import { marksIn } from './mark-runs.ts'
import { withoutOpaque } from './opaque.ts'
import { timesBeside, timesIn } from './times-in-line.ts'
import type { Priority } from '#src/kernel/priority.ts'

/** A due time as it was understood. `said`: with the words that introduce it. */
export type SpokenDue = {
  at: Temporal.Instant
  phrase: string
  said: string
  past: boolean
  /** How it was read where it can be read in two ways. */
  read: Ambiguity | null
}

/** What a line of `/delegate` says. */
export type DelegationText = {
  /** What was typed, to the letter. */
  brief: string
  /** The same without the marks that were understood: what a title is made of, and what is added to a template. */
  bare: string
  duty: string | null
  priority: Priority | null
  due: SpokenDue | null
  /** How often, and the text with that still in it: what is delegated once if it was not meant so. */
  rhythm: { rhythm: Rhythm; matched: string; line: string; read: RhythmAmbiguity | null } | null
  /** A day of which it is not said whether it is this month's or each month's. */
  someDay: { phrase: string; date: number } | null
  /** Who is to do it: an id, or a name as it was typed that is nobody's or fits several. */
  person: string | null
  /** An id, or a name as it was typed that is no client's. */
  client: string | null
  /** The name of a template. */
  template: string | null
  /** What could have been meant and was left in the text. */
  hints: Hint[]
}

export type Speaker = {
  now: Temporal.Instant
  zone: string
  language: Language
  hours: WeeklyHours | null
  /** It was taken from a template already, so there may be nothing to add. */
  fromTemplate?: boolean
  /** It is not to repeat, whatever it says. */
  once?: boolean
  /** The due time was said in an option: in the text it is not looked for. */
  dueSaid?: boolean
} & Vocabulary

/**
 * `Book a flight to Pune #travel by Friday 5pm !high @priya client:"Acme"`: the marks, and the words.
 *
 * A mark counts in a run at the beginning of the text, at the end of its first line, or at its end; behind it only stops,
 * courtesy ("please") and other marks. What stands within a sentence, in code, in quotation marks or in a list is text.
 */
export function readDelegation(typed: string, speaker: Speaker): DelegationText | Refusal {
  const brief = typed.replaceAll('\r\n', '\n').trim()
  const line = lineOf(brief.normalize('NFC'), speaker)
  const marks = settled(
    marksIn(line, speaker).filter((mark) => isWanted(mark, speaker)),
    line.text,
  )
  const due = dueOf(marks, line, speaker)
  if (due && 'code' in due) return due
  const unknown = unknownOf(marks, speaker)
  if (unknown) return unknown
  const rhythm = rhythmOf(marks, line, speaker)
  if (rhythm && 'code' in rhythm) return rhythm

  const someDay = speaker.once || speaker.dueSaid || rhythm ? null : someDayOf(marks, line)
  const bare = withoutMarks(line.text, marks)
  const template = valueOf(marks, 'template')?.template ?? null
  if (bare === '' && template === null && !speaker.fromTemplate) return { code: 'nothing-to-delegate' }
  return {
    brief,
    bare,
    duty: valueOf(marks, 'duty')?.duty ?? null,
    priority: valueOf(marks, 'priority')?.priority ?? null,
    due: someDay ? null : due,
    rhythm,
    someDay,
    person: valueOf(marks, 'person')?.person ?? null,
    client: valueOf(marks, 'client')?.client ?? null,
    template,
    hints: marks.flatMap(({ hint }) => hint ?? []),
  }
}

function lineOf(text: string, speaker: Speaker): Line {
  const spoken = withoutOpaque(text)
  const context = contextOf(speaker)
  const times = timesIn(spoken, context)
  const rhythm = speaker.once ? null : rhythmBeside(times, findRhythm(spoken, context))
  const rest = rhythm ? timesBeside(rhythm, times, spoken, context) : times
  return { text, spoken, now: speaker.now, rhythm, times: speaker.dueSaid ? [] : rest }
}

/** "Within 2 business days", "by the 20th of this month": one time, of which some words alone would repeat. */
function rhythmBeside(times: readonly FoundTime[], rhythm: FoundRhythm | null): FoundRhythm | null {
  const isOne = times.some(({ start, end, from, lead, deadline, reading }) => {
    if (reading.kind !== 'understood' || !rhythm || end < rhythm.to - 4 || start >= rhythm.to) return false
    // "Last Friday of the month" repeats, unless something is due by then.
    return from < rhythm.from || (from === rhythm.from && (lead !== null || deadline))
  })
  return isOne ? null : rhythm
}

function contextOf({ now, zone, language, hours }: Speaker): TimeContext {
  return { now, zone, language, hours, use: 'due' }
}

function isWanted({ meaning: { kind } }: Mark, { once, dueSaid }: Speaker): boolean {
  if (kind === 'due' || kind === 'due-typed') return !dueSaid
  return !once || (kind !== 'rhythm' && kind !== 'rhythm-typed')
}

type Kind = Meaning['kind']

function valueOf<K extends Kind>(marks: Mark[], kind: K): Extract<Meaning, { kind: K }> | null {
  for (const { meaning } of marks) if (isOf(meaning, kind)) return meaning
  return null
}

function isOf<K extends Kind>(meaning: Meaning, kind: K): meaning is Extract<Meaning, { kind: K }> {
  return meaning.kind === kind
}

/** Of two marks of one kind that say different things the outer one counts, and the other is text; of two people neither. */
function settled(marks: Mark[], text: string): Mark[] {
  const people = new Set(marks.flatMap(({ meaning }) => (meaning.kind === 'person' ? [meaning.person] : [])))
  return marks.map((mark): Mark => {
    const { meaning } = mark
    if (meaning.kind === 'person' && people.size > 1) {
      return {
        ...mark,
        meaning: { kind: 'words' },
        cut: false,
        hint: { hint: 'person-in-text', given: text.slice(mark.from, mark.to) },
      }
    }
    if (meaning.kind !== 'duty' && meaning.kind !== 'priority' && meaning.kind !== 'client') return mark
    const first = valueOf(marks, meaning.kind)
    const isSame = JSON.stringify(first) === JSON.stringify(meaning)
    return isSame ? mark : { ...mark, meaning: { kind: 'words' }, cut: false }
  })
}

function unknownOf(marks: Mark[], { duties }: Speaker): Refusal | null {
  const duty = valueOf(marks, 'unknown-duty')
  if (duty) return unknownDuty(duty.given, [...duties])
  const priority = valueOf(marks, 'unknown-priority')
  return priority && { code: 'unknown-priority', given: priority.given }
}

/** The due time that was said, or why it must be asked about. */
function dueOf(marks: Mark[], line: Line, speaker: Speaker): SpokenDue | Refusal | null {
  const said = marks.flatMap(
    ({ meaning, from, to }) => spokenIn(meaning, line.text.slice(from, to), line, speaker) ?? [],
  )
  const introduced = marks.some(({ meaning }) => meaning.kind === 'due' && meaning.time.lead !== null)
  const sure = introduced ? said.filter(({ lead }) => lead !== null) : said
  const wrong = sure.find((due) => 'refusal' in due)
  if (wrong && 'refusal' in wrong) return wrong.refusal
  const [due, ...others] = sure.flatMap((found) => ('due' in found ? [found.due] : []))
  const other = others.find(({ at }) => due && !at.equals(due.at))
  if (due && other) return { code: 'which-time', given: other.said, other: due.said }
  return due ?? null
}

type Spoken = { lead: string | null } & ({ due: SpokenDue } | { refusal: Refusal })

function spokenIn(meaning: Meaning, typed: string, line: Line, speaker: Speaker): Spoken | null {
  if (meaning.kind === 'due-typed') {
    const { phrase } = meaning
    return { lead: 'due', ...spoken(readTime(phrase, contextOf(speaker)), phrase, typed.trim(), speaker) }
  }
  if (meaning.kind !== 'due') return null
  const { start, end, from, to, lead, reading } = meaning.time
  return { lead, ...spoken(reading, line.text.slice(start, end), line.text.slice(from, to).trim(), speaker) }
}

function spoken(
  reading: ReturnType<typeof readTime>,
  phrase: string,
  said: string,
  speaker: Speaker,
): { due: SpokenDue } | { refusal: Refusal } {
  switch (reading.kind) {
    case 'unreadable':
      return { refusal: { code: 'time-unread', given: said } }
    case 'ambiguous':
      return { refusal: whyNotTime(reading, said, contextOf(speaker)) ?? { code: 'time-unread', given: said } }
    case 'understood':
    case 'past':
      return { due: { at: reading.at, phrase, said, past: reading.kind === 'past', read: reading.said } }
  }
}

function rhythmOf(marks: Mark[], line: Line, speaker: Speaker): DelegationText['rhythm'] | Refusal {
  const mark = marks.find(({ meaning }) => meaning.kind === 'rhythm' || meaning.kind === 'rhythm-typed')
  if (!mark) return null
  const { meaning } = mark
  const matched =
    meaning.kind === 'rhythm-typed'
      ? meaning.phrase
      : meaning.kind === 'rhythm'
        ? line.text.slice(meaning.rhythm.start, meaning.rhythm.end)
        : ''
  const reading = meaning.kind === 'rhythm' ? meaning.rhythm.reading : readRhythm(matched, contextOf(speaker))
  if (reading.kind === 'unreadable') return { code: 'rhythm-not-understood', given: matched }
  const others = marks.filter((other) => other !== mark && other.meaning.kind !== 'due')
  return { rhythm: reading.rhythm, matched, line: withoutMarks(line.text, others), read: reading.said }
}

function someDayOf(marks: Mark[], line: Line): DelegationText['someDay'] {
  const day = findSomeDay(line.text)
  const time = day && line.times.find(({ start, end }) => start <= day.at + day.phrase.length && end > day.at)
  if (!day || !time || time.lead !== null) return null
  // Another that was said says when; and what the task is about is not asked about.
  if (marks.some(({ meaning }) => meaning.kind === 'due' && meaning.time !== time)) return null
  return meansDue(line, { ...time, strength: 'clear' }, sentenceStart(line.spoken, time.from)) ? day : null
}

/** The text without the marks, joined as if nothing had stood there; line breaks stay. */
function withoutMarks(text: string, marks: Mark[]): string {
  let rest = text
  for (const { from, to } of marks.filter(({ cut }) => cut).toSorted((a, b) => b.from - a.from)) {
    rest = cut(rest, from, to).replace(/[ \t]*[([][ \t]*[)\]]/u, '')
  }
  return rest.trim()
}
