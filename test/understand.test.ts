import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { commandNames } from '#src/features/commands.ts'
import { languages } from '#src/kernel/person.ts'
import { wordsIn } from '#src/words/words.ts'
import { split, understand } from '#src/bot/understand.ts'

function understood(line: string) {
  const [root = '', ...rest] = line.split(' ')
  const read = understand(root, rest.join(' '))
  return read.ok ? [read.understood.name, read.understood.options] : read.reason
}

describe('a command that was typed as one line', () => {
  it.each([
    ['delegate Book a "window" seat #travel', 'delegate', { what: 'Book a "window" seat #travel' }],
    ['delegate', 'delegate', {}],
    ['delegate one\ntwo  three', 'delegate', { what: 'one\ntwo  three' }],
    ['task 42', 'task', { number: '42' }],
    ['task #42', 'task', { number: '#42' }],
    ['task 42 template "Month-end books"', 'task', { number: '42', template: 'Month-end books' }],
    ['task 42 template Month-end books', 'task', { number: '42', template: 'Month-end books' }],
    ['task 42 template:“Month-end books”', 'task', { number: '42', template: 'Month-end books' }],
    ['repeat pause 3', 'repeat pause', { repeat: '3' }],
    ['template show Month-end books', 'template show', { name: 'Month-end books' }],
    ['claim', 'claim', {}],
    ['agency clients', 'agency client list', {}],
    ['agency Clients', 'agency client list', {}],
    ['agency client list', 'agency client list', {}],
    ['calendar holidays', 'calendar holidays list', {}],
    [
      'agency role <@U1|Meera Iyer> client Acme Textiles',
      'agency role',
      { person: '<@U1|Meera Iyer>', role: 'client', client: 'Acme Textiles' },
    ],
    ['agency client add "Acme Textiles"', 'agency client add', { name: 'Acme Textiles' }],
    ['agency client add “Acme Textiles”', 'agency client add', { name: 'Acme Textiles' }],
    ['agency client add Acme "and" Sons', 'agency client add', { name: 'Acme "and" Sons' }],
    [
      'agency assign "Acme Textiles" travel <@U1> <@U2> <@U3>',
      'agency assign',
      { client: 'Acme Textiles', duty: 'travel', primary: '<@U1>', backups: '<@U2> <@U3>' },
    ],
    ['agency assign', 'agency assign', {}],
    [
      'agency client edit acme zone New York review 3 days language hi',
      'agency client edit',
      { client: 'acme', zone: 'New York', review: '3 days', language: 'hi' },
    ],
    ['agency client edit “Zone Fitness” zone: none', 'agency client edit', { client: 'Zone Fitness', zone: 'none' }],
    ['agency client edit client:"Acme Textiles"', 'agency client edit', { client: 'Acme Textiles' }],
    ['agency client edit review 3', 'agency client edit', { review: '3' }],
    [
      'agency settings zone Lisbon भाषा hi Respond 4h lease 8h review 7 days',
      'agency settings',
      { zone: 'Lisbon', language: 'hi', response: '4h', lease: '8h', review: '7 days' },
    ],
    [
      'report period:last-month by:client client:acme',
      'report',
      { period: 'last-month', by: 'client', client: 'acme' },
    ],
    ['tasks list:late sort:due client:acme', 'tasks', { list: 'late', sort: 'due', client: 'acme' }],
    ['tasks search:visa', 'tasks', { search: 'visa' }],
    [
      'agency target client:acme priority:urgent respond:1h done:8h',
      'agency target',
      { client: 'acme', priority: 'urgent', respond: '1h', done: '8h' },
    ],
    ['task number:42 edit:due tomorrow', 'task', { number: '42', edit: 'due tomorrow' }],
    ['bulk numbers:42 43 due:Friday', 'bulk', { numbers: '42 43', due: 'Friday' }],
    ['remind what:42 tomorrow', 'remind', { what: '42 tomorrow' }],
    ['agency settings language:hi zone:"New York"', 'agency settings', { language: 'hi', zone: 'New York' }],
    ['agency settings भाषा:hi respond:4h', 'agency settings', { language: 'hi', response: '4h' }],
    ['agency client edit client:acme review:3', 'agency client edit', { client: 'acme', review: '3' }],
    ['agency settings', 'agency settings', {}],
    ['profile hours Mon-Fri 9:00-18:00, Sat 10-14', 'profile hours', { hours: 'Mon-Fri 9:00-18:00, Sat 10-14' }],
    ['profile away 24 Dec to 2 Jan', 'profile away', { days: '24 Dec to 2 Jan' }],
    ['profile ZONE Asia/Kolkata', 'profile zone', { zone: 'Asia/Kolkata' }],
    [
      'agency assign duty: travel client: Acme Textiles primary: <@U1>',
      'agency assign',
      { client: 'Acme Textiles', duty: 'travel', primary: '<@U1>' },
    ],
    [
      'agency assign client:"Acme Textiles" duty:travel primary:<@U1> backups: <@U2> <@U3>',
      'agency assign',
      { client: 'Acme Textiles', duty: 'travel', primary: '<@U1>', backups: '<@U2> <@U3>' },
    ],
    ['agency client add name: Acme Textiles', 'agency client add', { name: 'Acme Textiles' }],
    ['agency client add Re: Acme', 'agency client add', { name: 'Re: Acme' }],
    ['task number: 42', 'task', { number: '42' }],
    ['profile zone zone: Asia/Kolkata', 'profile zone', { zone: 'Asia/Kolkata' }],
    [
      'report client: Acme Textiles period: week by: assistant',
      'report',
      { client: 'Acme Textiles', period: 'week', by: 'assistant' },
    ],
    ['digest on 8:30 weekdays', 'digest on', { when: '8:30 weekdays' }],
    ['help agency role', 'help', { command: 'agency role' }],
  ])('%s', (line, name, options) => {
    expect(understood(line)).toEqual([name, options])
  })

  it.each([
    ['profile', 'profile show'],
    ['digest', 'digest show'],
    ['agency', 'agency people'],
    ['repeat', 'repeat list'],
    ['template', 'template list'],
  ])('means what it usually means where a word is left out: /%s', (line, name) => {
    expect(understood(line)).toEqual([name, {}])
  })

  it.each([
    ['tasks', {}],
    ['tasks late', { list: 'late' }],
    ['tasks LATE', { list: 'late' }],
    ['tasks client:"Acme Textiles" flights to Pune', { client: 'Acme Textiles', search: 'flights to Pune' }],
    ['tasks client:“Acme Textiles” done', { client: 'Acme Textiles', list: 'done' }],
    ['tasks Client:Acme', { client: 'Acme' }],
    ['tasks client: globex', { client: 'globex' }],
    ['tasks late client: Acme Textiles by due', { client: 'Acme Textiles', list: 'late', sort: 'due' }],
    [
      'tasks client: "Acme Textiles" list: late search: flights',
      { client: 'Acme Textiles', list: 'late', search: 'flights' },
    ],
    ['tasks sort: priority', { sort: 'priority' }],
    ['tasks क्लाइंट: globex', { client: 'globex' }],
    ['tasks done late', { list: 'done', search: 'late' }],
    ['tasks late by client', { list: 'late', sort: 'client' }],
    ['tasks by priority acme', { search: 'acme', sort: 'priority' }],
    ['tasks उड़ान', { search: 'उड़ान' }],
  ])('finds a list, a client and words to look for: %s', (line, options) => {
    expect(understood(line)).toEqual(['tasks', options])
  })

  it.each([
    ['profile hour 9-18', ['profile hours']],
    ['agency peeple', ['agency people']],
    ['agency client ad Acme', []],
    ['tsks', ['tasks', 'task']],
    ['agency nonsense', []],
  ])('lists near names where there is none such: /%s', (line, near) => {
    const reason = understood(line)

    expect(reason).toMatchObject({ code: 'unknown-command' })
    for (const name of near) expect(reason).toHaveProperty('near', expect.arrayContaining([name]))
    // Whatever is proposed exists.
    if ('near' in reason)
      expect(reason.near.filter((name) => !commandNames.some((known) => known === name))).toEqual([])
    if ('near' in reason && line.startsWith('agency')) expect(reason.near.length).toBeGreaterThan(0)
  })

  it.each(['constructor', '__proto__', 'toString', 'hasOwnProperty'])(
    'takes no word of the program’s own for a command: %s',
    (root) => {
      expect(understand(root, '')).toMatchObject({ ok: false, reason: { code: 'unknown-command' } })
      expect(understand('agency', root)).toMatchObject({ ok: false, reason: { code: 'unknown-command' } })
    },
  )

  it.each([
    ['task', { code: 'missing', option: 'number', command: 'task' }],
    ['agency role <@U1>', { code: 'missing', option: 'role', command: 'agency role' }],
    ['task 42 43', { code: 'too-many-words', rest: '43', command: 'task' }],
    ['digest off now', { code: 'too-many-words', rest: 'now', command: 'digest off' }],
  ])('says what is missing or too much: /%s', (line, reason) => {
    expect(understood(line)).toEqual(reason)
  })

  it('is read whatever is typed', () => {
    fc.assert(
      fc.property(fc.constantFrom(...commandNames), fc.string({ unit: 'grapheme' }), (name, typed) => {
        const [root = ''] = name.split(' ')
        expect(understood(`${name} ${typed}`)).toBeTruthy()
        expect(understood(`${root} ${typed}`)).toBeTruthy()
      }),
    )
  })

  it('keeps together what stands in quotes, and a mention with its name', () => {
    expect(split('a "b c" “d e” <@U1|f g> h')).toEqual(['a', 'b c', 'd e', '<@U1|f g>', 'h'])
  })
})

describe.each(languages)('an example in the help, in %s', (language) => {
  it.each(commandNames)('works as it stands: /%s', (name) => {
    const { example } = wordsIn(language).commands[name]

    expect(understood(example.replace(/^\//u, ''))).toMatchObject([name, {}])
  })
})
