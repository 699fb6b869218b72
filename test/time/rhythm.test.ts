import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { firstDay, graceOf, momentOf, nextOccurrence, nextOccurrences, type Rhythm } from '#src/time/rhythm.ts'
import { everyDay, type Weekday, workdays } from '#src/time/weekdays.ts'

const zones = ['America/New_York', 'Europe/London', 'Australia/Lord_Howe', 'Asia/Kolkata'] as const

function at(local: string, zone: string): Temporal.Instant {
  return Temporal.PlainDateTime.from(local).toZonedDateTime(zone).toInstant()
}

function aRhythm(days: Rhythm['days'], changes: Partial<Rhythm> = {}): Rhythm {
  return { every: 1, days, times: ['09:00'], zone: null, from: null, until: null, count: null, ...changes }
}

/** Its occurrences as one who sits at a calendar from that local time on would note them down. */
function slots(rhythm: Rhythm, most: number, from = '2026-03-04T12:00', zone = 'Asia/Kolkata'): string[] {
  const now = at(from, zone)
  const first = firstDay(rhythm, zone, now)
  return first === null ? [] : nextOccurrences(rhythm, first, zone, now, most).map(({ slot }) => slot)
}

const days = (rhythm: Rhythm, most: number, from?: string) => slots(rhythm, most, from).map((slot) => slot.slice(0, 10))

