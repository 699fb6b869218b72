import { describe, expect, it } from 'vitest'
import { readDelegation, type DelegationText } from '#src/features/reading/delegate-text.ts'
import type { Refusal } from '#src/kernel/refusal.ts'
import { speaker } from './delegating.ts'

function said(text: string, language: 'en' | 'hi' = 'en'): DelegationText | Refusal {
  return readDelegation(text, { ...speaker, language })
}

function read(text: string, language: 'en' | 'hi' = 'en'): DelegationText {
  const found = said(text, language)
  if ('code' in found) throw new Error(JSON.stringify(found))
  return found
}

function due(text: string, language: 'en' | 'hi' = 'en'): string | null {
  const found = read(text, language).due
  return found && found.at.toZonedDateTimeISO(speaker.zone).toPlainDateTime().toString({ smallestUnit: 'minute' })
}

describe('when a task is due', () => {
  it.each([
    ['Call the bank by Friday 5pm', '2026-03-06T17:00'],
    ['Call the bank by tomorrow', '2026-03-05T18:00'],
    ['Call the bank by eod', '2026-03-04T18:00'],
    ['Call the bank in 2 business days', '2026-03-06T18:00'],
    ['Call the bank tomorrow at 8pm', '2026-03-05T20:00'],
    ['Call the bank on Friday', '2026-03-06T18:00'],
    ['Call the bank before Friday', '2026-03-05T18:00'],
    ['Call the bank till Friday', '2026-03-06T18:00'],
    ['Call the bank, due Friday', '2026-03-06T18:00'],
    ['Call the bank; deadline: Friday', '2026-03-06T18:00'],
    ['Call the bank due:"tomorrow 5pm"', '2026-03-05T17:00'],
    ['Call the bank (by Friday)', '2026-03-06T18:00'],
    ['Call the bank by Friday, please', '2026-03-06T18:00'],
    ['Call the bank by Friday #travel', '2026-03-06T18:00'],
    ['Call the bank, needed by Friday', '2026-03-06T18:00'],
    ['By Friday, call the bank', '2026-03-06T18:00'],
    ['Tomorrow 5pm: call the bank', '2026-03-05T17:00'],
    ['due:tomorrow call the bank', '2026-03-05T18:00'],
  ])('is said at the end or at the beginning, and the title is without it: %j', (text, expected) => {
    expect(due(text)).toBe(expected)
    expect(read(text)).toMatchObject({ brief: text, bare: expect.stringMatching(/^call the bank\.?$/iu) })
  })

  it.each([
    ['Plan a trip. Details: two rooms, by the sea. Must be done before the end of the month', '2026-03-31T18:00'],
    ['Plan a trip by Friday. Two rooms, by the sea.', '2026-03-06T18:00'],
    ['Plan a trip by Friday\n- two rooms\n- not before 9 March', '2026-03-06T18:00'],
    ['Plan a trip.\n\nTwo rooms, by the sea.\n\nDue Friday.\n\nThanks, Carol', '2026-03-06T18:00'],
    ['Plan a trip by Friday so that we can book it', '2026-03-06T18:00'],
  ])('is said at the end of the first sentence, or in a sentence of its own: %j', (text, expected) => {
    expect(due(text)).toBe(expected)
    expect(read(text).brief).toBe(text)
  })

  it.each([
    ['रिपोर्ट भेजो शुक्रवार शाम 5 बजे तक', 'रिपोर्ट भेजो', '2026-03-06T17:00'],
    ['रिपोर्ट कल तक भेजो', 'रिपोर्ट भेजो', '2026-03-05T18:00'],
    ['रिपोर्ट कल शाम 5 बजे भेजें', 'रिपोर्ट भेजें', '2026-03-05T17:00'],
    ['कल शाम 5 बजे रिपोर्ट भेजें', 'रिपोर्ट भेजें', '2026-03-05T17:00'],
    ['पुणे की फ़्लाइट बुक करें #travel शुक्रवार शाम 5 बजे तक !high', 'पुणे की फ़्लाइट बुक करें', '2026-03-06T17:00'],
    ['kal shaam 5 baje report bhejo', 'report bhejo', '2026-03-05T17:00'],
    ['report kal shaam 5 baje tak bhej do', 'report bhej do', '2026-03-05T17:00'],
  ])('stands before the verb in Hindi: %j', (text, bare, expected) => {
    expect(read(text, 'hi').bare).toBe(bare.normalize('NFC'))
    expect(read(text, 'hi').brief).toBe(text)
    expect(due(text, 'hi')).toBe(expected)
  })

  it('is known to be over, so that it can be asked about', () => {
    expect(read('Call the bank by 9am today').due).toMatchObject({ past: true })
    expect(read('Call the bank by yesterday').due).toMatchObject({ past: true })
  })

  it('says how it was read where it could be read in two ways', () => {
    expect(read('Call the bank by 11/12').due?.read).toBe('day-first')
  })

  it.each([
    ['Book a hall by 31 Feb', 'by 31 Feb'],
    ['Book a hall by April 31', 'by April 31'],
    ['Book a hall by 25:00', 'by 25:00'],
    ['Book a hall due:someday', 'due:someday'],
  ])('that was meant and could not be read is asked about: %j', (text, given) => {
    expect(said(text)).toEqual({ code: 'time-unread', given })
  })

  it('is asked about where weekday and day disagree', () => {
    expect(said('Book a hall by Friday 15th')).toMatchObject({
      code: 'time-ambiguous',
      given: 'by Friday 15th',
      options: [expect.any(String), expect.any(String)],
    })
  })

  it('is not looked for in the text where an option says it', () => {
    expect(readDelegation('Book a hall by 31 Feb', { ...speaker, dueSaid: true })).toMatchObject({
      bare: 'Book a hall by 31 Feb',
      due: null,
      hints: [],
    })
  })
})

