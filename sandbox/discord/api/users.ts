import { z } from 'zod'
import { check } from '../body.ts'
import { cannotMessageUser, unknownUser } from '../errors.ts'
import { ok, type Call, type Route } from '../http.ts'
import { applicationPayload, channelPayload, fullPermissions, selfPayload, userPayload } from '../payloads.ts'
import { directChannel, type User } from '../world.ts'

function selfOf({ server, application }: Call): User {
  const user = server.world.users.get(application.botId)
  if (!user) throw unknownUser()
  return user
}

const gatewayUrl = ({ server }: Call) => `${server.baseUrl().replace(/^http/, 'ws')}/discord/gateway`

export const userRoutes: Route[] = [
  { method: 'GET', path: '/gateway', open: true, run: (call) => ok({ url: gatewayUrl(call) }) },
  {
    method: 'GET',
    path: '/gateway/bot',
    run: (call) =>
      ok({
        url: gatewayUrl(call),
        shards: 1,
        session_start_limit: { total: 1000, remaining: 999, reset_after: 86_400_000, max_concurrency: 1 },
      }),
  },
  ...['/applications/@me', '/oauth2/applications/@me'].map((path): Route => ({
    method: 'GET',
    path,
    run: (call) => ok(applicationPayload(call.server.world, call.application)),
  })),
  { method: 'GET', path: '/users/@me', run: (call) => ok(selfPayload(selfOf(call))) },
  {
    method: 'GET',
    path: '/users/@me/guilds',
    run({ server, application }) {
      const guilds = [...server.world.guilds.values()].filter((guild) => guild.members.has(application.botId))
      return ok(
        guilds.map((guild) => ({
          ...{ id: guild.id, name: guild.name, icon: null, banner: null, owner: false, features: [] },
          permissions: fullPermissions(guild, application.botId),
        })),
      )
    },
  },
  {
    method: 'POST',
    path: '/users/@me/channels',
    run(call) {
      const { server, application, body } = call
      check('CreatePrivateChannelRequestSchema', body.json)
      const { recipient_id: id } = z.looseObject({ recipient_id: z.coerce.string() }).parse(body.json)
      if (!server.world.users.has(id)) throw unknownUser()
      if (id === application.botId || server.world.users.get(id)?.application) throw cannotMessageUser()
      // Bots are told nothing of it: https://docs.discord.com/developers/events/gateway-events#channel-create
      const channel = directChannel(server.world, application.botId, id)
      server.changed()
      return ok(channelPayload(server.world, channel, application.botId))
    },
  },
  {
    method: 'GET',
    path: '/users/:user',
    run(call) {
      const user = call.server.world.users.get(call.params('user'))
      if (!user) throw unknownUser()
      return ok(userPayload(user))
    },
  },
]
