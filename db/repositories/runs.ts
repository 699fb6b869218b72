import { sql } from '#orm/core'
import { rows, type Tx } from '#db/connection/connect.ts'

/** With no beat for that long nobody ran. Seconds. */
const silence = 90

/**
 * Writes down that the clock runs, at that moment of people's time. Where no process has done so for a while by the database's own clock,
 * or where this one has just started and people's time has gone on since, a new stretch begins: in between nobody ran. People's time
 * that is set forward while a process runs is no such break.
 */
export async function noteRunning(
  tx: Tx,
  { id, now, starting }: { id: string; now: Temporal.Instant; starting: boolean },
): Promise<void> {
  const at = sql`${now.toString()}::timestamptz`
  // Of several processes that begin at once one writes after the other.
  await rows(tx, sql`select pg_advisory_xact_lock(hashtext('sahayak runs'))`)
  await rows(
    tx,
    sql`
      with last as (select id from runs order by seen desc, beat desc limit 1),
      goes_on as (
        update runs r set seen = greatest(r.seen, ${at}), beat = clock_timestamp()
        from last
        where r.id = last.id and r.beat > clock_timestamp() - make_interval(secs => ${silence})
          and (not ${starting}::boolean or r.seen > ${at} - make_interval(secs => ${silence}))
        returning r.id)
      insert into runs (id, began, seen, beat)
      select ${id}::uuid, ${at}, ${at}, clock_timestamp() where not exists (select from goes_on)`,
  )
}

/** Whether nobody ran at that moment, between two stretches in which somebody did. What was before the first of them is not known. */
export async function wasDown(tx: Tx, at: Temporal.Instant): Promise<boolean> {
  const then = sql`${at.toString()}::timestamptz`
  const [found] = await rows<{ down: boolean }>(
    tx,
    sql`
      select exists (select from runs where seen < ${then})
        and not exists (select from runs where began <= ${then} and seen >= ${then})
        and exists (select from runs where began > ${then}) as down`,
  )
  return found?.down ?? false
}

export async function forgetRuns(tx: Tx, before: Temporal.Instant): Promise<void> {
  await rows(tx, sql`delete from runs where seen < ${before.toString()}::timestamptz`)
}
