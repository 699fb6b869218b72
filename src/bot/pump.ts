import type { Database } from '#db/connection/connect.ts'
import {
  endLine,
  giveBack,
  leaseLines,
  leaveUncertain,
  mergeInto,
  outboxChannel,
  putOff,
  takeBackLeases,
  type Leased,
} from '#db/repositories/outbox.ts'
import { compose, remember, type Composed } from './outbox/compose.ts'
import { addUndelivered } from './outbox/undelivered.ts'
import type { Chat, MessageRef, Sent } from '#src/kernel/chat.ts'
import type { Log } from '#src/kernel/log.ts'
import { createPace, type Pace } from './outbox/pace.ts'
import type { Platform } from '#src/kernel/person.ts'

/** How long a process may take to tell a line that it leased, in seconds. */
const leaseSeconds = 60
const linesAtOnce = 20
/** With the delays of `backoff` that is a day of trying. */
export const mostAttempts = 20
/** The floor under LISTEN: how often we look for lines that nobody announced. */
const pollMs = 1_000

/** Seconds until the next try: doubling from two seconds to three hours, and spread so that not all come at once. */
export function backoff(attempts: number, chance: number): number {
  return Math.min(3 * 3600, 2 ** attempts) * (0.5 + chance)
}

export type Pump = {
  /** Resolves when nothing is left that could be told now. */
  settled(): Promise<void>
  stop(): Promise<void>
}

type Parts = {
  db: Database
  chats: ReadonlyMap<Platform, Chat>
  log: Log
  now(): Temporal.Instant
  newId(): string
  chance(): number
  /** How fast each destination is spoken to; by the machine's own clock unless told. */
  pace?: Pace
}

/** Tells what the outbox holds, line by line, in the order of each recipient, as long as it runs. */
export async function startPump(parts: Parts): Promise<Pump> {
  const { db, log, pace = createPace() } = parts
  /** What this process is at now, so that a lease that runs out under it is not taken by itself. */
  const inHand = new Set<string>()
  let stopping = false
  let woken = false
  let running: Promise<void> | null = null

  function wake(): void {
    woken = true
    if (running || stopping) return
    running = run()
      .catch((error: unknown) => log.error({ error }, 'the outbox could not be read'))
      .finally(() => {
        running = null
        if (woken && !stopping) setTimeout(wake, 0)
      })
  }

  async function run(): Promise<void> {
    while (woken && !stopping) {
      woken = false
      const leased = await db.acrossAgencies((tx) =>
        leaseLines(tx, { limit: linesAtOnce, seconds: leaseSeconds, now: parts.now(), except: [...inHand] }),
      )
      if (leased.length === 0) return
      // Whatever was leased may have hidden more of the same recipient behind it.
      woken = true
      for (const line of leased) inHand.add(line.id)
      await Promise.all(
        leased.map((line) => tellLine(parts, line, pace, () => stopping).finally(() => inHand.delete(line.id))),
      )
    }
  }

  if (db.kind === 'embedded') await db.acrossAgencies(takeBackLeases)
  const unlisten = await db.listen(outboxChannel, wake)
  const poll = setInterval(wake, pollMs)
  wake()

  return {
    async settled() {
      do {
        wake()
        await running
      } while (woken)
    },
    async stop() {
      stopping = true
      clearInterval(poll)
      await unlisten()
      await running
    },
  }
}

async function tellLine(parts: Parts, line: Leased, pace: Pace, stopping: () => boolean): Promise<void> {
  const { db, log, chats } = parts
  const about = { agency: line.agency, line: line.id, kind: line.line.kind, attempts: line.attempts }
  try {
    // Leased once more, and not tried.
    if (line.attempts > mostAttempts)
      return await giveUp(parts, { ...line, attempts: line.attempts - 1 }, 'given-up', 'tried-for-a-day')
    await db.inAgency(line.agency, (tx) => mergeInto(tx, line))
    const composed = await compose(parts, line)
    if (composed.kind === 'nothing') {
      await db.inAgency(line.agency, (tx) => endLine(tx, line, 'sent', composed.why))
      return
    }
    if (composed.kind === 'wait') return await conclude(parts, line, null, composed.sent, pace)
    if (composed.kind === 'nowhere') return await giveUp(parts, line, 'gone', composed.why)

    const chat = chats.get(composed.to.platform)
    // Another process may be the one that speaks to this platform: leave it to that one.
    if (!chat)
      return await db.inAgency(line.agency, (tx) =>
        putOff(tx, line, waitFor(5, line, parts), `no connection to ${composed.to.platform}`),
      )
    await pace.wait(`${composed.to.platform}:${composed.to.channel}`)
    if (stopping()) return await db.inAgency(line.agency, (tx) => giveBack(tx, line))

    const sent = await send(chat, line, composed)
    await conclude(parts, line, composed, sent, pace)
  } catch (error) {
    log.error({ ...about, error }, 'a line could not be told')
    await db
      .inAgency(line.agency, (tx) =>
        leaveUncertain(tx, line, backoff(line.attempts, parts.chance()), 'a fault of ours: see the log'),
      )
      .catch((again: unknown) => log.error({ ...about, error: again }, 'a line is left to its lease'))
  }
}

