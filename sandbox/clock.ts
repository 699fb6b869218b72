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

/** What time it is: it stands, or follows the machine's from where it was set last. */
function createTime({ mode, start = Date.now() }: { mode: 'running' | 'frozen'; start?: number }) {
  let base = start
  let since = performance.now()
  let isFrozen = mode === 'frozen'
  function set(ms: number): void {
    base = ms
    since = performance.now()
  }
  return {
    isFrozen: () => isFrozen,
    now: () => (isFrozen ? base : Math.floor(base + performance.now() - since)),
    set,
    forwardTo: (ms: number) => set(Math.max(base, ms)),
    thaw: () => void (isFrozen = false),
  }
}

export function createClock(how: { mode: 'running' | 'frozen'; start?: number }): SandboxClock {
  const time = createTime(how)
  const { now } = time
  let order = 0
  const pending = new Set<Pending>()
  const listeners = new Set<() => void>()

  function arm(entry: Pending): void {
    clearTimeout(entry.timer)
    if (time.isFrozen()) return
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
      time.forwardTo(entry.due)
      fire(entry)
    }
    time.set(ms)
    for (const entry of pending) arm(entry)
    for (const listener of listeners) listener()
  }

  function go(): void {
    if (!time.isFrozen()) return
    time.thaw()
    set(now())
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
