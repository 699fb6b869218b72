import { describe, expect, it } from 'vitest'
import { parseHours, workingUntil } from '#src/time/hours.ts'
import { afterQuiet, isQuiet, tomorrowMorning } from '#src/time/quiet.ts'

const zone = 'Asia/Kolkata'
/** Monday, 2 March 2026, in Kolkata. */
const at = (local: string) =>
  Temporal.PlainDateTime.from(local.includes('T') ? local : `2026-03-02T${local}`)
    .toZonedDateTime(zone)
    .toInstant()
const office = { zone, hours: parseHours('Mon-Fri 9:00-18:00'), away: [] }
const anyHour = { zone, hours: null, away: [] }
const holiday = [{ from: Temporal.PlainDate.from('2026-03-03'), to: Temporal.PlainDate.from('2026-03-04') }]

describe('quiet hours', () => {
  it.each([
    ['outside their hours', office, at('18:00'), true],
    ['within their hours', office, at('17:59'), false],
    ['on a day off', office, at('2026-03-07T12:00'), true],
    ['on a day away', { ...office, away: holiday }, at('2026-03-03T12:00'), true],
    ['at ten at night, where no hours are set', anyHour, at('22:00'), true],
    ['at seven in the morning, where no hours are set', anyHour, at('07:00'), false],
    ['on a day away, where no hours are set', { ...anyHour, away: holiday }, at('2026-03-03T12:00'), true],
  ])('are or are not %s', (_, work, moment, quiet) => {
    expect(isQuiet(moment, work)).toBe(quiet)
  })

  it.each([
    ['the next morning', office, at('20:00'), at('2026-03-03T09:00')],
    ['the morning after days away', { ...office, away: holiday }, at('18:30'), at('2026-03-05T09:00')],
    ['seven, where no hours are set', anyHour, at('23:30'), at('2026-03-03T07:00')],
    ['no later than now, while they are there', office, at('10:00'), at('10:00')],
    ['seven, where their hours never come', { ...office, hours: {} }, at('02:00'), at('07:00')],
  ])('end with %s', (_, work, moment, end) => {
    expect(afterQuiet(moment, work)).toEqual(end)
  })
})

describe('tomorrow morning', () => {
  it.each([
    ['is when their hours begin', at('15:00'), office, at('2026-03-03T09:00')],
    ['is nine where they have none', at('15:00'), anyHour, at('2026-03-03T09:00')],
    ['is nine on a day off', at('2026-03-06T15:00'), office, at('2026-03-07T09:00')],
    ['is the one that comes, late at night', at('2026-03-03T02:00'), office, at('2026-03-03T09:00')],
    ['is as early as theirs', at('15:00'), { zone, hours: parseHours('every day 6:30-12:00') }, at('2026-03-03T06:30')],
  ])('%s', (_, now, work, morning) => {
    expect(tomorrowMorning(now, work)).toEqual(morning)
  })
})

describe('the end of their working time before a moment', () => {
  it.each([
    ['is that moment while they work', at('12:00'), at('12:00')],
    ['is the end of the shift before', at('20:00'), at('18:00')],
    ['is the last of several days', at('2026-03-08T12:00'), at('2026-03-06T18:00')],
  ])('%s', (_, until, end) => {
    expect(workingUntil(at('09:30'), until, office)).toEqual(end)
  })

  it('is none where they do not work in between', () => {
    expect(workingUntil(at('19:00'), at('23:00'), office)).toBeNull()
  })
})
