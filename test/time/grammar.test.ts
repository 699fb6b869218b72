import { describe, expect, it } from 'vitest'
import { parseHours } from '#src/time/hours.ts'
import { readTime } from '#src/time/grammar.ts'
import type { TimeContext } from '#src/time/reading.ts'

// Wednesday, noon.
const noon = said('2026-03-04T12:00', 'Asia/Kolkata')

function said(local: string, zone: string, more: Partial<TimeContext> = {}): TimeContext {
  return {
    now: Temporal.PlainDateTime.from(local).toZonedDateTime(zone).toInstant(),
    zone,
    language: 'en',
    use: 'due',
    ...more,
  }
}

/** The local time that was understood, with the zone where it is not the speaker's, and whether it is over. */
function understand(text: string, speaker: TimeContext = noon): string | null {
  const time = readTime(text, speaker)
  if (time.kind === 'ambiguous')
    return `${time.kind} ${time.options.map((at) => at.toZonedDateTimeISO(time.zone).toPlainDateTime().toString({ smallestUnit: 'minute' })).join(' ')}`
  if (time.kind === 'unreadable') return null
  const local = time.at.toZonedDateTimeISO(time.zone).toPlainDateTime().toString({ smallestUnit: 'minute' })
  const zone = time.zone === speaker.zone ? '' : ` ${time.zone}`
  return `${local}${zone}${time.kind === 'past' ? ' past' : ''}`
}

describe('a time in English', () => {
  it.each([
    ['friday', '2026-03-06T18:00'],
    ['friday 5pm', '2026-03-06T17:00'],
    ['Friday at 5', '2026-03-06T17:00'],
    ['by Friday 5 p.m. please', '2026-03-06T17:00'],
    ['please, by Friday 5pm', '2026-03-06T17:00'],
    ['5pm on friday', '2026-03-06T17:00'],
    ['5pm, Friday', '2026-03-06T17:00'],
    ['this friday', '2026-03-06T18:00'],
    ['next friday', '2026-03-13T18:00'],
    ['friday next week', '2026-03-13T18:00'],
    ['next week friday', '2026-03-13T18:00'],
    ['next monday 9:30 am', '2026-03-09T09:30'],
    ['monday morning', '2026-03-09T09:00'],
    ['monday morning at 10', '2026-03-09T10:00'],
    ['sunday at noon', '2026-03-08T12:00'],
    ['sat', '2026-03-07T18:00'],
    ['friday 13 march', '2026-03-13T18:00'],
    ['today', '2026-03-04T18:00'],
    ['tomorrow', '2026-03-05T18:00'],
    ['TOMORROW 5PM', '2026-03-05T17:00'],
    ['tmrw 3pm', '2026-03-05T15:00'],
    ['tomorrow morning', '2026-03-05T09:00'],
    ['tomorrow afternoon', '2026-03-05T14:00'],
    ['tomorrow evening', '2026-03-05T18:00'],
    ['this evening', '2026-03-04T18:00'],
    ['tonight', '2026-03-04T21:00'],
    ['tonight at 9', '2026-03-04T21:00'],
    ['day after tomorrow', '2026-03-06T18:00'],
    ['the day after tomorrow at 5:30', '2026-03-06T17:30'],
    ['noon', '2026-03-05T12:00'],
    ['noon tomorrow', '2026-03-05T12:00'],
    ['friday midnight', '2026-03-06T23:59'],
    ['12am friday', '2026-03-06T00:00'],
    ['12pm friday', '2026-03-06T12:00'],
    ['11 at night', '2026-03-04T23:00'],
    ['5 in the evening', '2026-03-04T17:00'],
    ["11 o'clock", '2026-03-05T11:00'],
    ['17:00', '2026-03-04T17:00'],
    ['1700 hrs', '2026-03-04T17:00'],
    ['5:30', '2026-03-04T17:30'],
    ['05:30', '2026-03-05T05:30'],
    ['12 March', '2026-03-12T18:00'],
    ['March 12th at 5', '2026-03-12T17:00'],
    ['12 Mar 2027 09:00', '2027-03-12T09:00'],
    ['2026-03-12', '2026-03-12T18:00'],
    ['2026-03-12 17:00', '2026-03-12T17:00'],
    ['2026-03-12 05:00', '2026-03-12T05:00'],
    ['2026-03-12T17:00Z', '2026-03-12T17:00 UTC'],
    ['2026-03-12T17:00+01:00', '2026-03-12T17:00 +01:00'],
    ['12/3', '2026-03-12T18:00'],
    ['12/03/2026 5pm', '2026-03-12T17:00'],
    ['12 march 5pm to 7pm', '2026-03-12T19:00'],
    ['the 15th', '2026-03-15T18:00'],
    ['2nd', '2026-04-02T18:00'],
    ['15th 5pm', '2026-03-15T17:00'],
  ])('%j is %s', (text, local) => {
    expect(understand(text)).toBe(local)
  })

  it.each([
    ['eod', '2026-03-04T18:00'],
    ['cob', '2026-03-04T18:00'],
    ['by EOD please', '2026-03-04T18:00'],
    ['eod friday', '2026-03-06T18:00'],
    ['friday eod', '2026-03-06T18:00'],
    ['end of day tomorrow', '2026-03-05T18:00'],
    ['eow', '2026-03-06T18:00'],
    ['end of the week', '2026-03-06T18:00'],
    ['end of next week', '2026-03-13T18:00'],
    ['next week', '2026-03-13T18:00'],
    ['eom', '2026-03-31T18:00'],
    ['end of the month', '2026-03-31T18:00'],
    ['end of next month', '2026-04-30T18:00'],
    ['end of year', '2026-12-31T18:00'],
  ])('the period that ends: %j is %s', (text, local) => {
    expect(understand(text)).toBe(local)
  })

  it.each([
    ['in 2 hours', '2026-03-04T14:00'],
    ['within 2 hours', '2026-03-04T14:00'],
    ['in half an hour', '2026-03-04T12:30'],
    ['in 1.5 hours', '2026-03-04T13:30'],
    ['in 1h 30m', '2026-03-04T13:30'],
    ['in an hour and 15 minutes', '2026-03-04T13:15'],
    ['30 minutes', '2026-03-04T12:30'],
    ['in 3 days', '2026-03-07T18:00'],
    ['3 days', '2026-03-07T18:00'],
    ['in a couple of days', '2026-03-06T18:00'],
    ['in a week', '2026-03-11T18:00'],
    ['in a fortnight', '2026-03-18T18:00'],
    ['two weeks from now', '2026-03-18T18:00'],
    ['in a month', '2026-04-04T18:00'],
    ['next business day', '2026-03-05T18:00'],
    ['in two business days', '2026-03-06T18:00'],
    ['in 3 working days', '2026-03-09T18:00'],
    ['in 3 working days at 10am', '2026-03-09T10:00'],
    ['in 2-3 days', '2026-03-07T18:00'],
    ['in an hour or two', '2026-03-04T14:00'],
    ['in a day or so', '2026-03-05T18:00'],
  ])('the time that is to pass: %j is %s', (text, local) => {
    expect(understand(text)).toBe(local)
  })

  it.each(['', ' ', '5', 'cafe 9', 'asap', '13pm', '25:00', '31 february', 'soon', '#42', '9/99'])(
    'does not guess at %j',
    (text) => {
      expect(understand(text)).toBeNull()
    },
  )
})

