import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { commandOptions as english } from '#src/words/en/commands.ts'
import { commandOptions as hindi } from '#src/words/hi/commands.ts'
import { readDelegation, type DelegationText } from '#src/features/reading/delegate-text.ts'
import { speaker } from './delegating.ts'

function read(text: string, language: 'en' | 'hi' = 'en'): DelegationText {
  const found = readDelegation(text, { ...speaker, language })
  if ('code' in found) throw new Error(JSON.stringify(found))
  return found
}

describe('a line of /delegate', () => {
  it('is kept to the letter, and its title is made without the marks', () => {
    const text = 'Book a flight to Pune, aisle seat #travel by Friday 5pm !high @Priya client:"Acme Textiles"'

    const { brief, bare } = read(text)

    expect(brief).toBe(text)
    expect(bare).toBe('Book a flight to Pune, aisle seat')
  })

  it('says all that there is to say, in any order, at the end or at the beginning', () => {
    const said = {
      bare: 'Book a flight to Pune, aisle seat',
      duty: 'travel',
      priority: 'high',
      person: 'priya',
      client: 'acme',
      due: { phrase: 'Friday 5pm', past: false },
    }

    expect(
      read('Book a flight to Pune, aisle seat #travel by Friday 5pm !high @Priya client:"Acme Textiles"'),
    ).toMatchObject(said)
    expect(
      read('Book a flight to Pune, aisle seat client:"Acme Textiles" @Priya !high by Friday 5pm #travel'),
    ).toMatchObject(said)
    expect(
      read('@Priya !high client:"Acme Textiles" #travel Book a flight to Pune, aisle seat by Friday 5pm'),
    ).toMatchObject(said)
  })

  it.each([
    ['Book a flight #travel !high', 'Book a flight'],
    ['Book a flight !high #travel', 'Book a flight'],
    ['Book a flight (#travel, !high)', 'Book a flight'],
    ['Book a flight client:Acme !high #travel', 'Book a flight'],
    ['Book a flight template:Trip !high #travel', 'Book a flight'],
    ['Book a flight !high #travel please', 'Book a flight'],
    ['#travel !high: Book a flight', 'Book a flight'],
  ])('takes one mark for nothing but itself when it stands beside another: %j', (text, bare) => {
    expect(read(text)).toMatchObject({ bare, duty: 'travel', priority: 'high' })
  })

  it.each([
    'Call the bank client:Acme about the loan',
    'Set the tag priority:high in the tracker for new bugs',
    'Explain what duty:travel means to Ben',
    'Reply to template:Trip with a correction of the dates',
    'Say !high on the radio',
    'Tag it with #travel and send it out',
  ])('takes no mark from within a sentence: %j', (text) => {
    expect(read(text)).toMatchObject({
      brief: text,
      bare: text,
      duty: null,
      priority: null,
      client: null,
      template: null,
    })
  })

  it('keeps line breaks, spaces, lists and code as they were typed', () => {
    const text =
      'Book a flight  (two seats) #travel\n\n- aisle seat by Friday\n  -  not before 9:00\n\n```\ndue: 5 March  #writing !low\n```'

    expect(read(text)).toMatchObject({ brief: text, duty: 'travel', priority: null, due: null })
  })

  it.each([
    ['Book a flight #travel !high\nAisle seat.', 'Book a flight\nAisle seat.'],
    ['Book a flight\nAisle seat #travel !high', 'Book a flight\nAisle seat'],
    ['Book a flight\nAisle seat.\n\n#travel !high', 'Book a flight\nAisle seat.'],
    ['#travel !high\nBook a flight\nAisle seat.', 'Book a flight\nAisle seat.'],
  ])('has its marks at the end of the first line, too: %j', (text, bare) => {
    expect(read(text)).toMatchObject({ bare, duty: 'travel', priority: 'high' })
  })

  it('says how often, from which template, and by when, beside all the rest', () => {
    expect(
      read('Send the figures every Friday at 9:00 #bookkeeping !high due 5pm template:"Month-end books"'),
    ).toMatchObject({
      bare: 'Send the figures',
      duty: 'bookkeeping',
      priority: 'high',
      due: { phrase: '5pm', said: 'due 5pm' },
      rhythm: { matched: 'every Friday at 9:00', line: 'Send the figures every Friday at 9:00 due 5pm' },
      template: 'Month-end books',
      someDay: null,
    })
  })

  it('may be nothing but the name of a template', () => {
    expect(read('template:“Month-end books”')).toMatchObject({ bare: '', template: 'Month-end books' })
  })

  it('leaves it open whether a day is this month’s or each month’s, unless it is due', () => {
    expect(read('Pay the rent on the 31st').someDay).toEqual({ phrase: 'on the 31st', date: 31, at: 13 })
    expect(read('Pay the rent by the 31st').someDay).toBeNull()
    expect(read('Pay the rent every month on the 31st').someDay).toBeNull()
  })

  it('may be words alone', () => {
    expect(read('Call the bank')).toEqual({
      brief: 'Call the bank',
      bare: 'Call the bank',
      duty: null,
      priority: null,
      due: null,
      rhythm: null,
      someDay: null,
      person: null,
      client: null,
      template: null,
      hints: [],
    })
  })

  it.each(['', '   ', '#travel', '!high @Priya', 'by Friday', 'client:Acme #travel'])(
    'needs words for what is to be done: %j',
    (text) => {
      expect(readDelegation(text, speaker)).toEqual({ code: 'nothing-to-delegate' })
    },
  )

  it('is read whatever is typed, and kept to the letter', () => {
    const marks = fc.constantFrom(
      ...[
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
        '`',
        'due:',
        '(',
        ')',
      ],
      ...['for Acme', 'urgent', 'to:', 'कल', 'तक', 'भेजो', '```', '- ', '. '],
      ...['\t', '  \n', 'a  ', '**bold**', '~~no~~', '||spoiler||', '[a](https://e.example/?a=1&b=2)', '&amp;', '<b>'],
      ...[
        '\u200f',
        '\u202e',
        'क्\u200dष',
        'न\u200d',
        'रु\u200c',
        'e\u0301',
        '👩🏽\u200d💻',
        '\u00a0',
        'https://e.example/5pm',
      ],
    )
    const words = fc.array(fc.oneof(fc.string({ unit: 'grapheme', maxLength: 8 }), marks), { maxLength: 12 })
    fc.assert(
      fc.property(words, (parts) => {
        const typed = parts.join(' ')
        const found = readDelegation(typed, speaker)
        expect('code' in found || found.brief === typed.replaceAll('\r\n', '\n').trim()).toBe(true)
      }),
    )
  })

  it.each([
    ['words', 'words and '],
    ['marks', '#travel !high @priya '],
    ['quotation marks', '"'],
    ['spaces', ' '],
    ['colons', 'client:'],
    ['brackets', '(<@('],
    ['lines', '- a\n'],
    ['stops', '. '],
  ])('is read in a time that grows with its length: ten briefs of the longest, made of %s, are no hang', (_, unit) => {
    const long = `Book it ${unit.repeat(Math.ceil(200_000 / unit.length))} by Friday`

    expect(read(long).brief).toBe(long.trim())
  })
})

