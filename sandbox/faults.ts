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
 */
export const fault = z
  .object({
    platform: z.enum(['slack', 'discord']),
    name: z.string(),
    times: z.int().positive().default(1),
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
  let waiting: Fault[] = []
  const fits = (entry: Fault, name: string) =>
    entry.name.endsWith('*') ? name.startsWith(entry.name.slice(0, -1)) : entry.name === name

  return {
    add: (input) => void waiting.push(fault.parse(input)),
    take(platform, name) {
      const found = waiting.find((entry) => entry.platform === platform && fits(entry, name))
      if (!found) return undefined
      found.times -= 1
      waiting = waiting.filter((entry) => entry.times > 0)
      return found
    },
    clear: () => void (waiting = []),
  }
}