describe('a rhythm', () => {
  it.each([
    ['every weekday', aRhythm({ unit: 'week', on: [...workdays] }), '2026-03-05 2026-03-06 2026-03-09 2026-03-10'],
    ['every 2 weeks on Monday', aRhythm({ unit: 'week', on: [1] }, { every: 2 }), '2026-03-09 2026-03-23 2026-04-06'],
    // The Monday of the week of that Thursday is over: the next pair is two weeks on.
    [
      'every 2 weeks on Monday and Thursday',
      aRhythm({ unit: 'week', on: [1, 4] }, { every: 2 }),
      '2026-03-05 2026-03-16 2026-03-19 2026-03-30',
    ],
    ['every other day', aRhythm({ unit: 'day' }, { every: 2 }), '2026-03-05 2026-03-07 2026-03-09'],
    [
      'the last Friday of the month',
      aRhythm({ unit: 'month', on: { nth: [-1], among: [5] } }),
      '2026-03-27 2026-04-24 2026-05-29',
    ],
    [
      'the last working day of the month',
      aRhythm({ unit: 'month', on: { nth: [-1], among: [...workdays] } }),
      '2026-03-31 2026-04-30 2026-05-29',
    ],
    [
      'the first and third Monday',
      aRhythm({ unit: 'month', on: { nth: [1, 3], among: [1] } }),
      '2026-03-16 2026-04-06 2026-04-20',
    ],
    [
      'every 3 months on the 1st',
      aRhythm({ unit: 'month', on: { dates: [1] } }, { every: 3 }),
      '2026-04-01 2026-07-01',
    ],
    ['the 1st and 15th', aRhythm({ unit: 'month', on: { dates: [1, 15] } }), '2026-03-15 2026-04-01 2026-04-15'],
    [
      'every year on 5 April',
      aRhythm({ unit: 'year', month: 4, on: { dates: [5] } }),
      '2026-04-05 2027-04-05 2028-04-05',
    ],
  ])('comes on its days: %s', (_, rhythm, expected) => {
    const wanted = expected.split(' ')

    expect(days(rhythm, wanted.length)).toEqual(wanted)
  })

  it('comes on the last day of a month that has no 31st, the year through', () => {
    expect(days(aRhythm({ unit: 'month', on: { dates: [31] } }), 12, '2027-01-01T00:00')).toEqual([
      ...['2027-01-31', '2027-02-28', '2027-03-31', '2027-04-30', '2027-05-31', '2027-06-30'],
      ...['2027-07-31', '2027-08-31', '2027-09-30', '2027-10-31', '2027-11-30', '2027-12-31'],
    ])
  })

  it.each([
    [
      [30, 31],
      ['2028-02-29', '2028-03-30', '2028-03-31'],
    ],
    [[-1], ['2028-02-29', '2028-03-31', '2028-04-30']],
    [[29], ['2028-02-29', '2028-03-29', '2028-04-29']],
  ])('comes once on a day that stands for several: %j', (dates, expected) => {
    expect(days(aRhythm({ unit: 'month', on: { dates } }), 3, '2028-02-01T00:00')).toEqual(expected)
  })

  it('comes on 28 February in a year without a 29th', () => {
    expect(days(aRhythm({ unit: 'year', month: 2, on: { dates: [29] } }), 4)).toEqual([
      ...['2027-02-28', '2028-02-29', '2029-02-28', '2030-02-28'],
    ])
  })

  it('comes today if its time is still to come, and else the next time', () => {
    const daily = aRhythm({ unit: 'day' })

    expect(slots(daily, 1, '2026-03-04T08:59')).toEqual(['2026-03-04T09:00'])
    expect(slots(daily, 1, '2026-03-04T09:00')).toEqual(['2026-03-05T09:00'])
  })

  it('goes through the times of a day in order', () => {
    expect(slots(aRhythm({ unit: 'week', on: [5] }, { times: ['09:00', '17:00'] }), 3)).toEqual([
      ...['2026-03-06T09:00', '2026-03-06T17:00', '2026-03-13T09:00'],
    ])
  })

  it('begins on the day from which it was said to, and counts its weeks from there', () => {
    expect(days(aRhythm({ unit: 'week', on: [1] }, { every: 2, from: '2026-03-16' }), 2)).toEqual([
      ...['2026-03-16', '2026-03-30'],
    ])
  })

  it('ends with its last day, that day included', () => {
    expect(days(aRhythm({ unit: 'week', on: [1] }, { until: '2026-03-16' }), 5)).toEqual(['2026-03-09', '2026-03-16'])
    expect(days(aRhythm({ unit: 'week', on: [1] }, { until: '2026-03-08' }), 5)).toEqual([])
  })

  it('is lived in the zone that was named, not in that of whoever named it', () => {
    const inLondon = aRhythm({ unit: 'day' }, { zone: 'Europe/London' })
    const first = nextOccurrence(inLondon, '2026-03-05', 'Asia/Kolkata', at('2026-03-05T00:00', 'Asia/Kolkata'))

    expect(first).toEqual({ slot: '2026-03-05T09:00', at: at('2026-03-05T09:00', 'Europe/London') })
  })

  it.each([
    ['New York', 'America/New_York', '2026-03-08', '02:30', '03:30'],
    ['London', 'Europe/London', '2026-03-29', '01:30', '02:30'],
    ['Lord Howe', 'Australia/Lord_Howe', '2026-10-04', '02:15', '02:45'],
  ])('moves a time that does not exist forward in %s, for that day alone', (_, zone, day, time, moved) => {
    const daily = aRhythm({ unit: 'day' }, { times: [time] })
    const next = Temporal.PlainDate.from(day).add({ days: 1 }).toString()

    expect(nextOccurrences(daily, day, zone, at(`${day}T00:00`, zone), 2)).toEqual([
      { slot: `${day}T${time}`, at: at(`${day}T${moved}`, zone) },
      { slot: `${next}T${time}`, at: at(`${next}T${time}`, zone) },
    ])
  })

  it.each([
    ['New York', 'America/New_York', '2026-11-01', '01:30', '-04:00'],
    ['London', 'Europe/London', '2026-10-25', '01:30', '+01:00'],
    ['Lord Howe', 'Australia/Lord_Howe', '2026-04-05', '01:45', '+11:00'],
  ])('happens the first time only where a time comes twice in %s', (_, zone, day, time, offset) => {
    const daily = aRhythm({ unit: 'day' }, { times: [time] })
    const [first, second] = nextOccurrences(daily, day, zone, at(`${day}T00:00`, zone), 2)

    expect(first?.at).toEqual(Temporal.Instant.from(`${day}T${time}${offset}`))
    expect(second?.slot.slice(0, 10)).toBe(Temporal.PlainDate.from(day).add({ days: 1 }).toString())
    expect(momentOf(`${day}T${time}`, zone)).toEqual(first?.at)
  })

  it('may still come late for half of the time to the next one, a week at most', () => {
    const grace = (rhythm: Rhythm, slot: string) =>
      graceOf(rhythm, slot.slice(0, 10), 'Asia/Kolkata', { slot, at: at(slot, 'Asia/Kolkata') }).total('hours')

    expect(grace(aRhythm({ unit: 'day' }), '2026-03-04T09:00')).toBe(12)
    expect(grace(aRhythm({ unit: 'week', on: [...workdays] }), '2026-03-06T09:00')).toBe(36)
    expect(grace(aRhythm({ unit: 'week', on: [5] }), '2026-03-06T09:00')).toBe(84)
    expect(grace(aRhythm({ unit: 'month', on: { dates: [31] } }), '2026-03-31T09:00')).toBe(7 * 24)
    // The last of all is no less worth than those before it.
    expect(grace(aRhythm({ unit: 'day' }, { until: '2026-03-04' }), '2026-03-04T09:00')).toBe(12)
  })
})

const someWeekdays = fc.subarray<Weekday>([...everyDay], { minLength: 1 })
const someMonthDays = fc.oneof(
  fc
    .uniqueArray(fc.oneof(fc.integer({ min: 1, max: 31 }), fc.constantFrom(28, 29, 30, 31, -1)), {
      minLength: 1,
      maxLength: 3,
    })
    .map((dates) => ({ dates })),
  fc.record({ nth: fc.subarray([1, 2, 3, 4, -1], { minLength: 1, maxLength: 2 }), among: someWeekdays }),
)
const someDays: fc.Arbitrary<Rhythm['days']> = fc.oneof(
  fc.constant({ unit: 'day' as const }),
  someWeekdays.map((on) => ({ unit: 'week' as const, on })),
  someMonthDays.map((on) => ({ unit: 'month' as const, on })),
  fc.tuple(fc.integer({ min: 1, max: 12 }), someMonthDays).map(([month, on]) => ({ unit: 'year' as const, month, on })),
)
// Midnight, the hours in which clocks jump somewhere, and ordinary ones.
const someTimes = fc
  .subarray(['00:00', '01:30', '01:45', '02:00', '02:15', '02:30', '03:00', '09:00', '17:30', '23:59'], {
    minLength: 1,
    maxLength: 3,
  })
  .map((times) => times.toSorted())
