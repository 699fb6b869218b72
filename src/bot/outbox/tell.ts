import { markOf } from './mark.ts'
import type { Database } from '#db/connection/connect.ts'
import { settleLines, type Begun, type Ending, type Leased } from '#db/repositories/outbox.ts'
import type { About, Reading, TaskReading } from '#db/repositories/telling.ts'
import type { Chat, Sent, Where } from '#src/kernel/chat.ts'
import type { Log } from '#src/kernel/log.ts'
import type { Platform } from '#src/kernel/person.ts'
import { compose } from './compose.ts'
import type { Sending } from '#src/features/telling/tell/known.ts'
import { isToldElsewhere } from './lost-address.ts'
import { forgetShown, rememberFound, type Ledger } from './outcomes.ts'
import type { Pace } from './pace.ts'
import { whileOurs } from './still-ours.ts'
import { addUndelivered } from './undelivered.ts'

/** With the delays of `backoff` that is a day of trying. */
export const mostAttempts = 20

/**
 * How long a platform may still be at a request that it did not answer in time, in seconds. A look that comes sooner finds nothing, and what
 * is then posted again stands there twice once the first arrives. An edit that arrives late would show what was so before the next one.
 */
const stillAtItSeconds = 20

/** Seconds until the next try: doubling from two seconds to three hours, and spread so that not all come at once. */
export function backoff(attempts: number, chance: number): number {
  return Math.min(3 * 3600, 2 ** attempts) * (0.5 + chance)
}

/**
 * How old a lease may be that was asked for right before the request. Older than that, the process was stopped in between, and asks again: far
 * shorter than a lease, so that a request that begins now has ended long before another process looks for what became of it.
 */
const freshMs = 5_000

/**
 * How long after the lease was asked for a request may still go out: with the longest that it takes it is over before the lease is.
 * Whoever was stopped for longer on the way to the platform sends nothing any more.
 */
const sendableMs = 25_000

export type Telling = {
  db: Database
  chats: ReadonlyMap<Platform, Chat>
  log: Log
  now(): Temporal.Instant
  newId(): string
  chance(): number
  /** The machine's own clock, which goes on while a process is stopped. Milliseconds. */
  monotonic(): number
  pace: Pace
  read(about: About): Promise<TaskReading | null>
  /** Where what is asked for the words of lines is shared. */
  reads: Database
  ledger: Ledger
  stopping(): boolean
  /** Called with what is put off for so many milliseconds by nothing but our own pace. */
  paced(ms: number): void
  /** Called with what is put off for so many seconds. */
  putOff(seconds: number): void
}

/** Tells one line that is leased, with what was read of its task by then. It never waits: what has to is put off in its row. */
export async function tellLine(telling: Telling, line: Leased, reading: Reading): Promise<void> {
  const about = { agency: line.agency, line: line.id, kind: line.line.kind, attempts: line.attempts }
  const begun = { is: false }
  try {
    // Of what may have been sent more is known once it was looked for.
    await attempt(line.uncertainSince ? telling : { ...telling, read: async () => reading() }, line, begun)
  } catch (error) {
    telling.log.error({ ...about, error }, 'a line could not be told')
    const seconds = backoff(line.attempts, telling.chance())
    const why = 'a fault of ours: see the log'
    await end(telling, { line, to: begun.is || line.uncertainSince ? 'uncertain' : 'put-off', seconds, why }).catch(
      (again: unknown) => telling.log.error({ ...about, error: again }, 'a line is left to its lease'),
    )
  }
}

async function attempt(telling: Telling, leased: Leased, begun: { is: boolean }): Promise<void> {
  const line = await clearUp(telling, leased)
  if (!line) return
  // Leased once more, and not tried.
  if (line.attempts > mostAttempts)
    return giveUp(telling, { ...line, attempts: line.attempts - 1 }, 'given-up', 'tried-for-a-day', line.attempts)
  const composed = await compose({ ...telling, db: telling.reads, isFirst: line.attempts === 1 }, line)
  switch (composed.kind) {
    case 'nothing':
      return end(telling, { line, to: 'sent', why: composed.why })
    case 'held':
      return end(telling, { line, to: 'given-back', seconds: composed.seconds })
    case 'wait':
      return conclude(telling, line, null, composed.sent)
    case 'nowhere':
      // Managers are told once of whoever has left, and not of each word that is not said to them.
      if (composed.why === 'has-left') return end(telling, { line, to: 'sent', why: composed.why })
      return giveUp(telling, line, 'gone', composed.why)
    case 'post':
    case 'edit':
      return deliver(telling, line, composed, begun)
  }
}

/**
 * First of all, of a send whose outcome nobody knows: whether it arrived, also where there would be nothing to say any more. What is
 * found counts as a message that shows nothing known, so that it is brought up to date. Null: it cannot be known now.
 */
async function clearUp(telling: Telling, line: Leased): Promise<Leased | null> {
  const { db, now, newId } = telling
  const { begun, uncertainSince } = line
  if (!begun || !uncertainSince) return line
  const certain = { ...line, begun: null, uncertainSince: null }
  if (begun.kind === 'edit') {
    await db.inAgency(line.agency, (tx) => forgetShown(tx, line, begun.message))
    return certain
  }
  const chat = telling.chats.get(begun.to.platform)
  if (!chat) return leaveTo(telling, line, begun.to.platform)
  const message = await lookFor(chat, begun.to, line, uncertainSince)
  if (!message) return certain
  await db.inAgency(line.agency, (tx) => rememberFound(tx, line, begun, { message, id: newId(), now: now() }))
  if (begun.topic !== null) return certain
  await end(telling, { line, to: 'sent', why: null })
  return null
}