describe('a time in Hindi', () => {
  it.each([
    ['आज', '2026-03-04T18:00'],
    ['कल', '2026-03-05T18:00'],
    ['परसों', '2026-03-06T18:00'],
    ['कल शाम 5 बजे', '2026-03-05T17:00'],
    ['कल शाम ५ बजे', '2026-03-05T17:00'],
    ['कल शाम को 5:30 बजे', '2026-03-05T17:30'],
    ['कल सुबह', '2026-03-05T09:00'],
    ['कल दोपहर तक', '2026-03-05T14:00'],
    ['सोमवार तक', '2026-03-09T18:00'],
    ['गुरुवार को', '2026-03-05T18:00'],
    ['अगले शुक्रवार तक', '2026-03-13T18:00'],
    ['इस शुक्रवार', '2026-03-06T18:00'],
    ['अगले हफ़्ते सोमवार', '2026-03-09T18:00'],
    ['रविवार शाम 7 बजे तक', '2026-03-08T19:00'],
    ['आज रात 12 बजे', '2026-03-05T00:00'],
    ['रात 9 बजे', '2026-03-04T21:00'],
    ['कल रात 2 बजे', '2026-03-06T02:00'],
    ['दोपहर 2 बजे', '2026-03-04T14:00'],
    ['दोपहर 12 बजे', '2026-03-05T12:00'],
    ['सुबह साढ़े नौ बजे', '2026-03-05T09:30'],
    ['पौने 6 बजे', '2026-03-04T17:45'],
    ['दोपहर सवा 1 बजे', '2026-03-04T13:15'],
    ['ढाई बजे', '2026-03-04T14:30'],
    ['5 बजे शाम', '2026-03-04T17:00'],
    ['12 मार्च', '2026-03-12T18:00'],
    ['12 मार्च 2027 शाम 5 बजे', '2027-03-12T17:00'],
    ['15 तारीख तक', '2026-03-15T18:00'],
    ['दिन के अंत तक', '2026-03-04T18:00'],
    ['हफ़्ते के अंत तक', '2026-03-06T18:00'],
    ['महीने के अंत तक', '2026-03-31T18:00'],
    ['2 घंटे में', '2026-03-04T14:00'],
    ['दो घंटे में', '2026-03-04T14:00'],
    ['आधे घंटे में', '2026-03-04T12:30'],
    ['डेढ़ घंटे में', '2026-03-04T13:30'],
    ['३ दिन में', '2026-03-07T18:00'],
    ['2 हफ्ते में', '2026-03-18T18:00'],
    ['2 कार्य दिवस में', '2026-03-06T18:00'],
    ['kal shaam 5 baje', '2026-03-05T17:00'],
    ['kal tak', '2026-03-05T18:00'],
    ['parso', null],
    ['aaj raat', '2026-03-04T21:00'],
  ])('%j is %s', (text, local) => {
    // "parso" alone is too short to be sure of within a text, but a whole field of it is plain.
    expect(understand(text, { ...noon, language: 'hi' })).toBe(local ?? '2026-03-06T18:00')
  })

  it('is the same whichever way its letters are encoded', () => {
    const twoCodePoints = 'डेढ़ घंटे में'.normalize('NFD')
    const oneCodePoint = twoCodePoints.replaceAll('ढ़', '\u095d')

    expect(oneCodePoint).not.toBe(twoCodePoints)
    expect(understand(oneCodePoint)).toBe('2026-03-04T13:30')
    expect(understand(twoCodePoints)).toBe('2026-03-04T13:30')
  })
})

