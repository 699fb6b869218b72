import type { Agency } from '#db/repositories/agencies.ts'
import { holidayCalendarById } from '#db/repositories/holidays.ts'
import { personById } from '#db/repositories/people.ts'
import { failingCard } from '#src/features/calendars/cards.ts'
import type { Line } from '#src/features/telling/line.ts'
import { wordsIn } from '#src/words/words.ts'
import type { Composed } from '#src/bot/outbox/compose.ts'
import { findDirect, findLog, type Parts } from '#src/features/telling/tell/destinations.ts'

/** A shared calendar that cannot be read: to its person where it is theirs alone, else to the managers. */
export async function composeHolidays(
  parts: Parts,
  agency: Agency,
  { calendar: id, person }: Extract<Line, { kind: 'holidays' }>,
): Promise<Composed> {
  const { calendar, owner } = await parts.db.inAgency(agency.id, async (tx) => ({
    calendar: await holidayCalendarById(tx, agency.id, id),
    owner: person === null ? null : await personById(tx, agency.id, person),
  }))
  if (!calendar?.why) return { kind: 'nothing', why: 'it can be read again' }
  const { found, reader } = owner
    ? { found: await findDirect(parts, agency, owner.id, null), reader: owner }
    : await findLog(parts, agency)
  if (found.kind !== 'here') return found
  const card = failingCard(new URL(calendar.url).hostname, calendar.why, wordsIn((reader ?? agency).language))
  return { kind: 'post', to: found.at, card, task: null, topic: null }
}
