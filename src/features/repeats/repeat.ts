import type { Refusal } from '#src/kernel/refusal.ts'
import type { Slot } from '#src/time/recurrence.ts'
import type { Rhythm } from '#src/time/rhythm.ts'
import type { Priority } from '#src/kernel/priority.ts'

/** Why a repeat is not on: someone's wish, or what has become of it. */
export const stops = ['by-hand', 'refused', 'done', 'owner-gone', 'client-gone', 'not-allowed'] as const
export type Stop = (typeof stops)[number]

/** What became of one, as whoever did it is told. */
export type RepeatSaid = 'set-up' | 'changed' | 'paused' | 'resumed' | 'skipped' | 'ended'

/** Refusals in a row after which it is paused: one is told of the same thing three times at most. */
export const mostRefusals = 3

/** What it makes: all that a task needs, and when. */
export type RepeatFacts = {
  id: string
  /** What people say aloud, counted per agency. */
  number: number
  client: string
  /** Who set it up: each task is asked for by them. */
  owner: string
  brief: string
  duty: string
  priority: Priority
  /** Who was named, by id. */
  assistant: string | null
  /** The due time in words, read anew at each occurrence. */
  due: string | null
  checklist: string[]
  /** The rhythm as it was typed; and all that was typed, with the rhythm in it. */
  wording: string
  line: string
  rhythm: Rhythm
  /** The local day from which weeks, months and so on are counted. */
  first: string
  /** How many are still to be made; `null` while there is no such end. */
  left: number | null
  /** Occurrences that were refused one after another. */
  refused: number
}

/** A task that is made again and again. */
export type Repeat = RepeatFacts &
  (
    | { state: 'on'; why: null; next: Slot }
    | { state: 'paused'; why: Stop; next: null }
    | { state: 'ended'; why: Stop; next: null }
  )

/** What its owner or a manager hears of it, as codes and data. Moments are ISO instants. */
export type RepeatNews =
  /** It could not be made; `paused`: and it has been so often that it is paused. */
  | { about: 'refused'; at: string; reason: Refusal; paused: boolean }
  /** It was made, but whoever was named could not take it. */
  | { about: 'passed-on'; at: string; task: number; reason: Refusal }
  /** So many were missed, and it is too late for the last of them. */
  | { about: 'missed'; at: string; count: number }
  /** It has come to its end. */
  | { about: 'over' }
  /** It cannot go on. */
  | { about: 'stopped'; why: Stop }
