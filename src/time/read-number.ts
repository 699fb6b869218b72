import { at, isKey, isSign, keyAt, skipPossessive, type Duration, type Tokens } from './pieces.ts'

/** A number in digits or words: `2`, `1.5`, `2½`, `twenty-five`, `a couple of`, `two and a half`, `साढ़े तीन`. */
export function readNumber(tokens: Tokens, i: number): { value: number; end: number } | null {
  const fraction = readHindiFraction(tokens, i)
  if (fraction) return fraction
  const whole = readDigits(tokens, i) ?? readWords(tokens, i)
  if (!whole) return null
  // "two and a half hours"; of "an hour and a half" the half stands behind the unit.
  if (isKey(tokens, whole.end, 'and') && isKey(tokens, whole.end + 1, 'a') && isKey(tokens, whole.end + 2, 'half')) {
    return { value: whole.value + 0.5, end: whole.end + 3 }
  }
  return whole
}

function readDigits(tokens: Tokens, i: number): { value: number; end: number } | null {
  const { kind, value, text } = at(tokens, i)
  if (kind !== 'number' || text.length > 4) return null
  const next = at(tokens, i + 1)
  if (next.kind === 'number' && next.value < 1 && !next.breaks) return { value: value + next.value, end: i + 2 }
  const behind = at(tokens, i + 2)
  if (
    isSign(tokens, i + 1, '.,') &&
    next.glued &&
    behind.kind === 'number' &&
    behind.glued &&
    behind.text.length <= 2
  ) {
    return { value: Number(`${text}.${behind.text}`), end: i + 3 }
  }
  // "1 1/2".
  if (at(tokens, i + 1).text === '1' && isSign(tokens, i + 2, '/') && at(tokens, i + 3).text === '2') {
    return { value: value + 0.5, end: i + 4 }
  }
  return { value, end: i + 1 }
}

function readWords(tokens: Tokens, i: number): { value: number; end: number } | null {
  const { number, key } = at(tokens, i).means
  if (key === 'couple' || (key === 'a' && isKey(tokens, i + 1, 'couple'))) {
    const end = key === 'a' ? i + 2 : i + 1
    return { value: 2, end: isKey(tokens, end, 'of') ? end + 1 : end }
  }
  // "half an hour", "a half hour", "quarter of an hour", "three quarters of an hour".
  const part = readPart(tokens, i)
  if (part) return part
  if (number === undefined) return null
  if (number >= 20 && number % 10 === 0 && number < 100) {
    const j = isSign(tokens, i + 1, '-') && at(tokens, i + 1).glued ? i + 2 : i + 1
    const ones = at(tokens, j).means.number
    if (ones !== undefined && Number.isInteger(ones) && ones >= 1 && ones <= 9 && !isKey(tokens, j, 'a')) {
      return { value: number + ones, end: j + 1 }
    }
  }
  return { value: number, end: i + 1 }
}

function readPart(tokens: Tokens, i: number): { value: number; end: number } | null {
  const from = isKey(tokens, i, 'a') ? i + 1 : i
  if (isKey(tokens, from, 'half')) {
    const end = isKey(tokens, from + 1, 'of') ? from + 2 : from + 1
    return { value: 0.5, end: isKey(tokens, end, 'a') ? end + 1 : end }
  }
  const quarters = at(tokens, from).means.number ?? 1
  const quarter = from + (at(tokens, from).means.number !== undefined && from === i ? 1 : 0)
  if (at(tokens, quarter).means.unit !== 'quarter' || !isKey(tokens, quarter + 1, 'of')) return null
  if (!isKey(tokens, quarter + 2, 'a')) return null
  return quarters <= 3 ? { value: quarters / 4, end: quarter + 3 } : null
}

function readHindiFraction(tokens: Tokens, i: number): { value: number; end: number } | null {
  const shift = { sava: 0.25, saadhe: 0.5, paune: -0.25 }[keyAt(tokens, i) ?? '']
  if (shift === undefined) return null
  const { kind, value, means } = at(tokens, i + 1)
  const whole = kind === 'number' ? value : means.number
  if (whole !== undefined && Number.isInteger(whole) && !means.unit) return { value: whole + shift, end: i + 2 }
  // सवा घंटे, पौन घंटे: of one.
  return at(tokens, i + 1).means.unit === 'hour' && shift !== 0.5 ? { value: 1 + shift, end: i + 1 } : null
}

const none: Duration = { minutes: 0, days: 0, months: 0, workdays: 0 }

/** `ofTwo`: "2-3 days", of which it is the longer. */
type Amount = { duration: Duration; end: number; ofTwo?: true }

/** `2 hours`, `an hour and a half`, `1h30`, `3 working days`, `डेढ़ घंटे`, `a week`: how long, as the calendar counts. */
export function readDuration(tokens: Tokens, i: number): (Amount & { digits: boolean }) | null {
  const first = readAmount(tokens, i)
  if (!first) return null
  const duration = { ...first.duration }
  let end = first.end
  for (let more = 0; more < 3; more++) {
    const joint = isKey(tokens, end, 'and') || isSign(tokens, end, ',') ? end + 1 : end
    const next = readAmount(tokens, joint) ?? minutesBehind(tokens, end, first.duration)
    if (!next || (joint > end && isKey(tokens, joint, 'a') && next.duration.minutes === 0)) break
    // "an hour, two days": not one length, but two.
    if (next.duration.days + next.duration.months + next.duration.workdays > 0 && duration.minutes > 0) break
    add(duration, next.duration)
    end = next.end
  }
  return { ...first, duration, end, digits: at(tokens, i).kind === 'number' }
}

