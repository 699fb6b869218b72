import type { Language } from '#src/people/person.ts'
import { unknownDuty } from '#src/people/duty.ts'
import { near } from '#src/people/near.ts'
import type { Refusal } from '#src/refusal.ts'
import type { WeeklyHours } from '#src/time/hours.ts'
import { findTrailingTime } from '#src/time/phrase.ts'
import { priorities, type Priority } from './task.ts'

/** What a line of `/delegate` says. */
export type DelegationText = {
  /** All of it but the marks. */
  brief: string
  duty: string | null
  priority: Priority | null
  due: { at: Temporal.Instant; phrase: string; past: boolean } | null
  /** Who is to do it: the mention as it was typed, for the caller to look up. */
  person: string | null
  client: string | null
}

type Speaker = { now: Temporal.Instant; zone: string; language: Language; hours: WeeklyHours | null; duties: string[] }

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
  const duty = dutyIn(rest, speaker.duties)
  if (duty && 'code' in duty) return duty
  if (duty) rest = without(rest, duty.match)
  const priority = priorityIn(rest)
  if (priority && 'code' in priority) return priority
  if (priority) rest = without(rest, priority.match)

  const person = personIn(rest)
  if (person) rest = without(rest, person)

  const { now, zone, language, hours } = speaker
  const found = findTrailingTime(rest, { now, zone, locale: language, hours })
  const brief = (found?.text ?? rest).trim()
  if (brief === '') return { code: 'nothing-to-delegate' }
  return {
    brief,
    duty: duty?.name ?? null,
    priority: priority?.name ?? null,
    due: found && { at: found.time.at, phrase: found.time.matched, past: found.time.past },
    person: person?.[0] ?? null,
    client: client ? (client[1] ?? client[2] ?? client[3] ?? null) : null,
  }
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
  const joined = before === '' || before.endsWith('\n') || /^[\n,.;:!?]/u.test(after) || after === ''
  return `${before}${joined ? '' : ' '}${after}`
}
