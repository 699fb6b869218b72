import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { sql } from '#orm/core'
import { z } from 'zod'
import { rows, type Database } from '#db/connection/connect.ts'
import { isLong } from '#test/long.ts'
import type { Moving } from './bot.ts'
import type { Platforms } from './platform.ts'
import type { Said } from './recorder.ts'

const program = fileURLToPath(new URL('./processes/bot.ts', import.meta.url))
const many = 4
/** A line is told within so many tries, however many of those who try are killed. */
const mostTries = 20
/** Each start costs two seconds. */
const mostKilled = isLong ? 10 : 3

type Parts = {
  db: Database
  url: string
  platforms: Platforms
  clock: { now: Temporal.Instant }
  said: Said[]
  faults: unknown[]
  chance: () => number
}

type Bot = { child: ChildProcess; ended: Promise<unknown> }
const report = z.object({ faults: z.array(z.unknown()) })

/** Four processes that do what is due, each of them killed and started again by chance. */
export function startFleet({
  db,
  url,
  platforms,
  clock,
  said,
  faults,
  chance,
}: Parts): Moving & { killed: () => number } {
  const up = new Set<Bot>()
  const starting = new Set<Promise<void>>()
  let killed = 0

  async function start(): Promise<void> {
    const child = fork(program, [url], { execArgv: [], stdio: ['ignore', 'ignore', 'inherit', 'ipc'] })
    const bot: Bot = { child, ended: once(child, 'exit').then(() => leave(bot)) }
    await Promise.race([once(child, 'message'), bot.ended])
    if (child.exitCode === null) up.add(bot)
  }

  async function leave(bot: Bot): Promise<void> {
    up.delete(bot)
    await platforms.heardOut(bot.child.pid)
  }

  /** Those who died come back after a while; nothing goes on without anybody. */
  async function revive(): Promise<void> {
    if (up.size + starting.size < many && (up.size === 0 || chance() < 0.3)) {
      const one = start().finally(() => starting.delete(one))
      starting.add(one)
    }
    if (up.size === 0) await Promise.race(starting)
  }

  /** Resolves when it has done what was due, or is no more. */
  async function step({ child, ended }: Bot, does: 'tick' | 'tell', dies = false): Promise<void> {
    const answered = once(child, 'message')
    child.send({ now: clock.now.toString(), does, dies }, () => {})
    const answer = await Promise.race([answered, ended])
    if (Array.isArray(answer)) faults.push(...report.parse(answer[0]).faults)
  }

  async function kill({ child, ended }: Bot): Promise<void> {
    child.kill('SIGKILL')
    await ended
  }

  /** All at once; now and then one of them is killed in the middle of whatever it is at, or whoever has told something. */
  async function together(): Promise<void> {
    await revive()
    const bots = [...up]
    const isAttacked = killed < mostKilled && chance() < 0.1
    const victim = isAttacked && chance() < 0.5 ? bots[Math.floor(chance() * bots.length)] : undefined
    const timer = victim && setTimeout(() => void kill(victim), chance() * 25)
    await Promise.all(bots.map((bot) => step(bot, 'tick', isAttacked && !victim)))
    clearTimeout(timer)
    if (victim) await kill(victim)
    killed += bots.filter((bot) => !up.has(bot)).length
  }

  async function tick(): Promise<void> {
    await platforms.setTime(clock.now)
    for (let tries = 0; ; tries++) {
      if (tries > mostTries) throw new Error(`there are lines that nobody tells at ${clock.now.toString()}`)
      await together()
      if ((await untold(db, clock.now)) === 0) break
      // One may have begun to tell what another wrote after it. What is left then was left by the dead.
      await Promise.all([...up].map((bot) => step(bot, 'tell')))
      await freeLines(db)
    }
    said.push(...(await platforms.news()))
  }

  async function down(): Promise<void> {
    await Promise.all(starting)
    await Promise.all([...up].map(kill))
  }

  return { tick, told: tick, down, stop: down, killed: () => killed }
}

/** Those that wait for somebody's hours, or behind one that does, are not. */
async function untold(db: Database, now: Temporal.Instant): Promise<number> {
  const [left] = await db.acrossAgencies((tx) =>
    rows<{ count: number }>(
      tx,
      sql`select count(*)::int as count from outbox o
          where o.outcome is null and not exists (
            select 1 from outbox held
            where held.agency_id = o.agency_id and held.recipient = o.recipient and held.outcome is null
              and held.seq <= o.seq and held.held_until > ${now.toString()}::timestamptz)`,
    ),
  )
  return left?.count ?? 0
}

/** Leases run by the database's own clock: nobody waits a minute for those of the dead. */
async function freeLines(db: Database): Promise<void> {
  await db.acrossAgencies((tx) =>
    rows(tx, sql`update outbox set leased_until = null, not_before = clock_timestamp() where outcome is null`),
  )
}
