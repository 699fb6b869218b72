import { z } from 'zod'
import type { Tx } from '#db/connection/connect.ts'
import { digestFigures, keyOf } from '#db/repositories/digest-figures.ts'
import {
  dueDigests,
  moveDigestsOn,
  putDigestOff,
  readersOf,
  type DueDigest,
  type DueReader,
  type MovedOn,
} from '#db/repositories/digests.ts'
import { agenciesWithPosts } from '#db/repositories/posts.ts'
import { addLines, addLinesAcross } from '#db/repositories/outbox.ts'
import { weeklyFigures } from '#db/repositories/weekly-figures.ts'
import { clearTimer, clearTimers } from '#db/repositories/timers.ts'
import { digestSubject, isEmpty, type Found, type Week } from '#src/features/digests/digest.ts'
import { dayOf, isOff, nextDigest, type Series } from '#src/features/digests/schedule.ts'
import { newsSince } from '#src/features/digests/queries/digest.ts'
import { manages } from '#src/kernel/person.ts'
import { isNothing, weekBefore } from '#src/features/reports/report.ts'
import { entryOf, type Notification } from '#src/features/telling/line.ts'
import type { Slot } from '#src/time/recurrence.ts'
import { rememberAgencies, type Agencies } from './agency-figures.ts'
import { upTo } from './up-to.ts'
import type { Parts, Waker } from '#src/bot/timers.ts'

const digestsAtOnce = 200
/** How long one is left alone that could not be computed because of a fault of ours. */
const afterFault = Temporal.Duration.from({ minutes: 5 })

/**
 * Each digest that is due becomes a line in the outbox, in the transaction that moves it on to its next slot. They are
 * computed many at once, with the same few queries for all of a batch; one with nothing to say leaves no line.
 */
export async function sendDigests(parts: Parts, series: Series = 'daily'): Promise<void> {
  const agencies = rememberAgencies()
  for (let found = digestsAtOnce; found === digestsAtOnce;) found = await sendBatch(parts, series, agencies)
}

async function sendBatch(parts: Parts, series: Series, agencies: Agencies): Promise<number> {
  try {
    return await sendSome(parts, series, agencies, digestsAtOnce)
  } catch (error) {
    parts.log.error({ series, error }, 'digests could not be computed together: one by one now')
    let sent = 0
    while (sent < digestsAtOnce && (await sendOne(parts, series, agencies))) sent += 1
    return sent
  }
}

/** One that fails holds up nothing else. */
async function sendOne(parts: Parts, series: Series, agencies: Agencies): Promise<boolean> {
  const { db, log, now } = parts
  let tried: DueDigest[] = []
  try {
    return (await sendSome(parts, series, agencies, 1, (due) => (tried = due))) > 0
  } catch (error) {
    const [one] = tried
    if (!one) throw error
    log.error({ ...one, series, error }, 'a digest could not be computed')
    await db.acrossAgencies((tx) => putDigestOff(tx, series, one, now().add(afterFault)))
    return true
  }
}

async function sendSome(
  { db, now: clock, newId, log }: Parts,
  series: Series,
  agencies: Agencies,
  most: number,
  tell: (due: DueDigest[]) => void = () => {},
): Promise<number> {
  const now = clock()
  return db.acrossAgencies(async (tx) => {
    const due = await dueDigests(tx, series, now, most)
    tell(due)
    if (due.length === 0) return 0
    const planned = await plan(tx, series, due, now)
    await moveDigestsOn(tx, series, planned)
    for (const { agency, person, missed } of planned) {
      if (missed) log.info({ agency, person, slot: missed }, 'a digest was missed by too long to be sent')
    }
    const told = planned.flatMap(({ reader, told: slot }) => (slot ? [{ reader, slot }] : []))
    await clearTimers(
      tx,
      told.map(({ reader }) => ({
        agency: reader.agency,
        kind: 'digest',
        subject: digestSubject(reader.person, series),
      })),
    )
    const lines =
      series === 'daily' ? await dailyLines(tx, told, now, agencies) : await weeklyLines(tx, told, now, agencies)
    const entries = lines.map(({ agency, line }) => ({ ...entryOf(line, newId), agency }))
    await addLinesAcross(tx, entries, now)
    return due.length
  })
}

