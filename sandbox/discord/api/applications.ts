import {
  addCommand,
  changeCommand,
  commandById,
  listCommands,
  removeCommand,
  replaceCommands,
  type Scope,
} from '../commands.ts'
import { missingAccess } from '../errors.ts'
import { made, nothing, ok, type Call, type Route } from '../http.ts'
import type { Command, Payload } from '../world.ts'

/** Everywhere, or in one server; only the application's own. */
function scopeOf({ server, application, params }: Call): Scope {
  const guild = params('guild') || undefined
  if (params('application') !== application.id) throw missingAccess()
  if (guild && !server.world.guilds.get(guild)?.members.has(application.botId)) throw missingAccess()
  return { application: application.id, guild }
}

/** Localizations come in a list only when they are asked for. */
function listed(command: Command, localized: boolean): Payload {
  return localized ? command : without(command)
}

function without(value: Payload): Payload {
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => !key.endsWith('_localizations'))
      .map(([key, part]) => [
        key,
        Array.isArray(part) ? part.map((each: unknown) => (isPayload(each) ? without(each) : each)) : part,
      ]),
  )
}

function isPayload(value: unknown): value is Payload {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

const bases = ['/applications/:application/commands', '/applications/:application/guilds/:guild/commands']

export const applicationRoutes: Route[] = bases.flatMap((path): Route[] => [
  {
    method: 'GET',
    path,
    run: (call) =>
      ok(
        listCommands(call.server.world, scopeOf(call)).map((each) =>
          listed(each, call.query('with_localizations') === 'true'),
        ),
      ),
  },
  {
    method: 'PUT',
    path,
    run(call) {
      const commands = replaceCommands(call.server.world, scopeOf(call), call.body.json)
      call.server.changed()
      return ok(commands)
    },
  },
  {
    method: 'POST',
    path,
    run(call) {
      const { server, body } = call
      const before = listCommands(server.world, scopeOf(call))
      const command = addCommand(server.world, scopeOf(call), body.json)
      server.changed()
      // The one of that name anew is no new one.
      return before.some(({ id }) => id === command.id) ? ok(command) : made(command)
    },
  },
  {
    method: 'GET',
    path: `${path}/:command`,
    run: (call) => ok(commandById(call.server.world, scopeOf(call), call.params('command'))),
  },
  {
    method: 'PATCH',
    path: `${path}/:command`,
    run(call) {
      const command = changeCommand(call.server.world, scopeOf(call), call.params('command'), call.body.json)
      call.server.changed()
      return ok(command)
    },
  },
  {
    method: 'DELETE',
    path: `${path}/:command`,
    run(call) {
      removeCommand(call.server.world, scopeOf(call), call.params('command'))
      call.server.changed()
      return nothing
    },
  },
])
