import { AsyncLocalStorage } from 'node:async_hooks'

/**
 * Refuses a transaction begun inside another one of the same database.
 *
 * PGlite has a single connection: the inner one would wait for the outer one for ever. Postgres would let it pass until
 * the pool is exhausted, and the inner one would not see what the outer one wrote: so it is refused on both.
 */
export function refuseNesting(): <T>(run: () => Promise<T>) => Promise<T> {
  const current = new AsyncLocalStorage<{ open: boolean }>()

  return async (run) => {
    if (current.getStore()?.open) throw new Error('a transaction was begun inside another one: hand the outer one on')

    // What was started inside and goes on after the end (a timer, a loop) inherits the store: it is let through.
    const state = { open: true }
    try {
      return await current.run(state, run)
    } finally {
      state.open = false
    }
  }
}

/** Asks once which role binds policies, and again as long as there is none: a migration may still create it. */
export function rememberRole(ask: () => Promise<string | null>, log: (line: string) => void): () => Promise<string> {
  let known: string | null = null
  let warned = false

  return async () => {
    known ??= await ask()
    if (known === null && !warned) {
      warned = true
      log('row-level security does not bind this database role: it bypasses policies and may not step down from that')
    }
    return known ?? 'none'
  }
}
