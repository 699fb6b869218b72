import type { Chance } from './chance.ts'
import { compact, dateLine, midnightIn, zonedLine } from './lines.ts'
import { oddZone } from './odd-zones.ts'

/** One calendar: its entries as lines, and what stands before them. */
export type Made = { entries: string[][]; zones?: string[] }

const weekdays = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU']
const zones = ['Asia/Kolkata', 'America/New_York', 'Europe/Berlin', 'Australia/Sydney', 'Pacific/Auckland'] as const
/** Their clocks change, or changed, at midnight: on one night of the year there is no 00:00, or there are two. */
const midnightZones = ['Africa/Cairo', 'Asia/Beirut', 'America/Havana', 'America/Santiago'] as const

const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => from + index)
const anyDay = ({ below }: Chance, from = '2024-01-01', days = 1000) =>
  Temporal.PlainDate.from(from).add({ days: below(days) })
const ordinals = (most: number) => [...range(1, most), ...range(-most, -1)]

/** An entry of whole days that repeats, from any day on: whether that day fits the rule is left to chance. */
const ruled = (chance: Chance, rule: string, from?: string, days?: number): Made => ({
  entries: [[dateLine('DTSTART', anyDay(chance, from, days)), `RRULE:${rule}`, 'SUMMARY:R']],
})

const inDay = ({ of, some, below }: Chance, most: number) =>
  some(weekdays, 2)
    .map((day) => `${of(...first(ordinals(most)))}${day}`)
    .slice(0, 1 + below(2))
    .join(',')

function first<T>(list: T[]): [T, ...T[]] {
  const [one, ...more] = list
  if (one === undefined) throw new Error('an empty list')
  return [one, ...more]
}

/** What is tried, by its name. Each takes chance and makes one calendar. */
export const kinds: Record<string, (chance: Chance) => Made> = {
  'one day': (chance) => ({ entries: [[dateLine('DTSTART', anyDay(chance, '2025-12-01', 760)), 'SUMMARY:D']] }),
  'several days': (chance) => {
    const day = anyDay(chance, '2025-12-01', 760)
    const days = 1 + chance.below(9)
    const end = chance.of(dateLine('DTEND', day.add({ days })), `DURATION:P${days}D`, 'DURATION:P1W')
    return { entries: [[dateLine('DTSTART', day), end, 'SUMMARY:D']] }
  },
  'times of the day': (chance) => {
    const day = compact(anyDay(chance, '2025-12-01', 760))
    const zone = chance.of('', 'Z')
    return { entries: [[`DTSTART:${day}T093000${zone}`, `DTEND:${day}T110000${zone}`, 'SUMMARY:M']] }
  },
  daily: (chance) => ruled(chance, `FREQ=DAILY;INTERVAL=${2 + chance.below(30)};COUNT=${1 + chance.below(90)}`),
  'daily by month and day': (chance) =>
    ruled(
      chance,
      `FREQ=DAILY;BYMONTH=${chance.some(range(1, 12), 3).join(',')};BYMONTHDAY=${chance.some(range(1, 31), 3).join(',')}`,
    ),
  weekly: (chance) =>
    ruled(
      chance,
      `FREQ=WEEKLY;INTERVAL=${1 + chance.below(4)};BYDAY=${chance.some(weekdays, 3).join(',')};WKST=${chance.of('MO', 'SU', 'SA')}`,
    ),
  'monthly by day of the month': (chance) =>
    ruled(
      chance,
      `FREQ=MONTHLY;INTERVAL=${1 + chance.below(3)};BYMONTHDAY=${chance.some([1, 15, 28, 29, 30, 31, -1, -2, -31], 3).join(',')}`,
    ),
  'monthly by weekday': (chance) => ruled(chance, `FREQ=MONTHLY;BYDAY=${inDay(chance, 5)}`),
  'monthly by position': (chance) =>
    ruled(
      chance,
      `FREQ=MONTHLY;BYDAY=${chance.some(weekdays, 5).join(',')};BYSETPOS=${chance.some([1, 2, -1, -2], 2).join(',')}`,
    ),
  yearly: (chance) => ruled(chance, `FREQ=YEARLY;INTERVAL=${1 + chance.below(3)}`, '1990-01-01', 13_000),
  'yearly by month and weekday': (chance) =>
    ruled(chance, `FREQ=YEARLY;BYMONTH=${chance.some(range(1, 12), 2).join(',')};BYDAY=${inDay(chance, 5)}`),
  'yearly by the weekday of the year': (chance) => ruled(chance, `FREQ=YEARLY;BYDAY=${inDay(chance, 53)}`),
  'yearly by every weekday': (chance) =>
    ruled(chance, `FREQ=YEARLY;BYDAY=${weekdays.join(',')};COUNT=${20 + chance.below(900)}`),
  'yearly by week': (chance) =>
    ruled(
      chance,
      `FREQ=YEARLY;BYWEEKNO=${chance.some([1, 2, 20, 52, 53, -1], 2).join(',')};BYDAY=${chance.some(weekdays, 2).join(',')};WKST=${chance.of('MO', 'SU')}`,
    ),
  'yearly by day of the year': (chance) =>
    ruled(chance, `FREQ=YEARLY;BYYEARDAY=${chance.some([1, 60, 100, 200, 365, 366, -1, -366], 3).join(',')}`),
  'yearly by position': (chance) =>
    ruled(
      chance,
      `FREQ=YEARLY;BYMONTH=${chance.some(range(1, 12), 3).join(',')};BYDAY=${chance.some(weekdays, 4).join(',')};BYSETPOS=${chance.some([1, 3, 10, -1, -4], 2).join(',')}`,
    ),
  'weekday and day of the month': (chance) =>
    ruled(
      chance,
      chance.of(
        'FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13',
        'FREQ=YEARLY;INTERVAL=2;BYMONTH=11;BYDAY=TU;BYMONTHDAY=2,3,4,5,6,7,8',
        'FREQ=YEARLY;BYMONTH=6;BYDAY=SA;BYMONTHDAY=20,21,22,23,24,25,26',
      ),
    ),
  'leap days': (chance) => {
    const rule = chance.of(
      'FREQ=YEARLY',
      'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=-1',
      'FREQ=YEARLY;BYYEARDAY=366',
      'FREQ=MONTHLY',
      'FREQ=YEARLY;INTERVAL=4',
    )
    return {
      entries: [
        [
          dateLine('DTSTART', Temporal.PlainDate.from(`${chance.of(2016, 2020, 2024)}-02-29`)),
          `RRULE:${rule}`,
          'SUMMARY:L',
        ],
      ],
    }
  },
  'until a day': (chance) => {
    const start = anyDay(chance)
    const until = compact(start.add({ days: 7 * chance.below(80) }))
    return {
      entries: [
        [
          dateLine('DTSTART', start),
          `RRULE:FREQ=WEEKLY;UNTIL=${until}${chance.of('', '', 'T000000Z', 'T235959Z')}`,
          'SUMMARY:U',
        ],
      ],
    }
  },
  'until a time in UTC': (chance) => untilUtc(chance, chance.of(...zones)),
  'listed days': (chance) => {
    const start = anyDay(chance, '2025-12-01', 700)
    const more = chance.some(range(3, 60), 5).map((days) => compact(start.add({ days })))
    const rule = chance.of([], ['RRULE:FREQ=MONTHLY;COUNT=6'])
    return { entries: [[dateLine('DTSTART', start), ...rule, `RDATE;VALUE=DATE:${more.join(',')}`, 'SUMMARY:L']] }
  },
  'days taken out': (chance) => {
    const start = anyDay(chance)
    const out = chance.some(range(0, 120), 8).map((weeks) => compact(start.add({ weeks })))
    return {
      entries: [[dateLine('DTSTART', start), 'RRULE:FREQ=WEEKLY', `EXDATE;VALUE=DATE:${out.join(',')}`, 'SUMMARY:E']],
    }
  },
  'midnights of a zone': (chance) => zoned(chance, chance.of(...zones)),
  'midnights without a zone': (chance) => {
    const start = anyDay(chance)
    return {
      entries: [
        [
          `DTSTART:${compact(start)}T000000`,
          `DTEND:${compact(start)}T235900`,
          `RRULE:FREQ=MONTHLY;BYDAY=${inDay(chance, 4)}`,
          'SUMMARY:F',
        ],
      ],
    }
  },
  'nights of a clock change at midnight': (chance) => zoned(chance, chance.of(...midnightZones)),
  'moved and cancelled': (chance) => moved(chance),
  'odd zones': (chance) => odd(chance),
}

