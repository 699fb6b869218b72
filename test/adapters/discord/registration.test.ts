import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { commandName, limits } from '#adapters/discord/limits.ts'
import { isSame } from '#adapters/discord/register.ts'
import { discordRegistration, inviteUrl } from '#adapters/discord/registration.ts'
import { personShortcutNames, shortcutNames } from '#src/features/shortcuts.ts'
import { wordsIn } from '#src/words/words.ts'
import { problemsWith } from './published.ts'

const everything = discordRegistration()
/** What is typed; the others stand in the menu of a message, and have no description. */
const registration = everything.filter((command) => command.type === 1)
const menu = everything.filter((command) => command.type === 3 || command.type === 2)

type Entry = {
  path: string
  name: string
  name_localizations?: Record<string, string>
  description?: string
  description_localizations?: Record<string, string>
  isChoice: boolean
  size: number
}

const entry = z.looseObject({
  name: z.string(),
  name_localizations: z.record(z.string(), z.string()).optional(),
  description: z.string().optional(),
  description_localizations: z.record(z.string(), z.string()).optional(),
  options: z.array(z.unknown()).optional(),
  choices: z.array(z.unknown()).optional(),
  value: z.union([z.string(), z.number()]).optional(),
})

/** Every command, group, subcommand, option and choice, with the words that lead to it. */
function entries(found: unknown, path = '', isChoice = false): Entry[] {
  const { options = [], choices = [], ...own } = entry.parse(found)
  const here = `${path} ${own.name}`.trim()
  return [
    { ...z.custom<Omit<Entry, 'path' | 'isChoice' | 'size'>>().parse(own), path: here, isChoice, size: sizeOf(found) },
    ...options.flatMap((option) => entries(option, here)),
    ...choices.flatMap((choice) => entries(choice, here, true)),
  ]
}

/** Discord's sum of a command: names, descriptions and values, of each language the longest. */
function sizeOf(found: unknown): number {
  const {
    name,
    name_localizations: names = {},
    description = '',
    description_localizations: texts = {},
    options = [],
    choices = [],
    value = '',
  } = entry.parse(found)
  const longest = (all: string[]) => Math.max(...all.map((text) => text.length))
  const own =
    longest([name, ...Object.values(names)]) + longest([description, ...Object.values(texts)]) + String(value).length
  return own + [...options, ...choices].reduce<number>((sum, part) => sum + sizeOf(part), 0)
}

const all = registration.flatMap((command) => entries(command))
const named = all.filter(({ isChoice }) => !isChoice)

describe('the commands as Discord is told of them', () => {
  it.each(everything.map((command) => [command.name, command]))(
    'are valid by its published specification: /%s',
    (_, command) => {
      expect(problemsWith(command, 'ApplicationCommandUpdateRequestSchema')).toBe('')
    },
  )

  it('have names that Discord allows, in both languages', () => {
    const names = named.flatMap(({ name, name_localizations: others = {} }) => [name, ...Object.values(others)])

    expect(names.filter((name) => !commandName.test(name) || name !== name.toLowerCase())).toEqual([])
  })

  it('are described in both languages, within 100 characters', () => {
    const texts = named.map(({ path, description = '', description_localizations: others = {} }) => ({
      path,
      all: [description, others['hi'] ?? ''],
    }))

    expect(
      texts.filter((text) => text.all.some((each) => each === '' || each.length > limits.commandDescription)),
    ).toEqual([])
  })

  it('have Hindi names that differ from each other', () => {
    const siblings = Map.groupBy(named, ({ path }) => path.split(' ').slice(0, -1).join(' '))
    const twice = [...siblings.values()].filter(
      (group) => new Set(group.map(({ name_localizations: names }) => names?.['hi'])).size !== group.length,
    )

    expect(twice).toEqual([])
  })

  it('are each no longer than the 8,000 characters that Discord counts together', () => {
    expect(registration.filter((command) => sizeOf(command) > 8_000)).toEqual([])
  })
})

describe('the menu of a message and of a person', () => {
  it('has each shortcut of the one list, in both languages, and no other', () => {
    const names = [...shortcutNames, ...personShortcutNames].map((name) => [
      wordsIn('en').shortcutNames[name].name,
      wordsIn('hi').shortcutNames[name].name,
    ])

    expect(menu.map((command) => [command.name, command.name_localizations?.hi])).toEqual(names)
    expect(names.flat().filter((name) => name.length === 0 || name.length > 32)).toEqual([])
  })
})

describe('registering', () => {
  /** As Discord answers: with ids, and without what says nothing. */
  const asAnswered = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(asAnswered)
    if (typeof value !== 'object' || value === null) return value
    return Object.fromEntries(
      Object.entries(value).flatMap(([name, part]) =>
        part === false || (name === 'options' && Array.isArray(part) && part.length === 0)
          ? []
          : [[name, asAnswered(part)]],
      ),
    )
  }
  const answered = everything.map((command, index) => ({
    // Discord answers an empty description for what has none.
    description: '',
    ...z.looseObject({}).parse(asAnswered(command)),
    ...{
      id: String(index),
      application_id: '1',
      version: '5',
      default_member_permissions: null,
      dm_permission: true,
      nsfw: false,
    },
  }))

  it('is not done again for what Discord knows already', () => {
    expect(isSame(answered.toReversed(), everything)).toBe(true)
  })

  it.each([
    ['a command is new', answered.slice(1)],
    ['a command is gone', [...answered, { ...answered[0], name: 'old' }]],
    ['a description changed', answered.map((command) => ({ ...command, description: 'Else' }))],
    ['a Hindi name changed', answered.map((command) => ({ ...command, name_localizations: { hi: 'और' } }))],
    ['it was not for direct messages', answered.map((command) => ({ ...command, contexts: [0] }))],
  ])('is done when %s', (_, known) => {
    expect(isSame(known, everything)).toBe(false)
  })
})

describe('the invitation', () => {
  it('asks for the permissions that the bot uses, and not for an administrator', () => {
    const url = new URL(inviteUrl('1140000000000000001'))
    const permissions = BigInt(url.searchParams.get('permissions') ?? '0')

    expect(url.searchParams.get('scope')).toBe('bot applications.commands')
    expect(permissions & (1n << 3n)).toBe(0n)
    expect(permissions & (1n << 11n)).not.toBe(0n)
    expect(permissions & (1n << 15n)).not.toBe(0n)
  })
})
