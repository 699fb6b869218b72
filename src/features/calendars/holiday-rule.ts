import { RRuleTemporal } from 'rrule-temporal'

/** More steps than this in one rule is no list of holidays. */
const mostSteps = 4_000

const numbers = (text: string, most: number, zero = false) =>
  text.split(',').every((one) => {
    if (!/^[+-]?\d{1,3}$/u.test(one)) return false
    const size = Math.abs(Number(one))
    return size <= most && (zero || size > 0)
  })

/** `20261231`, `20261231T235959Z`: the library throws at a day that there is not. */
function isMoment(value: string): boolean {
  const found = /^(\d{4})(\d\d)(\d\d)(?:T([01]\d|2[0-3])[0-5]\d(?:[0-5]\d|60)Z?)?$/u.exec(value)
  if (!found) return false
  const [year, month, day] = [Number(found[1]), Number(found[2]), Number(found[3])]
  return month >= 1 && month <= 12 && day >= 1 && day <= Temporal.PlainDate.from({ year, month, day: 1 }).daysInMonth
}

/**
 * What RFC 5545 (section 3.3.10) lets stand in a rule about whole days. Checked here since the library passes over what it
 * does not know: of `BYMONTH=16` it makes a rule without a month.
 */
const parts: Record<string, (value: string) => boolean> = {
  FREQ: (value) => ['DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY'].includes(value),
  INTERVAL: (value) => /^[1-9]\d{0,3}$/u.test(value),
  COUNT: (value) => /^[1-9]\d{0,4}$/u.test(value),
  UNTIL: isMoment,
  WKST: (value) => /^(?:MO|TU|WE|TH|FR|SA|SU)$/u.test(value),
  BYDAY: (value) =>
    value.split(',').every((one) => {
      const found = /^([+-]?\d{1,2})?(?:MO|TU|WE|TH|FR|SA|SU)$/u.exec(one)
      return found !== null && (found[1] === undefined || numbers(found[1], 53))
    }),
  BYMONTH: (value) => /^\d/u.test(value) && numbers(value, 12),
  BYMONTHDAY: (value) => numbers(value, 31),
  BYYEARDAY: (value) => numbers(value, 366),
  BYWEEKNO: (value) => numbers(value, 53),
  BYSETPOS: (value) => numbers(value, 366),
  // Of other calendars' years nobody here can say that the days are right: they are passed over, and that is said.
  RSCALE: (value) => value === 'GREGORIAN',
  // A day's own hour: midnight.
  BYHOUR: (value) => value === '0',
  BYMINUTE: (value) => value === '0',
  BYSECOND: (value) => value === '0',
  SKIP: (value) => value === 'OMIT',
}

/** A rule as it may be computed, its parts in capital letters; null for one that makes no sense or is of another calendar. */
export function readRule(written: string): string | null {
  const pairs = written
    .trim()
    .replace(/;$/u, '')
    .toUpperCase()
    .split(';')
    .map((part) => part.split('='))
  const seen = new Set<string>()
  for (const [name = '', value = '', ...more] of pairs) {
    const isRight = Object.hasOwn(parts, name) ? parts[name] : undefined
    if (more.length > 0 || seen.has(name) || !isRight?.(value)) return null
    seen.add(name)
  }
  if (!seen.has('FREQ') || !goTogether(new Map(pairs.map(([name = '', value = '']) => [name, value])))) return null
  return pairs
    .filter(([name = '']) => !/^(?:BYHOUR|BYMINUTE|BYSECOND|RSCALE|SKIP)$/u.test(name))
    .map(([name, value]) => `${name}=${value}`)
    .join(';')
}

/**
 * Which parts RFC 5545 (3.3.10) lets stand beside which. What it rules out has no meaning that programs agree on: of the second
 * Monday of a week one makes every Monday, another none.
 */
function goTogether(rule: ReadonlyMap<string, string>): boolean {
  const every = rule.get('FREQ') ?? ''
  const has = (name: string) => rule.has(name)
  const isNumbered = /\d/u.test(rule.get('BYDAY') ?? '')
  const choosing = [...rule.keys()].filter((name) => name.startsWith('BY') && name !== 'BYSETPOS')
  return !(
    (has('COUNT') && has('UNTIL')) ||
    (isNumbered && (!['MONTHLY', 'YEARLY'].includes(every) || has('BYWEEKNO'))) ||
    (has('BYWEEKNO') && every !== 'YEARLY') ||
    (has('BYYEARDAY') && every !== 'YEARLY') ||
    (has('BYMONTHDAY') && every === 'WEEKLY') ||
    (has('BYSETPOS') && choosing.length === 0)
  )
}

/**
 * The days that a rule brings from its first day on, within the span, both ends included. The first day is one of them
 * though the rule passes it over, and counts (RFC 5545, 3.8.5.3 and 3.3.10): the entry itself stands on it. Null: the library gives up, such as
 * at the ten thousandth of a rule's days, where it throws.
 */
export function daysOfRule(
  rule: string,
  first: Temporal.PlainDate,
  from: Temporal.PlainDate,
  to: Temporal.PlainDate,
): Temporal.PlainDate[] | null {
  try {
    return [...computed(rule, first, from, to)]
  } catch {
    return null
  }
}

function* computed(
  rule: string,
  first: Temporal.PlainDate,
  from: Temporal.PlainDate,
  to: Temporal.PlainDate,
): Generator<Temporal.PlainDate> {
  const start = first.toString().replaceAll('-', '')
  const days = new RRuleTemporal({
    rruleString: `DTSTART;TZID=UTC:${start}T000000\nRRULE:${inUtc(rule)}`,
    includeDtstart: true,
  })
  const midnight = (day: Temporal.PlainDate) => day.toZonedDateTime('UTC')
  const begin = Temporal.PlainDate.compare(from, first) > 0 ? from : first
  if (Temporal.PlainDate.compare(begin, to) > 0) return
  let steps = 0
  for (const at of days.between(midnight(begin), midnight(to), true)) {
    if (++steps > mostSteps) return
    yield at.toPlainDate()
  }
}

/** The end of a rule about whole days is a day, and that day still counts. */
function inUtc(rule: string): string {
  return rule.replace(/UNTIL=(\d{8})(?:T\d{6}Z?)?/u, 'UNTIL=$1T000000Z')
}
