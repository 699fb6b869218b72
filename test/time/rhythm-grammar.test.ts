import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { TimeContext } from '#src/time/reading.ts'
import { findSomeDay } from '#src/time/rhythm-find.ts'
import { without } from '#src/time/phrase.ts'
import { findRhythm, readRhythm } from '#src/time/rhythm-grammar.ts'
import { firstDay, nextOccurrences, type Rhythm } from '#src/time/rhythm.ts'
import { parseHours } from '#src/time/hours.ts'
import { workdays } from '#src/time/weekdays.ts'

// Wednesday, 4 March 2026, noon, in Kolkata.
const noon: TimeContext = {
  now: Temporal.Instant.from('2026-03-04T06:30Z'),
  zone: 'Asia/Kolkata',
  language: 'en',
  use: 'due',
}

const plain = { every: 1, times: ['09:00'], zone: null, from: null, until: null, count: null }
const week = (...on: number[]) => ({ days: { unit: 'week', on } })
const dates = (...on: number[]) => ({ days: { unit: 'month', on: { dates: on } } })
const nth = (place: number, ...among: number[]) => ({ days: { unit: 'month', on: { nth: [place], among } } })

function find(text: string): [string, Rhythm] | null {
  const found = findRhythm(text, noon)
  return found?.reading.kind === 'understood' ? [without(text, found.from, found.to), found.reading.rhythm] : null
}

function understandRhythm(text: string, context: TimeContext): Rhythm | null {
  const read = readRhythm(text, context)
  return read.kind === 'understood' ? read.rhythm : null
}

function coming(rhythm: Rhythm, most: number): string[] {
  const first = firstDay(rhythm, noon.zone, noon.now)
  return first === null ? [] : nextOccurrences(rhythm, first, noon.zone, noon.now, most).map(({ slot }) => slot)
}

