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

/**
 * Begins a transaction without waiting for that: what is sent next travels with it. After its end, or the loss of its connection,
 * nothing of it is sent any more: what still runs inside touches nobody else's transaction.
 */
export async function holdConnection(pool: Pool, how?: { patient: boolean }): Promise<Held> {
  const { link, giveBack } = await pool.hold(how)
  let over = false
  let committing = false

  function send(text: string, values: unknown[], mode?: unknown): Promise<unknown> {
    if (over) return Promise.reject(new Error('a statement was sent after the end of its transaction'))
    if (!areParameters(values)) return Promise.reject(new Error(`a value of ${text} is not known`))
    try {
      const query = link.send(text, values, { prepare: values.length > 0 })
      return mode === 'arrays' ? query.values() : query
    } catch (error) {
      return Promise.reject(error)
    }
  }
  function end(): void {
    over = true
    giveBack()
  }
  function why(error: unknown): unknown {
    const lost = link.lost()
    return lost ? new DatabaseAway(lost.message, { cause: lost, uncertain: committing }) : error
  }

  // Should it fail, so does all that follows.
  send('begin', []).catch(() => {})
  return {
    send,
    why,
    orLost: (running) => orLost(link, running),
    async commit() {
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
      // Nobody may get a connection that is still inside of something.
      if (!link.lost()) await send('rollback', []).catch(() => link.cut('a transaction could not be rolled back'))
      end()
    },
  }
}

async function orLost<T>(link: Link, running: Promise<T>): Promise<T> {
  const gone = Promise.withResolvers<never>()
  const off = link.onLost(() => gone.reject(link.lost()))
  try {
    return await Promise.race([running, gone.promise])
  } finally {
    off()
  }
}

function areParameters(values: unknown[]): values is (string | number | boolean | null)[] {
  return !values.includes(undefined)
}
