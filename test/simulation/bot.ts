import { randomUUIDv7 } from 'node:crypto'
import { sql } from '#orm/core'
import { rows, type Database } from '#db/connection/connect.ts'
import type { Chat } from '#src/kernel/chat.ts'
import { lookAtAll } from '#src/bot/clock.ts'
import type { Log } from '#src/kernel/log.ts'
import { startPump } from '#src/bot/pump.ts'
import type { Platform } from '#src/kernel/person.ts'
import { unpaced } from '#test/notify/unpaced.ts'

type Parts = { db: Database; chats: ReadonlyMap<Platform, Chat>; clock: { now: Temporal.Instant }; faults: unknown[] }

/** What moves by itself, at a time that is set. */
export type Moving = {
  /** What one second does. */
  tick(): Promise<void>
  /** Resolves when what people did is told. */
  told(): Promise<void>
  /** From now on nothing happens until the next tick. */
  down(): Promise<void>
  stop(): Promise<void>
}

/** All of the bot that moves by itself, at a time that is set: what a process does each second, and the telling of it. */
export async function startMoving({ db, chats, clock, faults }: Parts): Promise<Moving> {
  const log: Log = { debug() {}, info() {}, warn: fault, error: fault }
  const parts = { db, log, now: () => clock.now, newId: () => randomUUIDv7() }
  // The channels' patience would go by the machine's time.
  const pump = await startPump({ ...parts, chats, pace: unpaced, chance: () => 0.5 })

  function fault(about: object, text: string): void {
    faults.push({ at: clock.now.toString(), text, about })
  }

  return {
    async tick() {
      await lookAtAll(parts)
      await pump.settled()
    },
    told: () => pump.settled(),
    // It has nothing of its own that could go by.
    down: async () => {},
    stop: () => pump.stop(),
  }
}

/** When the clock has something to do next. */
export async function nextDue(db: Database): Promise<Temporal.Instant | null> {
  const [found] = await db.acrossAgencies((tx) =>
    rows<{ at: string | null }>(
      tx,
      sql`select least((select min(at) from timers), (select min(next_at) from digests),
            (select min(next_at) from weekly_digests), (select min(next_at) from room_digests),
            (select min(held_until) from outbox where outcome is null))::text as at`,
    ),
  )
  return found?.at ? Temporal.Instant.from(found.at) : null
}

/** A digest whose time came: `who` is a person's id, or a room's channel. */
export type Last = { series: 'daily' | 'weekly' | 'room daily' | 'room weekly'; who: string; slot: string }

/** The slot of each digest that was looked at last; with nothing in it there is no line that says so. */
export function lookedAt(db: Database): Promise<Last[]> {
  return db.acrossAgencies((tx) =>
    rows<Last>(
      tx,
      sql`select 'daily' as series, person_id::text as who, last_slot as slot from digests where last_slot is not null
          union all
          select 'weekly', person_id::text, last_slot from weekly_digests where last_slot is not null
          union all
          select 'room ' || d.series, r.channel, d.last_slot
          from room_digests d join rooms r on r.agency_id = d.agency_id and r.id = d.room_id
          where d.last_slot is not null`,
    ),
  )
}
