import type { Database } from '#db/connection/connect.ts'
import { isAfter, type Span } from './almanac.ts'
import { lookedAt, nextDue, startMoving, type Last, type Moving } from './bot.ts'
import { covers } from './outages.ts'
import { createRecorder } from './recorder.ts'
import { settle } from './world.ts'

/** Nobody has more to do than that in one moment: it is a wake that comes again and again. */
const mostTicks = 50
/** What the timetable does every ten minutes, where no server does it by itself. */
const vacuumEvery = 400

/** A simulated agency: its time jumps from one moment at which something is due, or somebody does something, to the next. */
export async function begin(db: Database) {
  const office = await settle(db)
  const { clock } = office
  const recorder = createRecorder(() => clock.now)
  const faults: unknown[] = []
  let moving: Moving = await startMoving({ db, chats: recorder.chats, clock, faults })
  const acts: Act[] = []
  const digests: Looked[] = []
  const known = new Map<string, string>()

  /** Somebody is to do something then. */
  function plan(at: Temporal.Instant, act: () => Promise<unknown>): void {
    const after = acts.findIndex((other) => isAfter(other.at, at))
    acts.splice(after < 0 ? acts.length : after, 0, { at, act })
  }

  /** Everything up to that moment. While the bot is `down` nobody can ask it for anything: they do so when it is back. */
  async function live(until: Temporal.Instant, down: Span[] = []): Promise<void> {
    for (let steps = 1, ticks = 0; ; steps++) {
      const due = await nextDue(db)
      const [act] = acts
      const isDue = due !== null && !(act && isAfter(due, act.at))
      const next = isDue ? due : act?.at
      if (!next || isAfter(next, until)) break
      const moment = isAfter(next, clock.now) ? next : clock.now
      const outage = down.find((span) => covers(span, moment))
      const now = outage?.until ?? moment
      ticks = isAfter(now, clock.now) ? 0 : ticks + 1
      if (ticks > mostTicks) throw new Error(`the clock does not get beyond ${clock.now.toString()}`)
      clock.now = now
      if (outage) await moving.down()
      if (isDue || outage) await tick()
      else await doNext()
      if (steps % vacuumEvery === 0) await db.housekeeping()
    }
    clock.now = until
  }

  async function tick(): Promise<void> {
    await moving.tick()
    for (const last of await lookedAt(db)) {
      const key = `${last.series} ${last.who}`
      if (known.get(key) !== last.slot) digests.push({ ...last, at: clock.now })
      known.set(key, last.slot)
    }
  }

  async function doNext(): Promise<void> {
    await acts.shift()?.act()
    await moving.told()
  }

  /** From now on it is others who do what is due. */
  async function handTo(others: Moving): Promise<void> {
    await moving.stop()
    moving = others
  }

  return { db, office, clock, recorder, digests, faults, plan, live, handTo, end: () => moving.stop() }
}

export type Looked = Last & { at: Temporal.Instant }

type Act = { at: Temporal.Instant; act: () => Promise<unknown> }

export type Life = Awaited<ReturnType<typeof begin>>
