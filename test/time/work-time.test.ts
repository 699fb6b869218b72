import { describe, expect, it } from 'vitest'
import { formatWorkTime, readWorkTime } from '#src/time/work-time.ts'

describe('a length of working time', () => {
  it.each([
    ['1h', 60],
    ['90m', 90],
    ['90 min', 90],
    ['1h 30m', 90],
    ['1.5 h', 90],
    ['1,5 hours', 90],
    ['2 hours and 15 minutes', 135],
    ['2 days', 16 * 60],
    ['1 day 4 hours', 12 * 60],
    ['2 घंटे', 120],
    ['१ घंटा ३० मिनट', 90],
    ['3 दिन', 24 * 60],
  ])('is understood as people write it: %s', (typed, minutes) => {
    expect(readWorkTime(typed)).toBe(minutes)
  })

  it.each(['', 'soon', '5', '1h soon', '-1h', '0 min', '0.2 m', '3000 hours', '1 week', '1hm'])(
    'is not guessed at: “%s”',
    (typed) => {
      expect(readWorkTime(typed)).toBeNull()
    },
  )

  it.each([
    [0, 'less than a minute', 'एक मिनट से कम'],
    [45 * 60_000, '45 min', '45 मिनट'],
    [60 * 60_000, '1 h', '1 घंटा'],
    [90 * 60_000, '1 h 30 min', '1 घंटा 30 मिनट'],
    [40 * 3_600_000, '40 h', '40 घंटे'],
  ])('is said in hours and minutes, never in days: %d ms', (ms, english, hindi) => {
    expect([formatWorkTime(ms, 'en'), formatWorkTime(ms, 'hi')]).toEqual([english, hindi])
  })
})
