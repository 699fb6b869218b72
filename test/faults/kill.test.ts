import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { connectDatabase, rows, type Connection } from '#db/connect.ts'
import { eventually } from '#sandbox/eventually.ts'
import type { FaultInput } from '#sandbox/faults.ts'
import { startSandbox, type Sandbox } from '#sandbox/index.ts'
import { hands, type Hands } from '#src/demo/hands.ts'
import { setUpAgency } from '#src/demo/set-up.ts'
import { buildWorld, configFor } from '#src/demo/world.ts'
import { environmentOf, setupCodeIn, startBotProcess, type BotProcess } from '#test/bot-process.ts'
import { postgresUrl } from '#test/db/databases.ts'

/** What stands in the way of the telling at the moment when the process is killed. */
const moments: { name: string; faults: FaultInput[] }[] = [
  { name: 'right after the acknowledgement', faults: [] },
  {
    name: 'while Slack holds the message',
    faults: [{ platform: 'slack', name: 'chat.postMessage', kind: 'delay', ms: 700 }],
  },
  {
    name: 'after both took the message and said nothing',
    faults: [
      { platform: 'slack', name: 'chat.postMessage', kind: 'cut-after' },
      { platform: 'discord', name: 'POST /channels/*', kind: 'cut-after' },
    ],
  },
]

describe.each([
  { name: 'embedded', connection: (): Connection => ({ dataDir: mkdtempSync(join(tmpdir(), 'sahayak-kill-')) }) },
  { name: 'postgres', connection: async (): Promise<Connection> => ({ url: await postgresUrl(), dataDir: tmpdir() }) },
])('kill -9 between commit and telling, on $name', ({ connection }) => {
  let sandbox: Sandbox
  let hand: Hands
  let to: Connection
  let bot: BotProcess
  let start: () => Promise<BotProcess>

  beforeEach(async () => {
    to = await connection()
    sandbox = await startSandbox({ mode: 'running' })
    const world = buildWorld(sandbox)
    hand = hands(sandbox, world)
    const environment = environmentOf(
      configFor(sandbox, world, { dataDir: to.dataDir, ...(to.url && { url: to.url }) }),
    )
    start = () => startBotProcess(environment)
    bot = await start()
    await setUpAgency(hand, setupCodeIn(bot.output()))
  })

  afterEach(async () => {
    await bot.stop()
    await sandbox.close()
    if (!to.url) rmSync(to.dataDir, { recursive: true, force: true })
  })

  it('tells each card exactly once after the next start', { timeout: 90_000 }, async () => {
    for (const [index, { faults }] of moments.entries()) {
      for (const fault of faults) sandbox.faults.add(fault)
      await hand.slack.type('carol', 'acme', `/delegate Errand number ${index} #travel`)
      await bot.kill()
      sandbox.faults.clear()
      await leasesRunOut(to)
      bot = await start()
      await eventually(() => cardsOf(index).every((count) => count >= 1), Boolean, { on: [sandbox], limitMs: 20_000 })
    }

    await eventually(
      async () => (await bot.stop(), await untold(to)),
      (left) => left === 0,
    )

    const counts = moments.map((_, index) => cardsOf(index))
    expect(counts).toEqual(moments.map(() => [1, 1]))
  })

  /** Cards of one task in the client's channel and on the board. */
  function cardsOf(index: number): [number, number] {
    const title = new RegExp(`#\\d+ Errand number ${index}`, 'u')
    const inChannel = hand.slack.sees('carol').filter(({ plain, ephemeral }) => !ephemeral && title.test(plain))
    const onBoard = hand.discord.sees('asha').filter(({ plain, ephemeral }) => !ephemeral && title.test(plain))
    return [inChannel.length, onBoard.length]
  }
})

/** Leases go by the database's own clock: here it is their end that is set. The embedded database has no other process. */
async function leasesRunOut(to: Connection): Promise<void> {
  if (!to.url) return
  const db = await connectDatabase(to)
  await db.acrossAgencies((tx) =>
    rows(tx, sql`update outbox set leased_until = clock_timestamp() where leased_until is not null`),
  )
  await db.close()
}

async function untold(to: Connection): Promise<number> {
  const db = await connectDatabase(to)
  const [left] = await db.acrossAgencies((tx) =>
    rows<{ count: number }>(tx, sql`select count(*)::int as count from outbox where outcome is null`),
  )
  await db.close()
  return left?.count ?? 0
}
