import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  addWorkingTime,
  dayEnd,
  formatDays,
  formatHours,
  isWorking,
  isWorkingDay,
  nextWorkingStart,
  parseHours,
  type WeeklyHours,
  type WorkTime,
  workingTimeBetween,
} from '#src/time/hours.ts'
import { everyDay } from '#src/time/weekdays.ts'

const names = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']
const hour = 3_600_000
const nineToSix = hoursOf('Mon-Fri 9:00-18:00')
const nights = hoursOf('Mon-Fri 22:00-06:00')
const zones = [
  'America/New_York',
  'Europe/London',
  'Europe/Lisbon',
  'Asia/Kolkata',
  'Asia/Manila',
  'Australia/Sydney',
  'Australia/Lord_Howe',
]

function hoursOf(text: string): WeeklyHours {
  const hours = parseHours(text)
  if (!hours) throw new Error(`not understood: ${text}`)
  return hours
}

function at(local: string, zone = 'Asia/Kolkata'): Temporal.Instant {
  return Temporal.PlainDateTime.from(local).toZonedDateTime(zone).toInstant()
}

function work(hours: WeeklyHours | null, zone = 'Asia/Kolkata', away: [string, string][] = []): WorkTime {
  const days = away.map(([from, to]) => ({ from: Temporal.PlainDate.from(from), to: Temporal.PlainDate.from(to) }))
  return { zone, hours, away: days }
}

describe('weekly hours in words', () => {
  it.each([
    ['Mon-Fri 9:00-18:00, Sat 10-14', 'Mon–Fri 09:00–18:00, Sat 10:00–14:00'],
    ['weekdays 9am-6pm', 'Mon–Fri 09:00–18:00'],
    ['9-18 weekdays', 'Mon–Fri 09:00–18:00'],
    ['9am-6pm', 'Mon–Fri 09:00–18:00'],
    ['9-5', 'Mon–Fri 09:00–17:00'],
    ['Mon to Fri 1-6pm', 'Mon–Fri 13:00–18:00'],
    ['mon-fri 9am to 6', 'Mon–Fri 09:00–18:00'],
    ['every day 22:00-06:00', 'Mon–Sun 22:00–06:00'],
    ['daily 8-20', 'Mon–Sun 08:00–20:00'],
    ['every day 00:00-24:00', 'Mon–Sun 00:00–24:00'],
    [
      'mon, wed & fri 9-12 and 13-17',
      'Mon 09:00–12:00, 13:00–17:00, Wed 09:00–12:00, 13:00–17:00, Fri 09:00–12:00, 13:00–17:00',
    ],
    ['mon 9-12, mon 14-18', 'Mon 09:00–12:00, 14:00–18:00'],
    ['weekdays 9-18, fri 9-13', 'Mon–Thu 09:00–18:00, Fri 09:00–13:00'],
    ['weekdays 9-18, wed off', 'Mon–Tue 09:00–18:00, Thu–Fri 09:00–18:00'],
    ['fri-mon 10am - 2pm', 'Mon 10:00–14:00, Fri–Sun 10:00–14:00'],
    ['weekends 10-14', 'Sat–Sun 10:00–14:00'],
    ['सोमवार से शुक्रवार सुबह 9 बजे से शाम 6 बजे तक', 'Mon–Fri 09:00–18:00'],
    ['सोम-शुक्र ९-६, रविवार छुट्टी', 'Mon–Fri 09:00–18:00'],
    ['रोज़ 10-19', 'Mon–Sun 10:00–19:00'],
  ])('reads %j', (typed, words) => {
    expect(formatHours(hoursOf(typed), names)).toBe(words)
  })

  it.each(['', 'blah', 'mon', 'mon 25-30', 'mon 9', '9:60-10', 'mon-fri 9-18 sometimes', '13pm-14pm', 'off'])(
    'does not guess at %j',
    (typed) => {
      expect(parseHours(typed)).toBeNull()
    },
  )

  it('reads back what it writes', () => {
    fc.assert(
      fc.property(someHours, (hours) => {
        // "11:00–10:00" is read as people mean it: till ten in the evening, and not all night.
        const isEvening = ({ from, to }: { from: string; to: string }) => from < '12:00' && to >= '10:00' && to <= from
        fc.pre(!Object.values(hours).some((all) => all.some(isEvening)))
        expect(parseHours(formatHours(hours, names))).toEqual(hours)
      }),
    )
  })

  it('never throws on what people type', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (typed) => void parseHours(typed)))
  })
})

