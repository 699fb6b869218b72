import { rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { sql } from '#orm/core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { connectDatabase, rows, type Connection } from '#db/connection/connect.ts'
import { eventually } from '#sandbox/eventually.ts'
import type { FaultInput } from '#sandbox/faults.ts'
import { startSandbox, type Sandbox } from '#sandbox/index.ts'
import { hands, type Hands } from '#src/bot/demo/hands.ts'
import { setUpAgency } from '#src/bot/demo/set-up.ts'
import { buildWorld, configFor } from '#src/bot/demo/world.ts'
import { environmentOf, setupCodeIn, startBotProcess, type BotProcess } from '#test/bot-process.ts'
import { embeddedFolder, postgresUrl } from '#test/db/databases.ts'
import { isLong } from '#test/long.ts'

/** Reached by what hangs alone, however slow the machine is. */
const hang = 300_000

/** What stands in the way of the telling at the moment when the process is killed; on the embedded database in the short form the last alone. */
const allMoments: { name: string; faults: FaultInput[] }[] = [
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
  { name: 'embedded', connection: async (): Promise<Connection> => ({ dataDir: await embeddedFolder() }) },
  { name: 'postgres', connection: async (): Promise<Connection> => ({ url: await postgresUrl(), dataDir: tmpdir() }) },
])('kill -9 between commit and telling, on $name', ({ name, connection }) => {
  /** Each start costs four seconds of a processor; what is left undone is found in the same way on both. */
  const isFull = isLong || name === 'postgres'
  const moments = isFull ? allMoments : allMoments.slice(-1)
  let sandbox: Sandbox
  let hand: Hands
  let to: Connection
  let bot: BotProcess
  let start: (now?: Temporal.Instant) => Promise<BotProcess>

  beforeAll(async () => {
    to = await connection()
    sandbox = await startSandbox({ mode: 'running' })
    const world = buildWorld(sandbox)
    hand = hands(sandbox, world)
    const environment = environmentOf(
      configFor(sandbox, world, { dataDir: to.dataDir, ...(to.url && { url: to.url }) }),
    )
    start = (now) => startBotProcess({ ...environment, ...(now && { SAHAYAK_NOW: now.toString() }) }, { limitMs: hang })
    bot = await start()
    await setUpAgency(hand, setupCodeIn(bot.output()))
  }, hang)

  afterAll(async () => {
    await bot.stop()
    await sandbox.close()
    if (!to.url) rmSync(to.dataDir, { recursive: true, force: true })
  })

  it('tells each card exactly once after the next start', { timeout: hang }, async () => {
    for (const [index, { faults }] of moments.entries()) {
      for (const fault of faults) sandbox.faults.add(fault)
      await hand.slack.type('carol', 'acme', `/delegate Errand number ${index} #travel`)
      await bot.kill()
      sandbox.faults.clear()
      await leasesRunOut(to)
      bot = await start()
      await eventually(() => cardsOf(index).every((count) => count >= 1), Boolean, { on: [sandbox], limitMs: hang })
    }

    await stoppedWithAllTold()

    const counts = moments.map((_, index) => cardsOf(index))
    expect(counts).toEqual(moments.map(() => [1, 1]))
  })

  it.runIf(isFull)(
    'carries out a form whose files it was copying, and tells whoever sent it',
    { timeout: hang },
    async () => {
      const content = Uint8Array.from({ length: 5_000 }, (_, index) => index % 251)
      bot = await start()
      await isQuick()
      sandbox.faults.add({ platform: 'slack', name: 'download', kind: 'delay', ms: 9_000 })
      await hand.slack.type('carol', 'acme', '/social draft')
      // The form closes, and she turns to something else.
      await hand.slack.submit(
        'carol',
        { account: 'instagram:acmetextiles', when: 'idea', text: 'Madder' },
        { files: [{ name: 'vat.png', content }] },
      )
      await bot.kill()
      sandbox.faults.clear()
      // Last of all here: what this one writes is of a later time than the sandbox's.
      bot = await start(Temporal.Now.instant().add({ minutes: 4 }))

      const told = () => hand.slack.sees('carol').filter(({ plain }) => /is written down[\s\S]*Madder/u.test(plain))
      await eventually(told, ({ length }) => length > 0, { on: [sandbox], limitMs: hang })
      await eventually(
        () => hand.slack.sees('carol').flatMap(({ files }) => files),
        (files) => files.some(({ name, size }) => name === 'vat.png' && size === content.length),
        { on: [sandbox], limitMs: hang },
      )
      expect(told().map(({ plain }) => /I was interrupted while I copied your files/u.test(plain))).toEqual([true])
    },
  )

  it.runIf(isFull)(
    'tells whoever was told to wait that it did not come about, and it does not any more',
    { timeout: hang },
    async () => {
      await bot.stop()
      bot = await start(Temporal.Now.instant().add({ minutes: 5 }))
      await isQuick()
      // What a person is called is asked of Slack before they are given a role.
      sandbox.faults.add({ platform: 'slack', name: 'users.info', kind: 'delay', ms: 30_000 })
      // On a slow machine she was told so before as well, as she set the agency up.
      const waits = () => hand.slack.sees('meera').filter(({ plain }) => /Working on it…/u.test(plain)).length
      const before = waits()
      await hand.slack.type('meera', 'acme', '/agency role @carol client Globex Travel')
      const waiting = waits() - before
      await bot.kill()
      sandbox.faults.clear()
      bot = await start(Temporal.Now.instant().add({ minutes: 7 }))

      const told = () =>
        hand.slack
          .sees('meera')
          .filter(({ plain }) => /I was interrupted before I could do it, so nothing was done/u.test(plain))
      await eventually(told, ({ length }) => length > 0, { on: [sandbox], limitMs: hang })
      expect(waiting).toBe(1)
      expect(
        told().map(({ plain }) => /Please send it again: \/agency role .* client Globex Travel/u.test(plain)),
      ).toEqual([true])
    },
  )

  /**
   * A process that is stopped leaves what it has not begun to the next one, and what is embedded is only to be read between two of them. Each has
   * as long as an answer in Discord takes: what is to be looked for there has to wait for the gateway as well.
   */
  async function stoppedWithAllTold(): Promise<void> {
    for (;;) {
      await answersInDiscord()
      await bot.stop()
      if ((await untold(to)) === 0) return
      await leasesRunOut(to)
      bot = await start()
    }
  }

  /** Slack waits three seconds, and a process that has just begun on a busy machine needs them for its first answer. */
  async function isQuick(): Promise<void> {
    const asked = async () => (await hand.slack.type('dan', 'globex', '/tasks'), true)
    await eventually(asked, Boolean, { limitMs: hang })
  }

  async function answersInDiscord(): Promise<void> {
    const answers = () => hand.discord.sees('asha').filter(({ ephemeral }) => ephemeral).length
    const before = answers()
    const asked = async () => (await hand.discord.type('asha', 'general', '/tasks'), answers() > before)
    await eventually(asked, Boolean, { on: [sandbox], limitMs: hang })
  }

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