function add(to: Duration, more: Duration): void {
  to.minutes += more.minutes
  to.days += more.days
  to.months += more.months
  to.workdays += more.workdays
}

/** `30` of "1h30". */
function minutesBehind(tokens: Tokens, i: number, before: Duration): { duration: Duration; end: number } | null {
  const { kind, value, text, glued } = at(tokens, i)
  const isMinutes = kind === 'number' && glued && text.length === 2 && value < 60 && before.minutes >= 60
  return isMinutes ? { duration: { ...none, minutes: value }, end: i + 1 } : null
}

function readAmount(tokens: Tokens, i: number): Amount | null {
  const all = readAll(tokens, i)
  if (all) return all
  const number = readBound(tokens, i)
  if (!number) return null
  const unit = readUnit(tokens, number.end, at(tokens, i).kind === 'number')
  if (!unit) return null
  let { value, ofTwo } = number
  let { end } = unit
  // "An hour or two", "a day or so".
  const isOne = value === 1 && isKey(tokens, end, 'or')
  if (isOne && at(tokens, end + 1).text === 'so') end += 2
  else if (isOne && at(tokens, end + 1).means.number === 2) [value, end, ofTwo] = [2, end + 2, true]
  if (isKey(tokens, end, 'and') && isKey(tokens, end + 1, 'a') && isKey(tokens, end + 2, 'half', 'quarter')) {
    value += isKey(tokens, end + 2, 'half') ? 0.5 : 0.25
    end += 3
  }
  const duration = lengthOf(value, unit.unit)
  return duration && { duration, end, ...(ofTwo && { ofTwo }) }
}

/** `2-3`, `two or three`, `2 to 3` before a unit: the later bound. */
function readBound(tokens: Tokens, i: number): { value: number; end: number; ofTwo?: true } | null {
  const first = readNumber(tokens, i)
  const joint = first && (isSign(tokens, first.end, '-–—') || isKey(tokens, first.end, 'or', 'to'))
  const last = joint ? readNumber(tokens, first.end + 1) : null
  return first && last && last.value > first.value ? { ...last, ofTwo: true } : first
}

/** `हफ़्ते भर`, `दिन भर`: all of one. */
function readAll(tokens: Tokens, i: number): Amount | null {
  const unit = isKey(tokens, i + 1, 'bhar') ? at(tokens, i).means.unit : undefined
  const duration = unit && lengthOf(1, unit)
  return duration ? { duration, end: i + 2 } : null
}

/** `half a day`, `a day and a half`, `2.5 weeks`: days of the calendar, and half of one in hours. */
export function readHalfDays(tokens: Tokens, i: number): { duration: Duration; end: number } | null {
  const number = readNumber(tokens, i)
  const unit = number && readUnit(tokens, number.end, at(tokens, i).kind === 'number')
  if (!unit || (unit.unit !== 'day' && unit.unit !== 'week')) return null
  const isMore =
    isKey(tokens, unit.end, 'and') && isKey(tokens, unit.end + 1, 'a') && isKey(tokens, unit.end + 2, 'half')
  const days = (number.value + (isMore ? 0.5 : 0)) * (unit.unit === 'week' ? 7 : 1)
  if (days % 1 !== 0.5 || days > 100) return null
  return { duration: { ...none, days: Math.floor(days), minutes: 12 * 60 }, end: isMore ? unit.end + 3 : unit.end }
}

type Length = 'minute' | 'hour' | 'day' | 'workday' | 'week' | 'fortnight' | 'month' | 'quarter' | 'year'

/** A unit; `h`, `m`, `d`, `w` are ones only behind digits. */
export function readUnit(tokens: Tokens, i: number, afterDigits: boolean): { unit: Length; end: number } | null {
  const { unit, key } = at(tokens, i).means
  if (key === 'working' || key === 'calendar') {
    const end = isSign(tokens, i + 1, '-') ? i + 2 : i + 1
    const behind = at(tokens, end).means.unit
    return behind === 'day'
      ? { unit: key === 'working' ? 'workday' : 'day', end: skipPossessive(tokens, end + 1) }
      : null
  }
  if (key !== undefined && ['h', 'm', 'd', 'w'].includes(key)) {
    const short = { h: 'hour', m: 'minute', d: 'day', w: 'week' } as const
    const found = key === 'h' ? short.h : key === 'm' ? short.m : key === 'd' ? short.d : short.w
    return afterDigits && (at(tokens, i).glued || key === 'h') ? { unit: found, end: i + 1 } : null
  }
  return unit ? { unit, end: skipPossessive(tokens, i + 1) } : null
}

function lengthOf(value: number, unit: Length): Duration | null {
  if (!Number.isFinite(value) || value < 0) return null
  if (unit === 'minute') return { ...none, minutes: Math.round(value) }
  if (unit === 'hour') return { ...none, minutes: Math.round(value * 60) }
  const months = { month: 1, quarter: 3, year: 12 }[
    unit === 'month' || unit === 'quarter' || unit === 'year' ? unit : 'month'
  ]
  if (unit === 'month' || unit === 'quarter' || unit === 'year') {
    return Number.isInteger(value * months) && value * months <= 1200 ? { ...none, months: value * months } : null
  }
  // Half a day is no day of the calendar.
  if (!Number.isInteger(value) || value > 5_000) return null
  if (unit === 'workday') return { ...none, workdays: value }
  return { ...none, days: value * (unit === 'week' ? 7 : unit === 'fortnight' ? 14 : 1) }
}
