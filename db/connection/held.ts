import type { Link } from './link.ts'
import { DatabaseAway } from './outage.ts'
import type { Pool } from './pool.ts'
import type { Send } from './wire.ts'

/** A connection in a transaction of one's own. */
export type Held = {
  send: Send
  /** Waits for what runs inside, which may wait for something else than the database, no longer than the connection lasts. */
  orLost<T>(running: Promise<T>): Promise<T>
  /**
   * Sent at once, behind what was sent before; answers when the server has said that it stands. Throws DatabaseAway, `uncertain`,
   * when the connection was lost after the word was sent.
   */
  commit(): Promise<void>
  rollback(): Promise<void>
  /** What was thrown, or that the connection was lost, which is why. */
  why(error: unknown): unknown
}

/** All of a pool may have ended together. */
const mostMoves = 20

/**
 * Begins a transaction without waiting for that: what is sent next travels with it. After its end, or the loss of its connection,
 * nothing of it is sent any more: what still runs inside touches nobody else's transaction.
 *
 * A connection may have ended, and nobody heard of it yet. What it was given then, and answered nothing of, is given to another
 * one: nothing of it can stand, since the word to commit was not among it.
 */
export async function holdConnection(pool: Pool, how?: { patient: boolean }): Promise<Held> {
  const gone = Promise.withResolvers<never>()
  gone.promise.catch(() => {})
  const fresh = { gone, unheard: [], moving: null, moves: 0, over: false, committing: false, isEnded: false }
  const begun: Holding = {
    ...(await pool.hold(how)),
    ...fresh,
    anew: async () => void Object.assign(begun, await pool.hold(how)),
    unwatch() {},
  }
  await settleOn(begun)
  // Should it fail, so does all that follows.
  send(begun, 'begin', []).catch(() => {})
  return {
    send: (text, values, mode) => send(begun, text, values, mode),
    why: (error) => why(begun, error),
    orLost: (running) => Promise.race([running, gone.promise]),
    commit: () => commit(begun),
    rollback: () => rollback(begun),
  }
}

type Given = { link: Link; giveBack(): void }

type Holding = Given & {
  anew(): Promise<void>
  unwatch(): void
  /** What was said on a connection that has answered nothing yet; null once it has, and it cannot be left any more. */
  unheard: Statement[] | null
  moving: Promise<void> | null
  moves: number
  over: boolean
  committing: boolean
  isEnded: boolean
  gone: PromiseWithResolvers<never>
}

/** On one that is not lost already; heard from the moment that this is known. */
async function settleOn(held: Holding): Promise<void> {
  while (held.link.lost()) await held.anew()
  watch(held)
}

function watch(held: Holding): void {
  const watched = held.link
  held.unwatch = watched.onLost(() => {
    // A server that says nothing would say nothing there either.
    const isElsewhere = held.moves < mostMoves && (held.isEnded || !watched.wasCut())
    if (held.unheard && isElsewhere && !held.committing && !held.over)
      held.moving ??= move(held, held.unheard).finally(() => (held.moving = null))
    else held.gone.reject(watched.lost())
  })
}

/** Takes what was said so far, and what is said meanwhile, to another connection. */
async function move(held: Holding, said: Statement[]): Promise<void> {
  held.moves += 1
  held.unwatch()
  held.giveBack()
  try {
    // One that was being opened may have been ended with the others.
    await held.anew().catch(held.anew)
    await settleOn(held)
  } catch (error) {
    held.unheard = null
    held.gone.reject(error)
    for (const { answer } of said) answer.reject(error)
    return
  }
  held.unheard = []
  for (const statement of said) hand(held, statement)
}

function hand(held: Holding, statement: Statement): void {
  held.unheard?.push(statement)
  const { answer } = statement
  const through = held.link
  sendOver(through, statement).then(
    (value) => {
      held.unheard = null
      answer.resolve(value)
    },
    (error: unknown) => {
      held.isEnded = through === held.link && held.unheard !== null && isEnding(error)
      if (held.isEnded) through.cut('the connection to the database was ended')
      // It is given to another connection, or was already.
      if (through !== held.link || held.moving) return
      held.unheard = null
      answer.reject(error)
    },
  )
}

function send(held: Holding, text: string, values: unknown[], mode?: unknown): Promise<unknown> {
  if (held.over) return Promise.reject(new Error('a statement was sent after the end of its transaction'))
  if (!areParameters(values)) return Promise.reject(new Error(`a value of ${text} is not known`))
  if (!held.unheard) return sendOver(held.link, { text, values, mode })
  const statement = { text, values, mode, answer: Promise.withResolvers<unknown>() }
  if (held.moving) held.unheard.push(statement)
  else hand(held, statement)
  return statement.answer.promise
}

async function commit(held: Holding): Promise<void> {
  if (held.moving) await held.moving
  held.committing = true
  try {
    const { command } = await held.link.send('commit')
    // What Postgres answers to a transaction that it has given up already.
    if (command !== 'COMMIT') throw new Error('a transaction in which something failed was undone')
  } catch (error) {
    throw why(held, error)
  } finally {
    end(held)
  }
}

async function rollback(held: Holding): Promise<void> {
  if (held.moving) await held.moving
  held.unheard = null
  const { link } = held
  // Nobody may get a connection that is still inside of something.
  if (!link.lost()) await send(held, 'rollback', []).catch(() => link.cut('a transaction could not be rolled back'))
  end(held)
}

function end(held: Holding): void {
  held.over = true
  held.unwatch()
  held.giveBack()
}

function why({ link, committing }: Holding, error: unknown): unknown {
  const lost = link.lost()
  return lost ? new DatabaseAway(lost.message, { cause: lost, uncertain: committing }) : error
}

type Parameters = (string | number | boolean | null)[]
type Statement = { text: string; values: Parameters; mode: unknown; answer: PromiseWithResolvers<unknown> }

async function sendOver(link: Link, { text, values, mode }: Omit<Statement, 'answer'>): Promise<unknown> {
  const query = link.send(text, values, { prepare: values.length > 0 })
  return mode === 'arrays' ? query.values() : query
}

/** What the server says as its last word on a connection: https://www.postgresql.org/docs/current/errcodes-appendix.html, class 57. */
function isEnding(error: unknown): boolean {
  return error instanceof Error && 'code' in error && /^57P0[1-5]$/u.test(String(error.code))
}

function areParameters(values: unknown[]): values is Parameters {
  return !values.includes(undefined)
}
