import { z } from 'zod'
import { CHAT_INPUT, readCommand } from './command-rules.ts'
import { DiscordError, invalidField, tooManyCommandsMade, unknownCommand } from './errors.ts'
import type { Command, Payload, World } from './world.ts'

export { optionsOf, type CommandOption } from './command-rules.ts'

/** Where commands are registered: for an application everywhere, or in one server. */
export type Scope = { application: string; guild?: string | undefined }

const keyOf = ({ application, guild }: Scope) => (guild ? `${application}:${guild}` : application)

/** Of those that are typed; of the two kinds in menus there are fewer. */
const MOST_COMMANDS = 100
const MOST_MADE_A_DAY = 200
const DAY_MS = 86_400_000

export function listCommands(world: World, scope: Scope): Command[] {
  return world.commands.get(keyOf(scope)) ?? []
}

/** Takes the place of all that were there; those of the same name keep their ids. */
export function replaceCommands(world: World, scope: Scope, json: unknown): Command[] {
  const list = z.array(z.unknown()).parse(json)
  if (list.length > MOST_COMMANDS) {
    throw invalidField([], 'BASE_TYPE_BAD_LENGTH', `Must be ${MOST_COMMANDS} or fewer in length.`)
  }
  const before = listCommands(world, scope)
  const made = list.map((each, index) => makeCommand(world, scope, each, { before, path: [index] }))
  const names = made.map(({ name, type }) => `${type}:${name}`)
  const twice = names.findIndex((name, index) => names.indexOf(name) !== index)
  if (twice !== -1) {
    throw invalidField(
      [twice, 'name'],
      'APPLICATION_COMMANDS_DUPLICATE_NAME',
      'Application command names must be unique',
    )
  }
  countMade(world, scope, before, made)
  world.commands.set(keyOf(scope), made)
  return made
}

/** "There is a global rate limit of 200 application command creates per day": one of the same name is no new one. */
function countMade({ commandsMade, clock }: World, scope: Scope, before: Command[], made: Command[]): void {
  const known = new Set(before.map(({ id }) => id))
  const fresh = made.filter(({ id }) => !known.has(id)).map(() => clock.now())
  const today = (commandsMade.get(keyOf(scope)) ?? []).filter((at) => clock.now() - at < DAY_MS)
  if (today.length + fresh.length > MOST_MADE_A_DAY) throw tooManyCommandsMade()
  commandsMade.set(keyOf(scope), [...today, ...fresh])
}

/** A new one, or the one of that name anew. */
export function addCommand(world: World, scope: Scope, json: unknown): Command {
  const before = listCommands(world, scope)
  const made = makeCommand(world, scope, json, { before, path: [] })
  const others = before.filter(({ id }) => id !== made.id)
  if (others.length >= MOST_COMMANDS) {
    throw new DiscordError(400, 30032, `Maximum number of application commands reached (${MOST_COMMANDS}).`)
  }
  countMade(world, scope, before, [made])
  world.commands.set(keyOf(scope), [...others, made])
  return made
}

/** What is left out of the change stays as it was. */
export function changeCommand(world: World, scope: Scope, id: string, json: unknown): Command {
  const before = commandById(world, scope, id)
  const change = z.record(z.string(), z.unknown()).parse(json)
  const made = { ...makeCommand(world, scope, { ...asSent(before), ...change }, { before: [], path: [] }), id }
  world.commands.set(
    keyOf(scope),
    listCommands(world, scope).map((each) => (each.id === id ? made : each)),
  )
  return made
}

export function commandById(world: World, scope: Scope, id: string): Command {
  const found = listCommands(world, scope).find((each) => each.id === id)
  if (!found) throw unknownCommand()
  return found
}

export function removeCommand(world: World, scope: Scope, id: string): void {
  const found = commandById(world, scope, id)
  world.commands.set(
    keyOf(scope),
    listCommands(world, scope).filter((each) => each !== found),
  )
}

/** A whole command, as the real service answers: with ids, and with what is so when nothing is said. */
function makeCommand(
  world: World,
  { application, guild }: Scope,
  json: unknown,
  { before, path }: { before: Command[]; path: PropertyKey[] },
): Command {
  const body = readCommand(json, path)
  const type = body.type ?? CHAT_INPUT
  const same = before.find((each) => each.name === body.name && each.type === type)
  return {
    ...{ default_member_permissions: null, nsfw: false, contexts: null, integration_types: [0] },
    ...(guild ? {} : { dm_permission: true }),
    ...withoutNothing(body),
    ...{ description: body.description ?? '', type, name: body.name },
    ...{ id: same?.id ?? world.id(), application_id: application, version: world.id() },
    ...(guild ? { guild_id: guild } : {}),
  }
}

/** What the server adds to a command is no part of a request. */
function asSent(command: Command): Payload {
  const { id: _, version: __, application_id: ___, guild_id: ____, ...sent } = command
  return sent
}

function withoutNothing(body: Payload): Payload {
  return Object.fromEntries(Object.entries(body).filter(([, value]) => value !== null && value !== undefined))
}
