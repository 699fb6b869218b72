import { describe, expect, it } from 'vitest'
import { nextDigest, type Calendar, type HolidayRule } from '#src/features/digests/schedule.ts'
import { parseHours } from '#src/time/hours.ts'
import type { Schedule } from '#src/time/recurrence.ts'

const daily: Schedule = { times: ['09:00'], days: [1, 2, 3, 4, 5, 6, 7] }
const mondays: Schedule = { times: ['09:00'], days: [1] }
const day = (date: string) => Temporal.PlainDate.from(date)
const away = (from: string, to = from) => ({ from: day(from), to: day(to) })
const holiday = (date: string) => ({ ...away(date), holiday: 'Holi' })
const local = (time: string, zone = 'Asia/Kolkata') =>
  Temporal.PlainDateTime.from(time).toZonedDateTime(zone).toInstant()

function reader(changes: Partial<Calendar> = {}): Calendar {
  return { zone: 'Asia/Kolkata', hours: parseHours('Mon-Fri 9:00-18:00'), away: [], ...changes }
}

/** The slots from Sunday, 1 March 2026 on. */
function slots(schedule: Schedule, rule: HolidayRule, calendar: Calendar, count: number): (string | undefined)[] {
  const found: (string | undefined)[] = []
  let after = local('2026-03-01T12:00', calendar.zone)
  for (let i = 0; i < count; i++) {
    const next = nextDigest(schedule, rule, calendar, after)
    found.push(next?.slot)
    if (!next) break
    after = next.at
  }
  return found
}

describe('a digest on a day off', () => {
  // Monday and Tuesday are public holidays, Thursday and Friday were said to be days away.
  const off = reader({ away: [holiday('2026-03-02'), holiday('2026-03-03'), away('2026-03-05', '2026-03-06')] })

  it('is left out, for one who chose that', () => {
    expect(slots(daily, 'skip', off, 3)).toEqual(['2026-03-04T09:00', '2026-03-07T09:00', '2026-03-08T09:00'])
    expect(slots(mondays, 'skip', off, 2)).toEqual(['2026-03-09T09:00', '2026-03-16T09:00'])
  })

  it('comes on the next working day, for one who chose that, at the same time', () => {
    expect(slots(mondays, 'move', off, 2)).toEqual(['2026-03-04T09:00', '2026-03-09T09:00'])
    expect(slots({ times: ['09:00'], days: [4] }, 'move', off, 2)).toEqual(['2026-03-09T09:00', '2026-03-12T09:00'])
  })

  it('is one with that of the working day to which it moves', () => {
    expect(slots(daily, 'move', off, 4)).toEqual([
      ...['2026-03-04T09:00', '2026-03-07T09:00', '2026-03-08T09:00', '2026-03-09T09:00'],
    ])
    expect(slots({ times: ['09:00'], days: [1, 3] }, 'move', off, 2)).toEqual(['2026-03-04T09:00', '2026-03-09T09:00'])
  })

  it('moves over the weekend, which is no working day, though a digest that is meant for it comes on it', () => {
    const friday = reader({ away: [holiday('2026-03-06')] })

    expect(slots({ times: ['09:00'], days: [5] }, 'move', friday, 1)).toEqual(['2026-03-09T09:00'])
    expect(slots({ times: ['09:00'], days: [5, 6] }, 'move', friday, 2)).toEqual([
      '2026-03-07T09:00',
      '2026-03-09T09:00',
    ])
  })

  it('moves with both of its times', () => {
    const both: Schedule = { times: ['09:00', '17:30'], days: [1] }

    expect(slots(both, 'move', off, 3)).toEqual(['2026-03-04T09:00', '2026-03-04T17:30', '2026-03-09T09:00'])
  })

  it('is one digest after a long absence, and none for ever where nobody ever works', () => {
    const long = reader({ away: [away('2026-03-02', '2026-09-01')] })
    const never = reader({ hours: {}, away: [away('2026-03-02')] })

    expect(slots(mondays, 'move', long, 2)).toEqual(['2026-09-02T09:00', '2026-09-07T09:00'])
    expect(slots(mondays, 'move', never, 2)).toEqual(['2026-03-09T09:00', '2026-03-16T09:00'])
  })

  it('knows the day where its reader lives', () => {
    const sydney = reader({ zone: 'Australia/Sydney', away: [holiday('2026-03-02')] })

    expect(slots(daily, 'skip', sydney, 1)).toEqual(['2026-03-03T09:00'])
  })

  it('comes as ever where nobody is off, on every day of a year', () => {
    const plain = slots(daily, 'move', reader(), 400)
    const far = slots(daily, 'move', reader({ away: [holiday('2031-01-01')] }), 400)

    expect(far).toEqual(plain)
    expect(new Set(plain).size).toBe(400)
  })
})
