import { z } from 'zod'
import type { TimerKind } from '#src/time/timer.ts'
import { versioned, type Versioned } from './versioned.ts'

const plain = (kind: TimerKind) => versioned<unknown>(`the note of a ${kind}`, z.record(z.string(), z.unknown()))

/** Whether it was told that a calendar cannot be read: a word. */
const word = versioned<unknown>('the note of holidays', z.string())

/** What the clock remembers of each kind of thing that it looks at. Whoever acts on it reads what stands in it. */
const kinds: Record<TimerKind, Versioned<unknown>> = {
  task: plain('task'),
  reminder: plain('reminder'),
  repeat: plain('repeat'),
  post: plain('post'),
  slot: plain('slot'),
  holidays: word,
  digest: plain('digest'),
  away: plain('away'),
  form: plain('form'),
  promise: plain('promise'),
  people: plain('people'),
  room: plain('room'),
  managers: plain('managers'),
  held: plain('held'),
  agency: plain('agency'),
}

/** Null where there is nothing to remember. */
export const keptNotes = {
  write: (kind: TimerKind, note: unknown): unknown => (note === null ? null : kinds[kind].write(note)),
  read: (kind: TimerKind, stored: unknown): unknown => (stored === null ? null : kinds[kind].read(stored)),
}