/** A week in, a week out; taken out of it in the zone's time, or in UTC. */
function zoned(chance: Chance, zone: string): Made {
  const start = anyDay(chance, '2025-01-01', 360)
  const out = start.add({ weeks: 1 + chance.below(90) })
  const exception = chance.of(zonedLine('EXDATE', out, zone), `EXDATE:${midnightIn(out, zone)}`)
  const end = zonedLine('DTEND', start.add({ days: 1 }), zone)
  const rule = `RRULE:FREQ=${chance.of('DAILY;INTERVAL=7', 'WEEKLY')}`
  return { entries: [[zonedLine('DTSTART', start, zone), end, rule, exception, 'SUMMARY:Z']] }
}

/** The end of a rule in UTC, as RFC 5545 wants it beside a zone: its last midnight, or the second before the next day. */
function untilUtc(chance: Chance, zone: string): Made {
  const start = anyDay(chance, '2025-06-01', 300)
  const last = start.add({ weeks: 10 + chance.below(70) })
  const until = chance.of(midnightIn(last, zone), midnightIn(last, zone, -1))
  const end = zonedLine('DTEND', start.add({ days: 1 }), zone)
  return { entries: [[zonedLine('DTSTART', start, zone), end, `RRULE:FREQ=WEEKLY;UNTIL=${until}`, 'SUMMARY:U']] }
}

function moved(chance: Chance): Made {
  const start = anyDay(chance, '2025-06-01', 300)
  const weeks = chance.some(range(1, 100), 3)
  const others = weeks.map((week) => {
    const was = start.add({ weeks: week })
    const now = was.add({ days: 1 + chance.below(3) })
    const fate = chance.of(['SUMMARY:Moved'], ['STATUS:CANCELLED', 'SUMMARY:Gone'])
    return ['UID:m', dateLine('RECURRENCE-ID', was), dateLine('DTSTART', now), ...fate]
  })
  return { entries: [['UID:m', dateLine('DTSTART', start), 'RRULE:FREQ=WEEKLY', 'SUMMARY:M'], ...others] }
}

function odd(chance: Chance): Made {
  const { id, lines, like } = oddZone(chance)
  const start = anyDay(chance, '2025-06-01', 300)
  const last = start.add({ weeks: 10 + chance.below(70) })
  const out = start.add({ weeks: 1 + chance.below(9) })
  const rule = chance.of(`RRULE:FREQ=WEEKLY;UNTIL=${midnightIn(last, like)}`, 'RRULE:FREQ=WEEKLY')
  const exception = chance.of(zonedLine('EXDATE', out, id), `EXDATE:${midnightIn(out, like)}`)
  const end = zonedLine('DTEND', start.add({ days: 1 }), id)
  return { entries: [[zonedLine('DTSTART', start, id), end, rule, exception, 'SUMMARY:O']], zones: lines }
}
