type Watched = { onChange(listener: () => void): () => void }

/** How often to look even when nothing says that it changed: what the bot does inside itself is not announced. */
const POLL_MS = 20

/**
 * Waits until `read` gives what `until` accepts (anything truthy when left out) and answers that.
 *
 * A `read` that throws, such as one with expectations in it, is tried again; its last error is what a timeout shows.
 */
export async function eventually<T>(
  read: () => T | Promise<T>,
  until: (value: T) => boolean = Boolean,
  { limitMs = 60_000, on = [] }: { limitMs?: number; on?: Watched[] } = {},
): Promise<T> {
  const deadline = performance.now() + limitMs
  let wake = () => {}
  // What changes while we read counts as well: it must not wait for the next look.
  let dirty = false
  const changed = () => {
    dirty = true
    wake()
  }
  const unsubscribe = on.map((source) => source.onChange(changed))
  try {
    for (;;) {
      dirty = false
      const attempt = await tried(read)
      if ('value' in attempt && until(attempt.value)) return attempt.value
      if (performance.now() > deadline) throw tooLate(attempt, limitMs)
      if (dirty) {
        // Not in the same turn: a read that changes something itself would keep the machine from all else.
        await new Promise((resolve) => setImmediate(resolve))
        continue
      }
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, POLL_MS)
        wake = () => {
          clearTimeout(timer)
          resolve()
        }
      })
    }
  } finally {
    for (const off of unsubscribe) off()
  }
}

type Attempt<T> = { value: T } | { error: unknown }

async function tried<T>(read: () => T | Promise<T>): Promise<Attempt<T>> {
  try {
    return { value: await read() }
  } catch (error) {
    return { error }
  }
}

function tooLate<T>(attempt: Attempt<T>, limitMs: number): unknown {
  if ('error' in attempt) return attempt.error
  return new Error(`Not within ${limitMs} ms; last seen: ${JSON.stringify(attempt.value)?.slice(0, 2000)}`)
}
