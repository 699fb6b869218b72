import { sql } from '#orm/core'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { rows, type Database } from '#db/connection/connect.ts'
import { leaseLines } from '#db/repositories/lease-lines.ts'
import {
  addLines,
  beginSending,
  forgetLines,
  noteCertain,
  outboxChannel,
  settleLines,
  takeBackLeases,
  type Begun,
  type Leased,
} from '#db/repositories/outbox.ts'
import type { Notification } from '#src/features/telling/line.ts'
import { databases } from '../databases.ts'
import { monday, newId, seed } from '../rows.ts'

const begun: Begun = {
  kind: 'post',
  to: { platform: 'slack', place: 'T1', placeId: '0195d0a0-0000-7000-8000-000000000001', channel: 'C1' },
  ...{ task: null, topic: null },
}
const line = (person: string): Notification => ({
  kind: 'digest',
  person,
  slot: '2026-03-02T09:00',
  since: monday.toString(),
})

describe.each(databases)('the outbox, on $name', ({ name, create }) => {
  let db: Database
  let agency: string
  beforeAll(async () => {
    db = await create()
  })
  afterAll(() => db.close())
  beforeEach(async () => {
    await db.acrossAgencies((tx) => rows(tx, sql`delete from outbox`))
    agency = (await db.acrossAgencies((tx) => seed(tx))).agency
  })

  /** One line for each recipient named, written in this order. */
  async function write(
    recipients: string[],
    { mergeKey = null, of = agency }: { mergeKey?: string | null; of?: string } = {},
  ): Promise<string[]> {
    const lines = recipients.map((recipient) => ({ id: newId(), recipient, line: line(recipient), mergeKey }))
    await db.inAgency(of, (tx) => addLines(tx, of, lines, monday))
    return lines.map(({ id }) => id)
  }

  async function lease({
    limit = 20,
    now = monday,
    except = [],
  }: { limit?: number; now?: Temporal.Instant; except?: string[] } = {}): Promise<Leased[]> {
    const { taken } = await db.acrossAgencies((tx) => leaseLines(tx, { limit, seconds: 60, now, except }))
    return taken.map(({ line }) => line)
  }

  async function leaseOne(): Promise<Leased> {
    const [first, ...rest] = await lease()
    if (!first || rest.length > 0) throw new Error('not just one line')
    return first
  }

  const end = (leased: Leased, outcome: 'sent' | 'gone' | 'given-up' = 'sent', why: string | null = null) =>
    db.inAgency(agency, (tx) => settleLines(tx, [{ line: leased, to: outcome, why }]))
  const putOff = (line: Leased, seconds: number, why: string) =>
    db.inAgency(agency, (tx) => settleLines(tx, [{ line, to: 'put-off', seconds, why }]))
  const leaveUncertain = (line: Leased, seconds: number, why: string) =>
    db.inAgency(agency, (tx) => settleLines(tx, [{ line, to: 'uncertain', seconds, why }]))
  const giveBack = (line: Leased, seconds = 0) =>
    db.inAgency(agency, (tx) => settleLines(tx, [{ line, to: 'given-back', seconds }]))
  /** Whether the line was still theirs who begin to send it. */
  const begin = async (line: Leased) => {
    const ours = await db.acrossAgencies((tx) => beginSending(tx, [{ line, begun }], { seconds: 60, now: monday }))
    return ours.has(line.id)
  }
  const ids = (leased: Leased[]) => leased.map(({ id }) => id)

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

  async function stateOf(id: string) {
    const [found] = await db.acrossAgencies((tx) =>
      rows<{ outcome: string | null; why: string | null; attempts: number; leased: boolean }>(
        tx,
        sql`select outcome, why, attempts, leased_until is not null as leased from outbox where id = ${id}`,
      ),
    )
    return found
  }

  it('gives what was written, as it was', async () => {
    const [id] = await write(['carol'], { mergeKey: 'k' })

    const leased = await leaseOne()

    expect(leased).toEqual({
      agency,
      id,
      seq: expect.any(Number),
      recipient: 'carol',
      line: line('carol'),
      mergeKey: 'k',
      attempts: 1,
      uncertainSince: null,
      begun: null,
      createdAt: monday,
    })
  })

  it('keeps a line for the quiet hours that it is held for, and what comes after it to the same person', async () => {
    const held = { id: newId(), recipient: 'a', line: line('a'), mergeKey: null, heldUntil: monday.add({ hours: 8 }) }
    await db.inAgency(agency, (tx) => addLines(tx, agency, [held], monday))
    const [after, other] = await write(['a', 'b'])

    const before = await lease({ now: monday.add({ hours: 7, minutes: 59 }) })
    const then = await lease({ now: monday.add({ hours: 8 }) })

    expect(ids(before)).toEqual([other])
    expect(ids(then)).toEqual([held.id])
    expect(ids(then)).not.toContain(after)
  })

  it('holds nothing of a transaction that did not stand', async () => {
    const undone = db.inAgency(agency, async (tx) => {
      await addLines(tx, agency, [{ id: newId(), recipient: 'carol', line: line('carol'), mergeKey: null }], monday)
      throw new Error('undo')
    })

    await expect(undone).rejects.toThrow('undo')
    expect(await lease()).toEqual([])
  })

  it('wakes the pumps when something was written', async () => {
    const woken = Promise.withResolvers<void>()
    const unlisten = await db.listen(outboxChannel, () => woken.resolve())

    await write(['carol'])

    await woken.promise
    await unlisten()
  })

  it('gives each recipient one line at a time, in the order in which they were written', async () => {
    const [first, forDan, second] = await write(['carol', 'dan', 'carol'])

    const leased = await lease()
    const meanwhile = await lease()
    for (const each of leased) await end(each)
    const then = await lease()

    expect(ids(leased)).toEqual([first, forDan])
    expect(meanwhile).toEqual([])
    expect(ids(then)).toEqual([second])
  })

  it('keeps agencies apart that call a recipient the same', async () => {
    const other = (await db.acrossAgencies((tx) => seed(tx))).agency
    const ours = await write(['log', 'log'])
    const theirs = await write(['log'], { of: other })

    const leased = await lease()

    expect(leased.map((each) => [each.agency, each.id])).toEqual([
      [agency, ours[0]],
      [other, theirs[0]],
    ])
  })

  it('gives no line to two pumps', async () => {
    const written = await write(Array.from({ length: 30 }, (_, index) => `person:${index}`))

    const taken = await Promise.all(Array.from({ length: 4 }, () => lease({ limit: 10 })))

    expect(ids(taken.flat()).toSorted()).toEqual(written.toSorted())
  })

  it.skipIf(name === 'embedded')('lets a pump pass by what another one is just taking', async () => {
    const [first, , other] = await write(['carol', 'carol', 'dan'])

    const taken = Promise.withResolvers<Leased[]>()
    const commit = Promise.withResolvers<void>()
    const taking = db.acrossAgencies(async (tx) => {
      const { taken: leased } = await leaseLines(tx, { limit: 1, seconds: 60, now: monday, except: [] })
      taken.resolve(leased.map(({ line }) => line))
      await commit.promise
    })
    const ours = await taken.promise
    const theirs = await lease()
    commit.resolve()
    await taking

    expect(ids(ours)).toEqual([first])
    expect(ids(theirs)).toEqual([other])
  })

  describe('a line whose pump died', () => {
    it('is free again when its lease has run out, and uncertain since the first send, with where that went', async () => {
      await write(['carol'])
      await begin(await leaseOne())
      expect(await lease()).toEqual([])
      await leasesRunOut()

      const again = await lease({ now: monday.add({ minutes: 5 }) })

      expect(again).toMatchObject([{ attempts: 2, begun }])
      expect(again[0]?.uncertainSince).toEqual(monday)
    })

    it('is certain as long as no send of it had begun', async () => {
      await write(['carol'])
      await leaseOne()
      await leasesRunOut()

      expect(await lease()).toMatchObject([{ attempts: 2, uncertainSince: null, begun: null }])
    })

    it('is not begun any more by the pump that was slow, once another one has it', async () => {
      await write(['carol'])
      const slow = await leaseOne()
      await leasesRunOut()
      const quick = await leaseOne()

      expect([await begin(slow), await begin(quick)]).toEqual([false, true])
    })

    it('is not begun by a pump that gave it back, nor once it is told', async () => {
      const [first] = await write(['carol', 'dan'])
      const [carols, dans] = await lease()
      if (!carols || !dans) throw new Error('nothing was leased')
      await giveBack(carols)
      await end(dans)

      expect(carols.id).toBe(first)
      expect([await begin(carols), await begin(dans)]).toEqual([false, false])
    })

    it('keeps its lease for as long again from the moment at which its send begins', async () => {
      await write(['carol'])
      const leased = await leaseOne()
      await leasesRunOut()
      await begin(leased)

      expect(await lease()).toEqual([])
    })

    it('goes on as if it had not been sent, once it is known what became of that', async () => {
      await write(['carol'])
      await begin(await leaseOne())
      await leasesRunOut()
      const looked = await leaseOne()

      await db.inAgency(agency, (tx) => noteCertain(tx, looked))
      await leasesRunOut()

      expect(await leaseOne()).toMatchObject({ uncertainSince: null, begun: null })
    })

    it('is left alone by the pump that is still at it', async () => {
      const [id = ''] = await write(['carol'])
      await leaseOne()
      await leasesRunOut()

      expect(await lease({ except: [id] })).toEqual([])
    })

    it('is free at once when a single process starts anew', async () => {
      await write(['carol'])
      await begin(await leaseOne())

      await db.acrossAgencies(takeBackLeases)

      expect((await leaseOne()).uncertainSince).toEqual(monday)
    })

    it('does not let the pump that was slow put it off under the one that has it now', async () => {
      const [id = ''] = await write(['carol'])
      const slow = await leaseOne()
      await leasesRunOut()
      await leaseOne()

      await putOff(slow, 0, 'Retry-After')
      await leaveUncertain(slow, 0, 'no answer')
      await giveBack(slow)

      expect(await lease()).toEqual([])
      expect(await stateOf(id)).toEqual({ outcome: null, why: null, attempts: 2, leased: true })
    })

    it('keeps the first outcome that it was given', async () => {
      const [id = ''] = await write(['carol'])
      const slow = await leaseOne()
      await leasesRunOut()
      const quick = await leaseOne()

      await end(quick)
      await end(slow, 'given-up', 'too late')

      expect(await stateOf(id)).toMatchObject({ outcome: 'sent', why: null })
    })
  })

  describe('a line that was surely not sent', () => {
    it('is tried again later and no sooner, and what comes after it waits behind it', async () => {
      const [first, , forDan] = await write(['carol', 'carol', 'dan'])
      const [leased] = await lease({ limit: 1 })
      if (!leased) throw new Error('nothing was leased')

      await putOff(leased, 600, 'Retry-After')
      const meanwhile = await lease()
      await waitsAreOver()
      const later = await lease()

      expect(ids(meanwhile)).toEqual([forDan])
      expect(ids(later)).toEqual([first])
      expect(later[0]?.uncertainSince).toBeNull()
      expect(later[0]?.attempts).toBe(2)
      expect(await stateOf(leased.id)).toMatchObject({ why: 'Retry-After' })
    })
  })

  describe('a line that may have been sent', () => {
    it('comes back with since when, so that it is looked for first', async () => {
      await write(['carol'])
      const leased = await leaseOne()
      await begin(leased)

      await leaveUncertain(leased, 600, 'the connection was cut')
      expect(await lease()).toEqual([])
      await waitsAreOver()
      const again = await lease({ now: monday.add({ hours: 1 }) })

      expect(again).toMatchObject([{ id: leased.id, attempts: 2 }])
      expect(again[0]?.uncertainSince).toEqual(monday)
    })

    it('is certain again once it was looked for and put off', async () => {
      await write(['carol'])
      const leased = await leaseOne()
      await begin(leased)
      await leaveUncertain(leased, 0, 'the connection was cut')
      const looked = await leaseOne()

      await putOff(looked, 0, 'Retry-After')

      expect((await leaseOne()).uncertainSince).toBeNull()
    })
  })

  it('keeps back what waits behind a line that is put off, so that no pump looks at it', async () => {
    const [, second] = await write(['carol', 'carol'])
    await putOff(await leaseOne(), 600, 'Retry-After')

    const [behind] = await db.acrossAgencies((tx) =>
      rows<{ waits: boolean }>(
        tx,
        sql`select not_before > clock_timestamp() + interval '599 seconds' as waits from outbox where id = ${second}`,
      ),
    )

    expect(behind?.waits).toBe(true)
  })

  it('takes back what a pump that stops has not begun, as if it had never been taken', async () => {
    await write(['carol'])
    const leased = await leaseOne()

    await giveBack(leased)

    expect(await leaseOne()).toEqual(leased)
  })

  describe('lines that say the same thing', () => {
    it('are told once, by the first of them', async () => {
      const [first, ...later] = await write(['card', 'card', 'card'], { mergeKey: 'card:42' })
      const leased = await leaseOne()

      await end(leased)

      expect(leased.id).toBe(first)
      expect(await lease()).toEqual([])
      for (const id of later) expect(await stateOf(id)).toMatchObject({ outcome: 'merged', attempts: 0 })
    })

    it('are told apart when they have another key, another recipient, another agency or none', async () => {
      const other = (await db.acrossAgencies((tx) => seed(tx))).agency
      await write(['card'], { mergeKey: 'card:42' })
      const others = [
        ...(await write(['card'], { mergeKey: 'card:43' })),
        ...(await write(['card'])),
        ...(await write(['board'], { mergeKey: 'card:42' })),
      ]
      const [theirs = ''] = await write(['card'], { mergeKey: 'card:42', of: other })
      const leased = (await lease({ limit: 1 }))[0]
      if (!leased) throw new Error('nothing was leased')

      for (const id of [...others, theirs]) expect(await stateOf(id)).toMatchObject({ outcome: null })
    })

    it('are never merged into one that has no key', async () => {
      const [, second = ''] = await write(['log', 'log'])
      await leaseOne()

      expect(await stateOf(second)).toMatchObject({ outcome: null })
    })

    it('leave out what was written after it was taken', async () => {
      await write(['card'], { mergeKey: 'card:42' })
      const leased = await leaseOne()
      const [later] = await write(['card'], { mergeKey: 'card:42' })
      await end(leased)

      expect((await leaseOne()).id).toBe(later)
    })
  })

  it('goes on with the next line when one is given up, and keeps why', async () => {
    const [first = '', second] = await write(['carol', 'carol'])

    await end(await leaseOne(), 'given-up', 'tried for a day')

    expect(await stateOf(first)).toEqual({ outcome: 'given-up', why: 'tried for a day', attempts: 1, leased: false })
    expect((await leaseOne()).id).toBe(second)
  })

  it('forgets what was told long ago, and nothing that was not', async () => {
    const [old = '', recent = '', untold = ''] = await write(['carol', 'dan', 'sam'])
    const [carols, dans] = await lease({ limit: 2 })
    if (!carols || !dans) throw new Error('nothing was leased')
    await end(carols)
    await end(dans)
    await db.acrossAgencies((tx) =>
      rows(tx, sql`update outbox set ended_at = clock_timestamp() - interval '31 days' where id = ${old}`),
    )

    await db.acrossAgencies((tx) => forgetLines(tx, 30))

    expect(await stateOf(old)).toBeUndefined()
    expect(await stateOf(recent)).toMatchObject({ outcome: 'sent' })
    expect(await stateOf(untold)).toMatchObject({ outcome: null })
  })
})
