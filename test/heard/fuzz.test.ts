import { describe, expect, it } from 'vitest'
import { readMoments } from './ours.ts'
import { texts } from './texts.ts'

/** `HEARD_TEXTS=1000000 npx vitest run test/heard/fuzz.test.ts`: the long form, a quarter of an hour. */
const count = Number(process.env['HEARD_TEXTS'] ?? 1_000)
const longest = 50

describe('whatever is typed', () => {
  it(
    `is read without a fault, each text in less than ${longest} ms, and kept to the letter (${count} texts)`,
    { timeout: 20_000 + count * 10 },
    () => {
      const slow: string[] = []
      for (const { text, setting } of texts(count, 11)) {
        const { ms, kept } = timed(() => readMoments(text, setting))
        expect(kept ?? text.trim()).toBe(text.trim())
        // The first of its kind waits for the compiler, and somebody for the collector of garbage: what is slow is slow again.
        if (ms > longest && timed(() => readMoments(text, setting)).ms > longest) slow.push(text)
      }

      expect(slow).toEqual([])
    },
  )
})

/** In time of this thread's own: what else the machine does is not ours. */
function timed<T extends { kept: string | null }>(read: () => T): { ms: number; kept: string | null } {
  const begin = process.threadCpuUsage()
  const { kept } = read()
  const { user, system } = process.threadCpuUsage(begin)
  return { ms: (user + system) / 1000, kept }
}