describe('the duty', () => {
  it.each([
    ['Pay the invoice #bookkeeping', 'Pay the invoice'],
    ['#bookkeeping Pay the invoice', 'Pay the invoice'],
    ['Pay the invoice #Bookkeeping', 'Pay the invoice'],
    ['Pay the invoice #bookkeeping.', 'Pay the invoice.'],
    ['Pay the invoice\nwith care #bookkeeping', 'Pay the invoice\nwith care'],
    ['Pay the invoice duty:bookkeeping', 'Pay the invoice'],
    ['Pay the invoice duty: bookkeeping', 'Pay the invoice'],
    ['Pay the invoice काम:bookkeeping', 'Pay the invoice'],
  ])('is the word behind the # that stands first or last: %j', (text, bare) => {
    expect(read(text)).toMatchObject({ duty: 'bookkeeping', bare })
  })

  it.each([
    'Reply to #3 about C#',
    'See https://example.com/#travel',
    'Order 5#travel mugs',
    'Make the button #FF8800',
    'Fix bug #travel-42',
    'Look into #42',
    'Pay #bookkeeping the invoice',
    'Post the notes in <#C012AB3CD|> today, please',
    'Write “#travel”',
    'Plan the launch #gardening',
  ])('is not looked for where a # means something else: %j', (text) => {
    expect(read(text)).toMatchObject({ duty: null, brief: text, hints: [] })
  })

  it('may be the last of the hashtags of a post, which stay whole', () => {
    const text = 'Write a caption about our trip, end with #travel #wanderlust #writing'

    expect(read(text)).toMatchObject({ brief: text, bare: text, duty: 'writing', hints: [] })
  })

  it('may stand before the hashtags of a post', () => {
    expect(read('Post this #social-media\nHappy Monday! #coffee #monday')).toMatchObject({
      duty: 'social-media',
      bare: 'Post this\nHappy Monday! #coffee #monday',
    })
  })

  it('that is nearly one stays in the text, and it is said what it may have been', () => {
    expect(read('Book a flight by Friday #travle')).toMatchObject({
      bare: 'Book a flight #travle',
      duty: null,
      due: { phrase: 'Friday' },
      hints: [{ hint: 'near-duty', given: 'travle', near: ['travel'] }],
    })
  })

  it('that is said outright must be one', () => {
    expect(readDelegation('Book a flight duty:gardening', speaker)).toMatchObject({
      code: 'unknown-duty',
      given: 'gardening',
    })
  })
})

