import type { Language } from '#src/kernel/person.ts'
import { unknownDuty } from '#src/features/people/duty.ts'
import { near } from '#src/kernel/near.ts'
import type { Refusal } from '#src/kernel/refusal.ts'
import type { WeeklyHours } from '#src/time/hours.ts'
import { findTrailingTime } from '#src/time/phrase.ts'
import { findRhythm, findSomeDay, type UnderstoodRhythm } from '#src/time/rhythm-find.ts'
import { priorities, type Priority } from '#src/kernel/priority.ts'

/** What a line of `/delegate` says. */
export type DelegationText = {
  /** All of it but the marks. */
  brief: string
  duty: string | null
  priority: Priority | null
  /** `said`: with the words that introduce it. */
  due: { at: Temporal.Instant; phrase: string; said: string; past: boolean } | null
  /** How often, and the text with that still in it: what is delegated once if it was not meant so. */
  rhythm: (UnderstoodRhythm & { line: string }) | null
  /** A day of which it is not said whether it is this month's or each month's. */
  someDay: { phrase: string; date: number } | null
  /** Who is to do it: the mention as it was typed, for the caller to look up. */
  person: string | null
  client: string | null
  /** The name of a template. */
  template: string | null
}

type Speaker = {
  now: Temporal.Instant
  zone: string
  language: Language
  hours: WeeklyHours | null
  duties: string[]
  /** It was taken from a template already, so there may be nothing to add. */
  fromTemplate?: boolean
  /** It is not to repeat, whatever it says. */
  once?: boolean
}

/** Priorities as they are typed in Hindi. */
const hindi: Record<string, Priority> = {
  कम: 'low',
  सामान्य: 'normal',
  ज़रूरी: 'high',
  जरूरी: 'high',
  तत्काल: 'urgent',
  तुरंत: 'urgent',
}

/** A mark stands where a word begins: `C#`, `5!` and an address with an `@` in it are plain text. */
const marks = {
  client: /(?<!\S)client:(?:"([^"]+)"|“([^”]+)”|(\S+))/iu,
  template: /(?<!\S)template:(?:"([^"]+)"|“([^”]+)”|(\S+))/iu,
  duty: /(?<!\S)#([\p{L}][\p{L}\p{M}\p{N}-]*)(?=[\s,.;:!?]|$)/u,
  priority: /(?<!\S)!([\p{L}\p{M}]+)(?=[\s,.;:]|$)/gu,
  person: /(?<!\S)(?:<@!?[^>\s][^>]*>|@"[^"\n]+"|@“[^”\n]+”|@[\p{L}\p{M}\p{N}._-]*[\p{L}\p{M}\p{N}_])/gu,
}

/**
 * `Book a flight to Pune #travel by Friday 5pm !high @priya client:"Acme"`: the marks, and the words without them.
 *
 * A `#word` that is no duty is refused only where it looks like one: people write `#3` and `#hashtag` in a brief, so it is
 * the last `#word` of the first line, or one that is nearly a duty, that must be one.
 */
export function readDelegation(text: string, speaker: Speaker): DelegationText | Refusal {
  let rest = text.replaceAll('\r\n', '\n').trim()

  const client = marks.client.exec(rest)
  if (client) rest = without(rest, client)
  const template = marks.template.exec(rest)
  if (template) rest = without(rest, template)
  const duty = dutyIn(rest, speaker.duties)
  if (duty && 'code' in duty) return duty
  if (duty) rest = without(rest, duty.match)
  const priority = priorityIn(rest)
  if (priority && 'code' in priority) return priority
  if (priority) rest = without(rest, priority.match)

  const person = personIn(rest)
  if (person) rest = without(rest, person)

  const { now, zone, language: locale, hours, once, fromTemplate } = speaker
  const rhythm = once ? null : findRhythm(rest, { now, zone, locale, hours })
  const line = rest
  if (rhythm) rest = rhythm.text
  const found = findTrailingTime(rest, { now, zone, locale, hours })
  const brief = (found?.text ?? rest).trim()
  if (brief === '' && !template && !fromTemplate) return { code: 'nothing-to-delegate' }
  return {
    brief,
    duty: duty?.name ?? null,
    priority: priority?.name ?? null,
    due: found && { at: found.time.at, phrase: found.time.matched, said: found.said, past: found.time.past },
    rhythm: rhythm && { rhythm: rhythm.rhythm, matched: rhythm.matched, line },
    someDay: once || rhythm || found ? null : findSomeDay(rest),
    person: person?.[0] ?? null,
    client: namedBy(client),
    template: namedBy(template),
  }
}

function namedBy(mark: RegExpExecArray | null): string | null {
  return mark?.[1] ?? mark?.[2] ?? mark?.[3] ?? null
}

type Mark<Name> = { name: Name; match: RegExpExecArray }

function dutyIn(text: string, duties: string[]): Mark<string> | Refusal | null {
  const found = [...text.matchAll(new RegExp(marks.duty, 'gu'))]
  const known = found.find((match) => duties.includes(wordOf(match)))
  if (known) return { name: wordOf(known), match: known }
  const firstLine = text.split('\n', 1)[0] ?? ''
  const meant = found.findLast((match) => match.index < firstLine.length || near(wordOf(match), duties).length > 0)
  return meant ? unknownDuty(meant[1] ?? '', duties) : null
}

function priorityIn(text: string): Mark<Priority> | Refusal | null {
  const names: Record<string, Priority> = { ...Object.fromEntries(priorities.map((name) => [name, name])), ...hindi }
  const found = [...text.matchAll(marks.priority)]
  for (const match of found) {
    const name = names[wordOf(match)]
    if (name) return { name, match }
  }
  const meant = found.find((match) => near(wordOf(match), [...priorities]).length > 0)
  return meant ? { code: 'unknown-priority', given: meant[1] ?? '' } : null
}

/** Of several who are mentioned the one whom the line begins with, else the last; the others are part of the brief. */
function personIn(text: string): RegExpExecArray | undefined {
  const found = [...text.matchAll(marks.person)]
  return found.find(({ index }) => index === 0) ?? found.at(-1)
}

function wordOf(match: RegExpExecArray): string {
  return (match[1] ?? '').toLocaleLowerCase().normalize('NFC')
}

/** The text without the mark, joined as if nothing had stood there; line breaks stay. */
function without(text: string, { index, 0: mark }: RegExpExecArray): string {
  const before = text.slice(0, index).replace(/[ \t]+$/u, '')
  const after = text.slice(index + mark.length).replace(/^[ \t]+/u, '')
  // A `!high` behind it is a mark of its own, and no exclamation.
  const joined = before === '' || before.endsWith('\n') || /^(?:[\n,.;:?]|!(?!\p{L}))/u.test(after) || after === ''
  return `${before}${joined ? '' : ' '}${after}`
}