describe('how often, in the words of a task', () => {
  it.each([
    ['Check the mail every weekday at 9:00', 'Check the mail', week(...workdays)],
    ['Every weekday at 9:00 check the mail', 'check the mail', week(...workdays)],
    ['Check the mail every working day', 'Check the mail', week(...workdays)],
    ['Check the mail every weekend', 'Check the mail', week(6, 7)],
    ['Send the report every 2 weeks on Monday', 'Send the report', { every: 2, ...week(1) }],
    ['Send the report every other Monday', 'Send the report', { every: 2, ...week(1) }],
    ['Send the report every second week on Monday', 'Send the report', { every: 2, ...week(1) }],
    ['Send the report every fortnight on Friday', 'Send the report', { every: 2, ...week(5) }],
    ['Post every Mon, Wed and Fri 9am', 'Post', week(1, 3, 5)],
    ['Post every Monday and every Thursday', 'Post', week(1, 4)],
    ['Post each Monday to Thursday', 'Post', week(1, 2, 3, 4)],
    ['Post every Mon/Wed/Fri', 'Post', week(1, 3, 5)],
    ['Water the plants every day', 'Water the plants', { days: { unit: 'day' } }],
    ['Water the plants daily', 'Water the plants', { days: { unit: 'day' } }],
    ['Water the plants every other day', 'Water the plants', { every: 2, days: { unit: 'day' } }],
    ['Water the plants every 3 days', 'Water the plants', { every: 3, days: { unit: 'day' } }],
    ['Water the plants once a week', 'Water the plants', week(3)],
    ['Water the plants weekly on Sunday', 'Water the plants', week(7)],
    ['Run payroll last Friday of the month', 'Run payroll', nth(-1, 5)],
    ['Run payroll on the last Friday of every month', 'Run payroll', nth(-1, 5)],
    ['Run payroll every month on the last Friday', 'Run payroll', nth(-1, 5)],
    ['Run payroll every last Friday', 'Run payroll', nth(-1, 5)],
    ['Run payroll on the last working day of the month', 'Run payroll', nth(-1, ...workdays)],
    ['Run payroll on the last day of the month', 'Run payroll', dates(-1)],
    ['Run payroll every second Tuesday of the month', 'Run payroll', nth(2, 2)],
    ['Run payroll on the first and third Monday of each month', 'Run payroll', nth1and3()],
    ['Pay the rent on the 31st of every month', 'Pay the rent', dates(31)],
    ['Pay the rent every month on the 31st', 'Pay the rent', dates(31)],
    ['Pay the rent every 31st', 'Pay the rent', dates(31)],
    ['Pay the rent monthly on the 1st and 15th', 'Pay the rent', dates(1, 15)],
    ['Pay the rent monthly', 'Pay the rent', dates(4)],
    ['File the return every 3 months on the 1st', 'File the return', { every: 3, ...dates(1) }],
    ['File the return every quarter on the 1st', 'File the return', { every: 3, ...dates(1) }],
    ['Renew the licence every year on 5 April', 'Renew the licence', yearly(4, 5)],
    ['Renew the licence every 5 April', 'Renew the licence', yearly(4, 5)],
    ['Renew the licence every April 5th', 'Renew the licence', yearly(4, 5)],
    ['Renew the licence every April on the 5th', 'Renew the licence', yearly(4, 5)],
    ['Renew the licence yearly on 29 February', 'Renew the licence', yearly(2, 29)],
  ])('is understood and taken out: %j', (typed, text, rhythm) => {
    expect(find(typed)).toEqual([text, { ...plain, ...rhythm }])
  })

  it.each([
    ['हर सोमवार सुबह 9 बजे रिपोर्ट भेजें', 'रिपोर्ट भेजें', week(1)],
    ['रिपोर्ट भेजें हर सोमवार और गुरुवार को सुबह 9 बजे', 'रिपोर्ट भेजें', week(1, 4)],
    ['हर दूसरे सोमवार को रिपोर्ट भेजें', 'रिपोर्ट भेजें', { every: 2, ...week(1) }],
    ['हर 2 हफ़्ते पर सोमवार को रिपोर्ट भेजें', 'रिपोर्ट भेजें', { every: 2, ...week(1) }],
    ['हर कार्य दिवस सुबह 9 बजे मेल देखें', 'मेल देखें', week(...workdays)],
    ['रोज़ सुबह 9 बजे मेल देखें', 'मेल देखें', { days: { unit: 'day' } }],
    ['हर दिन मेल देखें', 'मेल देखें', { days: { unit: 'day' } }],
    ['हर दूसरे दिन पौधों को पानी दें', 'पौधों को पानी दें', { every: 2, days: { unit: 'day' } }],
    ['हर महीने की आख़िरी शुक्रवार को वेतन दें', 'वेतन दें', nth(-1, 5)],
    ['वेतन दें हर महीने के आखिरी शुक्रवार', 'वेतन दें', nth(-1, 5)],
    ['महीने के पहले सोमवार को बैठक रखें', 'बैठक रखें', nth(1, 1)],
    ['हर महीने के आख़िरी दिन हिसाब बंद करें', 'हिसाब बंद करें', dates(-1)],
    ['हर महीने 31 तारीख को किराया दें', 'किराया दें', dates(31)],
    ['हर महीने की ३१ तारीख को किराया दें', 'किराया दें', dates(31)],
    ['हर 3 महीने पर 1 तारीख को रिटर्न भरें', 'रिटर्न भरें', { every: 3, ...dates(1) }],
    ['हर साल 5 अप्रैल को लाइसेंस बढ़ाएँ', 'लाइसेंस बढ़ाएँ', yearly(4, 5)],
    ['har somvar subah 9 baje report bhejo', 'report bhejo', week(1)],
  ])('is understood in Hindi: %j', (typed, text, rhythm) => {
    expect(find(typed)).toEqual([text, { ...plain, ...rhythm }])
  })

  it.each([
    ['Post every day at 5:30pm', ['17:30']],
    ['Post every day at 9am and 5pm', ['09:00', '17:00']],
    ['Post at 8:15 every day', ['08:15']],
    ['Post every morning', ['09:00']],
    ['Post every evening at 7', ['19:00']],
    ['Post every day at noon', ['12:00']],
    ['हर दिन शाम 5 बजे पोस्ट करें', ['17:00']],
    ['हर दिन साढ़े 9 बजे पोस्ट करें', ['09:30']],
  ])('says at what time: %j', (typed, times) => {
    expect(find(typed)?.[1]).toEqual({ ...plain, days: { unit: 'day' }, times })
  })

  it('begins with their working day where no time is said', () => {
    const hours = parseHours('Mon-Thu 10:00-18:00, Fri 8:30-14:00')

    expect(understandRhythm('every Monday', { ...noon, hours })?.times).toEqual(['10:00'])
    expect(understandRhythm('every Friday', { ...noon, hours })?.times).toEqual(['08:30'])
    expect(understandRhythm('every Sunday', { ...noon, hours })?.times).toEqual(['09:00'])
  })

  it('is lived where the time is said to be', () => {
    expect(find('Call every Friday at 9am London time')).toEqual([
      'Call',
      { ...plain, ...week(5), zone: 'Europe/London' },
    ])
  })

  it.each([
    ['Post every Monday until June', { until: '2026-06-30' }],
    ['Post every Monday until 15 June', { until: '2026-06-15' }],
    ['Post every Monday till the end of June', { until: '2026-06-30' }],
    ['Post every Monday until February', { until: '2027-02-28' }],
    ['Post every Monday until 2027', { until: '2027-12-31' }],
    ['Post every Monday until the end of the year', { until: '2026-12-31' }],
    ['Post every Monday at 9:00, until 31 December 2026', { until: '2026-12-31' }],
    ['Post every Monday, 10 times', { count: 10 }],
    ['Post every Monday for ten times', { count: 10 }],
    ['Post every Monday 10x', { count: 10 }],
    ['Post every Monday for 6 weeks', { until: '2026-04-14' }],
    ['Post every Monday from 16 March', { from: '2026-03-16' }],
    ['Post every Monday starting next month, 4 times', { from: '2026-04-01', count: 4 }],
    ['हर सोमवार जून तक पोस्ट करें', { until: '2026-06-30' }],
    ['हर सोमवार सुबह 9 बजे 15 जून तक पोस्ट करें', { until: '2026-06-15' }],
    ['हर सोमवार, 10 बार पोस्ट करें', { count: 10 }],
    ['हर सोमवार 16 मार्च से पोस्ट करें', { from: '2026-03-16' }],
    ['हर सोमवार 6 हफ़्ते तक पोस्ट करें', { until: '2026-04-14' }],
  ])('says from when, until when, or how often in all: %j', (typed, span) => {
    const [text, rhythm] = find(typed) ?? []

    expect(rhythm).toEqual({ ...plain, ...week(1), ...span })
    expect(text).toMatch(/^(?:Post|पोस्ट करें)$/u)
  })

  it.each([
    ['Send the report every Friday at 9:00 due 5pm', 'Send the report due 5pm'],
    ['Send the report every Friday by 5pm', 'Send the report by 5pm'],
    ['Send the report every Friday at 9:00 … due 5pm', 'Send the report … due 5pm'],
    ['Every Friday: send the report by 5pm, please', 'send the report by 5pm, please'],
    ['हर शुक्रवार सुबह 9 बजे रिपोर्ट भेजें शाम 5 बजे तक', 'रिपोर्ट भेजें शाम 5 बजे तक'],
    ['हर शुक्रवार शाम 5 बजे तक रिपोर्ट भेजें', 'शाम 5 बजे तक रिपोर्ट भेजें'],
  ])('leaves in what is said of the due time: %j', (typed, text) => {
    expect(find(typed)).toEqual([text, { ...plain, ...week(5) }])
  })

  it('leaves the other lines of a brief alone', () => {
    expect(find('Send the report every Friday\n\n- figures of every branch\n- 2 pages')?.[0]).toBe(
      'Send the report\n\n- figures of every branch\n- 2 pages',
    )
  })

  it.each([
    'Summarise the notes of every meeting',
    'Send our weekly newsletter',
    'Prepare the daily report',
    'Book the every Monday meeting room',
    'Answer every mail',
    'Call every client',
    'Write about “every Monday is a new start”',
    'Print the sign "open every day"',
    'Review every Monday’s figures',
    'Send it more than once a week ago',
    'Prepare payroll by the last Friday of the month',
    'Take photos every 10 minutes',
    'Reply to each of them',
    'Finish the first draft',
    'Send it on Monday',
    'हर ग्राहक को फ़ोन करें',
    'हर सोमवार की रिपोर्ट पढ़ें',
    'रोज़ी को फ़ोन करें',
    '',
  ])('is not found where nothing repeats: %j', (typed) => {
    expect(find(typed)).toBeNull()
  })

  it('is found or not, and never fails, whatever is typed', () => {
    const words = fc.constantFrom(
      ...['every', 'each', 'हर', 'once a', 'day', 'Monday', '2', '31st', 'on the', 'last', 'Friday', 'of the month'],
      ...['at 9', '9am', 'until', 'June', '10 times', 'from', 'महीने', 'की', 'तारीख को', 'तक', 'weeks', '"', '\n', ','],
    )
    fc.assert(
      fc.property(
        fc.array(fc.oneof(words, fc.string({ unit: 'grapheme', maxLength: 6 })), { maxLength: 12 }),
        (parts) => {
          const typed = parts.join(' ')
          const found = findRhythm(typed.normalize('NFC'), noon)
          if (found?.reading.kind !== 'understood') return
          // Whatever was understood can be counted.
          const slots = coming(found.reading.rhythm, 3)
          expect(slots).toEqual(slots.toSorted())
        },
      ),
      { numRuns: 500 },
    )
  })
})

