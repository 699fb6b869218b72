/**
 * The one clock of the sandbox: what "three seconds", "thirty minutes" and "five minutes later" are measured by.
 *
 * `running` follows the machine's time from where it was set (the demo); `frozen` moves only when told to (tests), so
 * that nothing has to wait for anything. Either way `after` fires in the order of due times when the clock is moved.
 */
export type SandboxClock = {
  /** Milliseconds since the epoch. */
  now(): number
  /** Moves to an absolute instant and fires, in order, all that is due by then. Going back fires nothing. */
  set(ms: number): void
  advance(ms: number): void
  /** A frozen one follows the machine's time from now on: whatever was set up meanwhile took no time. */
  go(): void
  /** Runs once, `ms` from now by this clock. Returns how to call it off. */
  after(ms: number, run: () => void): () => void
  /** Called after each `set` or `advance`. Returns how to stop listening. */
  onJump(listener: () => void): () => void
  /** Forgets everything pending. */
  stop(): void
}

type Pending = { due: number; order: number; run: () => void; timer: NodeJS.Timeout | undefined }

/** The longest delay that Node's timers keep; longer ones are simply armed again. */
const LONGEST_TIMER = 2 ** 31 - 1

export function createClock({ mode, start }: { mode: 'running' | 'frozen'; start?: number }): SandboxClock {
  let base = start ?? Date.now()
  let since = performance.now()
  let order = 0
  let isFrozen = mode === 'frozen'
  const pending = new Set<Pending>()
  const listeners = new Set<() => void>()

  const now = () => (isFrozen ? base : Math.floor(base + performance.now() - since))

  function arm(entry: Pending): void {
    clearTimeout(entry.timer)
    if (isFrozen) return
    const wait = Math.max(0, Math.min(entry.due - now(), LONGEST_TIMER))
    entry.timer = setTimeout(() => (entry.due <= now() ? fire(entry) : arm(entry)), wait)
    entry.timer.unref()
  }

  function fire(entry: Pending): void {
    if (!pending.delete(entry)) return
    clearTimeout(entry.timer)
    entry.run()
  }

  function set(ms: number): void {
    for (let entry = firstDue(pending, ms); entry; entry = firstDue(pending, ms)) {
      // What fires sees the time at which it was due, not the end of the jump.
      base = Math.max(base, entry.due)
      since = performance.now()
      fire(entry)
    }
    base = ms
    since = performance.now()
    for (const entry of pending) arm(entry)
    for (const listener of listeners) listener()
  }

  function go(): void {
    if (!isFrozen) return
    isFrozen = false
    set(base)
  }

  return {
    now,
    set,
    advance: (ms) => set(now() + ms),
    go,
    after(ms, run) {
      const entry: Pending = { due: now() + ms, order: order++, run, timer: undefined }
      pending.add(entry)
      arm(entry)
      return () => void (pending.delete(entry) && clearTimeout(entry.timer))
    },
    onJump(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    stop() {
      for (const entry of pending) clearTimeout(entry.timer)
      pending.clear()
    },
  }
}

function firstDue(pending: ReadonlySet<Pending>, ms: number): Pending | undefined {
  return [...pending].filter((entry) => entry.due <= ms).sort((a, b) => a.due - b.due || a.order - b.order)[0]
}
