import { z } from 'zod'

/** Each message that the clock sends about a task, the more pressing ones later: of several at once the last is told. */
export const nudgeSteps = [
  'accept-soon',
  'start-soon',
  'due-soon',
  'start-now',
  'due-now',
  'answer',
  'answer-still',
  'review',
  'review-last',
  'untaken',
  'at-risk',
  'standby',
  'unclaimed',
  'unclaimed-still',
  'unanswered',
  'promise',
  'unpromised',
  'late-work',
] as const
export type NudgeStep = (typeof nudgeSteps)[number]

/** What is told to whoever manages: in the log room, or to the one who has managed longest. */
export const managers = 'managers'

/** `to`: a person's id, or `managers`. */
export type Told = { step: NudgeStep; to: string; at: Temporal.Instant }

/** Whoever asked to be reminded again, of what, and when. */
export type Snoozed = { step: NudgeStep; to: string; until: Temporal.Instant }

/** What was done so far about one wait: since a task came to this version. `atRisk` is for its whole life. */
export type Kept = { version: number; told: Told[]; snoozed: Snoozed[]; atRisk: boolean }

const instant = z.string().transform((text) => Temporal.Instant.from(text))
const step = z.enum(nudgeSteps)
const kept = z.object({
  version: z.number(),
  told: z.array(z.object({ step, to: z.string(), at: instant })),
  snoozed: z.array(z.object({ step, to: z.string(), until: instant })),
  atRisk: z.boolean(),
})

/** What a wake remembers; `null` where nothing was done yet, or by a version that we do not know. */
export function readKept(note: unknown): Kept | null {
  return kept.safeParse(note).data ?? null
}

export function writeKept({ version, told, snoozed, atRisk }: Kept): unknown {
  return {
    version,
    told: told.map(({ at, ...rest }) => ({ ...rest, at: at.toString() })),
    snoozed: snoozed.map(({ until, ...rest }) => ({ ...rest, until: until.toString() })),
    atRisk,
  }
}

/** A task that has moved on begins anew: what was told of the wait before is over. */
export function keptFor(version: number, before: Kept | null): Kept {
  if (before?.version === version) return before
  return { version, told: [], snoozed: [], atRisk: before?.atRisk ?? false }
}
