import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readMomentFor, readReminder } from '#src/features/reminders/remind-text.ts'
import { parseHours } from '#src/time/hours.ts'

/** Monday, 2 March 2026, ten in the morning in New York; half past eight in the evening in Kolkata. */
const now = Temporal.Instant.from('2026-03-02T15:00:00Z')
const inEnglish = { now, zone: 'America/New_York', language: 'en' as const, hours: null, use: 'reminder' as const }
const inHindi = { now, zone: 'Asia/Kolkata', language: 'hi' as const, hours: null, use: 'reminder' as const }

function read(text: string, speaker: Parameters<typeof readReminder>[1]) {
  const { task, text: what, time } = readReminder(text, speaker)
  return [
    task,
    what,
    time && 'phrase' in time && time.at.toZonedDateTimeISO(speaker.zone).toPlainDateTime().toString().slice(5, 16),
  ]
}

describe('what is typed after /remind', () => {
  it.each([
    ['42 tomorrow 9am', ['42', '', '03-03T09:00']],
    ['#42 tomorrow 9am', ['42', '', '03-03T09:00']],
    ['me about 42 in 2 hours', ['42', '', '03-02T12:00']],
    ['42 by 5pm', ['42', '', '03-02T17:00']],
    ['42 tomorrow 9am check the seat', ['42', 'check the seat', '03-03T09:00']],
    ['42 to check the seat tomorrow 9am', ['42', 'check the seat', '03-03T09:00']],
    ['me to call the bank on Friday', [null, 'call the bank', '03-06T09:00']],
    ['me on Friday to call the bank', [null, 'call the bank', '03-06T09:00']],
    ['to pay Asha by Friday 5pm', [null, 'pay Asha', '03-06T17:00']],
    ['in 2 hours to check the seat', [null, 'check the seat', '03-02T12:00']],
    ['me tomorrow at 9 that the report is due', [null, 'the report is due', '03-03T09:00']],
    ['10 March call mum', [null, 'call mum', '03-10T09:00']],
    ['me to call at 9am London time', [null, 'call', '03-03T04:00']],
    ['1 at 3pm PST Thursday', ['1', '', '03-05T18:00']],
    ['me to leave 15 minutes before 5pm', [null, 'leave', '03-02T16:45']],
    ['42', ['42', '', null]],
    ['me to drink water', [null, 'drink water', null]],
  ])('says of which task, what and when: %s', (text, expected) => {
    expect(read(text, inEnglish)).toEqual(expected)
  })

  it.each([
    ['42 कल सुबह 9 बजे', ['42', '', '03-03T09:00']],
    ['मुझे 42 की याद कल दिलाना', ['42', '', '03-03T09:00']],
    ['#42 के बारे में कल', ['42', '', '03-03T09:00']],
    ['मुझे शुक्रवार को बैंक को फोन करना याद दिलाना', [null, 'बैंक को फोन करना', '03-06T09:00']],
    ['मुझे कल शाम 5 बजे बैंक को फोन करना', [null, 'बैंक को फोन करना', '03-03T17:00']],
    ['बैंक को फोन करना शुक्रवार को', [null, 'बैंक को फोन करना', '03-06T09:00']],
    ['2 घंटे में दवा', [null, 'दवा', '03-02T22:30']],
    ['mujhe kal subah 9 baje bank ko phone karna', [null, 'bank ko phone karna', '03-03T09:00']],
  ])('says so in Hindi too: %s', (text, expected) => {
    expect(read(text, inHindi)).toEqual(expected)
  })

  it.each(['5 pm call the bank', '5 boxes to send tomorrow', '3 days from now to call', '12 March send 3 boxes'])(
    'names no task by a number that is part of a time or counts something: %s',
    (text) => {
      expect(readReminder(text, inEnglish).task).toBeNull()
    },
  )

  it.each(['me every day at 9am to drink water', '42 every Monday', 'me daily at 9 to stretch'])(
    'is known for something that repeats: %s',
    (text) => {
      expect(readReminder(text, inEnglish).repeats).toBe(true)
    },
  )

  it.each(['हर दिन सुबह 9 बजे दवा', 'रोज़ सुबह 9 बजे दवा'])('is known for it in Hindi too: %s', (text) => {
    expect(readReminder(text, inHindi).repeats).toBe(true)
  })

  it('means the morning of a day without an hour, when their own hours begin', () => {
    const early = { ...inEnglish, hours: parseHours('Mon-Fri 7:30-16:00') }

    expect(read('me to call the bank on Friday', early)[2]).toBe('03-06T07:30')
    expect(read('me to call the bank on Saturday', early)[2]).toBe('03-07T09:00')
  })

  it('means the end of today, once the morning is over', () => {
    expect(read('42 today', inEnglish)[2]).toBe('03-02T18:00')
  })

  it('moves a time forward that the clock jumps over, and takes the first of one that comes twice', () => {
    const spring = { ...inEnglish, now: Temporal.Instant.from('2026-03-07T15:00Z') }
    const autumn = { ...inEnglish, now: Temporal.Instant.from('2026-10-31T15:00Z') }

    expect(read('me to look at the clock tomorrow 2:30am', spring)[2]).toBe('03-08T03:30')
    expect(readReminder('me to look at the clock tomorrow 1:30am', autumn).time).toMatchObject({
      at: Temporal.Instant.from('2026-11-01T05:30:00Z'),
    })
  })

  it('never makes words of its own, and never fails', () => {
    const bit = fc.constantFrom(
      '42',
      '#7',
      'me',
      'to',
      'call',
      'the bank',
      'tomorrow',
      '9am',
      'on',
      'Friday',
      'in 2 hours',
      'कल',
      'सुबह 9 बजे',
      'को',
      ',',
      '.',
    )
    fc.assert(
      fc.property(fc.array(bit, { maxLength: 9 }), fc.string({ maxLength: 20 }), (bits, tail) => {
        const typed = [...bits, tail].join(' ')
        const { text, task } = readReminder(typed, inEnglish)
        const parts = (words: string) => words.normalize('NFC').split(/[^\p{L}\p{M}\p{N}]+/u)
        const words = new Set(parts(typed))
        expect(parts(text).filter((word) => !words.has(word) && word !== '')).toEqual([])
        if (task) expect(typed).toContain(task)
      }),
    )
  })
})

describe('a time in a field of its own', () => {
  it.each([
    ['tomorrow 9am', '2026-03-03T14:00:00Z'],
    ['in 15 minutes', '2026-03-02T15:15:00Z'],
    ['Friday', '2026-03-06T14:00:00Z'],
  ])('is understood: %s', (phrase, at) => {
    expect(readMomentFor(phrase, inEnglish)).toMatchObject({ at: Temporal.Instant.from(at) })
  })

  it.each([
    ['soonish', 'time-not-understood'],
    ['today 9am', 'time-past'],
    ['yesterday', 'time-past'],
  ])('is asked about: %s', (phrase, code) => {
    expect(readMomentFor(phrase, inEnglish)).toMatchObject({ code, given: phrase })
  })
})
