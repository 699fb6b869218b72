import { sql } from '#orm/core'
import { tmpdir } from 'node:os'
import { connectDatabase, rows, type Database } from '#db/connection/connect.ts'
import { migrate } from '#db/connection/migrate.ts'
import { addLinesAcross } from '#db/repositories/outbox.ts'
import type { Chat } from '#src/kernel/chat.ts'
import { startPump } from '#src/bot/pump.ts'
import type { Platform } from '#src/kernel/person.ts'
import { entryOf } from '#src/features/telling/line.ts'
import { startPostgres } from '#test/db/postgres.ts'
import { monday, newId, seed } from '#test/db/rows.ts'
import { putTask } from '#test/db/task-rows.ts'
import { unpaced } from '#test/notify/unpaced.ts'
import { countStatements } from './counting-proxy.ts'
import { leaseAndPost } from './floors/lease-and-post.ts'
import { ours, type How } from './how.ts'
import type { Report, Rounds } from './report.ts'
import { openPlatform } from './telling-platform.ts'

const agencies = 50
const held = 'another is held'
const crowded = 'this build, others waiting'
const log = { debug() {}, info() {}, warn() {}, error: (data: object, text: string) => console.error(text, data) }

type Task = { agency: string; task: string }

/** Telling beside the least loop that leases and posts, in turn; then with so many lines waiting that are not due yet. */
export async function telling({ rounds: count, quick }: How): Promise<Report> {
  const [lines, waiting] = quick ? [400, 20_000] : [2_000, 200_000]
  const server = await startPostgres()
  const url = await server.create()
  const db = await connectDatabase({ url, dataDir: tmpdir() })
  const platform = await openPlatform()
  const counted = await countStatements(url)
  const through = await connectDatabase({ url: counted.url, dataDir: tmpdir() })
  const rounds: Rounds = new Map(['bare loop', ours, crowded].map((name) => [name, []]))
  try {
    await migrate(db)
    const tasks = await seedTasks(db, lines)
    const measure = async (name: string, tell: () => Promise<unknown>, isCounted = true) => {
      await write(db, tasks)
      const speed = lines / (await seconds(tell))
      if (isCounted) rounds.get(name)?.push({ 'lines a second': speed })
    }
    // One round to warm up, which counts for nobody.
    for (let round = 0; round <= count; round++) {
      await measure('bare loop', () => leaseAndPost(url, platform.post), round > 0)
      await measure(ours, () => tellWith(db, platform.chat), round > 0)
    }
    await write(db, tasks)
    counted.take()
    await tellWith(through, platform.chat)
    rounds.set('counted', [{ 'statements a line': counted.take() / lines }])
    for (let round = 0; round < count; round++)
      rounds.set(held, [...(rounds.get(held) ?? []), { 'ms later': await msBesideHeld(db, tasks, platform.chat) }])
    await write(db, tasks)
    await tellWith(db, platform.chat)
    await keepWaiting(db, tasks, waiting)
    for (let round = 0; round < count; round++) await measure(crowded, () => tellWith(db, platform.chat))
  } finally {
    await platform.close()
    await through.close()
    await db.close()
    counted.close()
    await server.stop()
  }
  const speed = 'lines a second'
  return {
    bench: 'telling',
    what: `${lines} lines told, without limits; then with ${waiting} waiting`,
    rounds,
    ratios: [
      { figure: 'beside the bare loop', of: [ours, speed], beside: ['bare loop', speed], atLeast: 0.5 },
      { figure: 'with others waiting, beside without', of: [crowded, speed], beside: [ours, speed], atLeast: 0.9 },
      { figure: 'told while another destination is held 30 s, ms later', of: [held, 'ms later'], atMost: 100 },
      { figure: 'statements a line', of: ['counted', 'statements a line'], atMost: 3 },
    ],
  }
}

async function seedTasks(db: Database, lines: number): Promise<Task[]> {
  const tasks: Task[] = []
  for (let each = 0; each < agencies; each++) {
    await db.acrossAgencies(async (tx) => {
      const office = await seed(tx)
      for (let index = each; index < lines; index += agencies)
        tasks.push({ agency: office.agency, task: await putTask(tx, office, { originChannel: `C${index}` }) })
    })
  }
  return tasks
}

/** One card for each task, none of which was told before. */
async function write(db: Database, tasks: Task[]): Promise<void> {
  await rowsGone(db)
  await writeFor(db, tasks)
  await db.asOwner((tx) => rows(tx, sql`analyze outbox`))
}

async function rowsGone(db: Database): Promise<void> {
  await db.acrossAgencies(async (tx) => {
    await rows(tx, sql`delete from outbox where recipient not like 'waiting:%'`)
    await rows(tx, sql`delete from messages`)
  })
}

async function writeFor(db: Database, tasks: Task[]): Promise<void> {
  await db.acrossAgencies(async (tx) => {
    for (let at = 0; at < tasks.length; at += 500) {
      const lines = tasks.slice(at, at + 500).map(({ agency, task }) => ({
        ...{ agency, ...entryOf({ kind: 'card', task, for: 'requester' }, newId) },
      }))
      await addLinesAcross(tx, lines, monday)
    }
  })
}

/** How long after it was written a line is told, while another destination has just asked for half a minute. */
async function msBesideHeld(db: Database, tasks: Task[], chat: Chat): Promise<number> {
  await rowsGone(db)
  const [asked, told] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
  const slow: Chat = {
    ...chat,
    async post(to, card, mark) {
      if (to.channel !== 'C0') return chat.post(to, card, mark).finally(told.resolve)
      asked.resolve()
      return { outcome: 'later', at: monday.add({ seconds: 30 }), why: 'ratelimited', everywhere: false }
    },
  }
  const pump = await startPump({
    ...{ db, log, newId, now: () => monday, chance: () => 0.5, pace: unpaced },
    chats: new Map<Platform, Chat>([['slack', slow]]),
  })
  await writeFor(db, tasks.slice(0, 1))
  await asked.promise
  const began = performance.now()
  await writeFor(db, tasks.slice(1, 2))
  await told.promise
  const ms = performance.now() - began
  await pump.stop()
  return ms
}

/** Half of them are held for quiet hours, half wait for a platform. */
async function keepWaiting(db: Database, tasks: Task[], count: number): Promise<void> {
  const [first] = tasks
  if (!first) return
  await db.asOwner((tx) =>
    rows(
      tx,
      sql`
        insert into outbox (agency_id, id, recipient, line, created_at, not_before, held_until)
        select ${first.agency}, gen_random_uuid(), 'waiting:' || n, '{}', now(), now() + interval '1 day',
          case when n % 2 = 0 then '2030-01-01'::timestamptz else '2020-01-01'::timestamptz end
        from generate_series(1, ${count}::int) n`,
    ),
  )
}

async function tellWith(db: Database, chat: Chat): Promise<void> {
  const pump = await startPump({
    ...{ db, log, newId, now: () => monday, chance: () => 0.5, pace: unpaced },
    chats: new Map<Platform, Chat>([['slack', chat]]),
  })
  await pump.settled()
  await pump.stop()
}

async function seconds(run: () => Promise<unknown>): Promise<number> {
  const began = performance.now()
  await run()
  return (performance.now() - began) / 1000
}
