import { describe, expect, it } from 'vitest'
import { findTimes, readTime } from '#src/time/grammar.ts'
import type { TimeContext } from '#src/time/reading.ts'

// Wednesday, 10:00, in New York.
const morning = said('2026-03-04T10:00', 'America/New_York')

function said(local: string, zone: string, more: Partial<TimeContext> = {}): TimeContext {
  const now = Temporal.PlainDateTime.from(local).toZonedDateTime(zone).toInstant()
  return { now, zone, language: 'en', use: 'due', ...more }
}

function localIn({ zone }: TimeContext, at: Temporal.Instant): string {
  return at.toZonedDateTimeISO(zone).toPlainDateTime().toString({ smallestUnit: 'minute' }).slice(5)
}

/** What was read, on the speaker's own clock; what could be meant besides, in brackets. */
function read(text: string, context = morning): string {
  const time = readTime(text, context)
  if (time.kind === 'unreadable') return time.why
  const local = (at: Temporal.Instant) => localIn(context, at)
  if (time.kind === 'ambiguous') return time.options.map(local).join(' or ')
  return `${local(time.at)}${time.said ? ` (${time.said})` : ''}${time.kind === 'past' ? ' past' : ''}`
}

describe('a phrase of time is understood whole', () => {
  it.each([
    ['by 3pm PST Thursday', '03-05T18:00'],
    ['by 5pm CET Monday', '03-09T12:00'],
    ['by Friday 5pm GMT+1', '03-06T11:00'],
    ['Friday 17:00 UTC+5:30', '03-06T06:30'],
    ['tomorrow 5pm Kolkata time', '03-05T06:30'],
    ['tomorrow 9am Pacific', '03-05T12:00'],
    ['Friday 5pm (IST)', '03-06T06:30'],
    ['Friday 5pm in London', '03-06T12:00'],
    ['by 5pm today', '03-04T17:00'],
    ['5pm today', '03-04T17:00'],
    ['by 9am Mon 9 Mar', '03-09T09:00'],
    ['Fri, Mar 13th, 5:30 p.m.', '03-13T17:30'],
    ['in an hour and a half', '03-04T11:30'],
    ['in two and a half hours', '03-04T12:30'],
    ['in three quarters of an hour', '03-04T10:45'],
    ['17h', '03-04T17:00'],
    ['at 17h', '03-04T17:00'],
    ['2h', '03-04T12:00'],
    ['Friday the 13th', '03-13T18:00'],
    ['a week from Tuesday', '03-17T18:00'],
    ['a week on Friday', '03-13T18:00'],
    ['friday week', '03-13T18:00'],
    ['tomorrow week', '03-12T18:00'],
    ['two days after tomorrow', '03-07T18:00'],
    ['the day before Friday', '03-05T18:00'],
    ['the Friday after next', '03-20T18:00'],
    ['the week after next', '03-20T18:00 (its-end)'],
    ['on the 1st of next month', '04-01T18:00'],
    ['the 1st of the month', '04-01T18:00'],
    ['last friday of january', '01-29T18:00'],
    ['second monday of april', '04-13T18:00'],
    ['first business day of next month', '04-01T18:00'],
    ['3 working days after 10 March', '03-13T18:00'],
    ['first thing Monday', '03-09T09:00'],
    ['tomorrow lunchtime', '03-05T13:00'],
    ['by 3', '03-04T15:00 (half-of-day)'],
    ['by lunch', '03-04T13:00'],
    ['by half past three', '03-04T15:30 (half-of-day)'],
    ['quarter to 12', '03-04T11:45'],
    ['by 12.30', '03-04T12:30'],
    ['end of Q1', '03-31T18:00'],
    ['end of next quarter', '06-30T18:00'],
    ['mid-March', '03-15T18:00'],
    ['before the weekend', '03-06T18:00'],
    ['close of business Thursday', '03-05T18:00'],
    ['end of Friday', '03-06T18:00'],
    ['no later than noon Friday', '03-06T12:00'],
    ['Friday at the latest', '03-06T18:00'],
    ['15 minutes before 5pm', '03-04T16:45'],
    ['2 days before the 20th', '03-18T18:00'],
  ])('in English: %j is %s', (text, local) => {
    expect(read(text)).toBe(local)
  })

  it.each([
    ['अगले महीने की 5 तारीख तक', '04-05T18:00'],
    ['इस महीने की 20 तारीख', '03-20T18:00'],
    ['कल शाम 5 बजे', '03-05T17:00'],
    ['महीने का आख़िरी शुक्रवार', '03-27T18:00'],
    ['अगले महीने के पहले सोमवार को', '04-06T18:00'],
    ['दो घंटे के अंदर', '03-04T12:00'],
    ['सवा घंटे में', '03-04T11:15'],
    ['साढ़े तीन घंटे बाद', '03-04T13:30'],
    ['शुक्रवार से 2 दिन पहले', '03-04T18:00'],
    ['5 बजकर 30 मिनट', '03-04T17:30 (half-of-day)'],
    ['तिमाही के अंत तक', '03-31T18:00'],
    ['१५ तारीख़ तक', '03-15T18:00'],
    ['सोमवार के दिन', '03-09T18:00'],
    ['शुक्रवार शाम साढ़े पाँच बजे तक', '03-06T17:30'],
    ['kal shaam 5 baje', '03-05T17:00'],
    ['sava paanch baje', '03-04T17:15 (half-of-day)'],
    ['saadhe teen baje tak', '03-04T15:30 (half-of-day)'],
    ['aadhe ghante mein', '03-04T10:30'],
    ['mahine ke ant tak', '03-31T18:00'],
    ['dedh baje', '03-04T13:30 (half-of-day)'],
    ['dhai baje', '03-04T14:30 (half-of-day)'],
    ['paune paanch baje', '03-04T16:45 (half-of-day)'],
    ['ek ghante ke andar', '03-04T11:00'],
    ['agle mahine ki 5 tarikh', '04-05T18:00'],
    ['is mahine ki 20 tareekh tak', '03-20T18:00'],
    ['mahine ki pehli tarikh', '04-01T18:00'],
    ['somwaar ko', '03-09T18:00'],
    ['shukrawar shaam 6 baje', '03-06T18:00'],
    ['Friday tak', '03-06T18:00'],
    ['5 pm baje tak', '03-04T17:00'],
  ])('in Hindi, in either script: %j is %s', (text, local) => {
    expect(read(text)).toBe(local)
  })

  it('of another year', () => {
    expect(readTime('5 March next year', morning)).toMatchObject({ at: Temporal.Instant.from('2027-03-05T23:00Z') })
    expect(readTime('अगले साल 5 मार्च तक', morning)).toMatchObject({ at: Temporal.Instant.from('2027-03-05T23:00Z') })
    expect(readTime('Mon 1 March', morning)).toMatchObject({ at: Temporal.Instant.from('2027-03-01T23:00Z') })
  })

  it('in the zone that was named, from wherever it was said', () => {
    const london = said('2026-03-04T10:00', 'Europe/London')

    expect(read('Friday 5 pm Eastern', london)).toBe('03-06T22:00')
    expect(read('Friday 5 pm IST', said('2026-03-04T10:00', 'Europe/Dublin'))).toBe('03-06T17:00')
  })
})

