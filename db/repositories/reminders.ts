import { and, asc, eq, isNull, lt, sql } from '#orm/core'
import type { Reminder } from '#src/features/reminders/reminder.ts'
import { isNumber } from './numbers.ts'
import type { Tx } from '#db/connection/connect.ts'
import { rowsIn, wireOf } from '#db/connection/wire.ts'
import { reminders } from '#db/schema/reminders.ts'

const columns = {
  id: reminders.id,
  person: reminders.personId,
  number: reminders.number,
  task: reminders.taskId,
  text: reminders.text,
  platform: reminders.platform,
  at: reminders.at,
  setAt: reminders.setAt,
  toldAt: reminders.toldAt,
}

const one = (agency: string, id: string) => and(eq(reminders.agencyId, agency), eq(reminders.id, id))
const toCome = (agency: string, person: string) =>
  and(eq(reminders.agencyId, agency), eq(reminders.personId, person), isNull(reminders.toldAt))

/** A number for the next one, and how many are still to come; the number is nobody else's, whether it is used or not. */
export async function roomForReminder(
  tx: Tx,
  agency: string,
  person: string,
): Promise<{ number: number; count: number }> {
  const [row] = rowsIn(
    await wireOf(tx).ask(
      `select nextval(pg_get_serial_sequence('reminders', 'number'))::int as number,
        (select count(*)::int from reminders where agency_id = $1 and person_id = $2 and told_at is null) as count`,
      [agency, person],
    ),
  )
  if (!row) throw new Error('a number was asked for and none came')
  return { number: Number(row['number']), count: Number(row['count']) }
}

export async function addReminder(
  tx: Tx,
  agency: string,
  { person, task, ...rest }: Omit<Reminder, 'toldAt'>,
): Promise<void> {
  await tx.insert(reminders).values({ agencyId: agency, personId: person, taskId: task, ...rest })
}

/** One of somebody's own, by its number; others wait with deciding on it. Its wake is locked first, as the clock does. */
export async function lockReminder(tx: Tx, agency: string, person: string, number: number): Promise<Reminder | null> {
  if (!isNumber(number)) return null
  const reading = tx
    .select(columns)
    .from(reminders)
    .where(and(eq(reminders.agencyId, agency), eq(reminders.personId, person), eq(reminders.number, number)))
    .for('update')
  const [, [row]] = await Promise.all([
    wireOf(tx).ask(
      `select from timers where agency_id = $1 and kind = 'reminder' and subject =
        (select id::text from reminders where agency_id = $1 and person_id = $2 and number = $3) for update`,
      [agency, person, number],
    ),
    reading.execute(),
  ])
  return row ?? null
}

export async function reminderById(tx: Tx, agency: string, id: string): Promise<Reminder | null> {
  const [row] = await tx.select(columns).from(reminders).where(one(agency, id))
  return row ?? null
}

/** Those that are still to come, the next one first. */
export async function remindersOf(tx: Tx, agency: string, person: string, limit: number): Promise<Reminder[]> {
  return tx.select(columns).from(reminders).where(toCome(agency, person)).orderBy(asc(reminders.at)).limit(limit)
}

export async function countReminders(tx: Tx, agency: string, person: string): Promise<number> {
  const [row] = await tx
    .select({ count: sql<number>`count(*)::int` })
    .from(reminders)
    .where(toCome(agency, person))
  return row?.count ?? 0
}

export async function noteReminded(tx: Tx, agency: string, id: string, now: Temporal.Instant): Promise<void> {
  await tx.update(reminders).set({ toldAt: now }).where(one(agency, id))
}

/** To come again then, also when it was told before. */
export async function moveReminder(tx: Tx, agency: string, id: string, at: Temporal.Instant): Promise<void> {
  await tx.update(reminders).set({ at, toldAt: null }).where(one(agency, id))
}

export async function rewordReminder(tx: Tx, agency: string, id: string, text: string): Promise<void> {
  await tx.update(reminders).set({ text }).where(one(agency, id))
}

export async function removeReminder(tx: Tx, agency: string, id: string): Promise<void> {
  await tx.delete(reminders).where(one(agency, id))
}

export async function forgetReminders(tx: Tx, toldBefore: Temporal.Instant): Promise<void> {
  await tx.delete(reminders).where(lt(reminders.toldAt, toldBefore))
}
