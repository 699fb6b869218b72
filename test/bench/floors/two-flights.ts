import { randomUUIDv7 } from 'node:crypto'
import postgres from 'postgres'
import { serve } from './bolt-app.ts'
import { given } from './environment.ts'
import { enter, read, write } from './two-flights-sql.ts'

// Bolt over our own tables with all their keys, indexes and policies: one flight that reads, one that writes every row of a
// `/delegate`. What is not awaited in between travels together.

const sql = postgres(given('DATABASE_URL'), {
  max: 10,
  onnotice: () => {},
  connection: { plan_cache_mode: 'force_generic_plan' },
})
const prepared = { prepare: true }

type Found = { agency: string; place: string; requester: string; client: string; board: string }

await serve(async ({ trigger_id: delivery, team_id: team, channel_id: channel, user_id: user, text }) => {
  const connection = await sql.reserve()
  try {
    const begun = connection.unsafe('begin').execute()
    const entered = connection.unsafe(enter, [team], prepared).execute()
    const [found] = await connection.unsafe<Found[]>(read, [team, user], prepared)
    await Promise.all([begun, entered])
    if (!found) throw new Error(`${user} of ${team} may not delegate`)

    const writing = connection
      .unsafe<{ number: number }[]>(write, valuesOf(found, delivery, channel, text), prepared)
      .execute()
    const committed = connection.unsafe('commit').execute()
    const [made] = await writing
    await committed
    return `#${made?.number} is delegated.`
  } catch (error) {
    await connection.unsafe('rollback')
    throw error
  } finally {
    connection.release()
  }
})

function valuesOf(
  { agency, place, requester, client, board }: Found,
  delivery: string,
  channel: string,
  brief: string,
) {
  const now = new Date()
  const hours = (count: number) => new Date(now.getTime() + count * 3_600_000).toISOString()
  const [task, toRequester, toBoard] = [randomUUIDv7(), randomUUIDv7(), randomUUIDv7()]
  const asked = { task, brief, client, requester, title: brief, duty: 'travel', priority: 'normal', due: hours(96) }
  return [
    ...[agency, task, client, requester, brief, hours(96), now.toISOString(), hours(4), place, channel],
    ...[`slack:${delivery}`, { say: 'moved', what: 'delegated', detail: '' }, asked, { by: 'pool', skipped: [] }],
    ...[toRequester, `requester:${task}`, { kind: 'card', for: 'requester', task }],
    ...[toBoard, `room:${board}:${task}`, { kind: 'card', for: 'board', task, room: board }],
    { told: [], atRisk: false, snoozed: [], version: 2 },
  ]
}
