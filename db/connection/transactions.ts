import { AsyncLocalStorage } from 'node:async_hooks'
import { Outdated } from './wire.ts'

/** Characters of what is remembered of agencies: a large one has some hundred thousand. */
export const roomToRemember = 32_000_000

/** Runs it on what is remembered, and again on what is known where that was old. It may change while somebody waits for a lock. */
export async function again<T>(run: (trusting: boolean) => Promise<T>, trusting: boolean): Promise<T> {
  for (let tries = 0; ; tries += 1) {
    try {
      return await run(trusting && tries === 0)
    } catch (error) {
      if (!(error instanceof Outdated) || tries === mostTries) throw error
    }
  }
}

const mostTries = 5

/** Between one notification and the next of the same channel: the server lets commits that notify pass one by one. */
const quietMs = 50

export type Notifier = { call(channel: string): void; stop(): void }

/**
 * Wakes whoever listens on a channel, once for all that was committed in the meantime. Should this process die before, whoever listens
 * looks by themselves before long.
 */
export function createNotifier(notify: (channel: string) => Promise<unknown>): Notifier {
  const resting = new Map<string, { timer: NodeJS.Timeout; called: boolean }>()

  function say(channel: string): void {
    const timer = setTimeout(() => {
      const called = resting.get(channel)?.called
      resting.delete(channel)
      if (called) say(channel)
    }, quietMs)
    resting.set(channel, { timer, called: false })
    notify(channel).catch(() => {})
  }

  return {
    call(channel) {
      const rests = resting.get(channel)
      if (rests) rests.called = true
      else say(channel)
    },
    stop() {
      for (const { timer } of resting.values()) clearTimeout(timer)
      resting.clear()
    },
  }
}

/** Lets run what it is given; `idle` answers when nothing runs any more, or after that many seconds. */
export function countRunning(): {
  <T>(run: () => Promise<T>): Promise<T>
  idle(seconds: number): Promise<void>
} {
  const running = new Set<Promise<unknown>>()
  async function through<T>(run: () => Promise<T>): Promise<T> {
    const one = run()
    running.add(one)
    try {
      return await one
    } finally {
      running.delete(one)
    }
  }
  return Object.assign(through, {
    async idle(seconds: number) {
      let timer
      const tired = new Promise((resolve) => {
        timer = setTimeout(resolve, seconds * 1000)
      })
      await Promise.race([tired, Promise.allSettled([...running])])
      clearTimeout(timer)
    },
  })
}

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

/** Transactions for whose commit nobody waits. */
export type Trail = {
  /** `agency`: whose rows they are of; null: of all. Answers when it is committed or not. */
  add(agency: string | null, committing: Promise<void>): Promise<void>
  /** Whoever reads next sees what was committed before. */
  after(agency: string | null): Promise<void>
}

export function createTrail(log: (line: string) => void): Trail {
  const trailing = new Map<string | null, Promise<void>>()
  return {
    add(agency, committing) {
      const failed = (error: unknown) => log(`what nobody waited for was not committed: ${String(error)}`)
      const all = Promise.all([trailing.get(agency), committing.catch(failed)]).then(() => {
        if (trailing.get(agency) === all) trailing.delete(agency)
      })
      trailing.set(agency, all)
      return all
    },
    async after(agency) {
      if (trailing.size === 0) return
      await (agency === null ? Promise.all(trailing.values()) : trailing.get(agency))
    },
  }
}