describe('the priority', () => {
  it.each([
    ['!low', 'low'],
    ['!normal', 'normal'],
    ['!HIGH', 'high'],
    ['!urgent', 'urgent'],
    ['!asap', 'urgent'],
    ['!ज़रूरी', 'high'],
    ['!जरूरी', 'high'],
    ['!तत्काल', 'urgent'],
    ['!तुरंत', 'urgent'],
    ['!कम', 'low'],
    ['priority:high', 'high'],
    ['प्राथमिकता:ज़रूरी', 'high'],
    ['asap', 'urgent'],
    ['ASAP please', 'urgent'],
    ['as soon as possible', 'urgent'],
    ['- urgent', 'urgent'],
    ['(urgent!)', 'urgent'],
    ['high priority', 'high'],
    ['. This is urgent', 'urgent'],
    [', ज़रूरी है', 'high'],
    ['तुरंत', 'urgent'],
    ['right away', 'urgent'],
    ['immediately', 'urgent'],
    [', not urgent', 'low'],
  ])('may stand at the end: %s is %s', (mark, priority) => {
    expect(read(`Call the bank ${mark}`)).toMatchObject({ priority })
  })

  it.each([
    ['URGENT: fix the typo', 'urgent', 'fix the typo'],
    ['[urgent] fix the typo', 'urgent', 'fix the typo'],
    ['ASAP - fix the typo', 'urgent', 'fix the typo'],
    ['!high fix the typo', 'high', 'fix the typo'],
    ['ज़रूरी: टाइपो ठीक करें', 'high', 'टाइपो ठीक करें'],
    ['URGENT: fix typo on homepage asap', 'urgent', 'fix typo on homepage'],
    ['Very urgent: fix the typo', 'urgent', 'fix the typo'],
    ['Urgent please: fix the typo', 'urgent', 'fix the typo'],
    ['No rush: fix the typo', 'low', 'fix the typo'],
    ['turant typo theek karo', 'urgent', 'turant typo theek karo'],
    ['तुरंत टाइपो ठीक करें', 'urgent', 'तुरंत टाइपो ठीक करें'],
    ['Immediately call the bank', 'urgent', 'Immediately call the bank'],
  ])('may stand at the beginning: %s', (text, priority, bare) => {
    const found = read(text)
    expect(found.priority).toBe(priority)
    expect(found.bare).toBe(bare.normalize('NFC'))
  })

  it('that is nearly one stays in the text, and it is said', () => {
    expect(read('Call the bank !urgnt')).toMatchObject({
      bare: 'Call the bank !urgnt',
      priority: null,
      hints: [{ hint: 'near-priority', given: 'urgnt' }],
    })
  })

  it.each([
    'Say hello!',
    'Say !Vamos',
    'Type 5! into it',
    'Mark the mail as urgent',
    'Find out which of them is most urgent',
    'Urgent care clinics near the office: make a list',
    'Write a reply that says asap',
    'Find out why it closes immediately',
    'Send all at once',
    'Immediately after lunch call Ben',
  ])('is not looked for in plain words: %j', (text) => {
    expect(read(text)).toMatchObject({ priority: null, brief: text, bare: text })
  })
})

