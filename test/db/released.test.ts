import { readFileSync } from 'node:fs'
import { sql } from '#orm/core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { rows, type Database } from '#db/connection/connect.ts'
import { leaseLines } from '#db/repositories/lease-lines.ts'
import { timerOf } from '#db/repositories/timers.ts'
import { keptLines } from '#src/features/telling/kept-lines.ts'
import { mergeKeyOf, recipientOf, type Notification } from '#src/features/telling/line.ts'
import { keptAnswers } from '#src/kernel/kept-answers.ts'
import { keptEvents } from '#src/kernel/kept-events.ts'
import { keptNotes } from '#src/kernel/kept-notes.ts'
import { Unreadable, versioned } from '#src/kernel/versioned.ts'
import { timerKinds, type TimerKind } from '#src/time/timer.ts'
import { databases } from './databases.ts'
import { monday, newId, seed, type Seeded } from './rows.ts'

const data = z.record(z.string(), z.unknown())
const released = z
  .object({
    lines: z.array(data),
    answers: z.array(data),
    notes: z.record(z.string(), data),
    events: z.object({ task: z.array(data), post: z.array(data) }),
  })
  .parse(JSON.parse(readFileSync(new URL('./released/version-1.json', import.meta.url), 'utf8')))

describe('what the first releases kept', () => {
  it('is told still: every kind of line, to the same recipient', () => {
    const kinds = new Set<Notification['kind']>()
    for (const stored of released.lines) {
      const line = keptLines.read(stored)

      kinds.add(line.kind)
      expect(line).toEqual(stored)
      expect(recipientOf(line)).toMatch(/^(?:[a-z-]+:.+|[a-z-]+)$/u)
      expect(mergeKeyOf(line)).not.toBe('')
    }

    expect(kinds.size).toBe(16)
  })

  it.each(released.answers.map((stored) => ({ say: stored['say'], stored })))(
    'is answered again: $say',
    ({ stored }) => {
      expect(keptAnswers.read(stored)).toEqual(stored)
    },
  )

  it('is remembered by the clock, for each kind of thing that it remembers anything of', () => {
    for (const kind of timerKinds) {
      const stored = released.notes[kind] ?? null

      expect(keptNotes.read(kind, stored)).toEqual(stored)
    }
  })

  it('is history still', () => {
    for (const kind of ['task', 'post'] as const)
      for (const stored of released.events[kind]) expect(keptEvents[kind].read(stored)).toEqual(stored)
  })
})

describe('a version of what is kept', () => {
  const words = z.object({ text: z.string(), language: z.string() })
  const kept = versioned('words', words, [
    ({ said, ...rest }) => ({ ...rest, text: said }),
    (before) => ({ language: 'en', ...before }),
  ])

  it('is led up from the one that it was kept in', () => {
    expect(kept.read({ said: 'yes' })).toEqual({ text: 'yes', language: 'en' })
    expect(kept.read({ v: 2, text: 'yes' })).toEqual({ text: 'yes', language: 'en' })
    expect(kept.read({ v: 3, text: 'हाँ', language: 'hi' })).toEqual({ text: 'हाँ', language: 'hi' })
  })

  it('stands in what is kept, and comes back as it was', () => {
    const value = { text: 'yes', language: 'en' }

    expect(kept.write(value)).toEqual({ ...value, v: 3 })
    expect(kept.read(kept.write(value))).toEqual(value)
  })

  it.each([
    ['a newer one', { v: 4, text: 'yes', language: 'en' }],
    ['none that there is', { v: 'two', text: 'yes', language: 'en' }],
    ['another shape', { v: 3, text: 7 }],
    ['no object', 'yes'],
  ])('is refused where it is %s', (_, stored) => {
    expect(() => kept.read(stored)).toThrow(Unreadable)
  })
})

describe.each(databases)('at the door of the database, on $name', ({ create }) => {
  let db: Database
  let office: Seeded
  beforeAll(async () => {
    db = await create()
    office = await db.acrossAgencies((tx) => seed(tx))
  })
  afterAll(() => db.close())

  async function store(line: unknown, recipient: string): Promise<void> {
    await db.acrossAgencies((tx) =>
      rows(
        tx,
        sql`insert into outbox (agency_id, id, recipient, line, created_at, not_before)
          values (${office.agency}, ${newId()}, ${recipient}, ${JSON.stringify(line)}::jsonb, ${monday.toString()}::timestamptz, clock_timestamp())`,
      ),
    )
  }

  it('a line of the first releases is told, and one that cannot be read holds up nobody', async () => {
    await store({ v: 99, kind: 'card', task: newId(), for: 'requester' }, 'requester:1')
    await store({ kind: 'nothing-of-ours' }, 'requester:2')
    for (const [index, line] of released.lines.entries()) await store(line, `requester:${index + 3}`)

    const every = { limit: 100, seconds: 30, now: monday, except: [] }
    const leased = (await db.acrossAgencies((tx) => leaseLines(tx, every))).taken.map(({ line }) => line)

    expect(leased.map(({ line }) => line)).toEqual(released.lines)
    const given = await db.acrossAgencies((tx) =>
      rows<{ why: string }>(tx, sql`select why from outbox where outcome = 'given-up' order by seq`),
    )
    expect(given.map(({ why }) => why)).toEqual([
      'a line: of version 99, and 1 is the newest that is known',
      expect.stringMatching(/no line that is known/u),
    ])
  })

  it('a note of the first releases is what the clock remembers', async () => {
    for (const [kind, note] of Object.entries(released.notes)) {
      await db.acrossAgencies((tx) =>
        rows(
          tx,
          sql`insert into timers (agency_id, kind, subject, at, note)
            values (${office.agency}, ${kind}, 'one', ${monday.toString()}::timestamptz, ${JSON.stringify(note)}::jsonb)`,
        ),
      )
      const known: TimerKind | undefined = timerKinds.find((one) => one === kind)
      if (!known) throw new Error(kind)

      const timer = await db.inAgency(office.agency, (tx) => timerOf(tx, office.agency, known, 'one'))

      expect(timer?.note).toEqual(note)
    }
  })
})
