import type { Card } from '#src/kernel/card.ts'
import type { Person, ProfileField } from '#src/kernel/person.ts'
import type { Reader } from '#src/words/reader.ts'
import { formatCalendarDay } from '#src/time/words.ts'
import { profileFacts } from './cards.ts'

/** What comes of days away, to whoever named them: ISO dates, and numbers of tasks. */
export type AwaySaid = { from: string; to: string } & (
  | { when: 'later'; tasks: number[] }
  | { when: 'now'; given: number[]; opened: number[]; left: number[] }
)

export function awaySaidWords(said: AwaySaid, reader: Reader): string {
  const { away } = reader.words
  const days = daysWords(said, reader)
  if (said.when === 'later') {
    const { year } = reader.now.toZonedDateTimeISO(reader.zone)
    const from = formatCalendarDay(Temporal.PlainDate.from(said.from), reader.language, year)
    return said.tasks.length > 0 ? away.later(days, from, said.tasks) : away.laterNone(days)
  }
  const { given, opened, left } = said
  const lines = [
    given.length > 0 ? away.given(given) : '',
    opened.length > 0 ? away.opened(opened) : '',
    left.length > 0 ? away.left(left) : '',
  ].filter(Boolean)
  return lines.length > 0 ? [away.days(days), ...lines].join('\n') : away.nowNone(days)
}

export function daysWords({ from, to }: { from: string; to: string }, { words, language, zone, now }: Reader): string {
  const { year } = now.toZonedDateTimeISO(zone)
  const said = (day: string) => formatCalendarDay(Temporal.PlainDate.from(day), language, year)
  return words.people.range(said(from), said(to))
}

/** The profile is saved: what was said, as it was understood, and what comes of days away. */
export function profileSavedCard(
  saved: { person: Person; set: readonly ProfileField[]; away: AwaySaid | undefined },
  reader: Reader,
): Card {
  const { person, set, away } = saved
  const facts = profileFacts(
    person,
    set.filter((field) => field !== 'away' || away === undefined),
    reader,
  )
  return {
    title: reader.words.people.saved,
    tone: 'good',
    ...(away && { body: awaySaidWords(away, reader) }),
    ...(facts.length > 0 ? { facts } : {}),
  }
}
