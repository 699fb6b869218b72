import { describe, expect, it } from 'vitest'
import { formatDay, formatDuration, formatInstant, formatTime } from '#src/time/words.ts'

const instant = (text: string) => Temporal.Instant.from(text)
const now = instant('2026-03-05T02:00Z')

describe('a moment in words', () => {
  it.each([
    ['2026-03-10T11:30Z', 'Asia/Kolkata', 'Tue 10 Mar, 5:00 pm (Kolkata)', 'मंगल 10 मार्च, शाम 5:00 (कोलकाता)'],
    ['2026-03-05T11:30Z', 'Asia/Kolkata', 'today, 5:00 pm (Kolkata)', 'आज, शाम 5:00 (कोलकाता)'],
    ['2026-03-06T11:30Z', 'Asia/Kolkata', 'tomorrow Fri 6 Mar, 5:00 pm (Kolkata)', 'कल शुक्र 6 मार्च, शाम 5:00 (कोलकाता)'],
    ['2026-03-04T11:30Z', 'Asia/Kolkata', 'yesterday Wed 4 Mar, 5:00 pm (Kolkata)', 'कल बुध 4 मार्च, शाम 5:00 (कोलकाता)'],
    ['2027-09-06T18:31Z', 'Asia/Kolkata', 'Tue 7 Sep 2027, 12:01 am (Kolkata)', 'मंगल 7 सित॰ 2027, रात 12:01 (कोलकाता)'],
    ['2026-03-10T04:00Z', 'America/New_York', 'Tue 10 Mar, 12:00 am (New York)', 'मंगल 10 मार्च, रात 12:00 (न्यूयॉर्क)'],
    [
      '2026-03-10T12:00Z',
      'America/Argentina/Buenos_Aires',
      'Tue 10 Mar, 9:00 am (Buenos Aires)',
      'मंगल 10 मार्च, सुबह 9:00 (Buenos Aires)',
    ],
  ])('%s in %s', (at, zone, english, hindi) => {
    expect(formatInstant(instant(at), zone, 'en', now)).toBe(english)
    expect(formatInstant(instant(at), zone, 'hi', now)).toBe(hindi)
  })

  it('is of the day that it is where its reader lives', () => {
    const late = instant('2026-03-05T18:45Z')

    expect(formatDay(late, 'Asia/Kolkata', 'en', now)).toBe('tomorrow Fri 6 Mar')
    expect(formatDay(late, 'Europe/Lisbon', 'en', now)).toBe('today')
  })

  it('has the hour that the clock shows on either side of a change', () => {
    expect(formatTime(instant('2026-03-08T06:59Z'), 'America/New_York', 'en')).toBe('1:59 am')
    expect(formatTime(instant('2026-03-08T07:00Z'), 'America/New_York', 'en')).toBe('3:00 am')
    expect(formatTime(instant('2026-04-04T15:15Z'), 'Australia/Lord_Howe', 'en')).toBe('1:45 am')
  })
})

describe('a duration in words', () => {
  const minute = 60_000
  it.each([
    [0, 'less than a minute', 'एक मिनट से कम'],
    [45 * minute, '45 min', '45 मिनट'],
    [60 * minute, '1 h', '1 घंटा'],
    [135 * minute, '2 h 15 min', '2 घंटे 15 मिनट'],
    [24 * 60 * minute - 1, '1 day', '1 दिन'],
    [29 * 60 * minute + 5 * minute, '1 day 5 h', '1 दिन 5 घंटे'],
    [3 * 24 * 60 * minute, '3 days', '3 दिन'],
    [-135 * minute, '2 h 15 min', '2 घंटे 15 मिनट'],
  ])('%d ms', (ms, english, hindi) => {
    expect(formatDuration(ms, 'en')).toBe(english)
    expect(formatDuration(ms, 'hi')).toBe(hindi)
  })
})
