import { tmpdir } from 'node:os'
import { sql } from '#orm/core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { connectDatabase, rows, type Database } from '#db/connection/connect.ts'
import { eventually } from '#sandbox/eventually.ts'
import { startSandbox, type Sandbox } from '#sandbox/index.ts'
import { hands, type Hands } from '#src/bot/demo/hands.ts'
import { setUpAgency } from '#src/bot/demo/set-up.ts'
import { buildWorld, configFor } from '#src/bot/demo/world.ts'
import { environmentOf, setupCodeIn, startBotProcess, type BotProcess } from '#test/bot-process.ts'
import { startServer, type OwnServer } from '#test/db/postgres.ts'

const limitMs = 120_000

describe('a bot whose Postgres goes away', { timeout: 600_000 }, () => {
  let server: OwnServer
  let sandbox: Sandbox
  let hand: Hands
  let bot: BotProcess
  let db: Database

  beforeAll(async () => {
    server = await startServer()
    const url = await server.create()
    sandbox = await startSandbox({ mode: 'running' })
    const world = buildWorld(sandbox)
    hand = hands(sandbox, world)
    bot = await startBotProcess(environmentOf(configFor(sandbox, world, { url, dataDir: tmpdir() })))
    await setUpAgency(hand, setupCodeIn(bot.output()))
    db = await connectDatabase({ url, dataDir: tmpdir(), max: 1 })
  }, 600_000)

  afterAll(async () => {
    await bot.stop()
    await db.close()
    await sandbox.close()
    await server.stop()
  }, 600_000)

  const cutAll = () =>
    db.asOwner((tx) =>
      rows(
        tx,
        sql`select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`,
      ),
    )
  const delegate = (name: string) => hand.slack.type('carol', 'acme', `/delegate ${name} #travel`)
  const answers = () => hand.slack.sees('carol').filter(({ ephemeral }) => ephemeral)
  const cards = (name: string) =>
    hand.slack
      .sees('carol')
      .filter(({ plain, ephemeral }) => !ephemeral && new RegExp(`#\\d+ ${name}\\b`, 'u').test(plain))
  const tasks = async (name: string) =>
    (
      await db.asOwner((tx) => rows<{ n: number }>(tx, sql`select count(*)::int as n from tasks where title = ${name}`))
    )[0]?.n
  const told = (name: string) => eventually(() => cards(name).length, Boolean, { on: [sandbox], limitMs })

  it('lives through connections that are ended again and again, and loses nothing that it was asked', async () => {
    const names = Array.from({ length: 12 }, (_, n) => `Errand ${String.fromCodePoint(65 + n)}`)
    for (const name of names) {
      const asking = delegate(name)
      await cutAll()
      await asking
    }

    for (const name of names) await told(name)

    expect(bot.child.exitCode).toBeNull()
    expect(await Promise.all(names.map(tasks))).toEqual(names.map(() => 1))
    expect(names.map((name) => cards(name).length)).toEqual(names.map(() => 1))
  })

  it('goes on after a restart as if nothing had been', async () => {
    const before = answers().length
    const restarting = server.restart('immediate')
    await delegate('Visa')
    await restarting

    await told('Visa')

    expect(bot.child.exitCode).toBeNull()
    expect(answers().length).toBeGreaterThan(before)
    expect(await eventually(() => tasks('Visa'))).toBe(1)
  })

  it('says so when it stays away, and what it said is so', async () => {
    const wake = await server.freeze()
    try {
      await delegate('Hotel')
      await eventually(() => answers().some(({ plain }) => /My database (?:is|went) away/u.test(plain)), Boolean, {
        on: [sandbox],
        limitMs,
      })
    } finally {
      wake()
    }

    const said = answers().some(({ plain }) => /Nothing was changed/u.test(plain))
    const there = await eventually(
      () => tasks('Hotel'),
      (n) => n !== undefined,
    )
    expect(bot.child.exitCode).toBeNull()
    if (said) expect(there).toBe(0)

    await delegate('Train')
    await told('Train')
  })
})
