import { findTimes } from '#src/time/grammar.ts'
import type { FoundTime, TimeContext } from '#src/time/reading.ts'
import { alone, hidden } from './opaque.ts'

/** "On 28/3": of which no other is the month. */
const onDate = /^on \d{1,2}\/\d{1,2}$/iu
const at = /(?<=^|\s)(?:at|on|@) ?$/iu
/** "Around noon" and "about fourish"; "write about 4pm" is another thing. */
const around = /(?<=^|\s)(?:at )?around $/iu
const about = /(?<=^|\s)(?:at )?(?:about|around) $/iu
const ish = /ish(?![\p{L}\p{M}])/iu
const longestIntro = 11

/** The times of a line, each with the "at" or "on" before it, which goes with it. A time of day behind an "at" is one. */
export function timesIn(spoken: string, context: TimeContext): FoundTime[] {
  return findTimes(spoken, context).map((time) => {
    if (isSureDate(spoken.slice(time.from, time.end), time)) return { ...time, strength: 'clear' as const }
    const intro = time.from === time.start ? introBefore(spoken, time) : null
    if (!intro) return time
    const isClear = time.strength === 'named' && time.reading.kind !== 'unreadable'
    const from = time.from - intro[0].length
    const atStart = from <= 40 && spoken.slice(0, from).trim() === ''
    return { ...time, from, atStart, ...(isClear ? { strength: 'clear' as const } : {}) }
  })
}

function isSureDate(said: string, { reading }: FoundTime): boolean {
  return reading.kind === 'understood' && reading.said === null && onDate.test(said)
}

function introBefore(spoken: string, { start, end, reading }: FoundTime): RegExpExecArray | null {
  const before = spoken.slice(Math.max(0, start - longestIntro), start)
  const isHour = reading.kind === 'understood' && reading.exact
  const loose = ish.test(spoken.slice(start, end)) ? about : around
  return at.exec(before) ?? (isHour ? loose.exec(before) : null)
}

/** Characters on either side of a rhythm within which what it leaves of a phrase may read otherwise. */
const near = 300

/** The times of a line of which a part says how often: that part made unreadable, and read again are only the words around it. */
export function timesBeside(
  rhythm: { from: number; to: number },
  times: readonly FoundTime[],
  spoken: string,
  context: TimeContext,
): FoundTime[] {
  const around = alone(hidden(spoken, rhythm.from, rhythm.to), rhythm.from - 2 * near, rhythm.to + 2 * near)
  const isFar = ({ from, to }: FoundTime) => to < rhythm.from - near || from > rhythm.to + near
  const again = timesIn(around, context).filter((time) => !isFar(time))
  const [first] = again
  const before = times.filter((time) => isFar(time) && time.to < rhythm.from && (!first || time.to <= first.from))
  return [...before, ...again, ...times.filter((time) => isFar(time) && time.from > rhythm.to)]
}
