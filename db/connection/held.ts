import type { Sql } from 'postgres'
import type { Send } from './wire.ts'

/** A connection in a transaction of one's own. */
export type Held = {
  send: Send
  /** Sent at once, behind what was sent before; answers when it is committed. */
  commit(): Promise<void>
  rollback(): Promise<void>
}

/**
 * Begins a transaction without waiting for that: what is sent next travels with it. `begin` of postgres.js waits, which is a trip.
 *
 * A reserved connection that breaks is opened anew by postgres.js, for whoever comes next. What is left of this transaction
 * must never be sent on that one, where each statement would stand by itself: so its end is heard, and the rest is refused.
 */
export async function holdConnection(client: Sql): Promise<Held> {
  const reserved = await client.reserve()
  let lost: Error | null = null
  // Known to postgres.js, which calls it from its own `begin`, but not to its types. True: more may follow at once.
  const heard = {
    prepare: false,
    onexecute(connection: object) {
      Object.assign(connection, {
        onclose(why: Error) {
          lost = why
        },
      })
      return true
    },
  }
  // Should it fail, so does all that follows.
  reserved
    .unsafe('begin', [], heard)
    .execute()
    .catch(() => {})

  function release(): void {
    if (!lost) reserved.release()
  }

  return {
    send(text, values, mode) {
      if (lost) return Promise.reject(lost)
      if (!areParameters(values)) return Promise.reject(new Error(`a value of ${text} is not known`))
      const query = reserved.unsafe(text, values, { prepare: values.length > 0 })
      return mode === 'arrays' ? query.values().execute() : query.execute()
    },
    async commit() {
      try {
        if (lost) throw lost
        const { command } = await reserved.unsafe('commit').execute()
        if (command !== 'COMMIT') throw new Error('a transaction in which something failed was undone')
      } finally {
        release()
      }
    },
    async rollback() {
      try {
        if (!lost) await reserved.unsafe('rollback').execute()
      } catch {
        // A connection that is gone has undone it.
      } finally {
        release()
      }
    },
  }
}

function areParameters(values: unknown[]): values is (string | number | boolean | null)[] {
  return !values.includes(undefined)
}
