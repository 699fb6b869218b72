import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { defaultDuties } from '#src/features/people/client.ts'
import { parseHours } from '#src/time/hours.ts'
import { readDelegation, type DelegationText } from '#src/features/delegation/delegate-text.ts'
import { at } from './cast.ts'

/** On Wednesday, 4 March 2026, at noon in Kolkata. */
const speaker = {
  now: at('2026-03-04T12:00'),
  zone: 'Asia/Kolkata',
  language: 'en' as const,
  hours: parseHours('Mon-Fri 9:00-18:00'),
  duties: [...defaultDuties],
}

function read(text: string, language: 'en' | 'hi' = 'en'): DelegationText {
  const found = readDelegation(text, { ...speaker, language })
  if ('code' in found) throw new Error(JSON.stringify(found))
  return found
}

function due(text: string, language: 'en' | 'hi' = 'en'): string | null {
  const found = read(text, language).due
  return found && found.at.toZonedDateTimeISO('Asia/Kolkata').toPlainDateTime().toString({ smallestUnit: 'minute' })
}

describe('a line of /delegate', () => {
  it('may say how pressing it is right behind the kind of work', () => {
    expect(read('Find a hotel #travel !low')).toMatchObject({ brief: 'Find a hotel', duty: 'travel', priority: 'low' })
    expect(read('Find a hotel #travel!')).toMatchObject({ brief: 'Find a hotel!', duty: 'travel' })
  })

  it('says all that there is to say, in any order', () => {
    const read1 = read('Book a flight to Pune, aisle seat #travel by Friday 5pm !high @priya client:"Acme Textiles"')
    const read2 = read('@priya !high client:"Acme Textiles" #travel Book a flight to Pune, aisle seat by Friday 5pm')

    expect(read1).toMatchObject({
      brief: 'Book a flight to Pune, aisle seat',
      duty: 'travel',
      priority: 'high',
      person: '@priya',
      client: 'Acme Textiles',
      due: { at: at('2026-03-06T17:00'), phrase: 'Friday 5pm', past: false },
    })
    expect(read2).toEqual(read1)
  })

  it.each([
    'Book a flight #travel !high',
    'Book a flight !high #travel',
    'Book a flight client:Acme !high #travel',
    'Book a flight template:Trip !high #travel',
  ])('takes one mark for nothing but itself when it stands beside another: %j', (text) => {
    expect(read(text)).toMatchObject({ brief: 'Book a flight', duty: 'travel', priority: 'high' })
  })

  it('says how often, from which template, and by when, beside all the rest', () => {
    expect(
      read('Send the figures every Friday at 9:00 #bookkeeping !high due 5pm template:"Month-end books"'),
    ).toMatchObject({
      brief: 'Send the figures',
      duty: 'bookkeeping',
      priority: 'high',
      due: { phrase: '5pm', said: 'due 5pm' },
      rhythm: { matched: 'every Friday at 9:00', line: 'Send the figures every Friday at 9:00 due 5pm' },
      template: 'Month-end books',
      someDay: null,
    })
  })

  it('may be nothing but the name of a template', () => {
    expect(read('template:“Month-end books”')).toMatchObject({ brief: '', template: 'Month-end books' })
  })

  it('leaves it open whether a day is this month’s or each month’s, unless it is due', () => {
    expect(read('Pay the rent on the 31st').someDay).toEqual({ phrase: 'on the 31st', date: 31, at: 13 })
    expect(read('Pay the rent by the 31st').someDay).toBeNull()
    expect(read('Pay the rent every month on the 31st').someDay).toBeNull()
  })

  it('may be words alone', () => {
    expect(read('Call the bank')).toEqual({
      brief: 'Call the bank',
      duty: null,
      priority: null,
      due: null,
      rhythm: null,
      someDay: null,
      person: null,
      client: null,
      template: null,
    })
  })

  it('keeps a brief of many lines as it was written', () => {
    const text = 'Book a flight #travel\n\n- aisle seat\n- not before 9:00\n  (she sleeps long)'

    expect(read(text)).toMatchObject({
      brief: 'Book a flight\n\n- aisle seat\n- not before 9:00\n  (she sleeps long)',
    })
  })

  it.each(['', '   ', '#travel', '!high @priya', 'by Friday', 'client:Acme #travel'])(
    'needs words for what is to be done: %j',
    (text) => {
      expect(readDelegation(text, speaker)).toEqual({ code: 'nothing-to-delegate' })
    },
  )

  it('is read whatever is typed', () => {
    const marks = fc.constantFrom(
      '#travel',
      '!high',
      '@priya',
      'client:"A',
      'by Friday',
      '\n',
      '#',
      '!',
      '@',
      '<@',
      '“',
    )
    const words = fc.array(fc.oneof(fc.string({ unit: 'grapheme', maxLength: 8 }), marks), { maxLength: 12 })
    fc.assert(
      fc.property(words, (parts) => {
        const found = readDelegation(parts.join(' '), speaker)
        expect('code' in found || found.brief.length > 0).toBe(true)
      }),
    )
  })
})