/** A line that may have been sent already is looked for first; an edit can be done twice without harm. */
async function send(chat: Chat, line: Leased, composed: Extract<Composed, { kind: 'post' | 'edit' }>): Promise<Sent> {
  const { to, card } = composed
  if (composed.kind === 'edit') return chat.edit(to.place, composed.message, card)
  const mark = line.seq.toString(36)
  if (line.uncertainSince) {
    const there = await lookFor(chat, to, mark, line.uncertainSince)
    if (there) return { outcome: 'sent', message: there }
  }
  return chat.post(to, card, mark)
}

/** Clocks differ: ours and the platform's are allowed two minutes between them. */
async function lookFor(
  chat: Chat,
  to: { place: string; channel: string },
  mark: string,
  since: Temporal.Instant,
): Promise<MessageRef | null> {
  return chat.find(to, mark, since.subtract({ minutes: 2 }))
}

async function conclude(
  parts: Parts,
  line: Leased,
  composed: Extract<Composed, { kind: 'post' | 'edit' }> | null,
  sent: Sent,
  pace: Pace,
): Promise<void> {
  const { db, log, chance } = parts
  switch (sent.outcome) {
    case 'sent':
      return db.inAgency(line.agency, async (tx) => {
        if (composed) await remember(tx, line, composed, sent.message, parts)
        await endLine(tx, line, 'sent', null)
      })
    case 'later': {
      const asked = Math.max(0, (sent.at.epochMilliseconds - parts.now().epochMilliseconds) / 1000)
      if (composed)
        pace.hold(sent.everywhere ? composed.to.platform : `${composed.to.platform}:${composed.to.channel}`, asked)
      const seconds = waitFor(asked, line, parts)
      log.info({ line: line.id, seconds, why: sent.why }, 'a line waits')
      return db.inAgency(line.agency, (tx) => putOff(tx, line, seconds, sent.why))
    }
    case 'gone':
      if (composed?.kind === 'edit') return forget(parts, line, composed, sent.why)
      return giveUp(parts, line, 'gone', sent.why)
    case 'uncertain':
      log.warn({ line: line.id, why: sent.why }, 'a line may have been told: someone will look')
      return db.inAgency(line.agency, (tx) => leaveUncertain(tx, line, backoff(line.attempts, chance()), sent.why))
  }
}

/** Never sooner than was asked for; and later each time, so that a day of trying is a day whatever stood in the way. */
function waitFor(seconds: number, { attempts }: Leased, { chance }: Parts): number {
  return Math.max(seconds, backoff(attempts, chance()))
}

/** The message that was to be edited is no more, and nobody misses it: whoever removed it knows. */
async function forget(
  { db }: Parts,
  line: Leased,
  composed: Extract<Composed, { kind: 'edit' }>,
  why: string,
): Promise<void> {
  await db.inAgency(line.agency, async (tx) => {
    await composed.forget(tx)
    await endLine(tx, line, 'gone', why)
  })
}

/** Told to the log room, where a manager sees it: a promise to tell that was not kept is not kept quiet. */
async function giveUp(
  { db, now, newId, log }: Parts,
  line: Leased,
  outcome: 'gone' | 'given-up',
  why: string,
): Promise<void> {
  log.error({ agency: line.agency, line: line.id, why }, 'a line was given up')
  await db.inAgency(line.agency, async (tx) => {
    // Whoever was slow may find that another process ended it in the meantime, and told of it.
    if (await endLine(tx, line, outcome, why)) await addUndelivered(tx, line, why, now(), newId)
  })
}