describe('how often, where nothing else is asked', () => {
  it.each([
    ['every weekday at 9:00', week(...workdays)],
    ['weekday at 9:00', week(...workdays)],
    ['weekdays 9:00', week(...workdays)],
    ['2 weeks on Monday', { every: 2, ...week(1) }],
    ['Mon, Wed and Fri', week(1, 3, 5)],
    ['Friday.', week(5)],
    ['last Friday of the month', nth(-1, 5)],
    ['the last Friday', nth(-1, 5)],
    ['on the 31st', dates(31)],
    ['month on the 31st', dates(31)],
    ['31st', dates(31)],
    ['daily', { days: { unit: 'day' } }],
    ['year on 5 April', yearly(4, 5)],
    ['5 April', yearly(4, 5)],
    ['सोमवार सुबह 9 बजे', week(1)],
    ['2 हफ़्ते पर सोमवार को', { every: 2, ...week(1) }],
    ['आख़िरी शुक्रवार', nth(-1, 5)],
    ['31 तारीख को', dates(31)],
  ])('may leave out "every": %j', (typed, rhythm) => {
    expect(understandRhythm(typed, noon)).toEqual({ ...plain, ...rhythm })
  })

  it.each(['', 'sometimes', 'every', 'every hour', 'every Monday or so', 'every 0 days', '32nd', 'now and then', 'हर'])(
    'is not guessed at: %j',
    (typed) => {
      expect(understandRhythm(typed, noon)).toBeNull()
    },
  )

  it('can be counted, however far apart it is', () => {
    for (const unit of ['days', 'weeks', 'months', 'years']) {
      const rhythm = understandRhythm(`every 999 ${unit}`, noon)

      expect(rhythm && coming(rhythm, 2)).toHaveLength(2)
    }
  })
})

describe('a day that may be this month’s or each month’s', () => {
  it.each([
    ['Pay the rent on the 31st', 'on the 31st', 31],
    ['Pay the rent on the 1st #bookkeeping', 'on the 1st', 1],
    ['31 तारीख को किराया दें', '31 तारीख को', 31],
  ])('is asked about: %j', (typed, phrase, date) => {
    expect(findSomeDay(typed)).toMatchObject({ phrase, date })
  })

  it.each([
    'Pay the rent by the 31st',
    'Meet on the 2nd floor',
    'Read the 31st page',
    'Pay on the 99th',
    'Pay on 31 March',
  ])('is not, where it is no such day: %j', (typed) => {
    expect(findSomeDay(typed)).toBeNull()
  })
})

function yearly(month: number, ...on: number[]) {
  return { days: { unit: 'year', month, on: { dates: on } } }
}

function nth1and3() {
  return { days: { unit: 'month', on: { nth: [1, 3], among: [1] } } }
}
