import { answering, tooMany, type NodeContext } from '../answering.ts'
import type { Announce } from '../deliver/events.ts'
import type { Sockets } from '../deliver/socket.ts'
import { isJson, parseJson, type Json } from '../json.ts'
import { limits } from '../limits.ts'
import type { App, Slack } from '../world.ts'
import { app as appMethods } from './app.ts'
import { lacks, refuse, textOf, type Answer, type Method } from './call.ts'
import { chat } from './chat.ts'
import { conversations } from './conversations.ts'
import { files } from './files.ts'
import { reactions } from './reactions.ts'
import { users } from './users.ts'
import { views } from './views.ts'

const methods = new Map<string, Method>(
  [appMethods, chat, conversations, users, views, reactions, files].flatMap((family) => Object.entries(family)),
)

type Tools = { slack: Slack; announce: Announce; sockets: Sockets }

/** Answers one call of the Web API. Refusals come with status 200, as Slack has it. */
export async function handleApi(tools: Tools, context: NodeContext): Promise<Response> {
  const name = context.req.param('method') ?? ''
  const { token, args } = await readArguments(context)
  const caller = callerOf(tools.slack, token)
  const headers = caller ? { 'x-oauth-scopes': [...caller.scopes].join(',') } : {}
  return answering(tools, context, { name, request: args, app: caller }, async () => {
    const wait = caller && secondsToWait(tools.slack, name, caller, args)
    if (wait !== undefined) return tooMany(wait)
    return { status: 200, body: await run(tools, name, caller, token, args), headers }
  })
}

/** Seconds to wait, when an app asks too often. Each channel has its own count of what is posted there. */
function secondsToWait({ limits: { take } }: Slack, name: string, app: App, args: Json): number | undefined {
  if (name === 'chat.postMessage') return take(`${app.id} ${name} ${textOf(args, 'channel')}`, limits.posting)
  const tier = methods.get(name)?.tier
  return tier && take(`${app.id} ${name}`, limits.tiers[tier])
}

async function run(
  tools: Tools,
  name: string,
  caller: App | undefined,
  token: string | undefined,
  args: Json,
): Promise<Answer> {
  const method = methods.get(name)
  if (!method) return refuse('unknown_method', { req_method: name })
  if (method.token === 'none') {
    const someone = caller ?? tools.slack.world.apps.values().next().value
    return someone ? method.run({ ...tools, app: someone, args }) : refuse('invalid_client_id')
  }
  if (token === undefined) return refuse('not_authed')
  if (!caller) return refuse('invalid_auth')
  if ((method.token === 'app') !== (token === caller.appToken)) return refuse('not_allowed_token_type')
  if (method.scopes.length > 0 && !method.scopes.some((scope) => caller.scopes.has(scope)))
    return lacks(caller, method.scopes.join(','))
  return method.run({ ...tools, app: caller, args })
}

function callerOf(slack: Slack, token: string | undefined): App | undefined {
  return [...slack.world.apps.values()].find((one) => one.botToken === token || one.appToken === token)
}

/** Everything arrives as form fields, JSON or multipart; a token in the header or among the arguments. */
async function readArguments(context: NodeContext): Promise<{ token: string | undefined; args: Json }> {
  const type = context.req.header('content-type') ?? ''
  const authorization = context.req.header('authorization')
  const bearer = authorization?.startsWith('Bearer ') ? authorization.slice(7) : undefined
  const body = type.includes('application/json') ? parseJson(await context.req.text()) : await context.req.parseBody()
  const { token, ...args } = { ...context.req.query(), ...(isJson(body) ? body : {}) }
  return { token: bearer ?? (typeof token === 'string' ? token : undefined), args }
}
