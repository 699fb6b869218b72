import { describe, expect, it } from 'vitest'
import { catchUp } from '#src/features/repeats/catch-up.ts'
import { dueAt, dueWhenLate, whyNotDue } from '#src/features/repeats/due.ts'
import { firstDay, nextOccurrences, type Rhythm } from '#src/time/rhythm.ts'
import { at, carol } from '#test/tasks/cast.ts'
import { aRepeat, aRhythm } from './cast.ts'

const slot = (local: string) => ({ slot: local, at: at(local) })
const daily = aRhythm({ unit: 'day' })

function slotsOf(rhythm: Rhythm) {
  const now = at('2026-03-02T10:00')
  return nextOccurrences(rhythm, firstDay(rhythm, carol.zone, now) ?? '', carol.zone, now, 40)
}

describe('the due time of one occurrence', () => {
  it.each([
    ['5pm', '2026-03-06T17:00'],
    ['due 5pm', '2026-03-06T17:00'],
    ['tomorrow noon', '2026-03-07T12:00'],
    ['by Monday', '2026-03-09T18:00'],
    ['before Monday', '2026-03-08T18:00'],
    ['in 2 business days', '2026-03-10T18:00'],
    ['within 2 hours', '2026-03-06T11:00'],
    ['शाम 5 बजे तक', '2026-03-06T17:00'],
    // It is nine already when it is made.
    ['9:00', '2026-03-07T09:00'],
  ])('is read as if it were said when it is made: %s', (phrase, due) => {
    expect(dueAt(phrase, slot('2026-03-06T09:00'), carol)).toEqual(at(due))
  })

  it('moves on by as much as it is made late, and no less, once it would be over', () => {
    const made = slot('2026-03-06T09:00')

    expect(dueWhenLate(at('2026-03-06T17:00'), made, at('2026-03-06T16:59'))).toEqual(at('2026-03-06T17:00'))
    expect(dueWhenLate(at('2026-03-06T17:00'), made, at('2026-03-06T18:00'))).toEqual(at('2026-03-07T02:00'))
    expect(dueWhenLate(null, made, at('2026-03-06T18:00'))).toBeNull()
  })

  it.each(['5pm', 'by Friday', 'tomorrow', 'by the end of the month', 'in 2 business days'])(
    'makes sense of what is counted from each: %s',
    (phrase) => {
      expect(whyNotDue(phrase, slotsOf(daily), carol)).toBeNull()
      expect(whyNotDue(phrase, slotsOf(aRhythm({ unit: 'week', on: [1] })), carol)).toBeNull()
    },
  )

  it.each(['12 March', 'by 30 June 2026', '2026-03-05', '1 मई तक'])('makes none of one day alone: %s', (phrase) => {
    expect(whyNotDue(phrase, slotsOf(daily), carol)).toBe('fixed')
    expect(whyNotDue(phrase, slotsOf(aRhythm({ unit: 'week', on: [1] })), carol)).toBe('fixed')
  })

  it('makes none of what is no time', () => {
    expect(whyNotDue('soonish', slotsOf(daily), carol)).toBe('not-understood')
  })
})

describe('what is due by now', () => {
  const repeat = (changes = {}) => ({
    ...aRepeat({ rhythm: daily, first: '2026-03-02', ...changes }),
    next: slot('2026-03-02T09:00'),
  })

  it('is the one whose time has come', () => {
    expect(catchUp(repeat(), carol.zone, at('2026-03-02T09:00'))).toEqual({
      ...{ latest: slot('2026-03-02T09:00'), count: 1, inTime: true, next: slot('2026-03-03T09:00') },
    })
  })

  it('is the newest of all that went by, with their number', () => {
    expect(catchUp(repeat(), carol.zone, at('2026-03-05T10:00'))).toMatchObject({
      ...{ latest: slot('2026-03-05T09:00'), count: 4, inTime: true, next: slot('2026-03-06T09:00') },
    })
  })

  it('is too late from half of the time to the next one on', () => {
    expect(catchUp(repeat(), carol.zone, at('2026-03-02T21:00'))).toMatchObject({ inTime: true })
    expect(catchUp(repeat(), carol.zone, at('2026-03-02T21:00:01'))).toMatchObject({ inTime: false })
  })

  it('has nothing after its last day', () => {
    const ending = repeat({ rhythm: { ...daily, until: '2026-03-03' } })

    expect(catchUp(ending, carol.zone, at('2026-03-03T10:00'))).toMatchObject({ count: 2, next: null, inTime: true })
  })

  it('is still to come where its owner lives by now', () => {
    const wait = { slot: '2026-03-02T09:00', at: Temporal.Instant.from('2026-03-02T14:00Z') }

    expect(catchUp(repeat(), 'America/New_York', at('2026-03-02T09:00'))).toEqual({ wait })
  })
})
