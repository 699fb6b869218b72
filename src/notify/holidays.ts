import type { Agency } from '#db/agencies.ts'
import { holidayCalendarById } from '#db/holidays.ts'
import { personById } from '#db/people.ts'
import { failingCard } from '#src/calendars/cards.ts'
import type { Line } from '#src/telling/line.ts'
import { wordsIn } from '#src/ui/i18n/words.ts'
import type { Composed } from './compose.ts'
import { findDirect, findLog, type Parts } from './destinations.ts'

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
