import { sql } from '#orm/core'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { connectDatabase, rows, type Database } from '#db/connection/connect.ts'
import { addLinesAcross } from '#db/repositories/outbox.ts'
import { entryOf } from '#src/features/telling/line.ts'
import { databases, postgresUrl } from '#test/db/databases.ts'
import { useServer } from '#test/db/postgres.ts'
import { monday, newId, seed } from '#test/db/rows.ts'
import { sharedPostgres } from '#test/db/shared.ts'
import { putTask } from '#test/db/task-rows.ts'
import { floor, root, type Contender } from './contenders.ts'
import { bestDaily } from './digests-best.ts'
import { seedDigests } from './digests-seed.ts'
import { leaseAndPost } from './floors/lease-and-post.ts'
import { load } from './load.ts'
import { within } from './postgres.ts'
import { startProgram } from './program.ts'
import { clientOf } from './seed.ts'
import { delegateRequest } from './slack-requests.ts'

const size = { agencies: 1, assistants: 1 }

describe('what the bench measures the bot beside', () => {
  const open: Contender[] = []
  afterEach(async () => {
    for (const { stop } of open.splice(0)) await stop()
  })

  async function start(file: string, migrated: boolean): Promise<Contender> {
    const create = async () => (migrated ? postgresUrl() : useServer((await sharedPostgres()).admin).create())
    const contender = await floor(file, file, { migrated }).start({ postgres: { create, within }, slackApi: '', size })
    open.push(contender)
    return contender
  }

  async function delegateOnce({ program }: Contender): Promise<void> {
    const left = [delegateRequest(clientOf(0), 'http://127.0.0.1:1/respond')]
    await load({
      ...{ port: program.port, connections: 1, next: () => left.pop() ?? null },
      isRight: (answer) => answer.startsWith('HTTP/1.1 200'),
    })
  }

  it.each(['f3.ts', 'bolt.ts', 'bolt-f3.ts'])('answers a /delegate on tables of its own: %s', async (file) => {
    await delegateOnce(await start(file, false))
  })

  it('writes all rows of a /delegate into the tables as they are today: two-flights.ts', async () => {
    const contender = await start('two-flights.ts', true)

    await delegateOnce(contender)

    const count = (table: string) => sql.raw(`select count(*)::int as n from ${table}`)
    const db = await connectDatabase({ url: contender.url, dataDir: tmpdir(), max: 1 })
    const counts = await Promise.all(
      ['tasks', 'task_events', 'outbox', 'inbox'].map(async (table) => {
        const [found] = await db.acrossAgencies((tx) => rows<{ n: number }>(tx, count(table)))
        return found?.n ?? 0
      }),
    )
    await db.close()
    expect(counts.map((n) => n > 0)).toEqual([true, true, true, true])
  })

  it('imports what the bot is made of, and is ready: imports.ts', async () => {
    const program = await startProgram({ args: [join(root, 'test/bench/floors/imports.ts')], cwd: root, env: {} })
    await program.stop()

    expect(program.output()).toContain('ready')
  })

  it('tells each line of the outbox as it is today: lease-and-post.ts', async () => {
    const url = await postgresUrl()
    const db = await connectDatabase({ url, dataDir: tmpdir(), max: 1 })
    await writeLine(db)
    await db.close()
    const posted: unknown[] = []

    const told = await leaseAndPost(url, async (_, line) => `${posted.push(line)}`)

    expect([told, posted.length]).toEqual([1, 1])
  })

  it.each(databases)('finds what stands in digests in the tables as they are today, on $name', async ({ create }) => {
    const db = await create()

    const found = await db.acrossAgencies((tx) => rows(tx, bestDaily(monday)))

    await db.close()
    expect(found).toEqual([])
  })
})

async function writeLine(db: Database): Promise<void> {
  await db.acrossAgencies(async (tx) => {
    const office = await seed(tx)
    const task = await putTask(tx, office, {})
    const entry = entryOf({ kind: 'card', task, for: 'requester' }, newId)
    await addLinesAcross(tx, [{ agency: office.agency, ...entry }], monday)
  })
}

describe('what the bench of digests is measured over', () => {
  it('can be made as the tables are today', async () => {
    const [first] = databases
    if (!first) throw new Error('no database')
    const db = await first.create()
    try {
      await seedDigests(db, { people: 100, tasks: 200, agencies: 2 })

      const [found] = await db.asOwner((tx) => rows<{ n: number }>(tx, sql`select count(*)::int as n from tasks`))
      expect(found?.n).toBe(200)
    } finally {
      await db.close()
    }
  })
})
