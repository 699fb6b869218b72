/** What the clock looks at when its time has come. */
export const timerKinds = [
  'task',
  'reminder',
  'repeat',
  'post',
  'slot',
  'holidays',
  'digest',
  'away',
  'form',
  'promise',
  'managers',
  'people',
  'room',
  'held',
  /** Its end, where an owner wants it. */
  'agency',
] as const
export type TimerKind = (typeof timerKinds)[number]

/** One thing that the clock is to look at: of one kind, each subject once. */
export type Timer = {
  kind: TimerKind
  subject: string
  at: Temporal.Instant
  /** What was done about it so far, as plain data; null when nothing was. */
  note: unknown
}
