import type { WeeklyHours, WorkTime } from './hours.ts'
import type { Rhythm } from './rhythm.ts'

/** Whose words of time they are, when they said them, and what for. */
export type TimeContext = {
  now: Temporal.Instant
  zone: string
  language: 'en' | 'hi'
  /** As the platform says it, `en-GB`: which of 11/12 is the month. Absent: by the zone. */
  locale?: string
  /** When their days begin and end, and which are working days. Absent or `null`: Monday to Friday from nine. */
  hours?: WeeklyHours | null
  away?: WorkTime['away']
  /** `HH:MM`, when a day ends that has no hours of its own; 18:00 if absent. */
  dayEnd?: string
  /**
   * What a day without a time of day means. `due`: its end; `reminder`: its morning; `moment`: nothing, there a time
   * of day is asked for.
   */
  use: 'due' | 'reminder' | 'moment'
}

/** How something was read that could be read in another way: to be said with it. */
export type Ambiguity =
  /** `11/12`: which of the two is the month. */
  | 'day-first'
  | 'month-first'
  /** A bare hour, `by 3`: which half of the day. */
  | 'half-of-day'
  /** `Friday or Saturday`: the later one. */
  | 'later-of-two'
  /** `Wednesday`, said on a Wednesday: today. */
  | 'today'
  /** `next Friday`, said on a Wednesday: of next week. */
  | 'next-week'
  /** `by next week`, `by the weekend`: by its end. */
  | 'its-end'
  /** The clock jumps over that time: it comes as much later as the jump is long. */
  | 'moved-forward'
  /** The clock shows that time twice: it is the first. */
  | 'first-of-two'

export type Unreadable =
  /** 31 February. */
  | 'no-such-day'
  /** 25:00, 13pm. */
  | 'no-such-time'
  /** A day, where a time of day is needed too. */
  | 'no-time-of-day'
  /** It repeats, and is no one time. */
  | 'repeats'
  /** Words of time, of which not all could be put together. */
  | 'not-whole'
  /** No time at all. */
  | 'not-a-time'

/** A time as it was understood, all of it or none. `zone`: in which it was said, the speaker's own unless they named one. */
export type TimeReading =
  | {
      kind: 'understood' | 'past'
      at: Temporal.Instant
      zone: string
      said: Ambiguity | null
      /** Whether a time of day was said; else `at` is by `TimeContext.use`. */
      exact: boolean
    }
  | { kind: 'ambiguous'; options: Temporal.Instant[]; zone: string }
  | { kind: 'unreadable'; why: Unreadable; text: string }

/** Words of time that stand in a line: all that stand together, never a part of them. */
export type FoundTime = {
  /** Offsets in UTF-16 units of the text as given, which ought to be NFC; without the words that introduce it. */
  start: number
  end: number
  /** The same, with "by" before it or तक behind it: what is cut out. */
  from: number
  to: number
  /** The word that makes it a due time, in small letters: `by`, `due`, `before`, `until`, `no later than`, `तक`, `tak`. */
  lead: string | null
  reading: TimeReading
  /** Nothing but spaces and stops stands before it, or behind it. */
  atStart: boolean
  atEnd: boolean
  /**
   * How surely a time was meant, where no word introduces it. `clear`: tomorrow 5pm; `named`: words that may be others,
   * `sat`, `morning`, `next week`; `loose`: `3 days`, `5`.
   */
  strength: 'clear' | 'named' | 'loose'
  /** In itself a word for a deadline: `eod`, `within 2 days`. */
  deadline: boolean
}

export type RhythmReading =
  | {
      kind: 'understood'
      rhythm: Rhythm
      /** Where it could be read in two ways: `every 3rd Friday`. */ said: RhythmAmbiguity | null
    }
  | { kind: 'unreadable'; why: RhythmFault; text: string }

export type RhythmAmbiguity =
  /** `every 3rd Friday`: of the month, not each third week. */
  | 'of-the-month'
  /** `हर दूसरे शनिवार`: each second week, not the second of the month. */
  | 'each-second'
  /** `on Mondays`: weekdays in the plural repeat. */
  | 'plural'

export type RhythmFault =
  /** `twice a week`: on which days? */
  | 'which-days'
  /** `every 2 hours`: more than daily. */
  | 'too-often'
  /** `until Diwali`: which date is that? */
  | 'until-when'
  /** `bimonthly`, `semi-weekly`: two meanings, equally likely. */
  | 'two-meanings'
  | 'no-such-day'
  | 'no-such-time'
  | 'not-whole'
  | 'not-a-rhythm'

/** Words in a line that say how often, with offsets as in `FoundTime`. */
export type FoundRhythm = {
  start: number
  end: number
  /** With the word before it that belongs to it, `on`. */
  from: number
  to: number
  reading: RhythmReading
  atStart: boolean
  atEnd: boolean
}