/** Clocks differ: ours and the platform's are allowed two minutes between them. */
function lookFor(chat: Chat, to: Where, line: Leased, since: Temporal.Instant) {
  return chat.find(to, markOf(line.id), since.subtract({ minutes: 2 }))
}

/** Another process may be the one that speaks to this platform: it is left to that one. */
async function leaveTo(telling: Telling, line: Leased, platform: Platform): Promise<null> {
  const why = `no connection to ${platform}`
  const to = line.uncertainSince ? 'uncertain' : 'put-off'
  await end(telling, { line, to, seconds: waitFor(5, line, telling), why })
  return null
}

async function deliver(telling: Telling, line: Leased, sending: Sending, begun: { is: boolean }): Promise<void> {
  const { chats, pace } = telling
  const chat = chats.get(sending.to.platform)
  if (!chat) return void (await leaveTo(telling, line, sending.to.platform))
  const turn = pace.turn(sending.to, line.id)
  if (turn.ms > 0) {
    if (!turn.held) telling.paced(turn.ms)
    return end(telling, { line, to: 'given-back', seconds: turn.ms / 1000 })
  }
  try {
    if (telling.stopping()) return await end(telling, { line, to: 'given-back', seconds: 0 })
    const begunAt = await beginNow(telling, line, sending)
    if (begunAt === null) {
      telling.log.info({ line: line.id }, 'a line was taken over by another process')
      return
    }
    begun.is = true
    const isOurs = () => telling.monotonic() - begunAt <= sendableMs
    const sent = await whileOurs(isOurs, () => send(chat, line, sending))
    await conclude(telling, line, sending, sent)
  } finally {
    pace.done(sending.to, line.id)
  }
}

/** Answers when the lease was asked for, by the machine's own clock; null where the line is another one's by now. */
async function beginNow(telling: Telling, line: Leased, sending: Sending): Promise<number | null> {
  const { ledger, monotonic } = telling
  for (;;) {
    const asked = monotonic()
    if (!(await ledger.begin(line, begunBy(sending)))) return null
    if (monotonic() - asked <= freshMs) return asked
  }
}

function begunBy(sending: Sending): Begun {
  if (sending.kind === 'edit') return { kind: 'edit', message: sending.id }
  const { to, task, topic } = sending
  const { platform, place, placeId, channel, thread } = to
  return { kind: 'post', to: { platform, place, placeId, channel, thread }, task, topic }
}

/** An edit can be done twice without harm. What a program older than this one left behind is looked for where it would go now. */
async function send(chat: Chat, line: Leased, sending: Sending): Promise<Sent> {
  const { to, card } = sending
  if (sending.kind === 'edit') return chat.edit(to.place, sending.message, card)
  if (line.uncertainSince) {
    const there = await lookFor(chat, to, line, line.uncertainSince)
    if (there) return { outcome: 'sent', message: there }
  }
  return chat.post(to, card, markOf(line.id))
}

async function conclude(telling: Telling, line: Leased, sending: Sending | null, sent: Sent): Promise<void> {
  const { log, pace, ledger, now } = telling
  switch (sent.outcome) {
    case 'sent': {
      const told = sending && { sending, message: sent.message }
      return ledger.conclude({ ending: { line, to: 'sent', why: null }, told })
    }
    case 'later': {
      const asked = Math.max(0, (sent.at.epochMilliseconds - now().epochMilliseconds) / 1000)
      if (sending) pace.hold(sending.to.platform, sent.everywhere ? null : sending.to.channel, asked)
      const seconds = waitFor(asked, line, telling)
      log.info({ line: line.id, seconds, why: sent.why }, 'a line waits')
      return end(telling, { line, to: 'put-off', seconds, why: sent.why })
    }
    case 'gone':
      if (sending && (await isToldElsewhere(telling, line, sending, sent.why))) return
      if (sending?.kind === 'edit') return forget(telling, line, sending, sent.why)
      return giveUp(telling, line, 'gone', sent.why)
    case 'uncertain': {
      log.warn({ line: line.id, why: sent.why }, 'a line may have been told: someone will look')
      const seconds = waitFor(sent.unanswered ? stillAtItSeconds : 0, line, telling)
      return end(telling, { line, to: 'uncertain', seconds, why: sent.why })
    }
  }
}

async function end({ ledger, putOff }: Telling, ending: Ending): Promise<void> {
  await ledger.conclude({ ending, told: null })
  if ('seconds' in ending) putOff(ending.seconds)
}

/** Never sooner than was asked for; and later each time, so that a day of trying is a day whatever stood in the way. */
function waitFor(seconds: number, { attempts }: Leased, { chance }: Telling): number {
  return Math.max(seconds, backoff(attempts, chance()))
}

/** The message that was to be edited is no more, or cannot be changed: what is to be said is posted anew, if there is still need. */
async function forget(
  { db, putOff }: Telling,
  line: Leased,
  sending: Extract<Sending, { kind: 'edit' }>,
  why: string,
): Promise<void> {
  await db.inAgency(line.agency, async (tx) => {
    await sending.forget(tx)
    await settleLines(tx, [{ line, to: 'put-off', seconds: 0, why }])
  })
  putOff(0)
}

/** Told to the log room, where a manager sees it: a promise to tell that was not kept is not kept quiet. */
async function giveUp(
  { db, now, newId, log }: Telling,
  line: Leased,
  to: 'gone' | 'given-up',
  why: string,
  leasedAs = line.attempts,
): Promise<void> {
  log.error({ agency: line.agency, line: line.id, why }, 'a line was given up')
  await db.inAgency(line.agency, async (tx) => {
    // Whoever was slow may find that another process ended it in the meantime, and told of it.
    const ended = await settleLines(tx, [{ line: { ...line, attempts: leasedAs }, to, why }])
    if (ended.has(line.id)) await addUndelivered(tx, line, why, now(), newId)
  })
}