describe('days in words', () => {
  it.each([
    [[1, 2, 3, 4, 5], 'Mon–Fri'],
    [[1, 3, 5], 'Mon, Wed, Fri'],
    [[6, 7], 'Sat, Sun'],
    [[1, 2, 3, 7], 'Mon–Wed, Sun'],
    [[7, 6, 5, 4, 3, 2, 1], 'every day'],
    [[], ''],
  ])('%j is %s', (days, words) => {
    expect(formatDays(days, names, 'every day')).toBe(words)
  })
})

describe('being at work', () => {
  it.each([
    ['at the start of a shift', '2026-03-02T09:00', nineToSix, true],
    ['a minute before it', '2026-03-02T08:59', nineToSix, false],
    ['at the end of a shift', '2026-03-02T18:00', nineToSix, false],
    ['on a day off', '2026-03-01T12:00', nineToSix, false],
    ['after midnight in a night shift', '2026-03-03T05:59', nights, true],
    ['after midnight in the shift of Friday', '2026-03-07T05:59', nights, true],
    ['after midnight before Monday', '2026-03-02T05:59', nights, false],
    ['without hours', '2026-03-01T03:00', null, true],
    ['with no hours at all', '2026-03-02T12:00', {}, false],
  ])('%s', (_, local, hours, working) => {
    expect(isWorking(at(local), 'Asia/Kolkata', hours)).toBe(working)
  })

  it('is off on days away, and after midnight when the shift began on one', () => {
    const { away } = work(nights, 'Asia/Kolkata', [['2026-03-03', '2026-03-03']])

    expect(isWorking(at('2026-03-03T05:00'), 'Asia/Kolkata', nights, away)).toBe(true)
    expect(isWorking(at('2026-03-03T23:00'), 'Asia/Kolkata', nights, away)).toBe(false)
    expect(isWorking(at('2026-03-04T05:00'), 'Asia/Kolkata', nights, away)).toBe(false)
    expect(isWorkingDay(Temporal.PlainDate.from('2026-03-03'), nights, away)).toBe(false)
  })

  it.each([
    ['at once when at work', '2026-03-02T10:30', nineToSix, '2026-03-02T10:30'],
    ['in the morning', '2026-03-02T18:00', nineToSix, '2026-03-03T09:00'],
    ['after the weekend', '2026-03-06T18:00', nineToSix, '2026-03-09T09:00'],
  ])('begins %s', (_, local, hours, start) => {
    expect(nextWorkingStart(at(local), 'Asia/Kolkata', hours)).toEqual(at(start))
  })

  it('never begins without hours, or for one who is away for ever', () => {
    const { away } = work(nineToSix, 'Asia/Kolkata', [['2026-01-01', '9999-12-31']])

    expect(nextWorkingStart(at('2026-03-02T10:00'), 'Asia/Kolkata', {})).toBeNull()
    expect(nextWorkingStart(at('2026-03-02T10:00'), 'Asia/Kolkata', { 1: [] })).toBeNull()
    expect(nextWorkingStart(at('2026-03-02T10:00'), 'Asia/Kolkata', nineToSix, away)).toBeNull()
    expect(addWorkingTime(at('2026-03-02T10:00'), hour, work({}))).toBeNull()
  })

  it('ends the day with the last shift, past midnight too', () => {
    const monday = Temporal.PlainDate.from('2026-03-02')

    expect(dayEnd(monday, hoursOf('mon 9-12 and 14-18'))?.toString()).toBe('2026-03-02T18:00:00')
    expect(dayEnd(monday, nights)?.toString()).toBe('2026-03-03T06:00:00')
    expect(dayEnd(monday, hoursOf('tue 9-18'))).toBeNull()
  })
})