describe('a time in a line of which each word may be another', () => {
  it.each([
    ['Send it by half past three', '15:30'],
    ['Send it by the end of April', '04-30'],
    ['Send it by the first of April', '04-01'],
    ['Send it by close of business', '18:00'],
    ['Send it by Friday at 9 Pacific', '03-06T12:00'],
    ['kal tak bhejo', '03-05'],
    ['parso tak bhejo', '03-06'],
    ['is mahine ke ant tak bhejo', '03-31'],
  ])('is found: %j', (text, local) => {
    const [time] = findTimes(text, morning)

    expect(time?.lead).not.toBeNull()
    expect(time?.reading).toMatchObject({ kind: 'understood' })
    expect(time && 'at' in time.reading && localIn(morning, time.reading.at)).toContain(local)
  })
})

describe('what can be read in two ways', () => {
  it.each([
    ['11/12 noon', morning, '11-12T12:00 (month-first)'],
    ['11/12 noon', said('2026-03-04T10:00', 'Europe/London'), '12-11T12:00 (day-first)'],
    ['11/12 noon', said('2026-03-04T10:00', 'Asia/Kolkata'), '12-11T12:00 (day-first)'],
    ['11/12 noon', said('2026-03-04T10:00', 'Asia/Kolkata', { locale: 'en-US' }), '11-12T12:00 (month-first)'],
    ['25/12', morning, '12-25T18:00'],
    ['by Friday or Saturday', morning, '03-07T18:00 (later-of-two)'],
    ['EOD tomorrow or Thursday morning at the latest', morning, '03-05T18:00 (later-of-two)'],
    ['between 3 and 5pm tomorrow', morning, '03-05T17:00 (later-of-two)'],
    ['next friday', morning, '03-13T18:00 (next-week)'],
    ['by next week', morning, '03-13T18:00 (its-end)'],
    ['by the weekend', morning, '03-08T18:00 (its-end)'],
    ['next month', morning, '04-30T18:00 (its-end)'],
    ['by this week', morning, '03-06T18:00'],
    ['Wednesday', morning, '03-04T18:00 (today)'],
    ['tomorrow 2:30 am', said('2026-03-07T12:00', 'America/New_York'), '03-08T03:30 (moved-forward)'],
    ['tomorrow 1:30 am', said('2026-10-31T12:00', 'America/New_York'), '11-01T01:30 (first-of-two)'],
  ])('is said as it was read: %j', (text, context, local) => {
    expect(read(text, context)).toBe(local)
  })

  it.each([
    ['friday 15th', '03-06T18:00 or 03-15T18:00'],
    ['Fri 5 March', '03-05T18:00 or 03-06T18:00'],
    ['by 9', '03-04T21:00 or 03-05T09:00'],
    ['by January', '12-31T18:00 or 01-31T18:00'],
    ['29 Feb', '02-28T18:00 or 02-29T18:00'],
  ])('is asked about where it is a day or half a day apart: %j', (text, options) => {
    expect(read(text)).toBe(options)
  })

  it('is the one that agrees, where a weekday stands beside a date', () => {
    expect(read('friday 15th', said('2027-01-04T10:00', 'America/New_York'))).toBe('01-15T18:00')
  })
})

