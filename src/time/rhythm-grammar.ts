import { findRhythm as old, understandRhythm } from './rhythm-find.ts'
import type { FoundRhythm, RhythmReading, TimeContext } from './reading.ts'

export type { FoundRhythm, RhythmAmbiguity, RhythmFault, RhythmReading } from './reading.ts'
const speaker = (c: TimeContext) => ({ now: c.now, zone: c.zone, locale: c.language, hours: c.hours ?? null })

export function readRhythm(text: string, context: TimeContext): RhythmReading {
  const rhythm = understandRhythm(text, speaker(context))
  return rhythm ? { kind: 'understood', rhythm, said: null } : { kind: 'unreadable', why: 'not-a-rhythm', text }
}

export function findRhythm(text: string, context: TimeContext): FoundRhythm | null {
  const found = old(text, speaker(context))
  if (!found) return null
  const start = text.indexOf(found.matched)
  const on = /on $/iu.test(text.slice(0, start)) ? 3 : 0
  return {
    start,
    end: start + found.matched.length,
    from: start - on,
    to: start + found.matched.length,
    reading: { kind: 'understood', rhythm: found.rhythm, said: null },
    atStart: false,
    atEnd: false,
  }
}
