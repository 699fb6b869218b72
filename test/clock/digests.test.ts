import { sql } from '#orm/core'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { setRoom } from '#db/repositories/agencies.ts'
import { rows, type Database, type Tx } from '#db/connection/connect.ts'
import { digestOf, setDigest } from '#db/repositories/digests.ts'
import { leaseLines } from '#db/repositories/lease-lines.ts'
import type { Leased } from '#db/repositories/outbox.ts'
import { addMember, addPerson, savePerson } from '#db/repositories/people.ts'
import { setRoomDigest } from '#db/repositories/room-digests.ts'
import { taskEvents } from '#db/schema/tasks.ts'
import { setTimer } from '#db/repositories/timers.ts'
import { lookAtAll } from '#src/bot/clock.ts'
import { sendDigests } from '#src/features/digests/timers/digests.ts'
import type { Series } from '#src/features/digests/schedule.ts'
import { compose } from '#src/bot/outbox/compose.ts'
import type { Language, Person } from '#src/kernel/person.ts'
import { databases } from '#test/db/databases.ts'
import { aPerson, newId, seed, type Seeded } from '#test/db/rows.ts'
import { putTask } from '#test/db/task-rows.ts'
import { paperChat } from '#test/notify/paper.ts'
import { cardOf, readCard } from '#test/read.ts'

/** Monday, 2 March 2026, nine in the morning in Kolkata. */
const nine = Temporal.Instant.from('2026-03-02T03:30:00Z')
const everyDay = [1, 2, 3, 4, 5, 6, 7]
const hours = (count: number) => nine.add({ minutes: Math.round(count * 60) })

const chats = new Map([['slack' as const, paperChat('slack').chat]])

