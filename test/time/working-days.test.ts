import { describe, expect, it } from 'vitest'
import { readRhythm } from '#src/time/rhythm-grammar.ts'
import { firstDay, nextOccurrences } from '#src/time/rhythm.ts'

const zone = 'Asia/Kolkata'
const now = Temporal.Instant.from('2026-11-30T06:00:00Z')

function nextOf(phrase: string, off: [from: string, to: string][], most = 3): string[] {
  const read = readRhythm(phrase, { now, zone, language: 'en', use: 'due' })
  if (read.kind !== 'understood') throw new Error(read.why)
  const days = off.map(([from, to]) => ({ from: Temporal.PlainDate.from(from), to: Temporal.PlainDate.from(to) }))
  const first = firstDay(read.rhythm, zone, now, days)
  if (first === null) return []
  return nextOccurrences(read.rhythm, first, zone, now, most, days).map(({ slot }) => slot.slice(0, 10))
}

describe('a working day', () => {
  it.each([
    // 1 January is a Friday; 4 January a Monday.
    ['first working day of every month', [['2027-01-01', '2027-01-01']], ['2026-12-01', '2027-01-04', '2027-02-01']],
    ['first working day of every month', [['2026-12-01', '2026-12-04']], ['2026-12-07', '2027-01-01', '2027-02-01']],
    ['last working day of every month', [['2026-12-30', '2027-01-03']], ['2026-11-30', '2026-12-29', '2027-01-29']],
    [
      'on the 20th of every month, or the next working day',
      [['2026-12-21', '2026-12-22']],
      ['2026-12-23', '2027-01-20', '2027-02-22'],
    ],
  ] satisfies [string, [string, string][], string[]][])('is none of the days off: %s', (phrase, off, days) => {
    expect(nextOf(`${phrase} at 18:00`, off)).toEqual(days)
  })

  it('is any but a weekend where nobody is off', () => {
    expect(nextOf('first working day of every month at 18:00', [])).toEqual(['2026-12-01', '2027-01-01', '2027-02-01'])
  })

  it('is never looked for without end', () => {
    const off: [string, string][] = [['2026-11-01', '2029-12-31']]

    expect(nextOf('first working day of every month at 18:00', off, 1)).toEqual([])
    expect(nextOf('on the 20th of every month, or the next working day at 18:00', off, 1)).toEqual(['2026-12-21'])
  })
})
