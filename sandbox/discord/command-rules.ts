import { z } from 'zod'
import { check } from './body.ts'
import { invalidField } from './errors.ts'

export type CommandOption = {
  type: number
  name: string
  name_localizations?: Localized
  description?: string | null | undefined
  description_localizations?: Localized
  required?: boolean | null | undefined
  choices?: Choice[] | null | undefined
  options?: CommandOption[] | null | undefined
  autocomplete?: boolean | null | undefined
  min_length?: number | null | undefined
  max_length?: number | null | undefined
  min_value?: number | null | undefined
  max_value?: number | null | undefined
  channel_types?: number[] | null | undefined
}

type Localized = Record<string, string> | null | undefined
type Choice = { name: string; name_localizations?: Localized; value: string | number }

const localized = z.record(z.string(), z.string()).nullish()

const option: z.ZodType<CommandOption> = z.lazy(() =>
  z.looseObject({
    type: z.number(),
    name: z.string(),
    name_localizations: localized,
    description: z.string().nullish(),
    description_localizations: localized,
    required: z.boolean().nullish(),
    choices: z
      .array(
        z.looseObject({
          name: z.string(),
          name_localizations: localized,
          value: z.union([z.string(), z.number()]),
        }),
      )
      .nullish(),
    options: z.array(option).nullish(),
    autocomplete: z.boolean().nullish(),
    min_length: z.number().nullish(),
    max_length: z.number().nullish(),
    min_value: z.number().nullish(),
    max_value: z.number().nullish(),
    channel_types: z.array(z.number()).nullish(),
  }),
)

const command = z.looseObject({
  name: z.string(),
  name_localizations: localized,
  type: z.number().nullish(),
  description: z.string().nullish(),
  description_localizations: localized,
  options: z.array(option).nullish(),
})

export const optionsOf = (of: unknown): CommandOption[] => command.parse(of).options ?? []

export const CHAT_INPUT = 1
const SUBCOMMAND = 1
const SUBCOMMAND_GROUP = 2

/** https://docs.discord.com/developers/interactions/application-commands: names, descriptions and values together. */
const MOST_CHARACTERS = 8_000

/** As above, under "Application command naming". Letters that have a small form must be small. */
const NAME = /^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$/u

/** https://docs.discord.com/developers/reference#locales */
const LOCALES = new Set(
  'id da de en-GB en-US es-ES es-419 fr hr it lt hu nl no pl pt-BR ro fi sv-SE vi tr cs el bg ru uk hi th zh-CN ja zh-TW ko'.split(
    ' ',
  ),
)

/** Refuses what Discord refuses of a command to be registered, with the path below `path`. */
export function readCommand(json: unknown, path: PropertyKey[]): z.infer<typeof command> {
  check('ApplicationCommandCreateRequestSchema', json, path)
  const body = command.parse(json)
  const isTyped = (body.type ?? CHAT_INPUT) === CHAT_INPUT
  if (isTyped) checkName(body.name, [...path, 'name'])
  if (isTyped && !body.description) {
    throw invalidField([...path, 'description'], 'BASE_TYPE_REQUIRED', 'This field is required')
  }
  if (!isTyped && (body.description || body.options?.length)) {
    throw invalidField([...path, 'description'], 'APPLICATION_COMMAND_DESCRIPTION_INVALID', 'This field cannot be set')
  }
  checkLocalizations(body, path, isTyped)
  checkOptions(body.options ?? [], [...path, 'options'])
  if (sizeOf(body) > MOST_CHARACTERS) {
    throw invalidField(path, 'APPLICATION_COMMAND_TOO_LARGE', `Command exceeds maximum size (${MOST_CHARACTERS})`)
  }
  return body
}

function checkName(name: string, path: PropertyKey[]): void {
  if (NAME.test(name) && name === name.toLowerCase()) return
  throw invalidField(path, 'APPLICATION_COMMAND_INVALID_NAME', 'Command name is invalid')
}

type Worded = Pick<CommandOption, 'name_localizations' | 'description_localizations'>

function checkLocalizations(of: Worded, path: PropertyKey[], areNames: boolean): void {
  for (const field of ['name_localizations', 'description_localizations'] as const) {
    for (const [locale, text] of Object.entries(of[field] ?? {})) {
      const at = [...path, field, locale]
      if (!LOCALES.has(locale)) throw invalidField(at, 'APPLICATION_COMMAND_LOCALE_UNKNOWN', 'Unknown locale')
      if (areNames && field === 'name_localizations') checkName(text, at)
    }
  }
}

/** Names are used once, those that must be given come first, and a command with parts takes nothing itself. */
function checkOptions(options: CommandOption[], path: PropertyKey[]): void {
  const names = new Set<string>()
  const isPart = ({ type }: CommandOption) => type === SUBCOMMAND || type === SUBCOMMAND_GROUP
  for (const [index, each] of options.entries()) {
    const refuse = (field: string, code: string, message: string) => {
      throw invalidField([...path, index, field], code, message)
    }
    checkName(each.name, [...path, index, 'name'])
    checkLocalizations(each, [...path, index], true)
    if (names.has(each.name)) {
      refuse('name', 'APPLICATION_COMMAND_OPTIONS_NAME_DUPLICATED', 'Option names must be unique')
    }
    names.add(each.name)
    if (isPart(each) !== options.every(isPart)) {
      refuse('type', 'APPLICATION_COMMAND_OPTIONS_TYPE_INVALID', 'Sub-commands cannot stand beside other options')
    }
    if (each.required && options.slice(0, index).some((before) => !before.required)) {
      refuse(
        'required',
        'APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID',
        'Required options must be placed before non-required options',
      )
    }
    if (each.autocomplete && each.choices?.length) {
      refuse(
        'autocomplete',
        'APPLICATION_COMMAND_OPTIONS_AUTOCOMPLETE_CHOICES',
        'Autocomplete and choices cannot be combined',
      )
    }
    checkOptions(each.options ?? [], [...path, index, 'options'])
  }
}

/** Of what is said in several languages the longest counts. */
function sizeOf(of: Omit<CommandOption, 'type'>): number {
  const longest = (text: string | null | undefined, others: Localized) =>
    Math.max((text ?? '').length, ...Object.values(others ?? {}).map(({ length }) => length))
  const own = longest(of.name, of.name_localizations) + longest(of.description, of.description_localizations)
  const choices = (of.choices ?? []).map(
    (each) => longest(each.name, each.name_localizations) + String(each.value).length,
  )
  const below = (of.options ?? []).map((each) => sizeOf(each))
  return [...choices, ...below].reduce((sum, each) => sum + each, own)
}