describe('a time that is over', () => {
  it.each([
    ['yesterday', '2026-03-03T18:00 past'],
    ['last friday', '2026-02-27T18:00 past'],
    ['पिछले शुक्रवार', '2026-02-27T18:00 past'],
    ['2 days ago', '2026-03-02T18:00 past'],
    ['1 March', '2026-03-01T18:00 past'],
    ['today 9am', '2026-03-04T09:00 past'],
    ['20 March 2020', '2020-03-20T18:00 past'],
  ])('is given back as such: %j', (text, local) => {
    expect(understand(text)).toBe(local)
  })

  it.each([
    ['a time without a day is tomorrow', '9am', '2026-03-05T09:00'],
    ['a weekday is next week', 'wednesday 9am', '2026-03-11T09:00'],
    ['a date long ago is next year', '12 January', '2027-01-12T18:00'],
  ])('%s', (_, text, local) => {
    expect(understand(text)).toBe(local)
  })

  it('is not put off when the day was named and is done', () => {
    const evening = said('2026-03-04T19:00', 'Asia/Kolkata')

    expect(understand('eod', evening)).toBe('2026-03-04T18:00 past')
    expect(understand('today', evening)).toBe('2026-03-04T18:00 past')
    expect(understand('eow', said('2026-03-07T12:00', 'Asia/Kolkata'))).toBe('2026-03-13T18:00')
  })
})

describe('before a day', () => {
  it.each([
    ['before Friday', '2026-03-05T18:00'],
    ['शुक्रवार से पहले', '2026-03-05T18:00'],
    ['on or before Friday', '2026-03-06T18:00'],
    ['before Friday 5pm', '2026-03-06T17:00'],
    ['before noon', '2026-03-05T12:00'],
    ['before end of week', '2026-03-06T18:00'],
  ])('%j is %s', (text, local) => {
    expect(understand(text)).toBe(local)
  })
})

describe('the hours of the one who speaks', () => {
  const hours = parseHours('mon-thu 10-19, sat 10-14')

  it.each([
    ['tomorrow', '2026-03-05T19:00'],
    ['saturday', '2026-03-07T14:00'],
    ['friday', '2026-03-06T17:30'],
    ['eow', '2026-03-07T14:00'],
    ['in 2 working days', '2026-03-07T14:00'],
  ])('end a day and say which days count: %j is %s', (text, local) => {
    expect(understand(text, { ...noon, hours, dayEnd: '17:30' })).toBe(local)
  })

  it('leave out days away', () => {
    const friday = Temporal.PlainDate.from('2026-03-06')

    expect(understand('in 2 business days', { ...noon, away: [{ from: friday, to: friday }] })).toBe('2026-03-09T18:00')
  })

  it('may end after midnight', () => {
    expect(understand('eod', { ...noon, hours: parseHours('every day 22-6') })).toBe('2026-03-05T06:00')
  })
})

