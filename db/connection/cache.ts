/** What was read and may be read again, as far as it has room: what was not used for longest goes first. */
export type Cache = {
  get(key: string): unknown
  /** `weight`: how much room it takes, in characters of what it was read from. */
  set(key: string, value: unknown, weight: number): void
  forget(key: string): void
}

/** `room`: how many characters it holds in all. */
export function createCache(room: number): Cache {
  const held = new Map<string, { value: unknown; weight: number }>()
  let taken = 0

  function forget(key: string): void {
    taken -= held.get(key)?.weight ?? 0
    held.delete(key)
  }

  return {
    get(key) {
      const found = held.get(key)
      if (!found) return undefined
      // A map keeps the order in which it was filled: what is used goes to its end.
      held.delete(key)
      held.set(key, found)
      return found.value
    },
    set(key, value, weight) {
      forget(key)
      held.set(key, { value, weight })
      taken += weight
      for (const [oldest] of held) {
        if (taken <= room) return
        forget(oldest)
      }
    },
    forget,
  }
}
