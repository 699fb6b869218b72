import { tmpdir } from 'node:os'
import { sql } from '#orm/core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { connectDatabase, rows, type Connection, type Database, type Tx } from '#db/connection/connect.ts'
import { outageIn } from '#db/connection/outage.ts'
import { eventually } from '#sandbox/eventually.ts'
import { startServer, type OwnServer } from './postgres.ts'

/** A second is enough for what is idle to be found out; nobody should wait for half a minute in a test. */
const patience = { secondsToDoubt: 2, secondsToGiveUp: 8 }

const everyone = sql`select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`
const count = (tx: Tx) => rows<{ n: number }>(tx, sql`select count(*)::int as n from written`)
const write = (word: string) => (tx: Tx) => rows(tx, sql`insert into written values (${word})`)

describe('a database that goes away and comes back', { timeout: 120_000 }, () => {
  let server: OwnServer
  let db: Database
  let other: Database
  let to: Connection
  const lines: string[] = []
  beforeAll(async () => {
    // What is said to be written must outlive a crash of the server.
    server = await startServer({ synchronous_commit: 'on' })
    to = { url: await server.create(), dataDir: tmpdir(), patience }
    db = await connectDatabase({ ...to, max: 4, log: (line) => void lines.push(line) })
    other = await connectDatabase({ ...to, max: 1 })
    await db.asOwner((tx) => rows(tx, sql`create table written (word text unique)`))
  })
  afterAll(async () => {
    await db.close()
    await other.close()
    await server.stop()
  })

  const cutAll = () => other.asOwner((tx) => rows(tx, everyone))
  const found = async () => (await db.asOwner(count))[0]?.n
  const well = () => eventually(found, (n) => n !== undefined, { limitMs: 5_000 })

  /** Many at once, again and again, until it is told to stop; answers what was said to be written and what was not. */
  function load(name: string) {
    let going = true
    const said = {
      written: new Set<string>(),
      not: new Set<string>(),
      uncertain: new Set<string>(),
      strange: new Set<unknown>(),
    }
    const one = async (worker: number) => {
      for (let n = 0; going; n++) {
        const word = `${name} ${worker} ${n}`
        try {
          await db.asOwner(async (tx) => {
            await write(word)(tx)
            await rows(tx, sql`select pg_sleep(0.001)`)
          })
          said.written.add(word)
        } catch (error) {
          const outage = outageIn(error)
          if (!outage) said.strange.add(error)
          else if (outage.uncertain) said.uncertain.add(word)
          else said.not.add(word)
          await new Promise((resolve) => setTimeout(resolve, 20))
        }
      }
    }
    const all = Promise.all(Array.from({ length: 12 }, (_, worker) => one(worker)))
    return { said, stop: async () => ((going = false), await all, said) }
  }

  async function expectTruth({ written, not, strange }: Awaited<ReturnType<ReturnType<typeof load>['stop']>>) {
    await well()
    const there = new Set(
      (await db.asOwner((tx) => rows<{ word: string }>(tx, sql`select word from written`))).map(({ word }) => word),
    )
    expect([...strange]).toEqual([])
    expect([...written].filter((word) => !there.has(word))).toEqual([])
    expect([...not].filter((word) => there.has(word))).toEqual([])
  }

  it('is used again at once when connections were ended that nobody used', async () => {
    // Whoever waits for a connection that is being opened, and is ended with the others, is told so, and asks again.
    const foundAgain = (): Promise<unknown> => found().catch(foundAgain)
    for (let n = 0; n < 20; n++) {
      await Promise.all([foundAgain(), foundAgain(), foundAgain()])
      await cutAll()
      await well()
    }
  })

  it('carries out what was asked on a connection that had ended unheard, and does it once', async () => {
    const single = await connectDatabase({ ...to, max: 1 })
    const written: unknown[] = []
    for (let n = 0; n < 20; n++) {
      await single.asOwner(count)
      await cutAll()
      const word = `unheard ${n}`
      const insert = sql`insert into written values (${word}) returning word`
      written.push(...(await single.asOwner((tx) => rows(tx, insert))))
    }
    await single.close()

    expect(written).toEqual(Array.from({ length: 20 }, (_, n) => ({ word: `unheard ${n}` })))
  })

  it('says of all that was under way whether it was written, however often connections are ended', async () => {
    const { stop, said } = load('cut')

    for (let n = 0; n < 60; n++) {
      const before = said.written.size
      await cutAll()
      await eventually(() => said.written.size > before, Boolean, { limitMs: 10_000 })
    }

    const told = await stop()
    expect(told.not.size).toBeGreaterThan(0)
    await expectTruth(told)
  })

  it.each(['fast', 'immediate'] as const)('is well within five seconds after a restart that is %s', async (how) => {
    const { stop } = load(how)

    await server.restart(how)
    await well()

    await expectTruth(await stop())
  })

  it('lets nothing run on in another transaction that was begun before the connection was lost', async () => {
    const lost = Promise.withResolvers<void>()
    const late = Promise.withResolvers<unknown>()
    const running = db.asOwner(async (tx) => {
      await write('before')(tx)
      await lost.promise
      // What it writes is not waited for, and is never sent; what it asks is refused.
      await write('after')(tx)
        .then(() => rows(tx, sql`select 1`))
        .then(late.resolve, late.reject)
    })
    const failed = running.then(
      () => null,
      (error: unknown) => outageIn(error),
    )

    await cutAll()
    expect(await failed).toMatchObject({ uncertain: false })
    // Whoever gets a connection that was cut a moment ago is told so, and asks again.
    const foundAgain = (): Promise<unknown> => found().catch(foundAgain)
    await Promise.all([foundAgain(), foundAgain(), foundAgain(), foundAgain()])
    lost.resolve()

    await expect(late.promise).rejects.toThrow()
    const words = await db.asOwner((tx) => rows(tx, sql`select word from written where word in ('before', 'after')`))
    expect(words).toEqual([])
  })

  it('keeps nobody waiting while it is frozen, and is well when it wakes up', async () => {
    const { stop } = load('frozen')
    const wake = await server.freeze()
    try {
      const asked = Array.from({ length: 30 }, () =>
        db.asOwner(count).then(
          () => 'answered',
          (error: unknown) => outageIn(error) && 'away',
        ),
      )

      const answers = await Promise.all(asked)

      expect(new Set(answers)).toEqual(new Set(['away']))
    } finally {
      wake()
    }
    await well()
    await expectTruth(await stop())
  })

  it('answers what it was asked before it was frozen for a moment', async () => {
    const slow = db.asOwner((tx) => rows<{ n: number }>(tx, sql`select 1 as n from pg_sleep(0.3)`))
    const wake = await server.freeze()
    await new Promise((resolve) => setTimeout(resolve, 1_200))
    wake()

    expect(await slow).toEqual([{ n: 1 }])
  })

  it('is not taken for gone while it works on something that takes long', async () => {
    const [done] = await db.acrossAgencies((tx) => rows<{ n: number }>(tx, sql`select 1 as n from pg_sleep(5)`))

    expect(done).toEqual({ n: 1 })
  })

  it('lets its listeners hear again after their connection was ended', async () => {
    const heard: string[] = []
    const unlisten = await db.listen('outage', (word) => void heard.push(word))

    await cutAll()

    const say = (word: string) => db.asOwner((tx) => rows(tx, sql`select pg_notify('outage', ${word})`))
    await eventually(
      async () => (await say('again'), heard),
      (words) => words.includes('again'),
    )
    await unlisten()
  })

  it('says once that it is away and once that it is back', async () => {
    lines.length = 0

    await server.restart('fast')
    await well()

    expect(lines.filter((line) => line === 'the database is back').length).toBeLessThanOrEqual(1)
  })
})
