import type { CommandOption } from '../commands.ts'
import type { Server } from '../server.ts'
import type { Attachment, Channel, User } from '../world.ts'
import { channelOf, personIn, roleIn, written } from './reach.ts'
import type { Named } from './resolved.ts'
import { offeredKey, wordOf, type Typed } from './typed.ts'

/** https://docs.discord.com/developers/interactions/application-commands#application-command-object-application-command-option-type */
const KIND = {
  text: 3,
  integer: 4,
  boolean: 5,
  user: 6,
  channel: 7,
  role: 8,
  mentionable: 9,
  number: 10,
  file: 11,
} as const

export type Read = { value: string | number | boolean } | { error: string }
/** What is being filled in, by whom, and what was named in it so far. */
export type Reading = { server: Server; user: User; channel: Channel; typed: Typed; files: Attachment[]; named: Named }

/** What Discord's own client makes of the words in a field, or why it does not let them through. */
export function valueOf(reading: Reading, option: CommandOption, text: string): Read {
  if (text === '') return { error: 'specify a value' }
  switch (option.type) {
    case KIND.integer:
    case KIND.number:
      return fromList(reading, option, text) ?? numberOf(option, text)
    case KIND.boolean:
      return /^(?:true|false)$/iu.test(text) ? { value: text.toLowerCase() === 'true' } : { error: 'True or False' }
    case KIND.user:
    case KIND.channel:
    case KIND.role:
    case KIND.mentionable:
      return thingOf(reading, option, text)
    case KIND.file:
      return fileOf(reading, text)
    default:
      return fromList(reading, option, text) ?? wordsOf(reading, option, text)
  }
}

/** One of the choices where there are some, and nothing else; or what completion offered, by its name. */
function fromList({ server, user, typed }: Reading, option: CommandOption, text: string): Read | undefined {
  const { choices } = option
  if (choices?.length) {
    const called = choices.map((choice) => wordOf(choice, user.locale))
    const chosen = choices.find(({ name, value }, index) => [called[index], name, String(value)].includes(text))
    return chosen ? { value: chosen.value } : { error: `choose one of ${called.join(', ')}` }
  }
  const offered = server.offered.get(`${user.id}:${offeredKey(typed, option)}`)?.find(({ name }) => name === text)
  return offered && { value: offered.value }
}

function numberOf({ type, min_value: least, max_value: most }: CommandOption, text: string): Read {
  const value = Number(text)
  if (!Number.isFinite(value)) return { error: 'a number' }
  if (type === KIND.integer && !Number.isSafeInteger(value)) return { error: 'a whole number' }
  if (value < (least ?? -Infinity) || value > (most ?? Infinity))
    return { error: `between ${least ?? '…'} and ${most ?? '…'}` }
  return { value }
}

function thingOf({ server: { world }, user, channel, named }: Reading, option: CommandOption, text: string): Read {
  const { type, channel_types: types } = option
  const isAny = type === KIND.mentionable
  const someone = isAny || type === KIND.user ? personIn(world, channel, text) : undefined
  const role = !someone && (isAny || type === KIND.role) ? roleIn(world, channel, text) : undefined
  const room = type === KIND.channel ? channelOf(world, user, text) : undefined
  if (room && types?.length && !types.includes(room.type)) return { error: `"${text}" is not that kind of channel` }
  const thing = someone ?? role ?? room
  if (!thing) return { error: `there is no "${text}" here` }
  if (someone) named.users.push(thing.id)
  else if (role) named.roles.push(thing.id)
  else named.channels.push(thing.id)
  return { value: thing.id }
}

function fileOf({ files, named }: Reading, text: string): Read {
  const file = files.find(({ given }) => given === text)
  if (!file) return { error: `there is no file "${text}"` }
  named.attachments.push(file)
  return { value: file.id }
}

/** The longest that Discord takes where a command says nothing. */
const MOST_WORDS = 6_000

function wordsOf({ server, user, channel }: Reading, option: CommandOption, text: string): Read {
  const { min_length: least, max_length: most } = option
  const value = written(server.world, user, channel, text)
  if (value.length < (least ?? 0) || value.length > (most ?? MOST_WORDS))
    return { error: `${least ?? 0} to ${most ?? MOST_WORDS} characters` }
  return { value }
}