describe.each(databases)('the digests of one hour, on $name', ({ create }) => {
  let db: Database
  let office: Seeded
  let now: Temporal.Instant
  let faults: string[]
  beforeAll(async () => {
    db = await create()
  })
  afterAll(() => db.close())
  beforeEach(async () => {
    for (const table of ['digests', 'weekly_digests', 'room_digests', 'outbox', 'timers']) {
      await db.acrossAgencies((tx) => rows(tx, sql.raw(`delete from ${table}`)))
    }
    office = await db.acrossAgencies((tx) => seed(tx))
    now = nine
    faults = []
  })

  const log = { debug() {}, info() {}, warn() {}, error: (_: object, text: string) => void faults.push(text) }
  const parts = () => ({ db, log, now: () => now, newId })
  const here = <T>(run: (tx: Tx, agency: string) => Promise<T>) =>
    db.inAgency(office.agency, (tx) => run(tx, office.agency))

  /** Someone whose digest is due at nine, as of the day before. */
  async function reader(changes: Partial<Person> = {}, series: Series = 'daily', days = everyDay): Promise<Person> {
    const person = aPerson(changes)
    const account = { platform: 'slack' as const, externalId: `U${person.id}`, placeId: office.place.id }
    await here(async (tx, agency) => {
      await addPerson(tx, agency, person, account, nine)
      await savePerson(tx, agency, person)
      for (const client of person.clients) await addMember(tx, agency, client, person.id)
      await rows(tx, sql`update identities set direct = ${`D${person.id}`} where person_id = ${person.id}`)
      const row = { times: ['09:00'], days, nextAt: nine, nextSlot: '2026-03-02T09:00', lastAt: hours(-24) }
      await setDigest(tx, agency, person.id, row, nine, series)
    })
    return person
  }
  const put = (changes: Parameters<typeof putTask>[2]) => here((tx) => putTask(tx, office, changes))
  const offer = (person: Person) => put({ status: 'assigned', assistantId: person.id })

  const lines = () =>
    db
      .acrossAgencies((tx) =>
        rows<{ line: { kind: string; person?: string; found?: unknown; since: string } }>(
          tx,
          sql`select line from outbox order by seq`,
        ),
      )
      .then((found) => found.map(({ line }) => line))
  const leased = async () => {
    const { taken } = await db.acrossAgencies((tx) => leaseLines(tx, { limit: 50, seconds: 60, now, except: [] }))
    return taken.map(({ line }) => line)
  }

  /** What each line says, as whoever gets it reads it; or why nothing is said. */
  async function told(): Promise<string[]> {
    return Promise.all((await leased()).map((line) => worded(line)))
  }
  async function worded(line: Leased): Promise<string> {
    const composed = await compose({ db, chats, now: () => now }, line)
    if (composed.kind === 'post' || composed.kind === 'edit') return readCard(composed.card)
    return composed.kind === 'nothing' ? `nothing: ${composed.why}` : composed.kind
  }

  it('come to all of many people, each once, and to nobody who has nothing to read', async () => {
    const busy: Person[] = []
    for (let i = 0; i < 230; i++) busy.push(await reader({ name: `Busy ${i}` }))
    for (const person of busy) await offer(person)
    const idle = await reader({ name: 'Idle' })

    await Promise.all([sendDigests(parts()), sendDigests(parts())])

    const to = (await lines()).map(({ person }) => person)
    expect(to.toSorted()).toEqual(busy.map(({ id }) => id).toSorted())
    // It was looked at all the same, and comes again tomorrow.
    expect(await here((tx, agency) => digestOf(tx, agency, idle.id))).toMatchObject({
      ...{ nextSlot: '2026-03-03T09:00', lastSlot: '2026-03-02T09:00', lastAt: nine },
    })
  })

  it('come to all others when one of them cannot be computed, and to that one when it can be again', async () => {
    const [good, bad] = [await reader(), await reader()]
    for (const person of [good, bad]) await offer(person)
    const move = (zone: string) => here((tx) => rows(tx, sql`update persons set zone = ${zone} where id = ${bad.id}`))
    await move('Nowhere/Land')

    await sendDigests(parts())
    expect((await lines()).map(({ person }) => person)).toEqual([good.id])
    expect(faults).toContain('a digest could not be computed')

    await move('Asia/Kolkata')
    now = hours(0.1)
    await sendDigests(parts())
    expect((await lines()).map(({ person }) => person)).toEqual([good.id, bad.id])
  })

  it('are told as they were computed, with what became of the tasks since then', async () => {
    const asha = await reader()
    for (let i = 0; i < 3; i++) await offer(asha)
    await sendDigests(parts())

    await here((tx, agency) =>
      rows(
        tx,
        sql`update tasks set status = 'cancelled' where agency_id = ${agency} and title like '%Task%' and number % 3 = 1`,
      ),
    )
    await offer(asha)

    const [text] = await told()
    expect(text).toContain('Offered to you (2)')
    expect(text?.match(/\[Accept\]/gu)).toHaveLength(2)
  })

  it('are computed anew when they waited for long to be sent', async () => {
    const asha = await reader()
    await offer(asha)
    await sendDigests(parts())
    for (let i = 0; i < 2; i++) await offer(asha)

    now = hours(0.5)
    const [text] = await told()

    expect(text).toContain('Offered to you (3)')
  })

  it('are not sent when all that they told of is over by then', async () => {
    const asha = await reader()
    await offer(asha)
    await sendDigests(parts())

    await here((tx, agency) => rows(tx, sql`update tasks set status = 'cancelled' where agency_id = ${agency}`))

    expect(await told()).toEqual(['nothing: nothing to say'])
  })

  it('tell every manager of an agency the same of it', async () => {
    for (const name of ['Maya', 'Olga']) await reader({ name, roles: ['manager'] })
    await put({ status: 'claimed', promise: hours(-1) })
    await put({ status: 'open' })
    now = hours(0)

    await sendDigests(parts())

    const [first, second] = await told()
    expect(first).toBe(second)
    expect(first).toContain('Late (1)')
    expect(first).toContain('Nobody has claimed (1)')
    expect(first).toMatch(/Load\nAsha Patil: 1 of 5\n1 of 1 assistant can take more/u)
  })

  it.each([
    ['en', 'Your day: Mon 2 Mar\nWaits for you (1)'],
    ['hi', 'आपका दिन: सोम 2 मार्च\nआपके इंतज़ार में (1)'],
  ] as const)('are in the language of whoever reads them: %s', async (language: Language, beginning) => {
    const carol = await reader({ language, roles: ['client'], clients: [office.client.id] })
    await put({ status: 'waiting', requesterId: carol.id })

    await sendDigests(parts())

    const [text] = await told()
    expect(text).toContain(beginning)
    expect(text).not.toMatch(/undefined|\[object/u)
  })

  describe('on a day off', () => {
    const away = [{ from: Temporal.PlainDate.from('2026-03-02'), to: Temporal.PlainDate.from('2026-03-03') }]

    it('wait for the next working day, though it was said after they were planned', async () => {
      const asha = await reader({ away }, 'daily', [1])
      await offer(asha)

      await sendDigests(parts())
      expect(await lines()).toEqual([])
      now = hours(48)
      await sendDigests(parts())

      expect(await lines()).toMatchObject([{ person: asha.id, slot: '2026-03-04T09:00', since: hours(-24).toString() }])
    })

    it('are left out for one who chose that', async () => {
      const asha = await reader({ away }, 'daily', [1])
      await offer(asha)
      await here((tx) => rows(tx, sql`update digests set holidays = 'skip'`))

      for (const later of [0, 24, 48]) {
        now = hours(later)
        await sendDigests(parts())
      }
      expect(await lines()).toEqual([])

      now = hours(7 * 24)
      await sendDigests(parts())
      expect(await lines()).toMatchObject([{ slot: '2026-03-09T09:00' }])
    })
  })

  describe('of a week', () => {
    /** Answered within an hour, done within five, that many days before today. */
    async function done(assistant: Person, client: string, daysAgo: number): Promise<void> {
      const at = hours(-24 * daysAgo)
      const id = await put({ status: 'done', assistantId: assistant.id, clientId: client, doneAt: at, since: at })
      const event = (
        seq: number,
        type: 'assignment-accepted' | 'result-submitted' | 'result-accepted',
        work: number,
      ) => ({
        ...{ agencyId: office.agency, taskId: id, seq, type, by: assistant.id, via: 'slack' as const, at, data: {} },
        ...{
          waitedOn: 'assistant' as const,
          waitedPerson: assistant.id,
          plainMs: work * 3_600_000,
          workMs: work * 3_600_000,
        },
      })
      await here((tx) =>
        tx
          .insert(taskEvents)
          .values([
            event(1, 'assignment-accepted', 1),
            event(2, 'result-submitted', 4),
            event(3, 'result-accepted', 0),
          ]),
      )
    }

    it('come with a chart to a client, to an assistant and to a manager, each with their own figures', async () => {
      const asha = await reader({ name: 'Asha' }, 'weekly', [1])
      const carol = await reader({ name: 'Carol', roles: ['client'], clients: [office.client.id] }, 'weekly', [1])
      await reader({ name: 'Maya', roles: ['manager'] }, 'weekly', [1])
      await done(asha, office.client.id, 1)
      await done(asha, office.client.id, 1)
      await done(asha, office.client.id, 3)
      await done(await reader({ name: 'Jun' }), office.client.id, 9)

      await sendDigests(parts(), 'weekly')

      const composed = await Promise.all((await leased()).map((line) => compose({ db, chats, now: () => now }, line)))
      const cards = composed.flatMap((one) => (one.kind === 'post' ? [cardOf(one.card)] : []))
      expect(cards).toHaveLength(3)
      for (const card of cards) {
        expect(readCard(card)).toContain('Your week: Mon 23 Feb to Sun 1 Mar\nDone: 3, in 5 h')
        expect(card.chart?.series).toEqual([{ name: 'no target', values: [0, 0, 0, 0, 1, 0, 2], tone: 'plain' }])
      }
      expect(carol.id).not.toBe(asha.id)
    })

    it('come to nobody for whom nothing happened', async () => {
      await reader({}, 'weekly', [1])

      await sendDigests(parts(), 'weekly')

      expect(await lines()).toEqual([])
    })
  })

  describe('of a room', () => {
    async function room(purpose: 'digest' | 'client', client: string | null, series: Series = 'daily'): Promise<void> {
      const id = newId()
      await here(async (tx, agency) => {
        await setRoom(tx, agency, { id, placeId: office.place.id, purpose, channel: `C${purpose}`, clientId: client })
        const row = { times: ['09:00'], days: everyDay, nextAt: nine, nextSlot: '2026-03-02T09:00' }
        await setRoomDigest(tx, agency, id, series, row, hours(-24))
      })
    }

    it('come to all other rooms when one of them cannot be told, and to that one when it can be again', async () => {
      await room('digest', null)
      await room('client', office.client.id)
      await put({ status: 'open', title: 'Find a hotel' })
      const move = (zone: string) => here((tx) => rows(tx, sql`update clients set zone = ${zone}`))
      const toRooms = async () => (await lines()).filter(({ kind }) => kind === 'room-digest').length

      await move('Nowhere/Land')
      await lookAtAll(parts())
      const before = await toRooms()
      await move('Asia/Kolkata')
      now = hours(0.1)
      await lookAtAll(parts())

      expect(before).toBe(1)
      expect(faults).toContain('the digest of a room could not be told')
      expect(await toRooms()).toBe(2)
    })

    it('show the agency’s own room the open tasks as the board does, and of all others no more than how many', async () => {
      await room('digest', null)
      await put({ status: 'open', title: 'Find a hotel', brief: 'My password is dog' })
      await put({ status: 'in-progress', title: 'Secret work' })
      await put({ status: 'claimed', title: 'Secret and late', promise: hours(-1) })
      await put({ status: 'waiting', title: 'Secret question' })
      await put({ status: 'done', title: 'Secret result', doneAt: hours(-1) })

      await lookAtAll(parts())

      const [text] = await told()
      expect(text).toContain('Open to claim (1)\n#')
      expect(text).toContain('Find a hotel')
      expect(text).toContain('[Claim]')
      expect(text).toContain('All together\nin progress (2) · waiting for a client (1) · late (1) · finished (1)')
      expect(text).not.toMatch(/Secret|password/u)
    })

    it('show a client’s room that client’s tasks and nobody else’s', async () => {
      await room('client', office.client.id)
      await put({ status: 'claimed', title: 'Ours, late', promise: hours(-1) })
      await put({ status: 'waiting', title: 'Ours, asked', brief: 'My password is dog' })
      const other = office
      await here((tx, agency) =>
        rows(tx, sql`insert into clients (agency_id, id, name) values (${agency}, ${newId()}, 'Hooli')`),
      )
      const [hooli] = await here((tx) =>
        rows<{ id: string }>(tx, sql`select id from clients where name = 'Hooli' order by id desc limit 1`),
      )
      await put({ status: 'claimed', clientId: hooli?.id ?? other.client.id, title: 'Theirs', promise: hours(-1) })

      await lookAtAll(parts())

      const [text] = await told()
      expect(text).toMatch(/^Acme .+: Mon 2 Mar\nLate \(1\)\n.+Ours, late/u)
      expect(text).toContain('Ours, asked')
      expect(text).not.toMatch(/Theirs|password/u)
    })

    it('are not sent where there is nothing to say, and come once', async () => {
      await room('digest', null)
      await lookAtAll(parts())
      expect(await told()).toEqual(['nothing: nothing to say'])

      await put({ status: 'open' })
      now = hours(24)
      await Promise.all([lookAtAll(parts()), lookAtAll(parts())])
      expect((await lines()).filter(({ kind }) => kind === 'room-digest')).toHaveLength(2)
    })

    it('have a summary of the week, without names and times for the agency’s own room', async () => {
      await room('digest', null, 'weekly')
      const id = await put({ status: 'done', doneAt: hours(-30), since: hours(-30) })
      await here((tx, agency) =>
        tx.insert(taskEvents).values({
          ...{
            agencyId: agency,
            taskId: id,
            seq: 1,
            type: 'result-accepted' as const,
            by: null,
            via: 'clock' as const,
          },
          ...{ at: hours(-30), data: {}, waitedOn: 'client' as const, plainMs: 1, workMs: 1 },
        }),
      )

      await lookAtAll(parts())

      const [text] = await told()
      expect(text).toMatch(/^The week of Banyan: Mon 23 Feb to Sun 1 Mar\nDone: 1$/u)
    })
  })

  it('come again later for one who wanted that, with the same news', async () => {
    const carol = await reader({ roles: ['client'], clients: [office.client.id] })
    await put({ status: 'done', title: 'Booked', doneAt: hours(-2), since: hours(-2) })
    await sendDigests(parts())
    expect((await told())[0]).toContain('Booked')

    const note = { since: hours(-24).toString() }
    await here((tx, agency) =>
      setTimer(tx, agency, { kind: 'digest', subject: `${carol.id}:daily`, at: hours(1), note }),
    )
    await db.acrossAgencies((tx) => rows(tx, sql`delete from outbox`))
    now = hours(1)
    await lookAtAll(parts())
    await lookAtAll(parts())

    const again = await told()
    expect(again).toHaveLength(1)
    expect(again[0]).toContain('Finished since the last digest (1)')
    expect(again[0]).toContain('Booked')
    expect(faults).toEqual([])
  })

  it('are looked at with one question a second when nothing is due', async () => {
    await reader()
    now = hours(-1)
    let asked = 0
    const counting: Database = {
      ...db,
      acrossAgencies: (run) => {
        asked += 1
        return db.acrossAgencies(run)
      },
    }

    await lookAtAll({ ...parts(), db: counting })

    expect(asked).toBe(1)
    expect(await lines()).toEqual([])
  })
})