describe('who is to do it', () => {
  it.each([
    ['Call the bank @priya', 'priya'],
    ['Call the bank @Priya', 'priya'],
    ['Call the bank <@U123|priya.rao>', 'priya'],
    ['Call the bank <@!456>', 'arjun'],
    ['Call the bank @प्रिया', 'hindi'],
    ['@priya Call the bank', 'priya'],
    ['@Arjun Mehta: Call the bank', 'arjun'],
    ['Call the bank @"Arjun Mehta"', 'arjun'],
    ['Call the bank @“Arjun Mehta”', 'arjun'],
    ['Call the bank @Arjun Mehta', 'arjun'],
    ['Call the bank assistant:Arjun', 'arjun'],
    ['Call the bank assistant:Arjun Mehta', 'arjun'],
    ['Call the bank assistant:@arjun', 'arjun'],
    ['assistant:"Arjun Mehta" Call the bank', 'arjun'],
    ['assistant:Arjun Mehta Call the bank', 'arjun'],
    ['to: Arjun Call the bank', 'arjun'],
    ['Call the bank सहायक:Arjun', 'arjun'],
    ['Call the bank, assign to @arjun', 'arjun'],
  ])('is mentioned first or last, or named by its key: %j', (text, person) => {
    expect(read(text)).toMatchObject({ person, bare: 'Call the bank' })
  })

  it('is the one whose whole name it is', () => {
    expect(read('Book hotel @Arjun Mehta by Friday')).toMatchObject({ person: 'arjun', bare: 'Book hotel' })
    expect(read('Book hotel @Asha Patil by Friday')).toMatchObject({ person: 'asha-patil', bare: 'Book hotel' })
    expect(read('Book hotel @Asha by Friday')).toMatchObject({ person: '@Asha', bare: 'Book hotel' })
  })

  it.each([
    'Ask @arjun or @priya about the hotel',
    'Ask @arjun for the file',
    'Send the minutes to @meera',
    'Book dinner for @arjun and me',
    'Ask <@U999|jun> about the visa, then update the sheet',
    '@arjun’s visa needs renewal',
    'Write to priya@example.com',
    'Call the bank @meera',
    '<@U999|jun> needs a visa',
    'Email @nobody',
  ])('is nobody where a mention is a part of the text: %j', (text) => {
    expect(read(text)).toMatchObject({ person: null, brief: text, bare: text })
  })

  it('is nobody of two who are named beside each other, and it is said', () => {
    const text = 'Plan the offsite @arjun @priya'

    expect(read(text)).toMatchObject({ person: null, bare: text })
    expect(read(text).hints).toHaveLength(2)
  })

  it.each([
    ['Ask @arjun for the file @priya', 'priya', 'Ask @arjun for the file'],
    ['@priya ask <@!456> for the file', 'priya', 'ask <@!456> for the file'],
    ['Ask @arjun for the file #travel @priya by Friday', 'priya', 'Ask @arjun for the file'],
  ])('is the one at the end, while others are part of the text: %j', (text, person, bare) => {
    expect(read(text)).toMatchObject({ person, bare })
  })

  it('is asked about where a name that is said outright is nobody’s', () => {
    expect(read('Call the bank assistant:Bne')).toMatchObject({ person: 'Bne', bare: 'Call the bank' })
  })

  it('may be nearly an assistant’s name, and then it is said', () => {
    expect(read('Call the bank @pryia').hints).toEqual([{ hint: 'near-person', given: '@pryia', near: ['Priya'] }])
  })
})

describe('for which client', () => {
  it.each([
    ['Call the bank client:Acme', 'acme'],
    ['Call the bank client:"Acme Textiles"', 'acme'],
    ['Call the bank client:“Acme Textiles”', 'acme'],
    ['Call the bank client:Acme Textiles', 'acme'],
    ['Call the bank client: acme textiles', 'acme'],
    ['Client:"Globex Travel" Call the bank', 'globex'],
    ['client:Acme Textiles Call the bank', 'acme'],
    ['Call the bank क्लाइंट:Acme', 'acme'],
    ['Call the bank for Acme', 'acme'],
    ['Call the bank for Acme Textiles #travel', 'acme'],
    ['For Acme: Call the bank', 'acme'],
    ['Acme: Call the bank', 'acme'],
    ['Call the bank client:Acme tomorrow 5pm', 'acme'],
    ['client:Acme tomorrow 5pm Call the bank', 'acme'],
    ['Call the bank for Acme by tomorrow', 'acme'],
    ['Call the bank by tomorrow for Acme', 'acme'],
  ])('is named: %j', (text, client) => {
    expect(read(text)).toMatchObject({ client, bare: 'Call the bank' })
  })

  it('is asked about where a name that is said outright is nobody’s', () => {
    expect(read('Call the bank client:Acne')).toMatchObject({ client: 'Acne', bare: 'Call the bank' })
  })

  it.each(['Buy a gift for Rose', 'Draft a plan for Acmeville', 'Find out what Acme pays'])(
    'is not read from words that name none: %j',
    (text) => {
      expect(read(text)).toMatchObject({ client: null, bare: text })
    },
  )
})

it('takes the keys that Discord’s options have, in both languages', () => {
  const typed = {
    duty: 'travel',
    due: 'tomorrow',
    priority: 'high',
    assistant: 'priya',
    client: 'Acme',
    every: 'friday',
    template: 'Trip',
  }
  for (const names of [english, hindi]) {
    for (const [option, value] of Object.entries(typed)) {
      const name = Object.entries(names).find(([key]) => key === option)?.[1].name
      expect([option, read(`Call the bank ${name}:${value}`).bare]).toEqual([option, 'Call the bank'])
    }
  }
})
