import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { findTrailingTime } from '#src/time/phrase.ts'
import type { Speaker } from '#src/time/phrase-world.ts'

// Wednesday, noon, in Kolkata.
const noon: Speaker = { now: Temporal.Instant.from('2026-03-04T06:30Z'), zone: 'Asia/Kolkata', locale: 'en' }

function find(text: string): [string, string] | null {
  const found = findTrailingTime(text, noon)
  if (!found) return null
  const { at, zone } = found.time
  return [found.text, at.toZonedDateTimeISO(zone).toPlainDateTime().toString({ smallestUnit: 'minute' })]
}

describe('a due time in the words of a task', () => {
  it.each([
    [
      'Book a flight to Pune, aisle seat #travel by Friday 5pm !high @priya',
      'Book a flight to Pune, aisle seat #travel !high @priya',
      '2026-03-06T17:00',
    ],
    ['Send the report by Friday', 'Send the report', '2026-03-06T18:00'],
    ['Send the report by Friday.', 'Send the report.', '2026-03-06T18:00'],
    ['Send the report by Friday to Meera', 'Send the report to Meera', '2026-03-06T18:00'],
    ['By Friday, send the report', 'send the report', '2026-03-06T18:00'],
    ['Due Friday: send the report', 'send the report', '2026-03-06T18:00'],
    ['by 5pm tomorrow write the post', 'write the post', '2026-03-05T17:00'],
    ['Send report, due tomorrow.', 'Send report.', '2026-03-05T18:00'],
    ['The report is due on 12 March at noon', 'The report', '2026-03-12T12:00'],
    ['File GST. Deadline: 12/3', 'File GST.', '2026-03-12T18:00'],
    ['Send no later than 5pm tomorrow', 'Send', '2026-03-05T17:00'],
    ['Send it before noon tomorrow', 'Send it', '2026-03-05T12:00'],
    ['Pay rent before 1 April', 'Pay rent', '2026-03-31T18:00'],
    ['Keep it till Friday', 'Keep it', '2026-03-06T18:00'],
    ['Finish by the end of the week', 'Finish', '2026-03-06T18:00'],
    ['Finish by end of day tomorrow', 'Finish', '2026-03-05T18:00'],
    ['Pay invoice by eod #bookkeeping', 'Pay invoice #bookkeeping', '2026-03-04T18:00'],
    ['Month end report by EOM', 'Month end report', '2026-03-31T18:00'],
    ['Plan content by next week', 'Plan content', '2026-03-13T18:00'],
    ['This must be done by Thu', 'This must be done', '2026-03-05T18:00'],
    ['Draft by Sat and send it', 'Draft and send it', '2026-03-07T18:00'],
    ['Buy 3 of 5 by the 15th', 'Buy 3 of 5', '2026-03-15T18:00'],
    ['Upload by 12 March 5pm EST !urgent <@U123>', 'Upload !urgent <@U123>', '2026-03-12T17:00'],
    ['Send it on Friday by 5pm', 'Send it', '2026-03-06T17:00'],
    ['Send it Friday, by 5pm', 'Send it', '2026-03-06T17:00'],
    ['Send file v2.5 by tomorrow 5:30pm!', 'Send file v2.5!', '2026-03-05T17:30'],
    ['Finish 2026-03-12 log by 2026-03-13', 'Finish 2026-03-12 log', '2026-03-13T18:00'],
    ['by friday', '', '2026-03-06T18:00'],
    ['by friday !important', '!important', '2026-03-06T18:00'],
    ['Due Friday:send it', 'send it', '2026-03-06T18:00'],
    ['First line by Friday\nSecond line', 'First line\nSecond line', '2026-03-06T18:00'],
  ])('is taken out where a word introduces it: %j', (typed, text, due) => {
    expect(find(typed)).toEqual([text, due])
  })

  it('is the last, where there are two', () => {
    expect(find('Draft by Monday, final by Wednesday 10am')).toEqual(['Draft by Monday, final', '2026-03-11T10:00'])
  })

  it.each([
    ['रिपोर्ट कल तक भेज दो', 'रिपोर्ट भेज दो', '2026-03-05T18:00'],
    ['सोमवार तक रिपोर्ट भेजो', 'रिपोर्ट भेजो', '2026-03-09T18:00'],
    ['फ्लाइट बुक करो शुक्रवार शाम 5 बजे तक #travel !high', 'फ्लाइट बुक करो #travel !high', '2026-03-06T17:00'],
    ['शाम 5 बजे से पहले फोन करो', 'फोन करो', '2026-03-04T17:00'],
    ['report kal tak bhejo', 'report bhejo', '2026-03-05T18:00'],
    ['Invoice bhejo by कल शाम 5 बजे', 'Invoice bhejo', '2026-03-05T17:00'],
  ])('is taken out where तक or से पहले follows it: %j', (typed, text, due) => {
    expect(find(typed)).toEqual([text, due])
  })

  it.each([
    ['Pay invoice eod', 'Pay invoice', '2026-03-04T18:00'],
    ['Pay invoice EOD Friday @priya', 'Pay invoice @priya', '2026-03-06T18:00'],
    ['Do it within 2 days', 'Do it', '2026-03-06T18:00'],
  ])('is taken out where it is a word for a deadline itself: %j', (typed, text, due) => {
    expect(find(typed)).toEqual([text, due])
  })

  // The time may be what the task is about: the words stay.
  it.each([
    ['Book a table for 4 tomorrow at 8pm', '2026-03-05T20:00'],
    ['Call the bank at 5pm', '2026-03-04T17:00'],
    ['Call Raj at 5pm London time', '2026-03-04T17:00'],
    ['Post at 9:30 am on Friday', '2026-03-06T09:30'],
    ['Meeting at 3 pm today #scheduling', '2026-03-04T15:00'],
    ['Ship 5 boxes on 12 March', '2026-03-12T18:00'],
    ['Do it in 2 hours @priya', '2026-03-04T14:00'],
    ['Do it in 3 days', '2026-03-07T18:00'],
    ['Call mom tomorrow in the morning', '2026-03-05T09:00'],
    ['कल शाम 5 बजे बैंक को फोन करना', '2026-03-05T17:00'],
    ['बैंक को फोन करो कल शाम 5 बजे', '2026-03-05T17:00'],
    ['2 घंटे में फोन करो', '2026-03-04T14:00'],
  ])('is understood and left where it only stands there: %j', (typed, due) => {
    expect(find(typed)).toEqual([typed, due])
  })

  it.each([
    '',
    'tomorrow',
    'Book table for 2 at Cafe 9',
    'Call the bank at 5',
    'Increase price by 10',
    'Reduce the deck by 9',

    'Reduce cost by 5 percent',
    'Written by May',
    'Extend it by 3 days',
    'Extend the trial by 2 weeks',
    'Book by phone',

    'Prepare slides for Monday',
    'Prepare offers for Black Friday',
    'Post every Monday',
    'Summarise Monday to Friday',
    'Summarise emails from yesterday',
    'Photos of last Friday',
    'Find a pharmacy open till 10pm',
    'Read John 3:16',

    'Join the 5pm',
    'Find a place in the sun',
    'Pitch to USA Today',
    'Write 5 posts',
    'Plan next week',
    'Travel by night',

    "Collect data by Friday's team",
    'Review the Friday’s notes',
    'Check rates before and after',
    'No deadline',
    'Email Kal',

    'Meet at 17:00',
    'A day in the life',
    'Make me 2 of 3 options',
    'Prepare the month end report',
    'Schedule for 5pm',

    'Prepare the report for end of month',
    'Buy 12 March tickets',
    'Notes by 1st graders',
    'Write about 9 to 5 jobs',

    'Learn React within 3 days of joining',
    'Book ticket Pune-Delhi, 12 March, 9:15 pm flight',
    'Rewrite: "due by Friday" banner',
    'Archive mails of 12 March 2020',
    'Chase the overdue by 3 days invoices',
    'Open mon-fri',
    'कल की मीटिंग के नोट्स भेजो',
    'सोमवार से शुक्रवार तक दुकान खुली है',
    'यहाँ तक ठीक है',
    'कल तक की रिपोर्ट भेजो',
    'मेल भेजो',
  ])('is not made of %j', (typed) => {
    expect(find(typed)).toBeNull()
  })

  it('is said with the words that were understood, without what introduced them', () => {
    expect(findTrailingTime('Send it by Friday 5PM', noon)?.time).toMatchObject({
      matched: 'Friday 5PM',
      kind: 'exact',
      past: false,
    })
    expect(findTrailingTime('Send it by 1 March', noon)?.time).toMatchObject({
      matched: '1 March',
      kind: 'day',
      past: true,
    })
  })

  it('loses nothing of the task but the time', () => {
    const word = fc.constantFrom(
      ...'send by before due friday sat 5pm eod tomorrow कल तक शाम the report , . #a. !high @x 12 March 9'.split(' '),
    )

    fc.assert(
      fc.property(fc.array(word, { maxLength: 12 }), (words) => {
        const typed = words.join(' ')
        const found = findTrailingTime(typed, noon)
        if (!found) return

        expect(typed).toContain(found.time.matched)
        const kept = found.text.split(/[\s,.;:]+/).filter((part) => part !== '')
        for (const part of kept) expect(typed).toContain(part)
        const lost = words.filter((part) => /report|#a|!high|@x/.test(part)).length
        expect(kept.filter((part) => /report|#a|!high|@x/.test(part))).toHaveLength(lost)
      }),
      { numRuns: 300 },
    )
  })

  it.each([
    ['spaces', `Send ${' '.repeat(19_000)} x`],
    ['spaces before a time', `Send${' '.repeat(19_000)}by Friday`],
    ['marks', `Send by Friday ${'#a. '.repeat(4_000)}x`],
    ['"by"', 'by '.repeat(6_000)],
    ['"by Friday"', `${'by Friday '.repeat(1_900)}x`],
    ['तक', 'कल तक की '.repeat(2_000)],
    ['digits', '12 '.repeat(6_000)],
    ['exclamation marks', `Send by Friday ${'! '.repeat(9_000)}x`],
  ])('is found in good time in 20,000 characters of %s', (_, typed) => {
    const start = performance.now()

    findTrailingTime(typed, noon)

    expect(performance.now() - start).toBeLessThan(1_000)
  })
})
