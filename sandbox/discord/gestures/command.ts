import type { CommandOption } from '../commands.ts'
import { AUTOCOMPLETE, COMMAND, openInteraction } from '../interactions.ts'
import type { Server } from '../server.ts'
import type { Application, Channel, Command, Payload, User } from '../world.ts'
import type { Doing } from '../gestures.ts'
import { messagePayload } from '../message-payload.ts'
import { around, attach, channelOf, fine, messageOf, no, personIn, type GestureResult } from './reach.ts'
import { nobody, resolvedOf } from './resolved.ts'
import { commandsIn, offeredKey, pathOf, readTyped } from './typed.ts'
import { valueOf, type Reading } from './value.ts'

const USER_MENU = 2
const MESSAGE_MENU = 3

/** Where a command is typed. Nothing is done in a thread that sleeps until somebody writes in it. */
function typing(server: Server, user: User, gesture: Doing<'command' | 'complete'>) {
  const { world } = server
  const channel = channelOf(world, user, gesture.channel)
  if (!channel) return no(`You cannot see ${gesture.channel}`)
  if (channel.thread?.archived) return no('This thread is archived')
  const typed = readTyped(commandsIn(world, user, channel), user, gesture.text)
  return typeof typed === 'string' ? no(typed) : { channel, typed }
}

export async function command(server: Server, user: User, gesture: Doing<'command'>): Promise<GestureResult> {
  const where = typing(server, user, gesture)
  if ('error' in where) return where
  const { channel, typed } = where
  const missing = typed.options.find((option) => option.required && !typed.given.some((each) => each.option === option))
  if (missing) return no(`"${missing.name}" must be filled in`)

  const files = attach(server.world, gesture.files ?? [])
  const reading = { server, user, channel, typed, files, named: nobody() }
  const values: Payload[] = []
  for (const { option, text } of typed.given) {
    const read = valueOf(reading, option, text)
    if ('error' in read) return no(`${option.name}: ${read.error}`)
    values.push({ type: option.type, name: option.name, value: read.value })
  }
  return send(reading, COMMAND, pathOf(typed), values)
}

/** What the application offers for the field that is being typed, the last one. */
export async function complete(server: Server, user: User, gesture: Doing<'complete'>): Promise<GestureResult> {
  const where = typing(server, user, gesture)
  if ('error' in where) return where
  const { channel, typed } = where
  const last = typed.given.at(-1)
  if (!last?.option.autocomplete)
    return no(last ? `Nothing is offered for "${last.option.name}"` : 'Begin a field first')

  const reading = { server, user, channel, typed, files: [], named: nobody() }
  const values = typed.given.map(({ option, text }) => halfway(reading, option, text, option === last.option))
  const about = offeredKey(typed, last.option)
  server.offered.delete(`${user.id}:${about}`)
  const done = await send({ ...reading, named: nobody() }, AUTOCOMPLETE, about, values)
  return done.ok ? fine({ choices: server.offered.get(`${user.id}:${about}`) ?? [] }) : no('Loading options failed')
}

/** A field of a command that is not finished: what is being typed comes as it is, even where it will be a number. */
function halfway(reading: Reading, option: CommandOption, text: string, isFocused: boolean): Payload {
  const about = { type: option.type, name: option.name }
  if (isFocused) return { ...about, value: text, focused: true }
  const read = valueOf(reading, option, text)
  return { ...about, value: 'error' in read ? text : read.value }
}

async function send(reading: Reading, type: number, about: string, values: Payload[]): Promise<GestureResult> {
  const { server, user, channel, named } = reading
  const { offered, path } = reading.typed
  const options = path.reduceRight<Payload[]>(
    (inner, part) => [{ type: part.type, name: part.name, options: inner }],
    values,
  )
  const more = { ...(options.length > 0 ? { options } : {}), ...resolvedOf(server, user, channel, named) }
  return call(server, user, channel, { ...offered, type, about, more })
}

type Calling = { application: Application; command: Command; type: number; about: string; more: Payload }

async function call(
  server: Server,
  user: User,
  channel: Channel,
  { application, command: { id, name, type: kind, guild_id: guild }, type, about, more }: Calling,
): Promise<GestureResult> {
  const pending = openInteraction(server, {
    ...{ application, userId: user.id, channel, type, about, around: around(server, user, application, channel) },
    data: { id, name, type: kind, ...(guild ? { guild_id: guild } : {}), ...more },
  })
  await pending.settled
  return pending.state === 'answered' ? fine() : no('The application did not respond')
}

type Target = { channel: Channel; type: number; id: string; message?: ReturnType<typeof messageOf> }

function targetOf(server: Server, user: User, gesture: Doing<'menu'>): Target | undefined {
  const { world } = server
  if (gesture.message !== undefined) {
    const message = messageOf(world, user, gesture.message)
    return message && { channel: message.channel, type: MESSAGE_MENU, id: message.message.id, message }
  }
  const channel = channelOf(world, user, gesture.channel ?? '')
  const someone = channel && personIn(world, channel, gesture.user ?? '')
  return someone && { channel, type: USER_MENU, id: someone.id }
}

/** Apps → one of the commands that stand in the menu of a message or a person. */
export async function menu(server: Server, user: User, gesture: Doing<'menu'>): Promise<GestureResult> {
  const target = targetOf(server, user, gesture)
  if (!target) return no('You cannot see that')
  const { channel, type, id, message } = target
  const offered = commandsIn(server.world, user, channel).find(
    ({ command: { name, type: kind } }) => kind === type && name === gesture.command,
  )
  if (!offered) return no(`There is no "${gesture.command}" in that menu`)

  const beside = message
    ? { resolved: { messages: { [id]: messagePayload(server, message.message, offered.application.botId) } } }
    : resolvedOf(server, user, channel, { ...nobody(), users: [id] })
  const about = offered.command.name
  return call(server, user, channel, { ...offered, type: COMMAND, about, more: { target_id: id, ...beside } })
}