const someRhythm = fc
  .record({ every: fc.integer({ min: 1, max: 4 }), days: someDays, times: someTimes })
  .map(({ every, days: on, times }) => aRhythm(on, { every, times }))
const someDay = fc
  .integer({ min: 0, max: 1_500 })
  .map((after) => Temporal.PlainDate.from('2026-01-01').add({ days: after }).toString())

/** By counting on a calendar, and not as the program does it. */
function isOn({ every, days: on }: Rhythm, first: Temporal.PlainDate, day: Temporal.PlainDate): boolean {
  switch (on.unit) {
    case 'day':
      return first.until(day, { largestUnit: 'days' }).days % every === 0
    case 'week': {
      const monday = (one: Temporal.PlainDate) => one.subtract({ days: one.dayOfWeek - 1 })
      const weeks = monday(first).until(monday(day), { largestUnit: 'days' }).days / 7
      return weeks % every === 0 && on.on.some((weekday) => weekday === day.dayOfWeek)
    }
    case 'month':
      return ((day.year - first.year) * 12 + day.month - first.month) % every === 0 && isInMonth(on.on, day)
    case 'year':
      return (day.year - first.year) % every === 0 && day.month === on.month && isInMonth(on.on, day)
  }
}

function isInMonth(on: { dates: number[] } | { nth: number[]; among: Weekday[] }, day: Temporal.PlainDate): boolean {
  const { daysInMonth } = day
  if ('dates' in on) {
    return on.dates.some((date) => (date === -1 ? daysInMonth : Math.min(date, daysInMonth)) === day.day)
  }
  const all = Array.from({ length: daysInMonth }, (_, i) => day.with({ day: i + 1 }))
  const fitting = all.filter(({ dayOfWeek }) => on.among.some((weekday) => weekday === dayOfWeek))
  return on.nth.some((nth) => fitting.at(nth === -1 ? -1 : nth - 1)?.day === day.day)
}

function counted(rhythm: Rhythm, first: string, zone: string, after: Temporal.Instant, most: number) {
  const begin = Temporal.PlainDate.from(first)
  const found: { slot: string; at: string }[] = []
  let last = after
  for (let i = 0; found.length < most && i < 366 * 30; i++) {
    const day = begin.add({ days: i })
    if (!isOn(rhythm, begin, day)) continue
    // A time that the clock jumps over comes after one that stands behind it on the clock.
    const moments = rhythm.times
      .map((time) => ({ time, moment: at(`${day.toString()}T${time}`, zone) }))
      .toSorted((a, b) => Temporal.Instant.compare(a.moment, b.moment))
    for (const { time, moment } of moments) {
      if (Temporal.Instant.compare(moment, last) <= 0) continue
      found.push({ slot: `${day.toString()}T${time}`, at: moment.toString() })
      last = moment
    }
  }
  return found.slice(0, most)
}

describe.each(zones)('any rhythm at all, in %s', (zone) => {
  it('comes on just the days that one counts on a calendar, each time later than before', () => {
    fc.assert(
      fc.property(someRhythm, someDay, (rhythm, first) => {
        const after = at(`${first}T00:00`, zone).subtract({ seconds: 1 })

        const found = nextOccurrences(rhythm, first, zone, after, 6)

        expect(found.map(({ slot, at: moment }) => ({ slot, at: moment.toString() }))).toEqual(
          counted(rhythm, first, zone, after, 6),
        )
        const moments = found.map(({ at: moment }) => moment.epochMilliseconds)
        expect(moments).toEqual([...new Set(moments)].toSorted((a, b) => a - b))
      }),
      {
        numRuns: 100,
        // One time is jumped over in London, and stands behind the other then.
        examples: [
          [
            {
              ...{ every: 1, days: { unit: 'year', month: 3, on: { dates: [31, 1] } }, times: ['01:30', '02:00'] },
              ...{ zone: null, from: null, until: null, count: null },
            },
            '2029-03-02',
          ],
        ],
      },
    )
  })

  it('goes on from any moment as it would have gone on anyway', () => {
    fc.assert(
      fc.property(someRhythm, someDay, fc.integer({ min: 0, max: 60 * 24 * 60 }), (rhythm, first, minutes) => {
        const begin = at(`${first}T00:00`, zone).subtract({ seconds: 1 })
        const moment = begin.add({ minutes })

        const next = nextOccurrence(rhythm, first, zone, moment)

        const all = nextOccurrences(rhythm, first, zone, begin, 200)
        const expected = all.find((slot) => Temporal.Instant.compare(slot.at, moment) > 0)
        // Two slots that a jump puts on one moment are one: which of them names it may differ.
        if (expected) expect(next?.at).toEqual(expected.at)
      }),
      { numRuns: 20 },
    )
  })
})
