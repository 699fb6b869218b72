import { randomUUIDv7 } from 'node:crypto'
import { sql } from '#orm/core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { rows, type Database } from '#db/connection/connect.ts'
import { eventually } from '#sandbox/eventually.ts'
import { CannotAsk, type Chat, type Sent } from '#src/kernel/chat.ts'
import type { Log } from '#src/kernel/log.ts'
import { startPump, type Pump } from '#src/bot/pump.ts'
import { createPace } from '#src/bot/outbox/pace.ts'
import type { Platform } from '#src/kernel/person.ts'
import { databases } from '#test/db/databases.ts'
import { agencyToRenew, cast, type Name, type Office } from '#test/handle/office.ts'
import { paperChat, type PaperChat } from './paper.ts'

const silent: Log = { debug() {}, info() {}, warn() {}, error() {} }
const board = '900'
const cut: Sent = { outcome: 'uncertain', why: 'the connection broke' }

describe.each(databases)('pumps that live on, on $name', ({ create }) => {
  let db: Database
  let office: Office
  let slack: PaperChat
  let discord: PaperChat
  /** How far the machine's own clock was set forward, in milliseconds. */
  let machine: number
  const doors: (() => void)[] = []
  const pumps: Pump[] = []

  let renew: () => Promise<Office>
  beforeAll(async () => {
    db = await create()
    renew = await agencyToRenew(db)
  })
  beforeEach(async () => {
    office = await renew()
    slack = paperChat('slack')
    discord = paperChat('discord')
    machine = 0
  })
  afterEach(async () => {
    for (const open of doors.splice(0)) open()
    await Promise.all(pumps.splice(0).map((pump) => pump.stop()))
  })
  afterAll(() => db.close())

  const clock = () => performance.now() + machine

  async function aPump({ on = db, chats = [slack.chat, discord.chat] }: { on?: Database; chats?: Chat[] } = {}) {
    const pump = await startPump({
      db: on,
      chats: new Map<Platform, Chat>(chats.map((chat) => [chat.platform, chat])),
      log: silent,
      now: () => office.clock.now,
      newId: () => randomUUIDv7(),
      chance: () => 0.5,
      monotonic: clock,
      pace: createPace({ now: clock }),
    })
    pumps.push(pump)
    return pump
  }

  const delegated = async (text: string, channel = 'C1') => {
    const said = /#(\d+)/u.exec(JSON.stringify(await office.type('carol', `/delegate ${text}`, { channel })))
    return said?.[1] ?? ''
  }
  const press = (name: Name, what: string, number: string, detail = '') =>
    office.press(name, `sahayak:${what}:${number}:${detail}`)
  const direct = (name: Name) => `D-${cast[name].user}`

  /** Leases and waits go by the database's own clock: here it is their end that is set. */
  const leasesRunOut = () =>
    db.acrossAgencies((tx) =>
      rows(
        tx,
        sql`update outbox set leased_until = clock_timestamp() - interval '1 second' where leased_until is not null`,
      ),
    )
  const waitsAreOver = () =>
    db.acrossAgencies((tx) => rows(tx, sql`update outbox set not_before = clock_timestamp() where outcome is null`))
  const untold = async () => {
    const found = await db.acrossAgencies((tx) =>
      rows<{ count: number }>(tx, sql`select count(*)::int as count from outbox where outcome is null`),
    )
    return found[0]?.count ?? 0
  }
  /** Of a line whose outcome nobody knows, by the database's clock. */
  const secondsUntilTried = async () => {
    const found = await db.acrossAgencies((tx) =>
      rows<{ seconds: number }>(
        tx,
        sql`select extract(epoch from not_before - clock_timestamp())::float8 as seconds from outbox
            where outcome is null and uncertain_since is not null and leased_until is null`,
      ),
    )
    return found[0]?.seconds ?? null
  }
  /** Of a line that waits for no lease, and of which nobody knows whether it was told. */
  const triesSoFar = async () => {
    const found = await db.acrossAgencies((tx) =>
      rows<{ attempts: number }>(
        tx,
        sql`select attempts from outbox where outcome is null and uncertain_since is not null and leased_until is null
            and not_before > clock_timestamp() + interval '20 seconds'`,
      ),
    )
    return found[0]?.attempts ?? null
  }
  const isToldElsewhere = () => slack.in('C2').length === 1 && /Book a flight/u.test(discord.read(board))
  const allIsTold = () => eventually(untold, (count) => count === 0, { limitMs: 20_000 })
  /** A door that stays shut until it is opened, and says when somebody stands before it. */
  function door() {
    const [reached, open] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
    doors.push(() => open.resolve())
    return {
      reached: reached.promise,
      open: () => open.resolve(),
      pass: () => (reached.resolve(), open.promise),
    }
  }

  describe('a channel that asks for patience', () => {
    /** Slack's own patience: for so many milliseconds it takes nothing in that channel. */
    const heldUntil = (channel: string, ms: number) => {
      const asked: string[] = []
      const until = clock() + ms
      slack.plans.push((doing) => {
        if (doing.channel !== channel || clock() >= until) return null
        asked.push(doing.card.title)
        const at = office.clock.now.add({ milliseconds: Math.ceil(until - clock()) })
        return { outcome: 'later', at, why: 'ratelimited', everywhere: false }
      })
      return asked
    }

    it('keeps nobody else waiting: other channels and the other platform are told meanwhile', async () => {
      const asked = heldUntil('C1', 30_000)
      await aPump()
      await delegated('Call the bank')
      await eventually(() => asked.length > 0)
      await delegated('Call the bank again')

      await delegated('Book a flight #travel', 'C2')
      await eventually(isToldElsewhere, Boolean, { limitMs: 20_000 })

      expect(slack.in('C1')).toEqual([])
    })

    it('is asked once by each process, and not for each message that waits for it', async () => {
      const asked = heldUntil('C1', 30_000)
      await aPump()
      await delegated('Letter 0')
      await eventually(() => asked.length > 0)
      for (const index of [1, 2, 3, 4]) await delegated(`Letter ${index}`)
      await delegated('Call the bank', 'C2')
      await eventually(() => slack.in('C2').length === 1)

      expect(asked).toHaveLength(1)
    })

    it('is told each message once, in order, by two processes, when it asks for longer than a lease', async () => {
      const asked = heldUntil('C1', 75_000)
      await Promise.all([aPump(), aPump()])
      const number = await delegated('Call the bank')
      await delegated('Call the bank again')
      await eventually(() => asked.length > 0)
      await leasesRunOut()
      machine += 61_000
      await leasesRunOut()
      await press('asha', 'claim', number)
      machine += 15_000
      // Again and again: what was asked just before may write down only now how long it was to wait.
      await eventually(
        async () => (await waitsAreOver(), untold()),
        (count) => count === 0,
      )

      expect(
        slack
          .in('C1')
          .map(({ card }) => card.title)
          .toSorted(),
      ).toEqual([expect.stringMatching(/Call the bank$/u), expect.stringMatching(/Call the bank again$/u)])
      expect(slack.read('C1')).toMatch(/Asha Patil has it/u)
    })
  })

  describe('a process that is stopped for longer than its lease, and goes on', () => {
    it('does not say again what another one has said, where it was stopped before the send', async () => {
      const before = door()
      const slow: Chat = { ...slack.chat, canPost: async () => (await before.pass(), true) }
      await aPump({ chats: [slow, discord.chat] })
      const number = await delegated('Call the bank')
      await before.reached
      await leasesRunOut()
      await aPump()
      await eventually(() => slack.in('C1').length === 1)
      await press('asha', 'claim', number)
      await allIsTold()

      before.open()
      await pumps[0]?.settled()

      expect(slack.in('C1')).toHaveLength(1)
      expect(slack.read('C1')).toMatch(/Asha Patil has it/u)
    })

    it('does not say it where it was stopped between the word that it begins and the send', async () => {
      const after = door()
      let stops = 0
      // What it says of a send is committed, and it hears so only when it goes on.
      const slow: Database = {
        ...db,
        async acrossAgencies(run) {
          const result = await db.acrossAgencies(run)
          const [begun] = await db.acrossAgencies((tx) =>
            rows(tx, sql`select from outbox where uncertain_since is not null`),
          )
          if (begun && stops++ === 0) await after.pass()
          return result
        },
      }
      await aPump({ on: slow })
      await delegated('Call the bank')
      await after.reached
      machine += 70_000
      await leasesRunOut()
      await aPump()
      await eventually(() => slack.in('C1').length === 1)

      after.open()
      await waitsAreOver()
      await allIsTold()

      expect(slack.in('C1')).toHaveLength(1)
    })
  })

  describe('a message whose answer was cut after it had arrived', () => {
    const cutIn = (platform: PaperChat, channel: string, what: 'post' | 'edit' = 'post') => {
      let times = 0
      platform.plans.push((doing, arrive) => {
        if (doing.channel !== channel || doing.what !== what || times++ > 0) return null
        arrive()
        return cut
      })
    }

    it('shows what is so, though the task moved on before anybody looked for it', async () => {
      cutIn(slack, 'C1')
      cutIn(discord, board)
      await aPump()
      const number = await delegated('Book a flight #travel')
      await eventually(() => slack.in('C1').length + discord.in(board).length === 2)
      await press('asha', 'claim', number)
      await waitsAreOver()
      await allIsTold()

      expect([slack.in('C1'), discord.in(board)].map(({ length }) => length)).toEqual([1, 1])
      expect(slack.read('C1')).toMatch(/Asha Patil has it/u)
      expect(discord.read(board)).toMatch(/Taken by Asha Patil/u)
      expect(discord.read(board)).not.toMatch(/\[Claim\]/u)
    })

    it('is looked for and closed, also where nothing would be said any more', async () => {
      await office.options('meeraInDiscord', 'agency assign', { client: 'Acme', duty: 'travel', primary: 'Asha Patil' })
      cutIn(discord, direct('asha'))
      await aPump()
      const number = await delegated('Book a flight #travel')
      await eventually(() => discord.in(direct('asha')).length === 1)
      await office.submit('carol', 'cancel', number, { reason: '' })
      await waitsAreOver()
      await allIsTold()

      const [offer] = discord.in(direct('asha'))
      expect(offer?.card.title).toMatch(/Book a flight/u)
      expect(offer?.edits).toBe(1)
      expect(JSON.stringify(offer?.card)).not.toMatch(/Accept/u)
    })

    it('is not said again where nothing is left to say and it had not arrived', async () => {
      await office.options('meeraInDiscord', 'agency assign', { client: 'Acme', duty: 'travel', primary: 'Asha Patil' })
      let times = 0
      discord.plans.push(({ channel }) => (channel === direct('asha') && times++ === 0 ? cut : null))
      await aPump()
      const number = await delegated('Book a flight #travel')
      await eventually(() => times === 1)
      await office.submit('carol', 'cancel', number, { reason: '' })
      await waitsAreOver()
      await allIsTold()

      expect(discord.in(direct('asha')).filter(({ card }) => /Accept/u.test(JSON.stringify(card)))).toEqual([])
    })

    it('is edited again where its edit was cut, though the card has become what it was before that', async () => {
      await aPump()
      const number = await delegated('Book a flight #travel')
      await allIsTold()
      cutIn(discord, board, 'edit')
      await press('asha', 'claim', number)
      await eventually(() => discord.in(board)[0]?.edits === 1)

      await office.submit('asha', 'release', number, { reason: 'A fever' })
      await waitsAreOver()
      await allIsTold()

      expect(discord.in(board)).toHaveLength(1)
      expect(discord.read(board)).toMatch(/\[Claim\]/u)
    })
  })

  describe('a message that was not answered in time', () => {
    it('is not looked for before the platform has surely done with it: a look too soon finds nothing, and it would stand there twice', async () => {
      const late: Sent = { outcome: 'uncertain', why: 'no answer came in time', unanswered: true }
      let arrives: (() => void) | null = null
      slack.plans.push(({ channel }, arrive) => {
        if (channel !== 'C1' || arrives) return null
        arrives = () => void arrive()
        return late
      })
      await aPump()
      await delegated('Call the bank')
      const waiting = await eventually(secondsUntilTried, (seconds) => seconds !== null)

      expect(waiting).toBeGreaterThan(55)
      expect(slack.told).not.toContain('look C1')
      expect(arrives).not.toBeNull()
    })
  })

  describe('a platform that asks for patience where a message is looked for', () => {
    it('is asked again when it said, however often: that is no failed try', async () => {
      const find = slack.chat.find
      let wantsPatience = true
      let isCut = false
      slack.plans.push(({ channel }) => {
        if (channel !== 'C1' || isCut) return null
        isCut = true
        return cut
      })
      slack.chat.find = async (...about) => {
        if (!wantsPatience) return find(...about)
        const later = { outcome: 'later', why: 'ratelimited', everywhere: false, inTurn: true } as const
        throw new CannotAsk('it asks for patience', { ...later, at: office.clock.now.add({ seconds: 30 }) }, null)
      }
      await aPump()
      await delegated('Call the bank')
      await eventually(secondsUntilTried, (seconds) => seconds !== null, { limitMs: 20_000 })
      await waitsAreOver()
      const waiting = await eventually(triesSoFar, (tries) => tries !== null, { limitMs: 20_000 })
      wantsPatience = false
      await waitsAreOver()
      await allIsTold()

      expect(waiting).toBe(1)
      expect(slack.in('C1')).toHaveLength(1)
    })
  })

  describe('a channel that is slow', () => {
    it('keeps nobody else waiting, however many messages wait for it', async () => {
      const shut = door()
      slack.plans.push(async ({ channel }) => {
        if (channel === 'C1') await shut.pass()
        return null
      })
      await aPump()
      for (let index = 0; index < 5; index++) await delegated(`Letter ${index}`)
      await shut.reached

      await delegated('Book a flight #travel', 'C2')
      await eventually(isToldElsewhere, Boolean, { limitMs: 20_000 })

      expect(slack.in('C1')).toEqual([])
    })
  })
})