describe('the duty', () => {
  it.each([
    ['Pay the invoice #bookkeeping', 'Pay the invoice'],
    ['#bookkeeping Pay the invoice', 'Pay the invoice'],
    ['Pay #Bookkeeping the invoice', 'Pay the invoice'],
    ['Pay the invoice #bookkeeping.', 'Pay the invoice.'],
    ['Pay the invoice\nwith care #bookkeeping', 'Pay the invoice\nwith care'],
  ])('is the word behind the #: %j', (text, brief) => {
    expect(read(text)).toMatchObject({ duty: 'bookkeeping', brief })
  })

  it.each(['Reply to #3 about C#', 'See https://example.com/#travel', 'Order 5#travel mugs'])(
    'is not looked for where a # means something else: %j',
    (text) => {
      expect(read(text)).toMatchObject({ duty: null, brief: text })
    },
  )

  it('may stand beside the hashtags of a post', () => {
    expect(read('Post this #social-media\nHappy Monday! #coffee #monday')).toMatchObject({
      duty: 'social-media',
      brief: 'Post this\nHappy Monday! #coffee #monday',
    })
  })

  it.each([
    ['Book a flight #travle', 'travle', ['travel']],
    ['Book a flight #gardening', 'gardening', []],
    ['Book a flight\nand a hotel #travle', 'travle', ['travel']],
  ])('is asked about when there is none by that name, with the near ones and all that there are: %j', (...said) => {
    const [text, given, near] = said

    expect(readDelegation(text, speaker)).toEqual({ code: 'unknown-duty', given, near, known: [...defaultDuties] })
  })
})

describe('the priority', () => {
  it.each([
    ['!low', 'low'],
    ['!normal', 'normal'],
    ['!HIGH', 'high'],
    ['!urgent', 'urgent'],
    ['!ज़रूरी', 'high'],
    ['!जरूरी', 'high'],
    ['!तत्काल', 'urgent'],
    ['!तुरंत', 'urgent'],
    ['!कम', 'low'],
  ])('%s is %s', (mark, priority) => {
    expect(read(`Call the bank ${mark}`)).toMatchObject({ priority, brief: 'Call the bank' })
  })

  it('is asked about when it is nearly one', () => {
    expect(readDelegation('Call the bank !urgnt', speaker)).toEqual({ code: 'unknown-priority', given: 'urgnt' })
  })

  it.each(['Say hello!', 'Say !Vamos', 'Type 5! into it'])('is not looked for in plain words: %j', (text) => {
    expect(read(text)).toMatchObject({ priority: null, brief: text })
  })
})

describe('who is to do it', () => {
  it.each([
    ['Call the bank @priya', '@priya'],
    ['Call the bank <@U123|Priya Rao>', '<@U123|Priya Rao>'],
    ['Call the bank <@!456>', '<@!456>'],
    ['Call the bank @प्रिया', '@प्रिया'],
    ['@priya Call the bank', '@priya'],
    ['Call the bank @"Priya Rao"', '@"Priya Rao"'],
    ['Call the bank @“Priya Rao”', '@“Priya Rao”'],
  ])('is mentioned: %j', (text, person) => {
    expect(read(text)).toMatchObject({ person, brief: 'Call the bank' })
  })

  it.each([
    ['Ask @arjun for the file @priya', '@priya', 'Ask @arjun for the file'],
    ['@priya ask <@U1|Arjun> for the file', '@priya', 'ask <@U1|Arjun> for the file'],
    ['Ask @arjun for the file #travel @priya by Friday', '@priya', 'Ask @arjun for the file'],
  ])('is one of several who are mentioned, and the others stay in the brief: %j', (text, person, brief) => {
    expect(read(text)).toMatchObject({ person, brief })
  })

  it('is not read from an address', () => {
    expect(read('Write to priya@example.com')).toMatchObject({ person: null, brief: 'Write to priya@example.com' })
  })
})

describe('for which client', () => {
  it.each([
    ['Call the bank client:Acme', 'Acme'],
    ['Call the bank client:"Acme Textiles"', 'Acme Textiles'],
    ['Call the bank client:“Acme Textiles”', 'Acme Textiles'],
    ['Client:"एक्मे टेक्सटाइल्स" Call the bank', 'एक्मे टेक्सटाइल्स'],
  ])('is named: %j', (text, client) => {
    expect(read(text)).toMatchObject({ client, brief: 'Call the bank' })
  })
})

describe('when it is due', () => {
  it.each([
    ['Call the bank by Friday 5pm', 'Call the bank', '2026-03-06T17:00'],
    ['Call the bank by tomorrow', 'Call the bank', '2026-03-05T18:00'],
    ['Call the bank by eod', 'Call the bank', '2026-03-04T18:00'],
    ['Call the bank in 2 business days', 'Call the bank in 2 business days', '2026-03-06T18:00'],
    ['Book a table tomorrow at 8pm', 'Book a table tomorrow at 8pm', '2026-03-05T20:00'],
  ])('is in words: %j', (text, brief, expected) => {
    expect(read(text).brief).toBe(brief)
    expect(due(text)).toBe(expected)
  })

  it.each([
    ['रिपोर्ट भेजो शुक्रवार शाम 5 बजे तक', 'रिपोर्ट भेजो', '2026-03-06T17:00'],
    ['रिपोर्ट कल तक भेजो', 'रिपोर्ट भेजो', '2026-03-05T18:00'],
    ['पुणे की फ़्लाइट बुक करें #travel शुक्रवार शाम 5 बजे तक !high', 'पुणे की फ़्लाइट बुक करें', '2026-03-06T17:00'],
  ])('is in Hindi: %j', (text, brief, expected) => {
    expect(read(text, 'hi').brief.normalize('NFC')).toBe(brief.normalize('NFC'))
    expect(due(text, 'hi')).toBe(expected)
  })

  it('is known to be over, so that it can be asked about', () => {
    expect(read('Call the bank by 9am today').due).toMatchObject({ past: true })
  })
})
