import { describe, expect, it } from 'vitest'
import { optionsOf } from '#src/kernel/command.ts'
import {
  commandNames,
  defaults,
  isCommand,
  opening,
  opensForm,
  optionKindOf,
  rootNames,
  specOf,
} from '#src/features/commands.ts'
import type { Request } from '#src/kernel/request.ts'

const typed = (command: string, text = ''): Request => ({ kind: 'words', command, text })

describe('the list of commands', () => {
  it('is what the product promises', () => {
    expect(rootNames.toSorted()).toEqual([
      ...[
        'agency',
        'bulk',
        'calendar',
        'claim',
        'delegate',
        'digest',
        'help',
        'later',
        'profile',
        'remind',
        'reminders',
      ],
      ...['repeat', 'reply', 'report', 'social', 'talk', 'task', 'tasks', 'template'],
    ])
  })

  it.each(commandNames)('can be told apart by its words: %s', (name) => {
    expect(name).toMatch(/^[a-z]+(?: [a-z]+){0,2}$/u)
    expect(isCommand(name)).toBe(true)
    expect(isCommand(`${name} x`)).toBe(false)
  })

  it.each(['constructor', '__proto__', 'toString', ''])(
    'does not take what every object has for a command: %j',
    (name) => {
      expect(isCommand(name)).toBe(false)
    },
  )

  it.each(commandNames)('asks for what it needs first, and for the rest of the line last: %s', (name) => {
    const options = optionsOf(specOf(name))
    const needed = options.map(({ required }) => required)

    expect(needed).toEqual(needed.toSorted((a, b) => Number(b) - Number(a)))
    // `delegate`, `tasks` and `social draft` read their own line.
    if (name !== 'delegate' && name !== 'tasks' && name !== 'social draft')
      expect(options.slice(0, -1).filter(({ rest }) => rest)).toEqual([])
  })

  it('means an existing command where a first word stands alone', () => {
    for (const name of Object.values(defaults)) expect(name && isCommand(name)).toBe(true)
  })

  it('knows the kind of each option, and of nothing else', () => {
    expect(optionKindOf('delegate', 'due')).toBe('time')
    expect(optionKindOf('delegate', 'what')).toBe('text')
    expect(optionKindOf('task', 'due')).toBeNull()
  })

  it('takes an argument that is there, and none that is empty or unknown', () => {
    const { args } = specOf('task')

    expect(args.safeParse({ number: ' 42 ' }).data).toEqual({ number: '42' })
    expect(args.safeParse({ number: '  ' }).success).toBe(false)
    expect(args.safeParse({ number: '42', more: 'x' }).success).toBe(false)
  })
})

describe('a form', () => {
  it.each([
    [typed('delegate'), 'delegate'],
    [typed('delegate', '  '), 'delegate'],
    [typed('profile', 'edit'), 'profile'],
    [typed('agency', 'assign'), 'assignment'],
    [typed('repeat', 'edit 3'), 'repeat'],
    [typed('template', 'edit Month-end books'), 'template'],
    [{ kind: 'options', command: 'repeat edit', options: { repeat: '3' }, people: [] }, 'repeat'],
    [{ kind: 'options', command: 'delegate', options: {}, people: [] }, 'delegate'],
    [{ kind: 'press', action: { press: 'open', subject: '42', detail: 'submit' } }, 'submit'],
  ] satisfies [Request, string][])('opens at once: %j', (request, form) => {
    expect(opensForm(request)).toBe(form)
  })

  it('is about what it was given', () => {
    expect(opening(typed('template', 'Edit  “Month-end books”'))).toEqual({
      form: 'template',
      subject: 'Month-end books',
    })
    expect(opening(typed('delegate'))).toEqual({ form: 'delegate', subject: '' })
  })

  it.each([
    typed('delegate', 'Call the bank'),
    typed('profile'),
    typed('agency', 'assign "Acme" travel <@U1>'),
    typed('nonsense'),
    typed('repeat'),
    typed('repeat', 'edit'),
    typed('repeat', 'show 3'),
    { kind: 'options', command: 'delegate', options: { what: 'Call the bank' }, people: [] },
    { kind: 'press', action: { press: 'open', subject: '42', detail: 'nonsense' } },
    { kind: 'press', action: { press: 'claim', subject: '42', detail: '' } },
    { kind: 'form', name: 'submit', subject: '42', values: {}, people: [], files: [] },
  ] satisfies Request[])('does not open for what can be done without: %j', (request) => {
    expect(opensForm(request)).toBeNull()
  })
})
