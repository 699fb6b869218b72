import { listCommands, optionsOf, type CommandOption } from '../commands.ts'
import { channelPermissions, may, PERMISSIONS } from '../permissions.ts'
import type { Application, Channel, Command, User, World } from '../world.ts'
import { guildOf } from './reach.ts'

const CHAT_INPUT = 1
const MESSAGE_MENU = 3
const SUBCOMMAND = 1
const SUBCOMMAND_GROUP = 2
const IN_A_SERVER = 0
const IN_A_DIRECT_MESSAGE = 1

export type Offered = { application: Application; command: Command }

/** The commands that a person finds in that channel: those of its server and those that are everywhere. */
export function commandsIn(world: World, user: User, channel: Channel): Offered[] {
  if (!may(world, channel, user.id, 'UseApplicationCommands')) return []
  const guild = guildOf(world, channel)
  const here = guild ? IN_A_SERVER : IN_A_DIRECT_MESSAGE
  const mine = channelPermissions(world, channel, user.id)
  return [...world.applications.values()]
    .filter(({ botId }) => guild?.members.has(botId) || channel.recipients?.includes(botId))
    .flatMap((application) => {
      const own = guild ? listCommands(world, { application: application.id, guild: guild.id }) : []
      const all = listCommands(world, { application: application.id }).filter(
        ({ name }) => !own.some((each) => each.name === name),
      )
      return [...own, ...all]
        .filter((command) => isFor(command, here) && (!guild || isAllowed(command, mine)))
        .map((command) => ({ application, command }))
    })
}

/** Those that are typed after a slash, and not found in a menu. */
export const isTyped = ({ command }: Offered): boolean => command.type === CHAT_INPUT

/** Those that stand in the menu of a message. */
export const isOfMessages = ({ command }: Offered): boolean => command.type === MESSAGE_MENU

function isFor({ contexts, dm_permission: inDirect }: Command, here: number): boolean {
  if (Array.isArray(contexts)) return contexts.includes(here)
  return here === IN_A_SERVER || inDirect !== false
}

/** What a member has to be allowed; `0` leaves it to administrators. Nobody has said otherwise in the server's settings. */
function isAllowed({ default_member_permissions: wanted }: Command, mine: bigint): boolean {
  if (typeof wanted !== 'string' && typeof wanted !== 'number') return true
  if (mine & PERMISSIONS.Administrator) return true
  return BigInt(wanted) !== 0n && (mine & BigInt(wanted)) === BigInt(wanted)
}

export type Typed = {
  offered: Offered
  /** Groups and subcommands below the command, outermost first. */
  path: CommandOption[]
  /** The options that can be filled in, and what was. */
  options: CommandOption[]
  given: { option: CommandOption; text: string }[]
}

/** `/agency client add name:Acme Textiles`: the words of the command, then fields with their names before them. */
export function readTyped(commands: Offered[], { locale }: User, text: string): Typed | string {
  const [first = '', ...words] = text
    .trim()
    .replace(/^\//u, '')
    .split(/(?<=\s)/u)
  const offered = commands.filter(isTyped).find(({ command }) => isNamed(command, first.trim(), locale))
  if (!offered) return `There is no command "/${first.trim()}" here`

  const path: CommandOption[] = []
  let options = optionsOf(offered.command)
  while (options.some(({ type }) => type === SUBCOMMAND || type === SUBCOMMAND_GROUP)) {
    const word = words.shift()?.trim() ?? ''
    const next = options.find((option) => isNamed(option, word, locale))
    if (!next)
      return `After "/${[first.trim(), ...path.map(({ name }) => name)].join(' ')}" comes one of: ${namesOf(options)}`
    path.push(next)
    options = next.options ?? []
  }
  const given = readGiven(options, words.join('').trim(), locale)
  return typeof given === 'string' ? given : { offered, path, options, given }
}

type Worded = { name: string; name_localizations?: unknown }

/** What it is called in that language. */
export function wordOf({ name, name_localizations: others }: Worded, locale: string): string {
  const own = typeof others === 'object' && others !== null ? Object.entries(others).find(([at]) => at === locale) : []
  return typeof own?.[1] === 'string' ? own[1] : name
}

/** By its own name, or by what it is called in that language. */
const isNamed = (worded: Worded, word: string, locale: string): boolean =>
  [worded.name, wordOf(worded, locale)].includes(word)

/** A command with its groups and parts: `agency client add`. */
export const pathOf = ({ offered, path }: Typed): string =>
  [offered.command.name, ...path.map(({ name }) => name)].join(' ')

/** What completion offers is kept by this, for each person. */
export const offeredKey = (typed: Typed, { name }: CommandOption): string => `${pathOf(typed)} ${name}`

const namesOf = (options: CommandOption[]) => options.map(({ name }) => name).join(', ')

/** A field lasts until the name of another one: there may be colons in what is written. */
function readGiven(options: CommandOption[], text: string, locale: string): Typed['given'] | string {
  if (text === '') return []
  const starts = [...text.matchAll(/(?<=^|\s)([^\s:]+):/gu)].flatMap((found) => {
    const option = options.find((each) => isNamed(each, found[1] ?? '', locale))
    return option ? [{ option, at: found.index, from: found.index + found[0].length }] : []
  })
  if (starts[0]?.at !== 0) {
    if (options.length === 0) return 'This command takes nothing more'
    return `Say which field that is, with its name before it: ${options.map(({ name }) => `${name}:`).join(' ')}`
  }
  const given = starts.map(({ option, from }, index) => ({
    option,
    text: text.slice(from, starts[index + 1]?.at).trim(),
  }))
  const twice = given.find(({ option }, index) => given.findIndex((each) => each.option === option) !== index)
  return twice ? `"${twice.option.name}" is there twice` : given
}
