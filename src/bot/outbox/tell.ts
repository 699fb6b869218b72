import { markOf } from './mark.ts'
import { settleLines, type Begun, type Leased } from '#db/repositories/outbox.ts'
import type { Reading } from '#db/repositories/telling.ts'
import { CannotAsk, type Chat, type Sent } from '#src/kernel/chat.ts'
import { compose } from './compose.ts'
import type { Sending } from '#src/features/telling/tell/known.ts'
import { isToldElsewhere } from './lost-address.ts'
import { whileOurs } from './still-ours.ts'
import { backoff, end, leaveTo, mostAttempts, waitFor, type Telling } from './telling.ts'
import { clearUp, lookFor } from './uncertain.ts'
import { addUndelivered } from './undelivered.ts'

/**
 * How old a lease may be that was asked for right before the request. Older than that, the process was stopped in between, and asks again: far
 * shorter than a lease, so that a request that begins now has ended long before another process looks for what became of it.
 */
const freshMs = 5_000

/**
 * How long a platform may still be at a request that it did not answer in time, in seconds. A look that comes sooner finds nothing, and what
 * is then posted again stands there twice once the first arrives. An edit that arrives late would show what was so before the next one.
 */
const stillAtItSeconds = 60

/**
 * How long after the lease was asked for a request may still go out: with the longest that it takes it is over before the lease is.
 * Whoever was stopped for longer on the way to the platform sends nothing any more.
 */
const sendableMs = 25_000

/** Tells one line that is leased, with what was read of its task by then. It never waits: what has to is put off in its row. */
export async function tellLine(telling: Telling, line: Leased, reading: Reading): Promise<void> {
  const about = { agency: line.agency, line: line.id, kind: line.line.kind, attempts: line.attempts }
  const begun = { is: false }
  try {
    // Of what may have been sent more is known once it was looked for.
    await attempt(line.uncertainSince ? telling : { ...telling, read: async () => reading() }, line, begun)
  } catch (error) {
    const to = begun.is || line.uncertainSince ? 'uncertain' : 'put-off'
    await end(telling, { line, to, ...whenAgain(telling, line, error) }).catch((again: unknown) =>
      telling.log.error({ ...about, error: again }, 'a line is left to its lease'),
    )
  }
}

/** A platform that could not be asked something, since it wants patience, is no failed try either. */
function whenAgain({ log, chance, now }: Telling, line: Leased, error: unknown) {
  const sent = error instanceof CannotAsk ? error.sent : null
  if (sent?.outcome === 'later' && sent.inTurn)
    return { seconds: secondsUntil(sent.at, now()) + chance(), why: sent.why, undone: true }
  const { agency, id, attempts } = line
  log.error({ agency, line: id, kind: line.line.kind, attempts, error }, 'a line could not be told')
  return { seconds: backoff(attempts, chance()), why: sent?.why ?? 'a fault of ours: see the log' }
}

function secondsUntil(at: Temporal.Instant, now: Temporal.Instant): number {
  return Math.max(0, (at.epochMilliseconds - now.epochMilliseconds) / 1000)
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
  const { log, chance, pace, ledger, now } = telling
  switch (sent.outcome) {
    case 'sent': {
      const told = sending && { sending, message: sent.message }
      return ledger.conclude({ ending: { line, to: 'sent', why: null }, told })
    }
    case 'later': {
      const asked = secondsUntil(sent.at, now())
      if (sending) pace.hold(sending.to.platform, sent.everywhere ? null : sending.to.channel, asked)
      // Were it counted, a line that comes too soon a few times, among many others, would wait for minutes for the sake of a second.
      if (sent.inTurn)
        return end(telling, { line, to: 'put-off', seconds: asked + chance(), why: sent.why, undone: true })
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
