import { findTimes } from '#src/time/grammar.ts'
import type { FoundTime, TimeContext } from '#src/time/reading.ts'

const at = /(?<=^|\s)(?:at|on|@) ?$/iu

/** The times of a line, each with the "at" or "on" before it, which goes with it. A time of day behind an "at" is one. */
export function timesIn(spoken: string, context: TimeContext): FoundTime[] {
  return findTimes(spoken, context).map((time) => {
    const intro = time.from === time.start ? at.exec(spoken.slice(Math.max(0, time.from - 4), time.from)) : null
    if (!intro) return time
    const isClear = time.strength === 'named' && time.reading.kind !== 'unreadable'
    const from = time.from - intro[0].length
    const atStart = from <= 40 && spoken.slice(0, from).trim() === ''
    return { ...time, from, atStart, ...(isClear ? { strength: 'clear' as const } : {}) }
  })
}
