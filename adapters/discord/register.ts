import { Routes } from 'discord.js'
import { isDeepStrictEqual } from 'node:util'
import { z } from 'zod'
import type { Log } from '#src/kernel/log.ts'
import type { Api } from './api.ts'
import { discordRegistration } from './registration.ts'

/**
 * Tells Discord of our commands, when it does not know them as they are.
 *
 * They are registered for the whole application, and not server by server: a server that the bot is let into has them
 * at once, direct messages have them too, and one request is enough however many servers there are. Registering unasked
 * at every start would use up the 200 new commands that Discord allows a day.
 */
export async function registerCommands({
  api,
  application,
  log,
}: {
  api: Api
  application: string
  log: Log
}): Promise<void> {
  const wanted = discordRegistration()
  const route = Routes.applicationCommands(application)
  const known = z.array(z.unknown()).parse(await api.ask('GET', route, { query: { with_localizations: true } }))
  if (isSame(known, wanted)) return
  await api.ask('PUT', route, { body: wanted })
  log.info({ commands: wanted.length }, 'the commands are registered with Discord')
}

/** Whether two lists of commands mean the same, one of them with all that Discord adds. */
export function isSame(known: unknown[], wanted: unknown[]): boolean {
  return isDeepStrictEqual(known.map(essence).toSorted(byName), wanted.map(essence).toSorted(byName))
}

/** What we say of a command; the rest is Discord's: ids, versions, defaults. */
const ours = new Set([
  ...['type', 'name', 'name_localizations', 'description', 'description_localizations'],
  ...['options', 'required', 'choices', 'value', 'autocomplete', 'min_length', 'max_length'],
  ...['contexts', 'integration_types', 'default_member_permissions', 'hi'],
])

/** Of no meaning in whatever order they come. */
const sets = new Set(['contexts', 'integration_types'])

/** Without what means the same as nothing: Discord leaves out `required: false`, and answers null for what is not set. */
function essence(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(essence)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name, part]) => ours.has(name) && !isNothing(part))
      .map(([name, part]) => [name, sets.has(name) && Array.isArray(part) ? part.toSorted() : essence(part)]),
  )
}

function isNothing(part: unknown): boolean {
  return (
    part === undefined || part === null || part === false || part === '' || (Array.isArray(part) && part.length === 0)
  )
}

const named = z.object({ name: z.string() })

function byName(a: unknown, b: unknown): number {
  return named.parse(a).name < named.parse(b).name ? -1 : 1
}
