import { sql } from '#orm/core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { rows } from '#db/connection/connect.ts'
import { eventually } from '#sandbox/eventually.ts'
import type { FaultInput } from '#sandbox/faults.ts'
import { hands, type Hands } from '#src/bot/demo/hands.ts'
import { startDemo, type Demo } from '#src/bot/demo.ts'
import { embeddedFolder } from '#test/db/databases.ts'

const tasks = 8
/** Far worse than it ever is: of ten messages three are turned away, or cut before or after they arrived. */
const kinds = [
  { kind: 'rate-limited', retryAfter: 1, chance: 0.12 },
  { kind: 'cut-before', chance: 0.08, seed: 2 },
  { kind: 'cut-after', chance: 0.12, seed: 3 },
] as const
const calls = [
  { platform: 'slack', name: 'chat.*' },
  { platform: 'discord', name: 'POST /channels/*' },
  { platform: 'discord', name: 'PATCH /channels/*' },
] as const
const weather: FaultInput[] = calls.flatMap((call) => kinds.map((kind) => ({ ...call, ...kind })))

describe('telling in bad weather', () => {
  let demo: Demo
  let hand: Hands
  beforeAll(async () => {
    demo = await startDemo({ port: 0, frozen: true, dataDir: await embeddedFolder() })
    hand = hands(demo.sandbox, demo.world)
  }, 300_000)
  afterAll(() => demo.stop())

  it('tells each card once, and no card says other than what is so', { timeout: 300_000 }, async () => {
    for (const fault of weather) demo.sandbox.faults.add(fault)
    for (let index = 0; index < tasks; index++)
      await hand.slack.type('dan', 'globex', `/delegate Errand ${index} of many #travel`)
    for (let index = 0; index < tasks; index += 2) {
      const claimable = () => onBoard(index).find(({ buttons }) => buttons.includes('Claim'))
      const card = await eventually(async () => (await waitsAreOver(), claimable()), Boolean, {
        on: [demo.sandbox],
        limitMs: 280_000,
      })
      if (card) await hand.discord.press('jun', card, 'Claim')
    }
    demo.sandbox.faults.clear()
    await eventually(
      async () => (await waitsAreOver(), untold()),
      (count) => count === 0,
      { limitMs: 280_000 },
    )

    const taken = (index: number) => index % 2 === 0
    for (let index = 0; index < tasks; index++) {
      expect(onBoard(index).map(({ buttons }) => buttons.includes('Claim'))).toEqual([!taken(index)])
      expect(inChannel(index).map(({ plain }) => /Jun Santos has it/u.test(plain))).toEqual([taken(index)])
    }
  })

  const titled = (index: number) => new RegExp(`^.*#\\d+ Errand ${index} of many`, 'u')
  const onBoard = (index: number) =>
    hand.discord
      .sees('jun')
      .filter(({ plain, ephemeral, channel }) => !ephemeral && channel === 'open-tasks' && titled(index).test(plain))
  const inChannel = (index: number) =>
    hand.slack.sees('dan').filter(({ plain, ephemeral }) => !ephemeral && titled(index).test(plain))

  /** Waits go by the database's own clock: here it is their end that is set. */
  async function waitsAreOver(): Promise<void> {
    demo.sandbox.clock.set(demo.sandbox.clock.now() + 1_000)
    await demo.bot.db.acrossAgencies((tx) =>
      rows(tx, sql`update outbox set not_before = clock_timestamp() where outcome is null and leased_until is null`),
    )
  }
  async function untold(): Promise<number> {
    const [found] = await demo.bot.db.acrossAgencies((tx) =>
      rows<{ count: number }>(tx, sql`select count(*)::int as count from outbox where outcome is null`),
    )
    return found?.count ?? 0
  }
})
