import ICAL from 'ical.js'
import { describe, expect, it } from 'vitest'
import type { Entry } from '#src/features/calendars/feed.ts'
import { writeCalendar } from '#src/features/calendars/ics.ts'
import { problemsOf } from './validate.ts'

const monday = Temporal.Instant.from('2026-03-02T15:00:00Z')

function due(changes: Partial<Extract<Entry, { at: Temporal.Instant }>> = {}): Entry {
  return {
    ...{ id: 'task-1', sequence: 3, changedAt: monday, title: 'Due: #1 Book a flight', details: '', cancelled: false },
    ...{ at: Temporal.Instant.from('2026-03-06T11:30:00Z'), minutes: 15 },
    ...changes,
  }
}

function away(from: string, to: string): Entry {
  const days = { from: Temporal.PlainDate.from(from), to: Temporal.PlainDate.from(to) }
  return { id: `away-${from}`, sequence: 0, changedAt: monday, title: 'Away', details: '', cancelled: false, ...days }
}

/** The entries as a calendar program reads them. */
function read(text: string) {
  const calendar = ICAL.Component.fromString(text)
  return calendar.getAllSubcomponents('vevent').map((component) => {
    const { uid, sequence, summary, description, startDate, endDate } = new ICAL.Event(component)
    const status = component.getFirstPropertyValue('status')
    const stamp = String(component.getFirstPropertyValue('dtstamp'))
    return { uid, sequence, summary, description, status, stamp, from: String(startDate), to: String(endDate) }
  })
}

describe('a feed as a calendar program reads it', () => {
  it('has each thing at its time in UTC, with the version it has', () => {
    const text = writeCalendar('Banyan: my tasks', [due({ details: 'Acme\nAsha is working on it' })])

    expect(read(text)).toEqual([
      {
        ...{ uid: 'task-1@sahayak', sequence: 3, status: 'CONFIRMED', stamp: '2026-03-02T15:00:00Z' },
        ...{ summary: 'Due: #1 Book a flight', description: 'Acme\nAsha is working on it' },
        ...{ from: '2026-03-06T11:30:00Z', to: '2026-03-06T11:45:00Z' },
      },
    ])
  })

  it('has whole days without a time, which end on the day after the last', () => {
    expect(read(writeCalendar('x', [away('2026-12-24', '2026-12-26')]))).toMatchObject([
      { from: '2026-12-24', to: '2026-12-27' },
    ])
  })

  it('says what was cancelled, so that it goes away', () => {
    expect(read(writeCalendar('x', [due({ cancelled: true })]))).toMatchObject([{ status: 'CANCELLED' }])
  })

  it.each([
    ['an ordinary one', [due(), away('2026-12-24', '2026-12-26')]],
    ['an empty one', []],
    ['long words in Hindi', [due({ title: 'पुणे के लिए उड़ान बुक करें, '.repeat(40), details: '😀'.repeat(200) })]],
    ['what would end the entry', [due({ title: 'x\r\nEND:VEVENT\nBEGIN:VALARM', details: 'a;b,c\\d\r\nUID:other' })]],
  ])('keeps to the standard: %s', (_, entries) => {
    const text = writeCalendar('Banyan, Inc.; काम\nX-EVIL:1', entries)

    expect(problemsOf(text)).toEqual([])
    expect(read(text)).toHaveLength(entries.length)
  })

  it('gives back what people wrote, letter for letter', () => {
    const title = 'a;b,c\\d "e" 😀 पुणे\nEND:VEVENT'

    expect(read(writeCalendar('x', [due({ title })]))).toMatchObject([{ summary: title }])
  })

  it('is the same to the byte for the same entries, in whatever order they come', () => {
    const entries = [due(), due({ id: 'task-2' }), away('2026-12-24', '2026-12-26')]

    expect(writeCalendar('x', entries.toReversed())).toBe(writeCalendar('x', entries))
  })

  it('asks to be read again in an hour', () => {
    expect(writeCalendar('x', [])).toMatch(/^REFRESH-INTERVAL;VALUE=DURATION:PT1H\r$/mu)
  })
})

describe('the validator of these tests', () => {
  const good = writeCalendar('x', [due()])

  it.each([
    ['a line that ends without CR', good.replace('VERSION:2.0\r\n', 'VERSION:2.0\n')],
    ['a last line that does not end', good.trimEnd()],
    ['a line of 76 octets', good.replace(/SUMMARY:.*/u, `SUMMARY:${'x'.repeat(68)}`)],
    ['a letter cut in two', good.replace(/SUMMARY:.*/u, `SUMMARY:${String.fromCodePoint(0xfffd)}`)],
    ['no UID', good.replace(/UID:.*\r\n/u, '')],
    ['no stamp', good.replace(/DTSTAMP:.*\r\n/u, '')],
    ['a time that is not in UTC', good.replace(/(DTSTART:.*)Z/u, '$1')],
    ['no product', good.replace(/PRODID:.*\r\n/u, '')],
    ['a bare comma', good.replace('Due: #1 Book', 'Due, Book')],
  ])('sees %s', (_, text) => {
    expect(problemsOf(text)).not.toEqual([])
  })
})
