import type { Heard } from './hearing.ts'
import type { Row } from './rows.ts'
import type { Wanted } from './wanted.ts'

/**
 * `right`: what a careful assistant would understand. `asked`: a question about what could be read. `missed`: nothing heard
 * where a time was meant. `wrong`: another time than was meant, without a word. `taken`: a time where none was meant.
 */
export type Verdict = 'right' | 'asked' | 'missed' | 'wrong' | 'taken'

/** How a reader is measured: whether a day has to end when its work ends, and two readings have to be told apart. */
export type Measure = { strict: boolean }

/** No time at all is meant by these words. */
export function meansNone({ wanted }: Row): boolean {
  return wanted[0]?.is === 'none'
}

/** What is to be said of what was heard. */
export function judge(row: Row, heard: Heard, measure: Measure): Verdict {
  if (row.wanted.some((wanted) => fits(row, wanted, heard, measure))) return 'right'
  if (heard.is === 'asked') return 'asked'
  if (meansNone(row)) return 'taken'
  return heard.is === 'none' ? 'missed' : 'wrong'
}

function fits(row: Row, wanted: Wanted, heard: Heard, measure: Measure): boolean {
  if (wanted.said && measure.strict && 'said' in heard && !heard.said) return false
  if (wanted.is === 'none' || wanted.is === 'asked') return heard.is === wanted.is
  if (wanted.is === 'hours') return heard.is === 'hours' && heard.hours === wanted.hours
  if (wanted.is === 'away') return heard.is === 'away' && heard.days === wanted.days
  if (wanted.is === 'every') return heard.is === 'every' && repeats(wanted.next, wanted.ends, heard)
  return heard.is === 'at' && isMeant(row, wanted, heard.at.withTimeZone(row.setting.zone), measure)
}

type Moment = Extract<Wanted, { is: 'day' | 'at' | 'within' }>

function isMeant({ use }: Row, wanted: Moment, at: Temporal.ZonedDateTime, { strict }: Measure): boolean {
  const local = localOf(at)
  if (wanted.is === 'at') return local === wanted.at && (wanted.offset === null || wanted.offset === at.offset)
  if (wanted.is === 'within') return wanted.from <= local && local <= wanted.to
  if (local.slice(0, 10) !== wanted.day) return false
  // Work that is due on a day is due when that day's work ends.
  return use !== 'due' || wanted.anyTime || !strict || local.slice(11) >= '17:00'
}

function repeats(wanted: string[], ends: boolean, { next, timed }: Extract<Heard, { is: 'every' }>): boolean {
  if (ends ? next.length !== wanted.length : next.length < wanted.length) return false
  return wanted.every((one, index) => {
    const at = next[index]
    if (!at) return false
    return one.length > 10 ? timed && localOf(at) === one : localOf(at).slice(0, 10) === one
  })
}

function localOf(at: Temporal.ZonedDateTime): string {
  return at.toPlainDateTime().toString({ smallestUnit: 'minute' })
}
