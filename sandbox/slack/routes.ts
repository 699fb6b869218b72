import type { HttpBindings } from '@hono/node-server'
import type { Hono } from 'hono'
import { answering, type NodeContext } from './answering.ts'
import type { Announce } from './deliver/events.ts'
import type { Sockets } from './deliver/socket.ts'
import { mayRead } from './files.ts'
import { parseJson } from './json.ts'
import { limits } from './limits.ts'
import { mimeOf } from './payloads.ts'
import { answerUrl } from './response-urls.ts'
import type { Slack } from './world.ts'

type NodeHono = Hono<{ Bindings: HttpBindings }>

type Tools = { slack: Slack; announce: Announce; sockets: Sockets }

/** What Slack has beside its Web API: response URLs, uploads, private files, the install page. */
export function routes(http: NodeHono, tools: Tools): void {
  const { slack, announce } = tools
  const respond = async (context: NodeContext) => {
    const request = parseJson(await context.req.text())
    const token = context.req.param('token') ?? ''
    const app = slack.world.apps.get(slack.world.responseUrls.get(token)?.app ?? '')
    return answering(tools, context, { name: 'response_url', request, app }, () =>
      answerUrl(slack, announce, token, request),
    )
  }
  http.post('/commands/:team/:number/:token', respond)
  http.post('/actions/:team/:number/:token', respond)
  http.post('/upload/v1/:id', (context) => upload(tools, context))

  http.get('/files/:key/:name', (context) => download(tools, context))
  http.get('/files/:key/download/:name', (context) => download(tools, context))
  http.get('/signin', (context) =>
    context.html('<!DOCTYPE html><title>Sign in to Slack</title><h1>Sign in to Slack</h1>'),
  )
  http.get('/oauth/v2/authorize', (context) => install(slack, context))
}

async function upload(tools: Tools, context: NodeContext): Promise<Response> {
  const { world } = tools.slack
  const id = context.req.param('id') ?? ''
  const content = await uploaded(context)
  const file = world.files.get(id)
  const app = [...world.apps.values()].find((one) => one.botUser === file?.user)
  return answering(tools, context, { name: 'upload', request: { file: id, bytes: content.length }, app }, () => {
    if (!file || file.content !== undefined) return { status: 404, body: 'not found' }
    file.content = content
    file.length = content.length
    return { status: 200, body: `OK - ${content.length}` }
  })
}

/** The content comes raw, or as the one part of a form. */
async function uploaded(context: NodeContext): Promise<Buffer> {
  if (!(context.req.header('content-type') ?? '').includes('multipart/form-data'))
    return Buffer.from(await context.req.arrayBuffer())
  const form = await context.req.formData()
  const part = form.values().next().value
  return typeof part === 'string' || part === undefined
    ? Buffer.from(part ?? '')
    : Buffer.from(await part.arrayBuffer())
}

/** Private addresses want the bot's token; without it Slack shows its sign-in page, with status 200, not an error. */
function download(tools: Tools, context: NodeContext): Promise<Response> {
  const { slack } = tools
  const id = (context.req.param('key') ?? '').split('-')[1] ?? ''
  const file = slack.world.files.get(id)
  const token = context.req.header('authorization')?.replace('Bearer ', '')
  const app = [...slack.world.apps.values()].find((one) => one.botToken === token)
  const request = { file: id, name: file?.name }
  return answering(tools, context, { name: 'download', request, app }, () => {
    const isOpen = app?.scopes.has('files:read') && file && mayRead(slack, file, { user: app.botUser, app: app.id })
    if (!isOpen || !file.content)
      return { status: 302, body: 'Sign in to Slack', headers: { location: '/slack/signin' } }
    const { content } = file
    return {
      ...{ status: 200, body: { bytes: content.length }, bytes: content },
      headers: { 'content-type': mimeOf(file.name) },
    }
  })
}

function install(slack: Slack, context: NodeContext): Response {
  const { client_id: clientId, redirect_uri: redirect, state } = context.req.query()
  const app = [...slack.world.apps.values()].find((one) => one.clientId === clientId)
  if (!app || redirect === undefined) return context.text('invalid client_id or redirect_uri', 400)
  const code = `code-${crypto.randomUUID()}`
  slack.world.oauthCodes.set(code, { app: app.id, expires: slack.clock.now() + limits.oauthCodeMs, used: false })
  const target = new URL(redirect)
  target.searchParams.set('code', code)
  if (state !== undefined) target.searchParams.set('state', state)
  return context.redirect(target.toString())
}
