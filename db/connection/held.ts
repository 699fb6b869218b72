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
  let link: Link
  let giveBack: () => void
  let unwatch: () => void
  let unheard: Statement[] | null = []
  let moving: Promise<void> | null = null
  let moves = 0
  let over = false
  let committing = false
  let isEnded = false
  const gone = Promise.withResolvers<never>()
  gone.promise.catch(() => {})

  async function take(): Promise<void> {
    // Lost since it was given to us.
    do ({ link, giveBack } = await pool.hold(how))
    while (link.lost())
    unwatch = watch(link)
  }

  function watch(watched: Link): () => void {
    return watched.onLost(() => {
      // A server that says nothing would say nothing there either.
      const isElsewhere = moves < mostMoves && (isEnded || !watched.wasCut())
      if (unheard && isElsewhere && !committing && !over) moving ??= move(unheard).finally(() => (moving = null))
      else gone.reject(watched.lost())
    })
  }

  /** Takes what was said so far, and what is said meanwhile, to another connection. */
  async function move(said: Statement[]): Promise<void> {
    moves += 1
    unwatch()
    giveBack()
    try {
      // One that was being opened may have been ended with the others.
      await take().catch(take)
    } catch (error) {
      unheard = null
      gone.reject(error)
      for (const { answer } of said) answer.reject(error)
      return
    }
    unheard = []
    for (const statement of said) hand(statement)
  }

  function hand(statement: Statement): void {
    unheard?.push(statement)
    const { answer } = statement
    const through = link
    sendOver(through, statement).then(
      (value) => {
        unheard = null
        answer.resolve(value)
      },
      (error: unknown) => {
        isEnded = through === link && unheard !== null && isEnding(error)
        if (isEnded) through.cut('the connection to the database was ended')
        // It is given to another connection, or was already.
        if (through !== link || moving) return
        unheard = null
        answer.reject(error)
      },
    )
  }

  function send(text: string, values: unknown[], mode?: unknown): Promise<unknown> {
    if (over) return Promise.reject(new Error('a statement was sent after the end of its transaction'))
    if (!areParameters(values)) return Promise.reject(new Error(`a value of ${text} is not known`))
    if (!unheard) return sendOver(link, { text, values, mode })
    const statement = { text, values, mode, answer: Promise.withResolvers<unknown>() }
    if (moving) unheard.push(statement)
    else hand(statement)
    return statement.answer.promise
  }
  function end(): void {
    over = true
    unwatch()
    giveBack()
  }
  function why(error: unknown): unknown {
    const lost = link.lost()
    return lost ? new DatabaseAway(lost.message, { cause: lost, uncertain: committing }) : error
  }

  await take()
  // Should it fail, so does all that follows.
  send('begin', []).catch(() => {})
  return {
    send,
    why,
    orLost: (running) => Promise.race([running, gone.promise]),
    async commit() {
      if (moving) await moving
      committing = true
      try {
        const { command } = await link.send('commit')
        // What Postgres answers to a transaction that it has given up already.
        if (command !== 'COMMIT') throw new Error('a transaction in which something failed was undone')
      } catch (error) {
        throw why(error)
      } finally {
        end()
      }
    },
    async rollback() {
      if (moving) await moving
      unheard = null
      // Nobody may get a connection that is still inside of something.
      if (!link.lost()) await send('rollback', []).catch(() => link.cut('a transaction could not be rolled back'))
      end()
    },
  }
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
