import type { Json } from '../json.ts'
import { userPayload } from '../payloads.ts'
import type { App, Slack } from '../world.ts'
import { done, flagOf, missing, pageOf, refuse, textOf, type Answer, type Call, type Method } from './call.ts'

function info({ slack, app, args }: Call): Answer {
  const id = textOf(args, 'user')
  if (id === undefined) return missing('user')
  const user = slack.world.users.get(id)
  if (!user || !(user.workspace === app.workspace || meets(slack, user.id, app))) return refuse('user_not_found')
  return done({ user: userPayload(slack, user, shown(app, args)) })
}

/** Whoever comes from another workspace is known where a channel of ours is shared with them. */
const meets = (slack: Slack, user: string, app: App) =>
  [...slack.world.channels.values()].some(
    ({ workspace, members }) => workspace === app.workspace && members.has(user) && members.has(app.botUser),
  )

function list({ slack, app, args }: Call): Answer {
  const users = [...slack.world.users.values()].filter((user) => user.workspace === app.workspace)
  const paged = pageOf(args, users, 1000, 200)
  if (!paged) return refuse('invalid_cursor')
  return done({
    members: paged.page.map((user) => userPayload(slack, user, shown(app, args))),
    cache_ts: Math.floor(slack.clock.now() / 1000),
    response_metadata: { next_cursor: paged.next },
  })
}

const shown = (app: App, args: Json) => ({
  locale: flagOf(args, 'include_locale'),
  email: app.scopes.has('users:read.email'),
})

export const users: { [name: string]: Method } = {
  'users.info': { tier: 4, scopes: ['users:read'], run: info },
  'users.list': { tier: 2, scopes: ['users:read'], run: list },
}