type Planned = MovedOn & { reader: DueReader; missed: string | null }

/** Where each goes from its slot, and whether it is told: not when it would come too late, and not on a day off. */
async function plan(tx: Tx, series: Series, due: DueDigest[], now: Temporal.Instant): Promise<Planned[]> {
  const readers = await readersOf(tx, series, due)
  const slots = new Map(due.map((one) => [keyOf(one), one]))
  return readers.flatMap((reader): Planned[] => {
    const slot = slots.get(keyOf(reader))
    return slot ? [planOne(reader, slot, now)] : []
  })
}

function planOne(reader: DueReader, { slot, at }: Slot, now: Temporal.Instant): Planned {
  const { agency, person } = reader
  const after = (moment: Temporal.Instant) => nextDigest(reader, reader.holidays, reader, moment)
  const { latest, next, inTime } = upTo(now, { slot, at }, after)
  // Days off may have been said since it was put on this day.
  const told = inTime && !isOff(dayOf(latest.slot), reader)
  return { agency, person, reader, next, told: told ? latest : null, missed: inTime ? null : latest.slot }
}

type Told = { reader: DueReader; slot: Slot }
type AgencyLine = { agency: string; line: Notification }

async function dailyLines(tx: Tx, told: Told[], now: Temporal.Instant, agencies: Agencies): Promise<AgencyLine[]> {
  const readers = told.map(({ reader: { agency, person, roles, duties, lastAt }, slot }) => ({
    ...{ agency, person, roles, duties },
    since: newsSince(lastAt ?? slot.at.subtract({ hours: 24 }), now),
  }))
  const figures = await digestFigures(tx, readers, now)
  await agencies.look(
    tx,
    told.flatMap(({ reader }) => (manages(reader) ? [reader.agency] : [])),
    now,
  )
  // What they say of posts is looked up when they are sent.
  const social = await agenciesWithPosts(tx, [...new Set(readers.map(({ agency }) => agency))], now)
  const lines: AgencyLine[] = []
  for (const [at, { reader, slot }] of told.entries()) {
    const { agency, person } = reader
    const sections = figures.get(keyOf(reader)) ?? []
    if (isEmpty({ sections }) && !social.has(agency)) continue
    const whole = manages(reader) ? agencies.figures(agency) : { load: null, response: null }
    const found: Found = { sections, ...whole }
    const since = readers[at]?.since.toString() ?? now.toString()
    lines.push({ agency, line: { kind: 'digest', person, slot: slot.slot, since, found } })
  }
  return lines
}

async function weeklyLines(tx: Tx, told: Told[], now: Temporal.Instant, agencies: Agencies): Promise<AgencyLine[]> {
  const readers = told.map(({ reader, slot }) => {
    const cuts = weekBefore(reader.zone, slot.at).cuts.map((cut) => cut.toInstant())
    return { ...{ agency: reader.agency, person: reader.person }, cuts, whole: manages(reader) }
  })
  const own = await weeklyFigures(
    tx,
    readers.filter(({ whole }) => !whole),
    now,
  )
  const lines: AgencyLine[] = []
  for (const [at, { reader, slot }] of told.entries()) {
    const one = readers[at]
    const week: Week | undefined = one?.whole ? await agencies.week(tx, one) : own.get(keyOf(reader))
    if (!week || isNothing(week)) continue
    const { agency, person } = reader
    const line: Notification = { kind: 'week', person, slot: slot.slot, since: slot.at.toString(), week }
    lines.push({ agency, line })
  }
  return lines
}

const again = z.object({ since: z.string() })

/** A digest that its reader wanted once more, with the same news; computed when it is sent. */
export const sendAgain: Waker = async ({ tx, agency, wake, now, newId }) => {
  await clearTimer(tx, agency.id, wake.kind, wake.subject)
  const [person = '', series] = wake.subject.split(':')
  const { since } = again.parse(wake.note)
  const slot = `again:${now.toString()}`
  const line: Notification = { kind: series === 'weekly' ? 'week' : 'digest', person, slot, since }
  await addLines(tx, agency.id, [entryOf(line, newId)], now)
}
