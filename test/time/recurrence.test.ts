import { describe, expect, it } from 'vitest'
import { nextAt, parseSchedule, type Schedule } from '#src/time/recurrence.ts'

const zones = [
  'America/New_York',
  'Europe/London',
  'Europe/Lisbon',
  'Asia/Kolkata',
  'Asia/Manila',
  'Australia/Sydney',
  'Australia/Lord_Howe',
]
const daily = (...times: string[]): Schedule => ({ times, days: [1, 2, 3, 4, 5, 6, 7] })

function at(local: string, zone: string): Temporal.Instant {
  return Temporal.PlainDateTime.from(local).toZonedDateTime(zone).toInstant()
}

/** Every slot of 2026 and 2027, as the clock would go through them. */
function slotsOfTwoYears(schedule: Schedule, zone: string) {
  const slots: { at: Temporal.Instant; slot: string }[] = []
  const end = at('2028-01-01T00:00', zone)
  let after = at('2026-01-01T00:00', zone).subtract({ seconds: 1 })
  for (let next = nextAt(schedule, zone, after); next; next = nextAt(schedule, zone, after)) {
    if (Temporal.Instant.compare(next.at, end) >= 0) return slots
    slots.push(next)
    after = next.at
  }
  return slots
}

describe('a schedule', () => {
  // Midnight, the hours in which clocks jump somewhere, and an ordinary one.
  const cases = zones.flatMap((zone) =>
    ['00:00', '01:30', '02:15', '02:30', '09:00'].map((time) => [time, zone] as const),
  )

  it.each(cases)('at %s comes once on each local day of two years in %s', (time, zone) => {
    const slots = slotsOfTwoYears(daily(time), zone)

    const days = slots.map(({ slot }) => slot)
    const expected = Array.from({ length: 730 }, (_, i) => {
      return `${Temporal.PlainDate.from('2026-01-01').add({ days: i }).toString()}T${time}`
    })
    expect(days).toEqual(expected)
    for (const { at: moment, slot } of slots) {
      const local = moment.toZonedDateTimeISO(zone)
      expect(local.toPlainDate().toString()).toBe(slot.slice(0, 10))
      const late = local.toPlainDateTime().since(slot).total('minutes')
      expect([0, 30, 60]).toContain(late)
    }
  })

  it.each([
    ['New York', 'America/New_York', '2026-03-08', '02:30', '03:30'],
    ['London', 'Europe/London', '2026-03-29', '01:30', '02:30'],
    ['Lisbon', 'Europe/Lisbon', '2026-03-29', '01:30', '02:30'],
    ['Lord Howe', 'Australia/Lord_Howe', '2026-10-04', '02:15', '02:45'],
  ])('moves a time that does not exist forward in %s', (_, zone, day, time, moved) => {
    const next = nextAt(daily(time), zone, at(`${day}T00:00`, zone))

    expect(next).toEqual({ slot: `${day}T${time}`, at: at(`${day}T${moved}`, zone) })
  })

  it.each([
    ['New York', 'America/New_York', '2026-11-01', '01:30', '-04:00'],
    ['London', 'Europe/London', '2026-10-25', '01:30', '+01:00'],
    ['Lisbon', 'Europe/Lisbon', '2026-10-25', '01:30', '+01:00'],
    ['Lord Howe', 'Australia/Lord_Howe', '2026-04-05', '01:45', '+11:00'],
  ])('happens the first time only where a time comes twice in %s', (_, zone, day, time, offset) => {
    const first = nextAt(daily(time), zone, at(`${day}T00:00`, zone))
    const then = first && nextAt(daily(time), zone, first.at)

    expect(first?.at).toEqual(Temporal.Instant.from(`${day}T${time}${offset}`))
    expect(then?.slot.slice(0, 10)).toBe(Temporal.PlainDate.from(day).add({ days: 1 }).toString())
  })

  it('goes through its times and days in order', () => {
    const schedule: Schedule = { times: ['17:00', '09:00'], days: [1, 3] }

    const slots = slotsOfTwoYears(schedule, 'Asia/Kolkata').slice(0, 5)

    expect(slots.map(({ slot }) => slot)).toEqual([
      '2026-01-05T09:00',
      '2026-01-05T17:00',
      '2026-01-07T09:00',
      '2026-01-07T17:00',
      '2026-01-12T09:00',
    ])
  })

  it('is one occurrence where a jump puts two slots on one moment', () => {
    const slots = slotsOfTwoYears(daily('02:00', '03:00'), 'America/New_York')

    const moments = slots.map(({ at: moment }) => moment.epochMilliseconds)
    expect(new Set(moments).size).toBe(moments.length)
    expect(slots.filter(({ slot }) => slot.startsWith('2026-03-08'))).toHaveLength(1)
  })

  it('comes strictly after the moment that is asked about', () => {
    const nine = at('2026-03-02T09:00', 'Asia/Kolkata')

    expect(nextAt(daily('09:00'), 'Asia/Kolkata', nine)?.slot).toBe('2026-03-03T09:00')
    expect(nextAt(daily('09:00'), 'Asia/Kolkata', nine.subtract({ nanoseconds: 1 }))?.slot).toBe('2026-03-02T09:00')
  })

  it('never comes without a time or a day', () => {
    expect(nextAt({ times: [], days: [1] }, 'UTC', Temporal.Instant.fromEpochMilliseconds(0))).toBeNull()
    expect(nextAt({ times: ['09:00'], days: [] }, 'UTC', Temporal.Instant.fromEpochMilliseconds(0))).toBeNull()
  })
})

describe('a schedule in words', () => {
  const weekdays = [1, 2, 3, 4, 5]
  const all = [1, 2, 3, 4, 5, 6, 7]

  it.each([
    ['8:30 weekdays', ['08:30'], weekdays],
    ['weekdays at 8.30', ['08:30'], weekdays],
    ['every weekday at 9:00', ['09:00'], weekdays],
    ['9am and 5pm mon,wed', ['09:00', '17:00'], [1, 3]],
    ['every day 9:00', ['09:00'], all],
    ['daily 9', ['09:00'], all],
    ['at 9', ['09:00'], all],
    ['12am', ['00:00'], all],
    ['every monday 9', ['09:00'], [1]],
    ['9:00 Mon-Wed, Fri', ['09:00'], [1, 2, 3, 5]],
    ['weekends 10am', ['10:00'], [6, 7]],
    ['रोज़ सुबह 9 बजे', ['09:00'], all],
    ['हर दिन ९ बजे', ['09:00'], all],
    ['सोमवार को शाम 5 बजे', ['17:00'], [1]],
    ['सोम से शुक्र 8:30', ['08:30'], weekdays],
  ])('reads %j', (typed, times, days) => {
    expect(parseSchedule(typed)).toEqual({ times, days })
  })

  it.each(['', 'off', 'weekdays', '25:00', '13pm', '9:00 sometimes', '9:75', 'every 2 weeks on Monday 9:00'])(
    'does not guess at %j',
    (typed) => {
      expect(parseSchedule(typed)).toBeNull()
    },
  )
})
