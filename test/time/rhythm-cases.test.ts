import { describe, expect, it } from 'vitest'
import type { TimeContext } from '#src/time/reading.ts'
import { findRhythm, readRhythm } from '#src/time/rhythm-grammar.ts'
import { firstDay, nextOccurrences } from '#src/time/rhythm.ts'

// Wednesday, 28 October 2026, ten in the morning, in Kolkata.
const context: TimeContext = {
  now: Temporal.Instant.from('2026-10-28T04:30Z'),
  zone: 'Asia/Kolkata',
  language: 'en',
  use: 'due',
}

/** What stands around it, and its first three; or why it is asked about. */
function find(text: string): string {
  const found = findRhythm(text, context)
  if (!found) return 'none'
  const around = `${text.slice(0, found.from)}|${text.slice(found.to)}`
  const { reading } = found
  if (reading.kind === 'unreadable') return `${around} ${reading.why}`
  const first = firstDay(reading.rhythm, context.zone, context.now)
  const slots = first === null ? [] : nextOccurrences(reading.rhythm, first, context.zone, context.now, 3)
  return `${around} ${slots.map(({ slot }) => slot.slice(5)).join(' ')}${reading.said ? ` (${reading.said})` : ''}`
}

describe('how often is understood whole', () => {
  it.each([
    ['Pay GST on the 20th every month', 'Pay GST | 11-20T09:00 12-20T09:00 01-20T09:00'],
    ['Send invoices on Friday every week', 'Send invoices | 10-30T09:00 11-06T09:00 11-13T09:00'],
    ['Test every 2nd and 4th Saturday', 'Test | 11-14T09:00 11-28T09:00 12-12T09:00 (of-the-month)'],
    ['Test every 3rd Friday', 'Test | 11-20T09:00 12-18T09:00 01-15T09:00 (of-the-month)'],
    ['Test every 1st Monday', 'Test | 11-02T09:00 12-07T09:00 01-04T09:00 (of-the-month)'],
    ['Test every other Friday', 'Test | 10-30T09:00 11-13T09:00 11-27T09:00'],
    ['Test every day except Sunday', 'Test | 10-29T09:00 10-30T09:00 10-31T09:00'],
    ['Test every weekday except Wednesday', 'Test | 10-29T09:00 10-30T09:00 11-02T09:00'],
    ['हर रविवार छोड़कर रोज़', '| 10-29T09:00 10-30T09:00 10-31T09:00'],
    ['रविवार को छोड़कर रोज़ रिपोर्ट भेजें', '| रिपोर्ट भेजें 10-29T09:00 10-30T09:00 10-31T09:00'],
    ['File half-yearly', 'File | 04-28T09:00 10-28T09:00 04-28T09:00'],
    ['File quarterly at 18:00', 'File | 10-28T18:00 01-28T18:00 04-28T18:00'],
    ['हर दूसरे शनिवार को बैंक जाएँ', '| बैंक जाएँ 10-31T09:00 11-14T09:00 11-28T09:00 (each-second)'],
    ['Post every day at 8, 12 and 18', 'Post | 10-28T12:00 10-28T18:00 10-29T08:00'],
    ['File semi-monthly', 'File | 11-01T09:00 11-15T09:00 12-01T09:00'],
    ['File every 6 months on 30 september', 'File | 03-30T09:00 09-30T09:00 03-30T09:00'],
    ['Post every day at 9 and 17', 'Post | 10-28T17:00 10-29T09:00 10-29T17:00'],
    ['Post every monday at half past 9', 'Post | 11-02T09:30 11-09T09:30 11-16T09:30'],
    ['Pay on the 20th of every month, or the next working day', 'Pay | 11-20T09:00 12-21T09:00 01-20T09:00'],
    ['Post on Mondays and Thursdays', 'Post | 10-29T09:00 11-02T09:00 11-05T09:00'],
    ['Post on Fridays at 5pm', 'Post | 10-30T17:00 11-06T17:00 11-13T17:00'],
    ['Post Mon-Fri 9am', 'Post | 10-29T09:00 10-30T09:00 11-02T09:00 (plural)'],
    ['Check on weekdays at 9', 'Check | 10-29T09:00 10-30T09:00 11-02T09:00'],
    ['Close the books at the end of every month', 'Close the books | 10-31T09:00 11-30T09:00 12-31T09:00'],
    ['File by the 7th of every month', 'File | 11-07T09:00 12-07T09:00 01-07T09:00'],
    ['Clean alternate Saturdays', 'Clean | 10-31T09:00 11-14T09:00 11-28T09:00'],
    ['somvar se shukravar har din subah 9 baje report', '| report 10-29T09:00 10-30T09:00 11-02T09:00'],
    ['har mahine ki 5 tarikh ko rent do', '| rent do 11-05T09:00 12-05T09:00 01-05T09:00'],
    ['roz subah 9 baje mail dekho', '| mail dekho 10-29T09:00 10-30T09:00 10-31T09:00'],
  ])('%j', (text, expected) => {
    expect(find(text)).toBe(expected)
  })

  it.each([
    ['Post every Monday until Diwali', 'Post | until-when'],
    ['Post every Monday until Christmas', 'Post | until-when'],
    ['Post twice a week', 'Post | which-days'],
    ['Post two times a day', 'Post | which-days'],
    ['Check the mail every 2 hours', 'Check the mail | too-often'],
    ['Check the mail hourly', 'Check the mail | too-often'],
    ['Meet biweekly', 'Meet | two-meanings'],
    ['Pay every 32nd', 'Pay | no-such-day'],
    ['Post every day at 25:00', 'Post | no-such-time'],
  ])('or asked about: %j', (text, expected) => {
    expect(find(text)).toBe(expected)
  })

  it.each([
    'Take the 5pm flight on Monday',
    'Prepare payroll by the last Friday of the month',
    'Notes for every Monday meeting',
    'Summarise Monday to Friday',
    'Write to every client twice',
  ])('and is none where nothing repeats: %j', (text) => {
    expect(find(text)).toBe('none')
  })

  it.each(['last working day', 'Mon-Fri 9am', 'alternate Saturdays', 'half-yearly', '20th'])(
    'in a field, where "every" may be left out: %j',
    (text) => {
      expect(readRhythm(text, context).kind).toBe('understood')
    },
  )

  it('in a field, all of it or nothing', () => {
    expect(readRhythm('every Monday when it rains', context)).toMatchObject({ kind: 'unreadable', why: 'not-whole' })
    expect(readRhythm('now and then', context)).toMatchObject({ kind: 'unreadable', why: 'not-a-rhythm' })
  })
})
