import { z } from 'zod'

const scope = z.enum(['user', 'shared', 'global'])

/** Whose count of requests is used up, as Discord says it (`X-RateLimit-Scope`); Slack says nothing of it. */
export type Scope = z.infer<typeof scope>

/**
 * What can be made to go wrong, and for which call.
 *
 * `name` is matched against the exchange's name (see traffic.ts): whole, or as a beginning when it ends in `*`.
 * `cut-before` drops the connection without doing anything; `cut-after` does it, then drops the connection: the two
 * that a client cannot tell apart.
 *
 * With a `chance` it is weather: each such call suffers it with that chance, until the faults are cleared, or so many `times` if they are
 * named. The same `seed` gives the same weather.
 */
export const fault = z
  .object({
    platform: z.enum(['slack', 'discord']),
    name: z.string(),
    times: z.int().positive().optional(),
    chance: z.number().positive().max(1).optional(),
    seed: z.int().default(1),
  })
  .and(
    z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('rate-limited'), retryAfter: z.number().positive(), scope: scope.default('user') }),
      /** What Slack answers with status 200 instead of doing it. */
      z.object({ kind: z.literal('refused'), error: z.string() }),
      z.object({ kind: z.literal('status'), status: z.int() }),
      z.object({ kind: z.literal('cut-before') }),
      z.object({ kind: z.literal('cut-after') }),
      z.object({ kind: z.literal('delay'), ms: z.number().positive() }),
      z.object({ kind: z.literal('duplicate') }),
      z.object({ kind: z.literal('drop-socket') }),
    ]),
  )

export type Fault = z.infer<typeof fault>
export type FaultInput = z.input<typeof fault>

export type Faults = {
  add(fault: FaultInput): void
  /** The fault that this call is to suffer, if any; counts it as used. */
  take(platform: Fault['platform'], name: string): Fault | undefined
  clear(): void
}

export function createFaults(): Faults {
  type Waiting = { fault: Fault; left: number; strikes(): boolean }
  let waiting: Waiting[] = []
  const fits = ({ fault }: Waiting, name: string) =>
    fault.name.endsWith('*') ? name.startsWith(fault.name.slice(0, -1)) : fault.name === name

  return {
    add(input) {
      const added = fault.parse(input)
      const { chance, seed, times = chance === undefined ? 1 : Infinity } = added
      const next = chancesFrom(seed)
      waiting.push({ fault: added, left: times, strikes: () => chance === undefined || next() < chance })
    },
    take(platform, name) {
      const found = waiting.find((each) => each.fault.platform === platform && fits(each, name) && each.strikes())
      if (!found) return undefined
      found.left -= 1
      waiting = waiting.filter(({ left }) => left > 0)
      return found.fault
    },
    clear: () => void (waiting = []),
  }
}

/** Numbers from 0 to 1 that look like chance, and are the same for the same seed: Mulberry32. */
function chancesFrom(seed: number): () => number {
  let state = seed | 0
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
