import type { Agency } from '#db/repositories/agencies.ts'
import { holidayCalendarById, yearOf, type HolidayCalendar } from '#db/repositories/holidays.ts'
import { personById } from '#db/repositories/people.ts'
import { failingCard, firstReadCard } from '#src/features/calendars/cards.ts'
import type { Notification } from '#src/features/telling/line.ts'
import type { Person } from '#src/kernel/person.ts'
import { readerFor } from '#src/words/reader.ts'
import { wordsIn } from '#src/words/words.ts'
import type { Composed } from '#src/bot/outbox/compose.ts'
import { findDirect, findLog, type Parts } from '#src/features/telling/tell/destinations.ts'

/** A shared calendar that cannot be read: to its person where it is theirs alone, else to the managers. */
export async function composeHolidays(
  parts: Parts,
  agency: Agency,
  { calendar: id, person, first }: Extract<Notification, { kind: 'holidays' }>,
): Promise<Composed> {
  const { calendar, owner } = await parts.db.inAgency(agency.id, async (tx) => ({
    calendar: await holidayCalendarById(tx, agency.id, id),
    owner: person === null ? null : await personById(tx, agency.id, person),
  }))
  if (first && calendar && owner) return composeFirst(parts, agency, calendar, owner)
  if (!calendar?.why) return { kind: 'nothing', why: 'it can be read again' }
  const { found, reader } = owner
    ? { found: await findDirect(parts, agency, owner.id, null), reader: owner }
    : await findLog(parts, agency)
  if (found.kind !== 'here') return found
  const card = failingCard(new URL(calendar.url).hostname, calendar.why, wordsIn((reader ?? agency).language))
  return { kind: 'post', to: found.at, card, task: null, topic: null }
}

/** The days of this many are named. */
const daysNamed = 3

async function composeFirst(
  parts: Parts,
  agency: Agency,
  calendar: HolidayCalendar,
  person: Person,
): Promise<Composed> {
  const found = await findDirect(parts, agency, person.id, null)
  if (found.kind !== 'here') return found
  const reader = readerFor(person, parts.now())
  const today = reader.now.toZonedDateTimeISO(person.zone).toPlainDate()
  const year = await parts.db.inAgency(agency.id, (tx) => yearOf(tx, agency.id, calendar.id, today, daysNamed))
  const card = firstReadCard({ ...calendar, host: new URL(calendar.url).hostname, ...year }, reader)
  return { kind: 'post', to: found.at, card, task: null, topic: null }
}