describe('a time that the task is about', () => {
  it.each([
    'Delete mails up to 30 January',
    'Find flights that leave JFK after 5pm and arrive by 9pm',
    'Find a train that gets in by 9am',
    'Book a cab to be at the airport by 6am tomorrow',
    'Write the out-of-office: I’ll be away until Monday',
    'Proofread the sentence: Please answer by tomorrow',
    'Keep the ad running till Friday',
    'Postpone the launch until Monday',
    'Remind the team that invoices are due on the 5th',
    'Remind everyone to hand in their hours by Friday',
    'Tell the caterer that we need lunch by noon',
    'Chase invoice 118 that was due 1 March',
    'List the bills due Friday',
    'List everyone who signed up before 1 March',
    'Export the orders placed before 20 March',
    'Fix typo: deadline: 5 March should be 6 March',
    'Find out when the shop opens on Sunday',
    'Check whether he is free tomorrow',
    'Draft a reply to Sam saying I can meet on Friday at 3pm',
    'Book a room for Friday 3pm',
    'Prepare slides for Monday’s meeting',
    'Move the call to Friday',
    'Do not publish it before Friday',
    'Divide the total by 12',
    'Write about travel by night',
    'Friday meeting: book a room',
    'Monday report needs a review',
    'Rename the file “report by Friday”',
    'Rename it to `by Friday`',
    '```\ndue: 5 March\n```',
    'Do all of this:\n- book a flight by Friday\n- book a hotel by Monday',
    'Translate this:\n> We answer by Friday',
  ])('stays in the brief, and none is due: %j', (text) => {
    expect(read(text)).toMatchObject({ brief: text, bare: text, due: null, rhythm: null, someDay: null })
  })

  it.each([
    'कल की मीटिंग का एजेंडा बनाओ',
    'उसे बताओ कि मीटिंग कल शाम 5 बजे है',
    'सोमवार से शुक्रवार तक की रिपोर्ट बनाओ',
    '15 अगस्त पर भाषण लिखें',
    'जन्मदिन 9 मार्च को है, कार्ड बनाएँ',
    'दुकान कल तक बंद है, सबको बताओ',
    'Ravi ko bolo ki meeting kal shaam 5 baje hai',
    'Tell me tomorrow what to do',
  ])('stays in the brief in Hindi too: %j', (text) => {
    expect(read(text, 'hi')).toMatchObject({ brief: text, due: null, rhythm: null, someDay: null })
  })

  it('is said with the answer, for whoever did mean it', () => {
    expect(read('Delete mails up to 30 January').hints).toEqual([{ hint: 'time-in-text', given: 'up to 30 January' }])
  })
})
