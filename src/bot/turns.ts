/** Lets so many run at once, in all and of one key; the others wait, and come in the order in which they came. */
export type Turns = {
  take<T>(key: string, run: () => Promise<T>): Promise<T>
  /** Whether the next one of that key would have to wait. */
  isFull(key: string): boolean
}

/** What one process carries out at once, and of it what one agency asks for: more only wait for connections, and leave some of them to others. */
export const turnsAtOnce = [40, 8] as const

/** `most`: in all; `mostEach`: of one key, so that nobody who is in a hurry keeps everybody else waiting. */
export function createTurns(most: number, mostEach: number): Turns {
  const running = new Map<string, number>()
  const waiting: { key: string; begin(): void }[] = []
  let taken = 0

  const isFull = (key: string) => taken >= most || (running.get(key) ?? 0) >= mostEach

  function begin(key: string): void {
    taken += 1
    running.set(key, (running.get(key) ?? 0) + 1)
  }

  function end(key: string): void {
    taken -= 1
    const left = (running.get(key) ?? 1) - 1
    if (left === 0) running.delete(key)
    else running.set(key, left)
    const next = waiting.findIndex((one) => !isFull(one.key))
    if (next === -1) return
    const [one] = waiting.splice(next, 1)
    if (!one) return
    begin(one.key)
    one.begin()
  }

  return {
    isFull,
    async take(key, run) {
      if (isFull(key)) await new Promise<void>((resolve) => waiting.push({ key, begin: resolve }))
      else begin(key)
      try {
        return await run()
      } finally {
        end(key)
      }
    },
  }
}
