import type { HttpBindings } from '@hono/node-server'
import { Hono } from 'hono'
import { z } from 'zod'
import { answering, type NodeContext, type Reply } from '../answering.ts'
import type { Scope } from '../faults.ts'
import { applicationRoutes } from './api/applications.ts'
import { channelRoutes } from './api/channels.ts'
import { guildRoutes } from './api/guilds.ts'
import { interactionRoutes } from './api/interactions.ts'
import { messageRoutes } from './api/messages.ts'
import { reactionRoutes } from './api/reactions.ts'
import { threadRoutes } from './api/threads.ts'
import { userRoutes } from './api/users.ts'
import { webhookRoutes } from './api/webhooks.ts'
import { readBody, type Body } from './body.ts'
import { cdnRoutes } from './cdn.ts'
import { DiscordError, invalidForm, notFound, unauthorized } from './errors.ts'
import type { Allowance } from './rate-limits.ts'
import type { Server } from './server.ts'
import type { Application } from './world.ts'

/** One request of a bot. `application` is whose token it came with; only routes that want none go without. */
export type Call = {
  server: Server
  application: Application
  params: (name: string) => string
  query: (name: string) => string | undefined
  body: Body
}

export type Answer = { status: number; body?: unknown }

export type Route = {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  path: string
  /** The address itself holds a secret. */
  open?: true
  allowance?: Allowance
  /** Interactions and their answers do not count among the 50 a second. */
  exempt?: true
  run(call: Call): Answer | Promise<Answer>
}

export const ok = (body: unknown): Answer => ({ status: 200, body })
export const made = (body: unknown): Answer => ({ status: 201, body })
export const nothing: Answer = { status: 204 }

const USUAL: Allowance = [50, 1_000]

export function discordHttp(server: Server): Hono<{ Bindings: HttpBindings }> {
  const app = new Hono<{ Bindings: HttpBindings }>()
  const routes = [
    channelRoutes,
    messageRoutes,
    threadRoutes,
    guildRoutes,
    userRoutes,
    applicationRoutes,
    interactionRoutes,
    webhookRoutes,
    reactionRoutes,
  ].flat()
  for (const route of routes) {
    // Libraries write `@me` either way.
    const paths = ['/api/v10', '/api'].flatMap((base) =>
      [route.path, route.path.replace('@me', '%40me')].map((path) => base + path),
    )
    app.on([route.method], [...new Set(paths)], (context) => handle(server, route, context))
  }
  cdnRoutes(app, server)
  app.all('/api/*', (context) => handle(server, lost, context))
  return app
}

const lost: Route = {
  method: 'GET',
  path: '/*',
  run() {
    throw notFound()
  },
}

/** What a person would call it, and what a fault is asked for by: `POST /channels/1/messages`. */
function nameOf({ req }: NodeContext): string {
  return `${req.method} ${decodeURIComponent(req.path.replace(/^.*?\/api(?:\/v10)?(?=\/)/, ''))}`
}

async function handle(server: Server, route: Route, context: NodeContext): Promise<Response> {
  const body = await readBody(context).catch((error: unknown) =>
    error instanceof DiscordError ? error : Promise.reject(error),
  )
  const request = body instanceof DiscordError ? undefined : body.json
  return answering(
    server,
    { platform: 'discord', name: nameOf(context), request, context },
    {
      act: () => run(server, route, context, body),
      written,
      tooMany: (seconds, scope) => tooMany(seconds, scope),
      dropSockets: server.gateway.drop,
    },
  )
}

function written({ status, body, headers = {} }: Reply): Response {
  if (status === 204) return new Response(null, { status, headers })
  return new Response(JSON.stringify(body), { status, headers: { ...headers, 'content-type': 'application/json' } })
}

/** Who asks, whether they may ask so often, and what becomes of it. */
async function run(server: Server, route: Route, context: NodeContext, body: Body | DiscordError): Promise<Reply> {
  try {
    const application = callerOf(server, context)
    if (!application && !route.open) throw unauthorized()
    const limited = limit(server, route, context, application)
    if ('status' in limited) return limited
    if (body instanceof DiscordError) throw body
    const call: Call = {
      server,
      // Routes that are open find out by themselves whom they belong to.
      application: application ?? nobody,
      params: (name) => context.req.param(name) ?? '',
      query: (name) => context.req.query(name),
      body,
    }
    const { status, body: response } = await route.run(call)
    return { status, body: response, headers: limited.headers }
  } catch (error) {
    return refusal(error)
  }
}

const nobody: Application = { id: '0', name: '', token: '', publicKey: '', botId: '0', privileged: 0 }

function callerOf({ world }: Server, context: NodeContext): Application | undefined {
  const authorization = context.req.header('authorization')
  return authorization?.startsWith('Bot ') ? world.tokens.get(authorization.slice(4)) : undefined
}

function limit(
  server: Server,
  route: Route,
  context: NodeContext,
  application: Application | undefined,
): Reply | { headers: Record<string, string> } {
  if (application && !route.exempt) {
    const global = server.limits.takeGlobal(application.token)
    if (global) return tooMany((global.resetAt - server.clock.now()) / 1000, 'global')
  }
  const major = majorOf(context)
  const verdict = server.limits.take(`${route.method} ${route.path}`, major, route.allowance ?? USUAL)
  const after = Math.max(0, (verdict.resetAt - server.clock.now()) / 1000)
  const headers = {
    'x-ratelimit-limit': String(verdict.limit),
    'x-ratelimit-remaining': String(verdict.remaining),
    'x-ratelimit-reset': String(verdict.resetAt / 1000),
    'x-ratelimit-reset-after': after.toFixed(3),
    'x-ratelimit-bucket': verdict.bucket,
  }
  if (!verdict.limited) return { headers }
  const refused = tooMany(after, 'user')
  return { ...refused, headers: { ...headers, ...refused.headers } }
}

/** A channel, a server, or a webhook with its token have counts of their own; so has each interaction. */
function majorOf({ req }: NodeContext): string {
  const webhook = req.param('webhook') ?? req.param('interaction')
  if (webhook !== undefined) return `${webhook}/${req.param('token') ?? ''}`
  return req.param('channel') ?? req.param('guild') ?? ''
}

/** `shared`: others use up the same count, such as everybody who writes in that channel. */
function tooMany(seconds: number, scope: Scope): Reply {
  const global = scope === 'global'
  return {
    status: 429,
    body: { message: 'You are being rate limited.', retry_after: seconds, global },
    headers: {
      'retry-after': String(Math.ceil(seconds)),
      'x-ratelimit-scope': scope,
      ...(global ? { 'x-ratelimit-global': 'true' } : {}),
    },
  }
}

function refusal(error: unknown): Reply {
  const known =
    error instanceof z.ZodError
      ? invalidForm(error.issues.map(({ path, message }) => ({ path, code: 'BASE_TYPE_INVALID', message })))
      : error
  if (!(known instanceof DiscordError)) throw known
  const { status, code, message, errors, retryAfter } = known
  const body = { message, code, ...(errors === undefined ? {} : { errors }) }
  if (retryAfter === undefined) return { status, body, headers: {} }
  const { headers = {}, body: patience } = tooMany(retryAfter, 'shared')
  return { status, body: { ...z.record(z.string(), z.unknown()).parse(patience), ...body }, headers }
}
