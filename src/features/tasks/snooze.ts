import { afterQuiet, tomorrowMorning } from '#src/time/quiet.ts'
import type { WorkTime } from '#src/time/hours.ts'
import { managers, type Kept, type NudgeStep } from './kept.ts'

/** For how long a reminder can be put off with one press. */
export const snoozes = ['15m', '1h', 'morning'] as const
export type Snooze = (typeof snoozes)[number]

/** When it comes again. A morning is the next on which they work. */
export function snoozedUntil(choice: Snooze, now: Temporal.Instant, work: WorkTime): Temporal.Instant {
  if (choice === '15m') return now.add({ minutes: 15 })
  if (choice === '1h') return now.add({ hours: 1 })
  return afterQuiet(tomorrowMorning(now, work), work)
}

/** What was last told in this wait to someone, or to the managers if they are one: what they can put off. */
export function lastTold({ told }: Kept, person: string, isManager: boolean): { step: NudgeStep; to: string } | null {
  const mine = told.findLast(({ to }) => to === person)
  return mine ?? (isManager ? (told.findLast(({ to }) => to === managers) ?? null) : null)
}

/** The same word again then, and nothing else to them until then. */
export function putOff(kept: Kept, { step, to }: { step: NudgeStep; to: string }, until: Temporal.Instant): Kept {
  return { ...kept, snoozed: [...kept.snoozed.filter((each) => each.to !== to), { step, to, until }] }
}
