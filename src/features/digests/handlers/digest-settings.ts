import { listRooms, type Room } from '#db/repositories/agencies.ts'
import { listClients } from '#db/repositories/clients.ts'
import { digestOf, digestsOf, setDigest, type DigestRow } from '#db/repositories/digests.ts'
import { roomDigestOf, setRoomDigest } from '#db/repositories/room-digests.ts'
import { clearTimersBelow, setTimer } from '#db/repositories/timers.ts'
import { laterMinutes } from '#src/features/digests/cards.ts'
import { digestSubject } from '#src/features/digests/digest.ts'
import { holidayRules, nextDigest, type Series } from '#src/features/digests/schedule.ts'
import { zoneOf } from '#src/features/people/client.ts'
import type { Person } from '#src/kernel/person.ts'
import { may, whoMay } from '#src/features/policy.ts'
import type { Refusal } from '#src/kernel/refusal.ts'
import { nextAt, parseSchedule, type Schedule, type Slot } from '#src/time/recurrence.ts'
import type { Action } from '#src/kernel/action-id.ts'
import { done, no, type RequestContext, type Outcome } from '#src/kernel/request-context.ts'

const usual: Record<Series, Schedule> = {
  daily: { times: ['09:00'], days: [1, 2, 3, 4, 5, 6, 7] },
  weekly: { times: ['09:00'], days: [1] },
}

const off = /^(?:off|none|stop|बंद|बंद करें)$/iu

/** `/digest on 8:30 weekdays`. Without words it comes back as it was. */
export async function digestOn(context: RequestContext, when: string | undefined): Promise<Outcome> {
  const { daily: before } = await digestsOf(context.tx, context.agency.id, context.by.id)
  const schedule = scheduleIn('daily', when, before)
  if ('code' in schedule) return no(schedule)
  await schedulePerson(context, context.by, 'daily', schedule, before)
  return done({ say: 'digest-set' })
}

export async function digestOff(context: RequestContext): Promise<Outcome> {
  await stopPerson(context, context.by.id, 'daily')
  return done({ say: 'digest-set' })
}

/** `/digest weekly monday 9:00`, `/digest weekly off`. */
export async function digestWeekly(context: RequestContext, when: string | undefined): Promise<Outcome> {
  if (when !== undefined && off.test(when.trim())) {
    await stopPerson(context, context.by.id, 'weekly')
    return done({ say: 'weekly-set' })
  }
  const { weekly: before } = await digestsOf(context.tx, context.agency.id, context.by.id)
  const schedule = scheduleIn('weekly', when, before)
  if ('code' in schedule) return no(schedule)
  await schedulePerson(context, context.by, 'weekly', schedule, before)
  return done({ say: 'weekly-set' })
}

/** Once or twice a day, or once a week; without words as it was. */
function scheduleIn(series: Series, when: string | undefined, before: Schedule | null): Schedule | Refusal {
  if (when === undefined) return before ?? usual[series]
  const schedule = parseSchedule(when)
  if (series === 'daily') {
    return schedule && schedule.times.length <= 2 ? schedule : { code: 'schedule-not-understood', given: when }
  }
  const isOnce = schedule?.times.length === 1 && schedule.days.length === 1
  return isOnce ? schedule : { code: 'weekly-not-understood', given: when }
}

/** What becomes of both on a day off. */
export async function digestHolidays(context: RequestContext, typed: string): Promise<Outcome> {
  const { tx, agency, by } = context
  const rule = holidayRules.find((known) => known === typed.trim().toLowerCase())
  if (!rule) return no({ code: 'holidays-not-understood', given: typed })
  for (const series of ['daily', 'weekly'] as const) {
    const before = (await digestsOf(tx, agency.id, by.id))[series]
    const on = before?.nextAt ? before : null
    const row = { nextAt: null, ...(before ?? usual[series]), holidays: rule }
    if (on) await schedulePerson(context, by, series, on, row)
    // The rule is kept for when it comes again.
    else if (before || series === 'daily') await keepOff(context, series, row)
  }
  return done({ say: 'holidays-set', rule })
}

async function keepOff(
  { tx, agency, by, now }: RequestContext,
  series: Series,
  row: Schedule & Pick<DigestRow, 'holidays'>,
) {
  const { times, days, holidays } = row
  await setDigest(tx, agency.id, by.id, { times, days, holidays, nextAt: null, nextSlot: null }, now, series)
}

async function stopPerson({ tx, agency, now }: Here, person: string, series: Series): Promise<void> {
  const before = await digestOf(tx, agency.id, person, series)
  if (!before) return
  const { times, days } = before
  await setDigest(tx, agency.id, person, { times, days, nextAt: null, nextSlot: null }, now, series)
}

/** Both, and what was to come once more. */
export async function stopDigests(here: Here, person: string): Promise<void> {
  for (const series of ['daily', 'weekly'] as const) await stopPerson(here, person, series)
  await clearTimersBelow(here.tx, here.agency.id, 'digest', person)
}

type Here = Pick<RequestContext, 'tx' | 'agency' | 'now'>

