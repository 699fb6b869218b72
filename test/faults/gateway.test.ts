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
import { postgresUrl } from '#test/db/databases.ts'

/** Reached by what hangs alone, however slow the machine is. */
const limitMs = 600_000

describe('of two bots on one Postgres, the one that hears Discord stands still', { timeout: 1_200_000 }, () => {
  let sandbox: Sandbox
  let hand: Hands
  let leader: BotProcess
  let other: BotProcess
  let db: Database

  beforeAll(async () => {
    const url = await postgresUrl()
    sandbox = await startSandbox({ mode: 'running' })
    const world = buildWorld(sandbox)
    hand = hands(sandbox, world)
    const environment = environmentOf(configFor(sandbox, world, { url, dataDir: tmpdir() }))
    // It does nothing else, so that what it holds up is Discord alone.
    leader = await startBotProcess({ ...environment, SAHAYAK_ROLES: 'gateway' }, { limitMs })
    other = await startBotProcess(environment, { limitMs })
    await setUpAgency(hand, setupCodeIn(leader.output() + other.output()))
    db = await connectDatabase({ url, dataDir: tmpdir(), max: 1 })
  }, limitMs)

  afterAll(async () => {
    leader.child.kill('SIGCONT')
    await Promise.all([leader.stop(), other.stop()])
    await db.close()
    await sandbox.close()
  }, limitMs)

  const claimed = () =>
    db.acrossAgencies((tx) =>
      rows<{ title: string }>(
        tx,
        sql`select t.title from task_events e join tasks t on t.id = e.task_id where e.type = 'task-claimed' order by 1`,
      ),
    )
  const titles = async () => (await claimed()).map(({ title }) => title)
  const card = (title: string) =>
    hand.reads(hand.discord, 'asha', new RegExp(`#\\d+ ${title}[\\s\\S]*waiting for`, 'u'))
  /** Discord's own client says after three seconds that nobody answered: people press once more. */
  const claims = async (title: string) => {
    const pressing = async () => {
      const there = await card(title)
      return hand.discord.press('asha', there, 'Claim').then(
        () => true,
        () => false,
      )
    }
    await eventually(pressing, Boolean, { limitMs })
  }
  const answersOf = () =>
    sandbox.traffic
      .since(0)
      .filter(({ direction, name }) => direction === 'from-bot' && /\/callback$/u.test(name))
      .map(({ name }) => name)

  it('and the other answers there, and it does nothing twice when it goes on', async () => {
    await hand.slack.type('carol', 'acme', '/delegate Visa #travel')
    await hand.slack.type('carol', 'acme', '/delegate Hotel #travel')
    await card('Visa')
    await card('Hotel')

    leader.child.kill('SIGSTOP')
    await claims('Visa')
    leader.child.kill('SIGCONT')
    await claims('Hotel')

    expect(await eventually(titles, ({ length }) => length >= 2, { limitMs })).toEqual(['Hotel', 'Visa'])
    expect(leader.child.exitCode).toBeNull()
    expect(new Set(answersOf()).size).toBe(answersOf().length)
  })
})