describe('what cannot be read', () => {
  it.each([
    ['by April 31', 'no-such-day'],
    ['by 31 Feb', 'no-such-day'],
    ['29 February 2027', 'no-such-day'],
    ['by 25:00', 'no-such-time'],
    ['13pm', 'no-such-time'],
    ['17:75', 'no-such-time'],
    ['by Diwali', 'not-whole'],
    ['early next week', 'not-whole'],
    ['not before Friday', 'not-whole'],
    ['in a few days', 'not-whole'],
    ['friday five people', 'not-whole'],
    ['5pm 6pm', 'not-whole'],
    ['every Friday', 'repeats'],
    ['soon', 'not-a-time'],
    ['', 'not-a-time'],
  ])('says why: %j', (text, why) => {
    expect(read(text)).toBe(why)
  })

  it('asks for a time of day where a day is not enough', () => {
    expect(read('Friday', { ...morning, use: 'moment' })).toBe('no-time-of-day')
    expect(read('Friday 5pm', { ...morning, use: 'moment' })).toBe('03-06T17:00')
    expect(read('5pm or 6pm', { ...morning, use: 'moment' })).toBe('03-04T17:00 or 03-04T18:00')
  })
})

describe('what is nearly over', () => {
  it.each([
    ['tonight', '2026-03-04T22:30', '03-04T23:59'],
    ['this morning', '2026-03-04T10:00', '03-04T12:00'],
    ['this afternoon', '2026-03-04T15:00', '03-04T18:00'],
    ['by yesterday', '2026-03-04T10:00', '03-03T18:00 past'],
    ['1 March', '2026-03-04T10:00', '03-01T18:00 past'],
    ['11/12 noon', '2026-11-30T10:00', '11-12T12:00 (month-first) past'],
  ])('%j, said at %s', (text, local, expected) => {
    expect(read(text, said(local, 'America/New_York'))).toBe(expected)
  })

  it('is said in the morning of a day, where one wants to be reminded on it', () => {
    const reminder = { ...morning, use: 'reminder' as const }

    expect(read('Friday', reminder)).toBe('03-06T09:00')
    expect(read('next week', reminder)).toBe('03-09T09:00')
    expect(read('today', reminder)).toBe('03-04T18:00')
  })
})

describe('a time in a line', () => {
  const spans = (text: string) =>
    findTimes(text, morning).map(({ from, to, lead, reading }) => [text.slice(from, to), lead, reading.kind])

  it('is taken with all the words of time that stand beside it, or not at all', () => {
    expect(spans('Send it by 3pm PST Thursday please')).toEqual([['by 3pm PST Thursday', 'by', 'understood']])
    expect(spans('Send on Friday by 5pm')).toEqual([['on Friday by 5pm', 'by', 'understood']])
    expect(spans('Send it by 31 Feb')).toEqual([['by 31 Feb', 'by', 'unreadable']])
    expect(spans('Send it early next week')).toEqual([['next week', null, 'unreadable']])
    expect(spans('Post every Friday at 9am')).toEqual([['Friday at 9am', null, 'unreadable']])
    expect(spans('Notes of Monday, Wednesday and Friday')).toEqual([
      ['Monday, Wednesday and Friday', null, 'unreadable'],
    ])
  })

  it.each([
    'Fix bug #travel-42',
    'Make the button #FF8800',
    "Review Friday's notes",
    'We may sit in the sun',
    'Raise it by 5%',
    'Read https://example.com/2026/03/12/friday',
    'Mail friday@example.com',
    'Open 24/7',
    'Version v2.5',
    'Wait a second',
    'Written by May',
  ])('is not seen where none is: %j', (text) => {
    expect(spans(text)).toEqual([])
  })

  it('says with which word it was introduced, and where it stands', () => {
    const [time] = findTimes('Delete mails up to 30 January', morning)

    expect(time).toMatchObject({ lead: 'until', atStart: false, atEnd: true, strength: 'clear' })
    expect(findTimes('कल की मीटिंग के नोट्स', morning)).toMatchObject([{ lead: null, atStart: true, strength: 'loose' }])
    expect(findTimes('रिपोर्ट शुक्रवार से पहले भेजो', morning)).toMatchObject([{ lead: 'से पहले' }])
  })
})