async function schedulePerson(
  { tx, agency, now }: Here,
  person: Person,
  series: Series,
  { times, days }: Schedule,
  before: Pick<DigestRow, 'holidays' | 'nextAt'> | null,
  told: string | null = null,
): Promise<void> {
  const holidays = before?.holidays ?? (await digestOf(tx, agency.id, person.id))?.holidays ?? 'move'
  const after = (moment: Temporal.Instant) => nextDigest({ times, days }, holidays, person, moment)
  let slot = after(now)
  while (slot && told && slot.slot <= told) slot = after(slot.at)
  // What happened while it was off is not news when it comes again.
  const again = before && before.nextAt === null ? { lastAt: now } : {}
  await setDigest(tx, agency.id, person.id, { times, days, holidays, ...slotOf(slot), ...again }, now, series)
}

function slotOf(slot: Slot | null) {
  return { nextAt: slot?.at ?? null, nextSlot: slot?.slot ?? null }
}

/**
 * Nine o'clock is nine o'clock where they live now, and on the days on which they are there now; a day on which they had
 * one already does not bring it again.
 */
export async function rescheduleDigests(here: Here, person: Person): Promise<void> {
  for (const series of ['daily', 'weekly'] as const) {
    const before = (await digestsOf(here.tx, here.agency.id, person.id))[series]
    if (before?.nextAt) await schedulePerson(here, person, series, before, before, before.lastSlot)
  }
}

/** `/digest room on 9:00 weekdays`, in the room. */
export async function roomDigestOn(context: RequestContext, when: string | undefined): Promise<Outcome> {
  const found = await roomHere(context)
  if ('ok' in found) return found
  const before = await roomDigestOf(context.tx, context.agency.id, found.id, 'daily')
  const schedule = scheduleIn('daily', when, before)
  return 'code' in schedule ? no(schedule) : scheduleRoom(context, found, 'daily', schedule)
}

export async function roomDigestWeekly(context: RequestContext, when: string | undefined): Promise<Outcome> {
  const found = await roomHere(context)
  if ('ok' in found) return found
  if (when !== undefined && off.test(when.trim())) return scheduleRoom(context, found, 'weekly', null)
  const before = await roomDigestOf(context.tx, context.agency.id, found.id, 'weekly')
  const schedule = scheduleIn('weekly', when, before)
  return 'code' in schedule ? no(schedule) : scheduleRoom(context, found, 'weekly', schedule)
}

export async function roomDigestOff(context: RequestContext): Promise<Outcome> {
  const found = await roomHere(context)
  return 'ok' in found ? found : scheduleRoom(context, found, 'daily', null)
}

/** The room in which this was typed, if a digest may come there. */
async function roomHere(context: RequestContext): Promise<Room | Outcome> {
  const { tx, agency, place, origin, by } = context
  if (!may(by, 'manage-rooms')) return no({ code: 'not-yours-to-do', needs: whoMay('manage-rooms') })
  const rooms = await listRooms(tx, agency.id)
  const here = rooms.filter(({ channel, placeId }) => channel === origin.channel && placeId === place)
  const room = here.find(({ purpose }) => purpose === 'client') ?? here.find(({ purpose }) => purpose === 'digest')
  return room ?? no({ code: 'no-digest-room' })
}

async function scheduleRoom(
  { tx, agency, now }: RequestContext,
  room: Room,
  series: Series,
  schedule: Schedule | null,
): Promise<Outcome> {
  const kept = schedule ?? (await roomDigestOf(tx, agency.id, room.id, series)) ?? usual[series]
  const client = (await listClients(tx, agency.id)).find(({ id }) => id === room.clientId)
  const slot = schedule ? nextAt(schedule, zoneOf(client, agency), now) : null
  const row = { times: kept.times, days: kept.days, ...slotOf(slot) }
  await setRoomDigest(tx, agency.id, room.id, series, row, now)
  return done({ say: 'room-digest-set', room: room.id, series })
}

/** The same times in another zone; a day on which the room had one already does not bring it again. */
export async function rescheduleRoom(
  { tx, agency, now }: Here,
  { room, series, times, days, lastSlot }: Schedule & { room: string; series: Series; lastSlot: string | null },
  zone: string,
): Promise<void> {
  let slot = nextAt({ times, days }, zone, now)
  while (slot && lastSlot && slot.slot <= lastSlot) slot = nextAt({ times, days }, zone, slot.at)
  await setRoomDigest(tx, agency.id, room, series, { times, days, ...slotOf(slot) }, now)
}

/** *Again in an hour*, on a digest: sent once more then, with the same news. The last press counts. */
export async function digestLater(
  { tx, agency, by, now }: RequestContext,
  { subject, detail }: Action,
): Promise<Outcome> {
  const [minutes = '', seconds = ''] = detail.split('.')
  const after = laterMinutes.find((known) => String(known) === minutes)
  const series = subject === 'daily' || subject === 'weekly' ? subject : null
  if (!after || !series || !/^\d{1,11}$/u.test(seconds)) return no({ code: 'not-understood' })
  const at = now.add({ minutes: after })
  const since = Temporal.Instant.fromEpochMilliseconds(Number(seconds) * 1000)
  await setTimer(tx, agency.id, {
    kind: 'digest',
    subject: digestSubject(by.id, series),
    at,
    note: { since: since.toString() },
  })
  return done({ say: 'digest-later', at: at.toString() })
}
