import { describe, expect, it } from 'vitest'
import { readHolidays } from '#src/features/calendars/holidays.ts'
import { readHolidaysApart } from '#src/features/calendars/queries/holidays-apart.ts'
import { aCalendar, republicDay } from './shared.ts'

const day = (text: string) => Temporal.PlainDate.from(text)
const from = day('2026-01-01')
const to = day('2027-12-31')

const aDayIn = (zone: string, date: string) => [`DTSTART;TZID=${zone}:${date}T000000`, 'DURATION:P1D']

function days(...entries: string[][]): string[] {
  const read = readHolidays(aCalendar(...entries), from, to)
  if (!read.ok) throw new Error(read.why)
  return read.holidays.map((holiday) => `${holiday.day.toString()} ${holiday.name}`)
}

describe('holidays from a shared calendar', () => {
  it.each<[string, string[][], string[]]>([
    ['a day', [republicDay], ['2026-01-26 Republic Day']],
    [
      'several days',
      [['DTSTART;VALUE=DATE:20261224', 'DTEND;VALUE=DATE:20261227', 'SUMMARY:Yule']],
      ['2026-12-24 Yule', '2026-12-25 Yule', '2026-12-26 Yule'],
    ],
    [
      'a length in place of an end',
      [['DTSTART;VALUE=DATE:20261224', 'DURATION:P2D', 'SUMMARY:Yule']],
      ['2026-12-24 Yule', '2026-12-25 Yule'],
    ],
    [
      'each year, since long ago',
      [['DTSTART;VALUE=DATE:19500126', 'RRULE:FREQ=YEARLY', 'SUMMARY:R']],
      ['2026-01-26 R', '2027-01-26 R'],
    ],
    [
      'each year until it ended',
      [['DTSTART;VALUE=DATE:19500126', 'RRULE:FREQ=YEARLY;UNTIL=20260201', 'SUMMARY:R']],
      ['2026-01-26 R'],
    ],
    [
      'the last Monday of May',
      [['DTSTART;VALUE=DATE:20200525', 'RRULE:FREQ=YEARLY;BYMONTH=5;BYDAY=-1MO', 'SUMMARY:M']],
      ['2026-05-25 M', '2027-05-31 M'],
    ],
    [
      'each year but one',
      [['DTSTART;VALUE=DATE:20260126', 'RRULE:FREQ=YEARLY', 'EXDATE;VALUE=DATE:20270126', 'SUMMARY:R']],
      ['2026-01-26 R'],
    ],
    [
      'days that are listed',
      [['DTSTART;VALUE=DATE:20260126', 'RDATE;VALUE=DATE:20270226', 'SUMMARY:R']],
      ['2026-01-26 R', '2027-02-26 R'],
    ],
    [
      'midnight to midnight, wherever its reader is',
      [['DTSTART:20260126T000000', 'DTEND:20260127T000000', 'SUMMARY:R']],
      ['2026-01-26 R'],
    ],
    [
      'midnight to midnight in a zone',
      [['DTSTART;TZID=Asia/Kolkata:20260126T000000', 'DTEND;TZID=Asia/Kolkata:20260127T000000', 'SUMMARY:R']],
      ['2026-01-26 R'],
    ],
    [
      'a name over two lines, and one that is too long',
      [['DTSTART;VALUE=DATE:20260126', String.raw`SUMMARY:Republic\n  Day${'😀'.repeat(90)}`]],
      [`2026-01-26 Republic Day${'😀'.repeat(68)}`],
    ],
    ['no name', [['DTSTART;VALUE=DATE:20260126']], ['2026-01-26 –']],
    ['the same twice', [republicDay, republicDay], ['2026-01-26 Republic Day']],
    ['a date that does not say that it is one', [['DTSTART:20261126', 'SUMMARY:T']], ['2026-11-26 T']],
    ['a date that says so, with a midnight', [['DTSTART;VALUE=DATE:20261126T000000', 'SUMMARY:T']], ['2026-11-26 T']],
    ['a date in quotes and blanks', [['DTSTART;VALUE="DATE": 20261126 ', 'SUMMARY:T']], ['2026-11-26 T']],
    ['names in small letters', [['dtstart;value=date:20261126', 'summary:T']], ['2026-11-26 T']],
    [
      'days that are listed, and taken out, without saying that they are days',
      [['DTSTART;VALUE=DATE:20260126', 'RDATE:20260226,20260326', 'EXDATE:20260226T000000,', 'SUMMARY:R']],
      ['2026-01-26 R', '2026-03-26 R'],
    ],
    [
      'a midnight in a zone that nobody knows, or that goes by Windows’ name or by words',
      ['Nowhere/Land', 'India Standard Time', '"(UTC+05:30) Chennai, Kolkata, Mumbai, New Delhi"'].map(
        (zone, index) => [`DTSTART;TZID=${zone}:2026012${index + 1}T000000`, ...['DURATION:P1D', 'SUMMARY:Z']],
      ),
      ['2026-01-21 Z', '2026-01-22 Z', '2026-01-23 Z'],
    ],
    [
      'the last day of each month, and the thirty-first where there is one',
      [
        ['DTSTART;VALUE=DATE:20260131', 'RRULE:FREQ=MONTHLY;BYMONTHDAY=-1;COUNT=2', 'SUMMARY:L'],
        ['DTSTART;VALUE=DATE:20260331', 'RRULE:FREQ=MONTHLY;COUNT=2;', 'SUMMARY:T'],
      ],
      ['2026-01-31 L', '2026-02-28 L', '2026-03-31 T', '2026-05-31 T'],
    ],
    [
      'each year but one, whose date does not say that it is one',
      [['DTSTART;VALUE=DATE:20200126', 'RRULE:FREQ=YEARLY', 'EXDATE:20270126', 'SUMMARY:R']],
      ['2026-01-26 R'],
    ],
    [
      'each year, where an exception is empty',
      [['DTSTART;VALUE=DATE:20200126', 'RRULE:FREQ=YEARLY', 'EXDATE:', 'SUMMARY:R']],
      ['2026-01-26 R', '2027-01-26 R'],
    ],
    [
      'a day that ends a minute before midnight',
      [['DTSTART;TZID=America/New_York:20261108T000000', 'DTEND;TZID=America/New_York:20261108T235900', 'SUMMARY:V']],
      ['2026-11-08 V'],
    ],
    [
      'a leap day, which comes in leap years alone',
      [['DTSTART;VALUE=DATE:20200229', 'RRULE:FREQ=YEARLY', 'SUMMARY:L']],
      [],
    ],
    [
      'the twentieth Monday of each year',
      [['DTSTART;VALUE=DATE:20240513', 'RRULE:FREQ=YEARLY;BYDAY=20MO', 'SUMMARY:M']],
      ['2026-05-18 M', '2027-05-17 M'],
    ],
    [
      'the Monday of the twentieth week of each year',
      [['DTSTART;VALUE=DATE:20240513', 'RRULE:FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO', 'SUMMARY:M']],
      ['2026-05-11 M', '2027-05-17 M'],
    ],
    [
      'the first Monday of each year',
      [['DTSTART;VALUE=DATE:20240101', 'RRULE:FREQ=YEARLY;BYDAY=MO;BYSETPOS=1', 'SUMMARY:M']],
      ['2026-01-05 M', '2027-01-04 M'],
    ],
    [
      'the day on which an entry stands, though its rule passes it over, and counts it',
      [['DTSTART;VALUE=DATE:20260325', 'RRULE:FREQ=YEARLY;BYMONTH=5;BYDAY=1MO;COUNT=2', 'SUMMARY:M']],
      ['2026-03-25 M', '2026-05-04 M'],
    ],
    [
      'a rule that ends with a midnight of Kolkata, written in UTC',
      [[...aDayIn('Asia/Kolkata', '20260215'), 'RRULE:FREQ=WEEKLY;UNTIL=20260228T183000Z', 'SUMMARY:W']],
      ['2026-02-15 W', '2026-02-22 W', '2026-03-01 W'],
    ],
    [
      'a rule that ends in New York before the day that it is in UTC',
      [[...aDayIn('America/New_York', '20260215'), 'RRULE:FREQ=WEEKLY;UNTIL=20260301T045959Z', 'SUMMARY:W']],
      ['2026-02-15 W', '2026-02-22 W'],
    ],
    [
      'a rule whose last midnight is in summer time and its first in winter',
      [[...aDayIn('Europe/Berlin', '20260312'), 'RRULE:FREQ=WEEKLY;UNTIL=20260408T220000Z', 'SUMMARY:W']],
      ['2026-03-12 W', '2026-03-19 W', '2026-03-26 W', '2026-04-02 W', '2026-04-09 W'],
    ],
    [
      'a day taken out by its midnight in UTC',
      [[...aDayIn('Asia/Kolkata', '20260126'), 'RRULE:FREQ=YEARLY', 'EXDATE:20270125T183000Z', 'SUMMARY:R']],
      ['2026-01-26 R'],
    ],
    [
      'a day moved by its midnight in UTC',
      [
        ['UID:a', ...aDayIn('Asia/Kolkata', '20260126'), 'RRULE:FREQ=YEARLY', 'SUMMARY:R'],
        ['UID:a', ...aDayIn('Asia/Kolkata', '20270127'), 'RECURRENCE-ID:20270125T183000Z', 'SUMMARY:Moved'],
      ],
      ['2026-01-26 R', '2027-01-27 Moved'],
    ],
    [
      'a zone by the end of its name, where the calendar does not say what it is',
      [[...aDayIn('/x.org/1/Asia/Kolkata', '20260126'), 'RRULE:FREQ=YEARLY;UNTIL=20270125T183000Z', 'SUMMARY:R']],
      ['2026-01-26 R', '2027-01-26 R'],
    ],
  ])('reads %s', (_, entries, expected) => {
    expect(days(...entries)).toEqual(expected)
  })

  it.each<[string, string[]]>([
    ['a meeting', ['DTSTART:20260126T100000Z', 'DTEND:20260126T110000Z', 'SUMMARY:M']],
    [
      'a day in UTC, which is no day anywhere else',
      ['DTSTART:20260126T000000Z', 'DTEND:20260127T000000Z', 'SUMMARY:M'],
    ],
    ['a meeting that says that it is a date', ['DTSTART;VALUE=DATE:20260126T100000', 'SUMMARY:M']],
    ['a moment at midnight', ['DTSTART:20260126T000000', 'SUMMARY:M']],
    ['what was cancelled', [...republicDay, 'STATUS:CANCELLED']],
    ['what is over', ['DTSTART;VALUE=DATE:20251225', 'SUMMARY:Yule']],
    ['what is far off', ['DTSTART;VALUE=DATE:20281225', 'SUMMARY:Yule']],
    ['an entry without a day', ['SUMMARY:Never']],
    [
      'an entry in the place of a day that is none',
      [...republicDay, 'RECURRENCE-ID;VALUE=DATE:00000000', 'STATUS:CANCELLED'],
    ],
    ['an entry with a day that is none', ['DTSTART;VALUE=DATE:2026XX01', 'SUMMARY:Never']],
  ])('passes over %s', (_, entry) => {
    expect(days(entry, ['DTSTART;VALUE=DATE:20260815', 'SUMMARY:Independence Day'])).toEqual([
      '2026-08-15 Independence Day',
    ])
  })

  it('takes one day of a repeating entry from where it was moved to, or not at all when it was cancelled', () => {
    const yearly = ['UID:a', 'DTSTART;VALUE=DATE:20250126', 'RRULE:FREQ=YEARLY', 'SUMMARY:R']
    const moved = ['UID:a', 'RECURRENCE-ID;VALUE=DATE:20260126', 'DTSTART;VALUE=DATE:20260127', 'SUMMARY:R, moved']
    const cancelled = ['UID:a', 'RECURRENCE-ID;VALUE=DATE:20270126', 'DTSTART;VALUE=DATE:20270126', 'STATUS:CANCELLED']

    expect(days(yearly, moved, cancelled)).toEqual(['2026-01-27 R, moved'])
  })

  it.each<[string, string[], string]>([
    ['a month that is none', ['DTSTART;VALUE=DATE:20200126', 'RRULE:FREQ=YEARLY;BYMONTH=16'], 'rule'],
    ['a frequency that is none', ['DTSTART;VALUE=DATE:20200126', 'RRULE:FREQ=YEARLYT000000Z'], 'rule'],
    ['a weekday that is none', ['DTSTART;VALUE=DATE:20200126', 'RRULE:FREQ=YEARLY;BYMONTH=5;BYDAY=1MON'], 'rule'],
    ['a day of a month that has none such', ['DTSTART;VALUE=DATE:20200126', 'RRULE:FREQ=YEARLY;BYMONTHDAY=32'], 'rule'],
    ['an end that is none', ['DTSTART;VALUE=DATE:20200126', 'RRULE:FREQ=YEARLY;UNTIL=2026-12-31'], 'rule'],
    ['an end on a day that there is not', ['DTSTART;VALUE=DATE:20200126', 'RRULE:FREQ=YEARLY;UNTIL=20270230'], 'rule'],
    ['an end in a thirteenth month', ['DTSTART;VALUE=DATE:20200126', 'RRULE:FREQ=YEARLY;UNTIL=20269999'], 'rule'],
    ['an end at an hour 25', ['DTSTART;VALUE=DATE:20200126', 'RRULE:FREQ=YEARLY;UNTIL=20270101T250000Z'], 'rule'],
    ['more days than can be counted', ['DTSTART;VALUE=DATE:19000101', 'RRULE:FREQ=DAILY;COUNT=99999'], 'rule'],
    ['a count of none', ['DTSTART;VALUE=DATE:20200126', 'RRULE:FREQ=YEARLY;COUNT=0'], 'rule'],
    ['an empty rule', ['DTSTART;VALUE=DATE:20260126', 'RRULE:'], 'rule'],
    ['the second Monday of a week', ['DTSTART;VALUE=DATE:20260105', 'RRULE:FREQ=WEEKLY;BYDAY=2MO'], 'rule'],
    [
      'the second Monday of a week of the year',
      ['DTSTART;VALUE=DATE:20260105', 'RRULE:FREQ=YEARLY;BYWEEKNO=20;BYDAY=2MO'],
      'rule',
    ],
    ['a week of the year in each month', ['DTSTART;VALUE=DATE:20260105', 'RRULE:FREQ=MONTHLY;BYWEEKNO=20'], 'rule'],
    ['a day of the year in each month', ['DTSTART;VALUE=DATE:20260105', 'RRULE:FREQ=MONTHLY;BYYEARDAY=100'], 'rule'],
    ['a day of the month in each week', ['DTSTART;VALUE=DATE:20260105', 'RRULE:FREQ=WEEKLY;BYMONTHDAY=5'], 'rule'],
    ['the first of nothing', ['DTSTART;VALUE=DATE:20260105', 'RRULE:FREQ=YEARLY;BYSETPOS=1'], 'rule'],
    ['every hour of a day', ['DTSTART;VALUE=DATE:20260105', 'RRULE:FREQ=HOURLY;COUNT=3'], 'rule'],
    [
      'a rule of exceptions',
      ['DTSTART;VALUE=DATE:20200126', 'RRULE:FREQ=YEARLY', 'EXRULE:FREQ=YEARLY;INTERVAL=2'],
      'rule',
    ],
    [
      'a leap day moved to the last of February',
      ['DTSTART;VALUE=DATE:20240229', 'RRULE:FREQ=YEARLY;SKIP=BACKWARD'],
      'rule',
    ],
    ['a date with dashes', ['DTSTART;VALUE=DATE:2026-01-27'], 'date'],
    ['a year of two digits', ['DTSTART;VALUE=DATE:260127'], 'date'],
    ['an end that makes no sense', ['DTSTART;VALUE=DATE:20260127', 'DTEND;VALUE=DATE:soon'], 'date'],
    ['no day at all', [], 'date'],
    ['a day of another program’s making', ['item1.DTSTART;VALUE=DATE:20260127'], 'date'],
    ['a quote that does not end', ['DTSTART;X-NOTE="open:20260126'], 'line'],
    ['a date that is none', ['DTSTART;VALUE=DATE:20260231'], 'date'],
    ['years of another calendar', ['DTSTART;VALUE=DATE:20260217', 'RRULE:RSCALE=CHINESE;FREQ=YEARLY'], 'calendar'],
    [
      'a day on which people work',
      ['DTSTART;VALUE=DATE:20260214', 'X-APPLE-SPECIAL-DAY:ALTERNATE-WORKDAY'],
      'working-day',
    ],
  ])('loses one entry with %s, says which, and keeps the others', (_, entry, why) => {
    const read = readHolidays(aCalendar([...entry, 'SUMMARY:Odd Day'], republicDay), from, to)

    expect(read).toMatchObject({ ok: true, passed: [{ name: 'Odd Day', why }] })
    expect(read.ok && read.holidays.map(({ name }) => name)).toEqual(['Republic Day'])
  })

  it('keeps to the clocks that a calendar brings, in summer and in winter, whatever it calls them', () => {
    const zone = [
      ...['BEGIN:VTIMEZONE', 'TZID:Our Office'],
      ...['BEGIN:STANDARD', 'DTSTART:20071104T020000', 'RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=1SU', 'TZOFFSETTO:-0500'],
      ...['END:STANDARD', 'BEGIN:DAYLIGHT', 'DTSTART:20070311T020000', 'RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=2SU'],
      ...['TZOFFSETTO:-0400', 'END:DAYLIGHT', 'END:VTIMEZONE', ''],
    ].join('\r\n')
    const winter = [...aDayIn('Our Office', '20260118'), 'RRULE:FREQ=WEEKLY;UNTIL=20260125T050000Z', 'SUMMARY:W']
    const summer = [...aDayIn('Our Office', '20260705'), 'RRULE:FREQ=WEEKLY;UNTIL=20260712T035959Z', 'SUMMARY:S']
    const read = readHolidays(aCalendar(winter, summer).replace('BEGIN:VEVENT', `${zone}BEGIN:VEVENT`), from, to)

    expect(read.ok && read.holidays.map(({ day: on, name }) => `${on.toString()} ${name}`)).toEqual([
      '2026-01-18 W',
      '2026-01-25 W',
      '2026-07-05 S',
    ])
  })

  it('reads lines that are folded over an empty line, and a mark of the byte order before the first', () => {
    const text = aCalendar(['SUMMARY\n\n :Boxing', '  Day', 'DTSTART\n ;VALUE=DATE\n\n :20261226'])
    const read = readHolidays(`\u{feff}${text}`, from, to)

    expect(read.ok && read.holidays.map(({ name }) => name)).toEqual(['Boxing Day'])
  })

  it.each<[string, (text: string) => string]>([
    ['ends its lines as Macs did', (text) => text.replaceAll('\r\n', '\r')],
    ['does not say where the first entry ends', (text) => text.replace('END:VEVENT\r\n', '')],
    ['does not say where the last entry ends', (text) => text.replace(/END:VEVENT\r\n(?=END:VCALENDAR)/u, '')],
    ['has something before it and behind it', (text) => `\r\nHello\r\n${text}<!-- end -->`],
    [
      'has tasks and alarms beside its days',
      (text) =>
        text
          .replace('SUMMARY', 'BEGIN:VALARM\r\nTRIGGER:-PT1H\r\nEND:VALARM\r\nSUMMARY')
          .replace('BEGIN:VEVENT', 'BEGIN:VTODO\r\nDUE:20260101\r\nEND:VTODO\r\nBEGIN:VEVENT'),
    ],
  ])('loses nothing of a calendar that %s', (_, changed) => {
    const text = aCalendar(republicDay, ['DTSTART;VALUE=DATE:20260815', 'SUMMARY:Independence Day'])
    const read = readHolidays(changed(text), from, to)

    expect(read.ok && read.holidays.map(({ name }) => name)).toEqual(['Republic Day', 'Independence Day'])
    expect(read).toMatchObject({ passed: [] })
  })

  it('reads two calendars in one text as one', () => {
    const text = `${aCalendar(republicDay)}${aCalendar(['DTSTART;VALUE=DATE:20260815', 'SUMMARY:Independence Day'])}`
    const read = readHolidays(text, from, to)

    expect(read.ok && read.holidays.map(({ name }) => name)).toEqual(['Republic Day', 'Independence Day'])
  })

  it('tells days that are kept and worked on from days off', () => {
    const observance = ['DTSTART;VALUE=DATE:20260414', 'SUMMARY:Vaisakhi', String.raw`DESCRIPTION:Observance\nMore`]
    const read = readHolidays(aCalendar(republicDay, observance), from, to)

    expect(read.ok && read.holidays.map(({ name, observance: kept }) => [name, kept])).toEqual([
      ['Republic Day', false],
      ['Vaisakhi', true],
    ])
  })

  it.each([
    'DESCRIPTION:Observance',
    String.raw`DESCRIPTION:Gedenktag\nWenn du Gedenktage ausblenden möchtest\, öffne die Google Kalender-Einstellungen`,
    String.raw`DESCRIPTION:पर्व\nपर्व छिपाने के लिए\, Google कैलेंडर की सेटिंग पर जाएँ`,
    'DESCRIPTION:Optional Holiday',
    'DESCRIPTION:Restricted Holiday',
    'DESCRIPTION:Season',
    'DESCRIPTION:Local observance in Goa',
    'CATEGORIES:Holidays,Observance',
  ])('knows a day that is kept by what its calendar says of it: %s', (line) => {
    const read = readHolidays(aCalendar([...republicDay, line]), from, to)

    expect(read.ok && read.holidays.map(({ observance }) => observance)).toEqual([true])
  })

  it.each([
    'DESCRIPTION:Public holiday',
    String.raw`DESCRIPTION:Public holiday in Goa\, Bihar`,
    'DESCRIPTION:Bank holiday',
    'DESCRIPTION:We observe it together',
  ])('takes it for a day off otherwise: %s', (line) => {
    const read = readHolidays(aCalendar([...republicDay, line]), from, to)

    expect(read.ok && read.holidays.map(({ observance }) => observance)).toEqual([false])
  })

  it('believes no entry of more than a month, and says that it was cut', () => {
    const long = ['DTSTART;VALUE=DATE:20260201', 'DTEND;VALUE=DATE:20270201', 'SUMMARY:Sabbatical']

    expect(days(long)).toHaveLength(31)
    expect(readHolidays(aCalendar(long), from, to)).toMatchObject({ cut: ['Sabbatical'] })
  })

  it.each([
    ['a web page', '<!doctype html><title>Sign in</title>'],
    ['nothing', ''],
    ['half of a calendar', 'BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART'],
    ['a contact', 'BEGIN:VCARD\r\nVERSION:4.0\r\nFN:x\r\nEND:VCARD\r\n'],
  ])('says that %s is no calendar', (_, text) => {
    expect(readHolidays(text, from, to)).toEqual({ ok: false, why: 'not-a-calendar' })
  })

  it('says that it is too much', () => {
    const many = Array.from({ length: 2_001 }, (_, index) => ['DTSTART;VALUE=DATE:20260126', `SUMMARY:${index}`])

    expect(readHolidays(aCalendar(...many), from, to)).toEqual({ ok: false, why: 'too-many' })
  })
})

describe('a calendar of a stranger, read apart', () => {
  it('says the same as when it is read here', async () => {
    const text = aCalendar(republicDay, ['DTSTART;VALUE=DATE:20261224', 'DTEND;VALUE=DATE:20261227', 'SUMMARY:क्रिसमस'])

    expect(await readHolidaysApart(text, from, to)).toEqual(readHolidays(text, from, to))
    expect(await readHolidaysApart('<html>', from, to)).toEqual({ ok: false, why: 'not-a-calendar' })
  })

  it('is given up when it takes longer than it may', async () => {
    expect(await readHolidaysApart(aCalendar(republicDay), from, to, 0)).toEqual({ ok: false, why: 'too-much-work' })
  })
})