describe('zones', () => {
  it.each([
    ['5pm IST', '2026-03-04T17:00'],
    ['5pm EST', '2026-03-04T17:00 America/New_York'],
    ['friday 5pm PST', '2026-03-06T17:00 America/Los_Angeles'],
    ['5pm London time', '2026-03-04T17:00 Europe/London'],
    ['tomorrow 5pm Europe/Lisbon', '2026-03-05T17:00 Europe/Lisbon'],
    // Summer in New York by then, whatever people call it.
    ['12 March 5pm EST', '2026-03-12T17:00 America/New_York'],
  ])('a named one is heard: %j', (text, local) => {
    expect(understand(text)).toBe(local)
  })

  it('decides what today is', () => {
    const late = said('2026-03-04T23:30', 'America/New_York')

    expect(understand('tomorrow 9am', late)).toBe('2026-03-05T09:00')
    expect(understand('tomorrow 9am IST', late)).toBe('2026-03-06T09:00 Asia/Kolkata')
  })

  it.each([
    // In London it is still Tuesday, in New York too.
    ['Sydney', 'Australia/Sydney', '8am GMT tomorrow', '2026-03-05T08:00 UTC'],
    ['Kolkata', 'Asia/Kolkata', '10am EST tomorrow', '2026-03-05T10:00 America/New_York'],
  ])("tomorrow is the speaker's own, by whatever clock the hour is: in %s", (_, zone, text, local) => {
    const hour = zone === 'Asia/Kolkata' ? '2026-03-04T10:00' : '2026-03-04T09:00'

    expect(understand(text, said(hour, zone))).toBe(local)
  })

  it('decides which number is the month, where the language does not', () => {
    expect(understand('3/4/2026', said('2026-03-01T12:00', 'America/New_York'))).toBe('2026-03-04T18:00')
    expect(understand('3/4/2026', said('2026-03-01T12:00', 'America/New_York', { language: 'hi' }))).toBe(
      '2026-04-03T18:00',
    )
    expect(understand('3/4/2026', said('2026-03-01T12:00', 'Europe/London'))).toBe('2026-04-03T18:00')
  })

  it.each([
    ['New York, the gap', 'America/New_York', '2026-03-07T12:00', 'tomorrow 2:30 am', '2026-03-08T03:30-04:00'],
    ['New York, the overlap', 'America/New_York', '2026-10-31T12:00', 'tomorrow 1:30 am', '2026-11-01T01:30-04:00'],
    ['London, the gap', 'Europe/London', '2026-03-28T12:00', '29 March 1:30 am', '2026-03-29T02:30+01:00'],
    ['London, the overlap', 'Europe/London', '2026-10-24T12:00', '25 October 01:30', '2026-10-25T01:30+01:00'],
    ['Lisbon, the gap', 'Europe/Lisbon', '2026-03-28T12:00', 'tomorrow 1:30 am', '2026-03-29T02:30+01:00'],
    ['Lisbon, the overlap', 'Europe/Lisbon', '2026-10-24T12:00', 'tomorrow 1:30 am', '2026-10-25T01:30+01:00'],
    ['Lord Howe, the gap', 'Australia/Lord_Howe', '2026-10-03T12:00', 'tomorrow 2:15 am', '2026-10-04T02:45+11:00'],
    ['Lord Howe, the overlap', 'Australia/Lord_Howe', '2026-04-04T12:00', 'tomorrow 1:45 am', '2026-04-05T01:45+11:00'],
    // Hours are hours, and days are days.
    ['hours over a gap', 'America/New_York', '2026-03-08T01:30', 'in 2 hours', '2026-03-08T04:30-04:00'],
    ['days over a gap', 'America/New_York', '2026-03-07T12:00', 'in 1 day at 9am', '2026-03-08T09:00-04:00'],
    ['hours over an overlap', 'Europe/Lisbon', '2026-10-25T00:30', 'in 3 hours', '2026-10-25T02:30+00:00'],
  ])('stand the change of clocks: %s', (_, zone, now, text, expected) => {
    expect(readTime(text, said(now, zone))).toMatchObject({ at: Temporal.Instant.from(expected) })
  })

  it('are the speaker’s, wherever the program runs', () => {
    const before = process.env['TZ']
    try {
      for (const machine of ['America/New_York', 'Asia/Tokyo', 'Pacific/Apia', 'UTC']) {
        process.env['TZ'] = machine

        expect(understand('2 days ago')).toBe('2026-03-02T18:00 past')
        expect(understand('12 March 5pm')).toBe('2026-03-12T17:00')
        expect(understand('yesterday', said('2026-03-08T02:30', 'Asia/Kolkata'))).toBe('2026-03-07T18:00 past')
      }
    } finally {
      if (before === undefined) delete process.env['TZ']
      else process.env['TZ'] = before
    }
  })
})