describe('working time', () => {
  it.each([
    ['within a day', '2026-03-02T10:00', 4, nineToSix, '2026-03-02T14:00'],
    ['to the very end of a day', '2026-03-02T14:00', 4, nineToSix, '2026-03-02T18:00'],
    ['over night', '2026-03-02T16:00', 4, nineToSix, '2026-03-03T11:00'],
    ['over the weekend', '2026-03-06T16:00', 4, nineToSix, '2026-03-09T11:00'],
    ['from a night', '2026-03-02T03:00', 1, nineToSix, '2026-03-02T10:00'],
    ['through midnight', '2026-03-02T23:00', 4, nights, '2026-03-03T03:00'],
    ['around the clock', '2026-03-06T16:00', 30, null, '2026-03-07T22:00'],
    ['of nothing', '2026-03-01T03:00', 0, nineToSix, '2026-03-01T03:00'],
  ])('passes %s', (_, from, hours, weekly, to) => {
    expect(addWorkingTime(at(from), hours * hour, work(weekly))).toEqual(at(to))
    expect(addWorkingTime(at(from), Temporal.Duration.from({ hours }), work(weekly))).toEqual(at(to))
  })

  it('stands still on days away', () => {
    const person = work(nineToSix, 'Asia/Kolkata', [['2026-03-03', '2026-03-04']])

    expect(addWorkingTime(at('2026-03-02T16:00'), 4 * hour, person)).toEqual(at('2026-03-05T11:00'))
    expect(workingTimeBetween(at('2026-03-02T16:00'), at('2026-03-05T11:00'), person)).toBe(4 * hour)
  })

  it('counts overlapping shifts once', () => {
    const hours: WeeklyHours = { 1: [{ from: '20:00', to: '10:00' }], 2: [{ from: '09:00', to: '12:00' }] }

    expect(workingTimeBetween(at('2026-03-02T00:00'), at('2026-03-04T00:00'), work(hours))).toBe(16 * hour)
  })

  // Nights in which the clocks change: seven, nine, eight and a half hours of work between 22:00 and 06:00.
  it.each([
    ['New York in spring', 'America/New_York', '2026-03-07T22:00', '2026-03-08T06:00', 7],
    ['New York in autumn', 'America/New_York', '2026-10-31T22:00', '2026-11-01T06:00', 9],
    ['London in spring', 'Europe/London', '2026-03-28T22:00', '2026-03-29T06:00', 7],
    ['Lisbon in autumn', 'Europe/Lisbon', '2026-10-24T22:00', '2026-10-25T06:00', 9],
    ['Lord Howe in autumn', 'Australia/Lord_Howe', '2026-04-04T22:00', '2026-04-05T06:00', 8.5],
    ['Lord Howe in spring', 'Australia/Lord_Howe', '2026-10-03T22:00', '2026-10-04T06:00', 7.5],
  ])('is what has really passed in %s', (_, zone, from, to, hours) => {
    const person = work(hoursOf('every day 22:00-06:00'), zone)

    expect(workingTimeBetween(at(from, zone), at(to, zone), person)).toBe(hours * hour)
    expect(addWorkingTime(at(from, zone), hours * hour, person)).toEqual(at(to, zone))
  })

  it('gives back what was added, in every zone, across every change of clocks', () => {
    fc.assert(
      fc.property(someInstant, fc.integer({ min: 1, max: 400 * hour }), someWork, (from, duration, person) => {
        const to = addWorkingTime(from, duration, person)

        if (to === null) return expect(Object.keys(person.hours ?? {})).toHaveLength(0)
        expect(workingTimeBetween(from, to, person)).toBe(duration)
        expect(isWorking(to.subtract({ milliseconds: 1 }), person.zone, person.hours, person.away)).toBe(true)
      }),
      { numRuns: 150 },
    )
  })

  it('adds up: from a to b and from b to c is from a to c', () => {
    fc.assert(
      fc.property(fc.array(someInstant, { minLength: 3, maxLength: 3 }), someWork, (instants, person) => {
        const [a, b, c] = instants.toSorted((x, y) => Temporal.Instant.compare(x, y))
        if (!a || !b || !c) return

        const parts = workingTimeBetween(a, b, person) + workingTimeBetween(b, c, person)
        expect(parts).toBe(workingTimeBetween(a, c, person))
        expect(workingTimeBetween(c, a, person)).toBe(0)
      }),
      { numRuns: 60 },
    )
  })
})

const clock = fc.integer({ min: 0, max: 47 }).map((half) => {
  return `${String(Math.floor(half / 2)).padStart(2, '0')}:${half % 2 ? '30' : '00'}`
})
const shift = fc.tuple(clock, clock).map(([from, to]) => ({ from, to }))
const someHours = fc
  .array(fc.option(shift, { freq: 3 }), { minLength: 7, maxLength: 7 })
  .map((shifts) => {
    const hours: WeeklyHours = {}
    for (const day of everyDay) {
      const one = shifts[day - 1]
      if (one) hours[day] = [one]
    }
    return hours
  })
  .filter((hours) => Object.keys(hours).length > 0)
const someInstant = fc
  .integer({ min: Date.UTC(2026, 0, 1), max: Date.UTC(2026, 11, 31) })
  .map((ms) => Temporal.Instant.fromEpochMilliseconds(ms))
const someWork = fc
  .record({ zone: fc.constantFrom(...zones), hours: fc.option(someHours), away: fc.integer({ min: 0, max: 360 }) })
  .map(({ zone, hours, away }): WorkTime => {
    const from = Temporal.PlainDate.from('2026-01-01').add({ days: away })
    return { zone, hours, away: [{ from, to: from.add({ days: away % 9 }) }] }
  })
