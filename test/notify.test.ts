import { randomUUIDv7 } from 'node:crypto'
import { sql } from '#orm/core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { rows, type Database } from '#db/connection/connect.ts'
import { startPump, type Pump } from '#src/bot/pump.ts'
import { backoff, mostAttempts } from '#src/bot/outbox/telling.ts'
import type { Chat, Sent } from '#src/kernel/chat.ts'
import { sendDigests } from '#src/features/digests/timers/digests.ts'
import type { Log } from '#src/kernel/log.ts'
import type { Platform } from '#src/kernel/person.ts'
import { databases } from './db/databases.ts'
import { agencyToRenew, cast, type Name, type Office } from './handle/office.ts'
import { paperChat, type PaperChat } from './notify/paper.ts'
import { unpaced } from './notify/unpaced.ts'

const silent: Log = { debug() {}, info() {}, warn() {}, error() {} }
const board = '900'
const passport = 'Z1234567'

describe.each(databases)('telling, on $name', ({ create }) => {
  let db: Database
  let office: Office
  let slack: PaperChat
  let discord: PaperChat
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
  })
  afterEach(async () => {
    await Promise.all(pumps.splice(0).map((pump) => pump.stop()))
  })
  afterAll(() => db.close())

  async function aPump(chats: Chat[] = [slack.chat, discord.chat]): Promise<Pump> {
    const pump = await startPump({
      db,
      chats: new Map<Platform, Chat>(chats.map((chat) => [chat.platform, chat])),
      log: silent,
      now: () => office.clock.now,
      newId: () => randomUUIDv7(),
      chance: () => 0.5,
      pace: unpaced,
    })
    pumps.push(pump)
    return pump
  }
  /** All is told that can be told now, by a process of its own. */
  async function tellAll(): Promise<void> {
    const pump = await aPump()
    await pump.settled()
    await pump.stop()
  }
  /** What waits for its time does not have to any more. */
  async function timeGoesBy(): Promise<void> {
    await db.acrossAgencies((tx) =>
      rows(tx, sql`update outbox set not_before = clock_timestamp(), leased_until = null where outcome is null`),
    )
  }
  const untold = async () => {
    const [found] = await db.acrossAgencies((tx) =>
      rows<{ count: number }>(tx, sql`select count(*)::int as count from outbox where outcome is null`),
    )
    return found?.count
  }

  async function delegated(text = `Book a flight #travel\nThe passport is ${passport}`): Promise<string> {
    const said = await office.hears('carol', `/delegate ${text}`)
    const number = /#(\d+)/u.exec(said)?.[1]
    if (!number) throw new Error(said)
    return number
  }
  const press = (name: Name, what: string, number: string, detail = '') =>
    office.press(name, `sahayak:${what}:${number}:${detail}`)
  const direct = (name: Name) => `D-${cast[name].user}`
  const threadOf = (number: string) => `${board}/#${number}/${cast.asha.user}`

  describe('a new task', () => {
    it("is a card where it was asked for and one on the board, and the board's has no word of the brief", async () => {
      const number = await delegated()
      await tellAll()

      expect(slack.read('C1')).toMatch(new RegExp(`#${number} Book a flight[\\s\\S]*${passport}`, 'u'))
      expect(slack.read('C1')).toMatch(/Why: nobody is set for this work/u)
      expect(discord.read(board)).toBe(
        [`#${number} Book a flight`, 'Open: waiting for an assistant to claim it', 'Client: Acme Textiles']
          .concat(['Duty: travel', 'Due: no due time', '[Claim]'])
          .join('\n'),
      )
    })

    it('is told in the direct message, and why there, where the bot is not in the channel', async () => {
      slack.absent.add('C1')

      await delegated()
      await tellAll()

      expect(slack.read('C1')).toBe('')
      expect(slack.read(direct('carol'))).toMatch(
        /This is here because I cannot write in the channel where you asked: I am not in it, or it is archived/u,
      )
    })

    it('is offered to whom it is assigned, with all that they need to decide, and is not on the board', async () => {
      await office.options('meeraInDiscord', 'agency assign', { client: 'Acme', duty: 'travel', primary: 'Asha Patil' })
      await office.options('asha', 'profile zone', { zone: 'Asia/Kolkata' })
      await office.options('asha', 'profile hours', { hours: 'Mon-Fri 9:00-18:00' })

      await delegated()
      await tellAll()

      expect(discord.read(board)).toBe('')
      expect(discord.read(direct('asha'))).toMatch(new RegExp(`${passport}[\\s\\S]*\\[Accept\\] \\[Decline\\]`, 'u'))
      expect(slack.read('C1')).toMatch(/It is outside Asha Patil's hours; work can start .*10:30 pm \(New York\)/u)
    })

    it('is told to each in their own language and time', async () => {
      await office.type('carol', '/profile language hi')

      await delegated('Book a flight #travel by 6 March 2026 5pm')
      await tellAll()

      expect(slack.read('C1')).toMatch(/कब तक: शुक्र॰? 6 मार्च, शाम 5:00 \(न्यूयॉर्क\)/u)
      expect(discord.read(board)).toMatch(/Open: waiting for an assistant/u)
    })
  })

  describe('what happens to it', () => {
    it('is seen on the cards that are there, and the assistant gets a thread with their managers', async () => {
      const number = await delegated()
      await tellAll()

      await press('asha', 'claim', number)
      await tellAll()

      expect(slack.in('C1')).toHaveLength(1)
      expect(slack.read('C1')).toMatch(/Asha Patil has it and should start/u)
      expect(discord.in(board)).toHaveLength(1)
      expect(discord.read(board)).toMatch(/Taken by Asha Patil/u)
      expect(discord.read(board)).not.toMatch(/\[Claim\]/u)
      expect(discord.threads.get(threadOf(number))).toEqual([cast.asha.user, cast.meeraInDiscord.user])
      expect(discord.read(threadOf(number))).toMatch(new RegExp(`${passport}[\\s\\S]*\\[Start\\]`, 'u'))
    })

    it('is a new message for the one whose move it has become, which loses its buttons once it is made', async () => {
      const number = await delegated()
      await press('asha', 'claim', number)
      await press('asha', 'start', number)
      await office.submit('asha', 'ask', number, { question: 'Which day?', options: 'Thursday\nFriday' })
      await tellAll()
      const asked = slack.read(direct('carol'))

      await office.submit('carol', 'answer', number, { answer: 'Friday' })
      await tellAll()

      expect(asked).toMatch(
        /Asha Patil asks about #\d+[\s\S]*Which day\?\n\[Thursday\] \[Friday\] \[Answer in words\]/u,
      )
      expect(slack.in(direct('carol'))).toHaveLength(1)
      expect(slack.read(direct('carol'))).not.toMatch(/\[Friday\]/u)
      expect(discord.read(threadOf(number))).toMatch(/Carol Reyes answered on #\d+\n.*\nFriday/u)
    })

    it('is told in the order in which it was, to each one who is told', async () => {
      const number = await delegated()
      await press('asha', 'claim', number)
      await press('asha', 'start', number)
      await tellAll()
      await office.submit('asha', 'submit', number, { result: 'Booked' })
      await office.submit('carol', 'return', number, { reason: 'The wrong seat' })
      await office.submit('asha', 'submit', number, { result: 'Booked anew' })
      await press('carol', 'accept', number)
      discord.told.length = 0
      await tellAll()

      const inThread = discord.told.filter((line) => line.includes(threadOf(number)))
      expect(inThread).toEqual([
        `edit ${threadOf(number)}: #${number} Book a flight`,
        `post ${threadOf(number)}: Carol Reyes returned #${number}`,
        `post ${threadOf(number)}: Carol Reyes accepted #${number}: it is done`,
      ])
      expect(discord.read(threadOf(number))).toMatch(/Done by you/u)
    })

    it('is one edit, however much happened before it could be told', async () => {
      const number = await delegated()
      await tellAll()

      await press('asha', 'claim', number)
      await press('asha', 'start', number)
      await office.submit('asha', 'submit', number, { result: 'Booked' })
      await tellAll()

      expect(slack.in('C1').map(({ edits }) => edits)).toEqual([1])
      expect(slack.read('C1')).toMatch(/Carol Reyes should accept or return it/u)
      const merged = await db.acrossAgencies((tx) =>
        rows(tx, sql`select 1 from outbox where outcome = 'merged' and line->>'for' = 'requester'`),
      )
      expect(merged).toHaveLength(2)
    })

    it('is not told where it changes nothing that is read', async () => {
      const number = await delegated()
      await tellAll()
      await press('asha', 'claim', number)
      await press('asha', 'start', number)
      await office.submit('asha', 'submit', number, { result: 'Booked' })
      await press('carol', 'accept', number)
      await tellAll()
      const [before] = discord.in(board).map(({ edits }) => edits)

      await press('carol', 'rate', number, '5')
      await tellAll()

      expect(slack.read('C1')).toMatch(/Rating: ★★★★★/u)
      expect(discord.in(board).map(({ edits }) => edits)).toEqual([before])
    })

    it('takes the brief out of the hands of one who gave it back', async () => {
      const number = await delegated()
      await press('asha', 'claim', number)
      await tellAll()

      await office.submit('asha', 'release', number, { reason: 'A fever' })
      await tellAll()

      expect(discord.read(threadOf(number))).not.toContain(passport)
      expect(discord.read(board)).toMatch(/\[Claim\]/u)
      expect(slack.read(direct('carol'))).toMatch(/Asha Patil gave #\d+ back[\s\S]*Why: A fever/u)
    })

    it('is told no more to whoever asked for it and speaks for the client no longer', async () => {
      const number = await delegated()
      await press('asha', 'claim', number)
      await press('asha', 'start', number)
      await tellAll()
      await office.type('meera', '/agency remove @carol client Acme Textiles')

      await office.submit('asha', 'ask', number, { question: 'Which day?', options: '' })
      await office.submit('meera', 'answer', number, { answer: 'Friday' })
      await office.submit('asha', 'submit', number, { result: `Booked with ${passport}`, links: '' })
      await tellAll()

      expect(slack.in(direct('carol'))).toEqual([])
    })

    it('is not seen any more on a card in the direct message of who speaks for the client no longer', async () => {
      slack.absent.add('C1')
      const number = await delegated()
      await press('asha', 'claim', number)
      await tellAll()
      const before = slack.read(direct('carol'))
      await office.type('meera', '/agency remove @carol client Acme Textiles')

      await press('asha', 'start', number)
      await office.submit('asha', 'submit', number, { result: `Booked with ${passport}`, links: '' })
      await tellAll()

      expect(before).toMatch(/Book a flight/u)
      expect(slack.read(direct('carol'))).toBe(before)
    })

    it('is told to a manager in the log room, when somebody gave up', async () => {
      await office.type('meera', '/agency room log', { channel: 'C8' })
      const number = await delegated()
      await press('asha', 'claim', number)
      await office.submit('asha', 'release', number, { reason: 'A fever' })
      await tellAll()

      expect(slack.read('C8')).toMatch(/Asha Patil gave #\d+ back[\s\S]*It is now open for anyone with the duty/u)
    })

    it('is a new card with the next thing that happens, where somebody removed the old one', async () => {
      const number = await delegated()
      await tellAll()
      slack.remove('C1')

      await press('asha', 'claim', number)
      await tellAll()

      expect(slack.in('C1')).toHaveLength(1)
      expect(slack.read('C1')).toMatch(/Asha Patil/u)
    })
  })

  describe('what does not arrive', () => {
    it('waits for as long as the platform asks, and only in its own channel', async () => {
      slack.plans.push(({ channel }) =>
        channel === 'C1'
          ? { outcome: 'later', at: office.clock.now.add({ seconds: 30 }), why: 'ratelimited', everywhere: false }
          : null,
      )
      await delegated()
      await office.type('carol', `/delegate Call the bank`, { channel: 'C2' })
      await tellAll()
      const during = [slack.read('C1'), slack.read('C2'), discord.read(board)]

      slack.plans.length = 0
      await tellAll()
      const tooEarly = slack.read('C1')
      await timeGoesBy()
      await tellAll()

      expect(during[0]).toBe('')
      expect(during[1]).toMatch(/Call the bank/u)
      expect(during[2]).toMatch(/Book a flight/u)
      expect(tooEarly).toBe('')
      expect(slack.in('C1')).toHaveLength(1)
    })

    /** Seconds until the one that waits is tried again, after it was tried nine times before. */
    const waitAfterNine = async (sent: Pick<Extract<Sent, { outcome: 'later' }>, 'inTurn'>) => {
      slack.plans.push(() => ({
        ...({ outcome: 'later', why: 'ratelimited', everywhere: false, ...sent } as const),
        at: office.clock.now.add({ seconds: 1 }),
      }))
      await delegated()
      await db.acrossAgencies((tx) => rows(tx, sql`update outbox set attempts = 9`))
      await tellAll()
      const waiting = await db.acrossAgencies((tx) =>
        rows<{ seconds: number; attempts: number }>(
          tx,
          sql`select extract(epoch from not_before - clock_timestamp())::float8 as seconds, attempts from outbox where outcome is null`,
        ),
      )
      expect(waiting).toHaveLength(1)
      return waiting[0]
    }

    it('is tried later each time where something failed, however soon it could be tried again', async () => {
      const waiting = await waitAfterNine({})

      // The tenth try: 2 to the tenth seconds.
      expect(waiting?.seconds).toBeGreaterThan(1_000)
      expect(waiting?.seconds).toBeLessThanOrEqual(1_024)
    })

    it('is tried as soon as the platform would have it where that only asked for patience, however often it did', async () => {
      const waiting = await waitAfterNine({ inTurn: true })

      expect(waiting?.seconds).toBeLessThanOrEqual(2)
      expect(waiting?.attempts).toBe(9)
    })

    it('is not told after what came later', async () => {
      slack.plans.push(({ channel }) =>
        channel === 'C1' ? { outcome: 'later', at: office.clock.now, why: 'internal_error', everywhere: false } : null,
      )
      const number = await delegated()
      await tellAll()
      await press('asha', 'claim', number)
      await tellAll()

      slack.plans.length = 0
      await timeGoesBy()
      await tellAll()

      expect(slack.in('C1')).toHaveLength(1)
      expect(slack.in('C1')[0]?.edits).toBe(0)
      expect(slack.read('C1')).toMatch(/Asha Patil has it/u)
    })

    const cut: Sent = { outcome: 'uncertain', why: 'the connection broke' }
    it.each([
      ['is looked for first, and not said twice, when it had arrived', true],
      ['is looked for first, and said again, when it had not', false],
    ])('%s', async (_, arrived) => {
      slack.plans.push(({ channel }, arrive) => {
        if (channel !== 'C1') return null
        if (arrived) arrive()
        return cut
      })
      await delegated()
      await tellAll()
      slack.plans.length = 0
      slack.told.length = 0
      await timeGoesBy()
      await tellAll()

      expect(slack.told[0]).toBe('look C1')
      expect(slack.in('C1')).toHaveLength(1)
      expect(await untold()).toBe(0)
    })

    it('is remembered when it was found, so that it is edited later', async () => {
      slack.plans.push(({ channel }, arrive) => {
        if (channel !== 'C1') return null
        arrive()
        return cut
      })
      const number = await delegated()
      await tellAll()
      slack.plans.length = 0
      await timeGoesBy()
      await tellAll()

      await press('asha', 'claim', number)
      await tellAll()

      expect(slack.in('C1')).toHaveLength(1)
      expect(slack.read('C1')).toMatch(/Asha Patil has it/u)
    })

    it('keeps nothing else from being told, when something breaks in our own hands', async () => {
      discord.plans.push(() => {
        throw new Error('a bug')
      })
      await delegated()
      await tellAll()
      const during = slack.read('C1')

      discord.plans.length = 0
      await timeGoesBy()
      await tellAll()

      expect(during).toMatch(/Book a flight/u)
      expect(discord.in(board)).toHaveLength(1)
    })

    it('waits for a process that speaks to its platform', async () => {
      await delegated()
      const other = await aPump([discord.chat])
      await other.settled()
      await other.stop()
      const during = [slack.read('C1'), discord.read(board)]

      await timeGoesBy()
      await tellAll()

      expect(during[0]).toBe('')
      expect(during[1]).toMatch(/Book a flight/u)
      expect(slack.read('C1')).toMatch(/Book a flight/u)
    })
  })

  describe('what cannot be told', () => {
    const gone: Sent = { outcome: 'gone', why: 'channel_not_found' }
    const never = () =>
      slack.plans.push(({ channel }) => (channel === 'C1' || channel.startsWith('D-U2') ? gone : null))

    it('is told in the log room: whom it was for, which task, and why', async () => {
      await office.type('meera', '/agency room log', { channel: 'C8' })
      never()

      const number = await delegated()
      await tellAll()

      expect(slack.read('C8')).toBe(
        [
          'A message to Carol Reyes could not be delivered',
          `#${number} Book a flight`,
          'The platform says: channel_not_found (tried 1 time)',
        ].join('\n'),
      )
      expect(await untold()).toBe(0)
    })

    it('is told to a manager, where there is no log room or the bot was thrown out of it', async () => {
      await office.type('meera', '/agency role @max manager')
      await office.type('max', '/profile language hi')
      await office.type('meera', '/agency room log', { channel: 'C8' })
      slack.absent.add('C8')
      never()

      await delegated()
      await tellAll()

      expect(slack.read('C8')).toBe('')
      expect(slack.read(direct('max'))).toMatch(/Carol Reyes तक एक संदेश नहीं पहुँच सका/u)
    })

    it('is given up after a day of trying, and that is told in words', async () => {
      await office.type('meera', '/agency room log', { channel: 'C8' })
      await delegated()
      await db.acrossAgencies((tx) =>
        rows(tx, sql`update outbox set attempts = ${mostAttempts} where line->>'for' = 'requester'`),
      )
      await tellAll()

      expect(slack.read('C1')).toBe('')
      expect(slack.read('C8')).toMatch(new RegExp(`It was tried for a day\\. \\(tried ${mostAttempts} times\\)`, 'u'))
    })

    it('is said of one who takes no direct messages, in words', async () => {
      await office.type('meera', '/agency room log', { channel: 'C8' })
      slack.absent.add('C1')
      slack.unreachable.add(cast.carol.user)

      await delegated()
      await tellAll()

      expect(slack.read('C8')).toMatch(/They cannot be written to/u)
    })

    it('keeps the program from going round in circles, where the log cannot be told either', async () => {
      // A room that is closed would be waited for.
      const refused: Sent = { outcome: 'gone', why: 'restricted_action' }
      slack.plans.push(() => refused)
      discord.plans.push(() => refused)

      await delegated()
      await tellAll()

      expect(await untold()).toBe(0)
      expect([...slack.messages, ...discord.messages]).toEqual([])
    })
  })

  it('is done once, however many processes tell', async () => {
    for (let index = 0; index < 6; index++)
      await office.type('carol', `/delegate Letter ${index} #travel`, { channel: `C${index}` })

    const several = await Promise.all([aPump(), aPump(), aPump()])
    await Promise.all(several.map((pump) => pump.settled()))
    await tellAll()

    expect(slack.messages.map(({ channel }) => channel).toSorted()).toEqual(['C0', 'C1', 'C2', 'C3', 'C4', 'C5'])
    expect(await untold()).toBe(0)
  })

  describe('a digest', () => {
    const morning = Temporal.Instant.from('2026-03-03T14:00:00Z')
    const tick = () => sendDigests({ db, log: silent, now: () => office.clock.now, newId: () => randomUUIDv7() })

    it('comes as a direct message at nine in the reader’s morning', async () => {
      await delegated('Book a flight #travel by 3 March 2026 5pm')
      await tellAll()
      office.clock.now = morning.subtract({ seconds: 1 })
      await tick()
      await tellAll()
      const early = slack.read(direct('carol'))

      office.clock.now = morning
      await tick()
      await tick()
      await tellAll()

      expect(early).toBe('')
      expect(slack.in(direct('carol'))).toHaveLength(1)
      expect(slack.read(direct('carol'))).toMatch(/Your day: Tue 3 Mar\nDue soon \(1\)/u)
    })

    it('is not sent when there is nothing to say', async () => {
      office.clock.now = morning
      await tick()
      await tellAll()

      expect([...slack.messages, ...discord.messages]).toEqual([])
      expect(await untold()).toBe(0)
    })

    it('has in it what is so when it is told, not when it was due', async () => {
      const number = await delegated('Book a flight #travel by 3 March 2026 5pm')
      await tellAll()
      office.clock.now = morning
      await tick()

      await office.submit('carol', 'cancel', number, { reason: '' })
      await tellAll()

      expect(slack.read(direct('carol'))).toBe('')
    })

    it('is news: what was finished is told in one digest and not in the next', async () => {
      const number = await delegated()
      await press('asha', 'claim', number)
      await press('asha', 'start', number)
      await office.submit('asha', 'submit', number, { result: 'Booked' })
      // Whoever accepts it knows.
      office.clock.now = office.clock.now.add({ minutes: 1 })
      await press('meera', 'accept', number)
      await tellAll()
      slack.messages.length = 0
      for (const days of [0, 1]) {
        office.clock.now = morning.add({ hours: 24 * days })
        await tick()
        await tellAll()
      }

      expect(slack.in(direct('carol'))).toHaveLength(1)
      expect(slack.read(direct('carol'))).toMatch(/Finished since the last digest \(1\)/u)
    })
  })
})

describe('how long something is tried', () => {
  const waits = Array.from({ length: mostAttempts }, (_, index) => backoff(index + 1, 0.5))

  it('is about a day, at longer and longer intervals', () => {
    const total = waits.reduce((sum, wait) => sum + wait, 0)

    expect(total).toBeGreaterThan(22 * 3600)
    expect(total).toBeLessThan(28 * 3600)
    expect(waits).toEqual(waits.toSorted((a, b) => a - b))
    expect(waits[0]).toBe(2)
  })

  it('is spread, so that not all come back in the same second', () => {
    expect(backoff(5, 0)).toBe(16)
    expect(backoff(5, 1)).toBe(48)
  })
})
