import { tmpdir } from 'node:os'
import { sql } from '#orm/core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { connectDatabase, rows, type Database } from '#db/connection/connect.ts'
import { agencies } from '#db/schema/agencies.ts'
import { createAgency } from '#db/repositories/agencies.ts'
import { databases, postgresUrl } from './databases.ts'
import { anAgency, monday } from './rows.ts'

describe.each(databases)('a transaction, on $name', ({ create }) => {
  let db: Database
  beforeAll(async () => {
    db = await create()
  })
  afterAll(() => db.close())

  const names = () => db.acrossAgencies((tx) => tx.select({ name: agencies.name }).from(agencies))

  it('leaves nothing behind when what runs in it throws', async () => {
    const failed = db.acrossAgencies(async (tx) => {
      await createAgency(tx, anAgency({ name: 'Undone' }), monday)
      throw new Error('a change of mind')
    })

    await expect(failed).rejects.toThrow('a change of mind')
    expect(await names()).toEqual([])
  })

  it('leaves nothing behind when a statement in it failed, even if that was caught', async () => {
    const failed = db.acrossAgencies(async (tx) => {
      await createAgency(tx, anAgency({ name: 'Undone' }), monday)
      await rows(tx, sql`select 1 / 0`).catch(() => {})
      await createAgency(tx, anAgency({ name: 'Undone too' }), monday)
    })

    await expect(failed).rejects.toThrow()
    expect(await names()).toEqual([])
  })

  it('is refused inside another one, at once', async () => {
    const nested = db.acrossAgencies(() => db.acrossAgencies(async () => 1))

    await expect(nested).rejects.toThrow('a transaction was begun inside another one')
  })

  it('is refused for what is no agency', async () => {
    const failed = db.inAgency('no uuid', (tx) => tx.select().from(agencies))

    await expect(failed).rejects.toThrow()
    expect(await names()).toEqual([])
  })

  it('hands over what it was given as it was', async () => {
    const promises = await db.acrossAgencies(async () => [1, 2])
    const sent = { words: ['a "b"', 'c,d', 'हिन्दी'], text: '"text"', at: '2026-03-02T15:00:00.123456Z' }

    const found = await db.acrossAgencies((tx) =>
      rows<{ words: string[]; text: string; at: string; day: string }>(
        tx,
        sql`select ${sql.param(JSON.stringify(sent.words))}::jsonb as words, ${sent.text}::text as text, ${sent.at}::timestamptz as at, '2026-03-02'::date as day`,
      ),
    )

    expect(promises).toEqual([1, 2])
    expect(found).toEqual([{ words: sent.words, text: sent.text, at: expect.any(String), day: '2026-03-02' }])
    expect(Temporal.Instant.from(found[0]?.at ?? '').equals(sent.at)).toBe(true)
  })

  it('lets its listeners hear once it is committed, and not otherwise', async () => {
    const heard: string[] = []
    const last = Promise.withResolvers<void>()
    const unlisten = await db.listen('sahayak_test', (payload) => {
      heard.push(payload)
      if (payload === 'last') last.resolve()
    })

    const say = (payload: string, stands: boolean) =>
      db
        .acrossAgencies(async (tx) => {
          await rows(tx, sql`select pg_notify('sahayak_test', ${payload})`)
          if (!stands) throw new Error('undo')
        })
        .catch(() => {})
    await say('first', true)
    await say('undone', false)
    await say('last', true)
    await last.promise
    await unlisten()

    expect(heard).toEqual(['first', 'last'])
  })
})

describe('connecting to Postgres', () => {
  it('fails with the reason when nothing answers', async () => {
    const url = 'postgres://127.0.0.1:1/nothing'

    await expect(connectDatabase({ url, dataDir: tmpdir() })).rejects.toMatchObject({ code: 'ECONNREFUSED' })
  })

  it('runs commands side by side, and lets none run for ever', async () => {
    const db = await connectDatabase({ url: await postgresUrl(), dataDir: tmpdir(), max: 3 })
    const gate = Promise.withResolvers<void>()
    let inside = 0
    const enter = () =>
      db.acrossAgencies(async () => {
        inside += 1
        if (inside === 3) gate.resolve()
        await gate.promise
      })

    await Promise.all([enter(), enter(), enter()])
    const [limits] = await db.asOwner((tx) =>
      rows<{ statement: string; idle: string }>(
        tx,
        sql`select current_setting('statement_timeout') as statement, current_setting('idle_in_transaction_session_timeout') as idle`,
      ),
    )
    await db.close()

    expect(limits).toEqual({ statement: '30s', idle: '30s' })
  })
})
