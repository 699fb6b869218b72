import { describe, expect, it } from 'vitest'
import { lookAtSlot, occurrencesIn } from '#src/features/social/slot.ts'
import { nextAt, nextThree } from '#src/time/recurrence.ts'

const local = (time: string, zone: string) => Temporal.PlainDateTime.from(time).toZonedDateTime(zone).toInstant()
const saidIn = (zone: string, times: { at: Temporal.Instant }[]) =>
  times.map(({ at }) => at.toZonedDateTimeISO(zone).toPlainDateTime().toString({ smallestUnit: 'minute' }))

const newYork = 'America/New_York'
const daily = { times: ['02:30'], days: [1, 2, 3, 4, 5, 6, 7] }
const weekly = { times: ['09:00'], days: [1, 3, 5] }

describe('a slot', () => {
  it('comes at its local time the year round, and moves forward where the clock leaves that time out', () => {
    const spring = occurrencesIn(daily, newYork, local('2026-03-07T00:00', newYork), local('2026-03-10T00:00', newYork))

    expect(saidIn(newYork, spring)).toEqual(['2026-03-07T02:30', '2026-03-08T03:30', '2026-03-09T02:30'])
  })

  it('comes once where the clock shows its time twice', () => {
    const autumn = occurrencesIn(
      { ...daily, times: ['01:30'] },
      newYork,
      local('2026-10-31T00:00', newYork),
      local('2026-11-03T00:00', newYork),
    )

    expect(saidIn(newYork, autumn)).toEqual(['2026-10-31T01:30', '2026-11-01T01:30', '2026-11-02T01:30'])
  })

  it('says its next three times', () => {
    const at = nextThree(local('2026-03-04T09:00', newYork), (after) => nextAt(weekly, newYork, after)).map(
      (instant) => ({ at: instant }),
    )

    expect(saidIn(newYork, at)).toEqual(['2026-03-06T09:00', '2026-03-09T09:00', '2026-03-11T09:00'])
  })
})

describe('looking at a slot', () => {
  const zone = 'Asia/Kolkata'
  const at = (time: string) => local(time, zone)

  it('finds what is a day away or less, and says when to look next', () => {
    const { due, next } = lookAtSlot(weekly, zone, at('2026-03-02T10:00'), at('2026-03-03T09:00'))

    expect(saidIn(zone, due)).toEqual(['2026-03-04T09:00'])
    expect(next && saidIn(zone, [next])).toEqual(['2026-03-05T09:00'])
  })

  it('finds nothing twice', () => {
    const first = lookAtSlot(weekly, zone, at('2026-03-02T10:00'), at('2026-03-03T09:00'))
    const again = lookAtSlot(weekly, zone, first.next?.after ?? at('2026-03-02T10:00'), at('2026-03-03T09:00'))

    expect(again.due).toEqual([])
    expect(again.next).toEqual(first.next)
  })

  it('passes over what went by meanwhile, however long that was', () => {
    const { due } = lookAtSlot(weekly, zone, at('2020-01-01T00:00'), at('2026-03-03T12:00'))

    expect(saidIn(zone, due)).toEqual(['2026-03-04T09:00'])
  })

  it('finds every time of one that comes several times a day, once', () => {
    const often = { times: ['09:00', '17:00'], days: [1, 2, 3, 4, 5, 6, 7] }
    const found: string[] = []
    let after = at('2026-03-02T18:00')

    for (let now = after; Temporal.Instant.compare(now, at('2026-03-06T00:00')) < 0; now = now.add({ minutes: 30 })) {
      const { due, next } = lookAtSlot(often, zone, after, now)
      found.push(...saidIn(zone, due))
      if (due.length > 0) after = next?.after ?? after
    }

    expect(found).toEqual([
      ...['2026-03-03T09:00', '2026-03-03T17:00', '2026-03-04T09:00', '2026-03-04T17:00'],
      ...['2026-03-05T09:00', '2026-03-05T17:00', '2026-03-06T09:00', '2026-03-06T17:00'],
    ])
  })
})
