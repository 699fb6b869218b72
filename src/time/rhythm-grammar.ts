import type { FoundRhythm, RhythmReading, TimeContext } from './reading.ts'

export type { FoundRhythm, RhythmAmbiguity, RhythmFault, RhythmReading } from './reading.ts'

/** How often, where nothing else is asked for ("every" may be left out): understood whole, or why not. */
export function readRhythm(text: string, _context: TimeContext): RhythmReading {
  return { kind: 'unreadable', why: 'not-a-rhythm', text }
}

/** The first rhythm that stands in a line; `null` where nothing repeats. */
export function findRhythm(_text: string, _context: TimeContext): FoundRhythm | null {
  return null
}
