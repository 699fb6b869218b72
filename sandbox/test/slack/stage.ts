import { App, HTTPReceiver, LogLevel, SocketModeReceiver } from '@slack/bolt'
import { WebClient } from '@slack/web-api'
import { createServer, type IncomingHttpHeaders, type Server, type ServerResponse } from 'node:http'
import type { Server as TlsServer } from 'node:https'
import { z } from 'zod'
import { startSandbox, type Sandbox } from '#sandbox/index.ts'
import type { AppSetup } from '#sandbox/slack/index.ts'
import { eventually } from '#sandbox/eventually.ts'
import { everyEvent, everyScope } from '#sandbox/example.ts'

export const NOON = Date.parse('2026-03-02T12:00:00Z')

type View = Parameters<WebClient['views']['open']>[0]['view']

/** What is opened here is closed after the test. */
const open: (() => Promise<unknown>)[] = []
export async function closeAll(): Promise<void> {
  for (const close of open.splice(0).reverse()) await close()
}

/** A workspace with three people, one public and one private channel, and an app that is in #general. */
export async function aSlack(setup: Partial<AppSetup> = {}, mode: 'frozen' | 'running' = 'frozen') {
  const sandbox = await startSandbox({ mode, start: NOON })
  open.push(() => sandbox.close())
  const { slack } = sandbox
  slack.addWorkspace({ name: 'Acme' })
  const asha = slack.addUser({ name: 'asha', realName: 'Asha Rao', tz: 'Asia/Kolkata', locale: 'hi-IN' })
  const ben = slack.addUser({ name: 'ben', realName: 'Ben Ito', tz: 'Europe/Lisbon' })
  const cleo = slack.addUser({ name: 'cleo', realName: 'Cleo Paz', tz: 'Asia/Manila' })
  const app = slack.addApp({
    name: 'Helper',
    scopes: everyScope,
    events: everyEvent,
    commands: [{ command: '/do', shouldEscape: true }, { command: '/raw' }],
    shortcuts: [
      { type: 'global', callbackId: 'new', name: 'New task' },
      { type: 'message', callbackId: 'from', name: 'Task from this' },
    ],
    homeTab: true,
    ...setup,
  })
  const general = slack.addChannel({ name: 'general', members: [asha.id, ben.id, app.botUser] })
  const secret = slack.addChannel({ name: 'secret', private: true, members: [asha.id] })
  const client = webClient(sandbox, app.botToken)
  return { sandbox, slack, clock: sandbox.clock, asha, ben, cleo, app, general, secret, client }
}

export function webClient(sandbox: Sandbox, token: string): WebClient {
  return new WebClient(token, {
    slackApiUrl: `${sandbox.url}/slack/api/`,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    logLevel: LogLevel.ERROR,
    logger: quiet,
  })
}

/** What a stock client has to say of a refused call is what the test asks for, not news. */
export const quiet = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
  setLevel: () => undefined,
  getLevel: () => LogLevel.ERROR,
  setName: () => undefined,
}

/** Slack's answer to a call that it refuses. */
export async function refusal(
  call: Promise<unknown>,
): Promise<{ error?: string; needed?: string; provided?: string; messages?: string[] }> {
  try {
    await call
  } catch (error) {
    const answer = error instanceof Error && 'data' in error ? error.data : undefined
    return z
      .looseObject({ response_metadata: z.object({ messages: z.array(z.string()).optional() }).optional() })
      .transform(({ response_metadata: more, ...rest }) => ({
        ...rest,
        ...(more?.messages ? { messages: more.messages } : {}),
      }))
      .parse(answer)
  }
  throw new Error('It was not refused')
}

export const section = (text: string) => ({ type: 'section' as const, text: { type: 'mrkdwn' as const, text } })
export const button = (text: string, actionId: string, value?: string) => ({
  type: 'button' as const,
  text: { type: 'plain_text' as const, text },
  action_id: actionId,
  ...(value === undefined ? {} : { value }),
})
export const actions = (...elements: ReturnType<typeof button>[]) => ({ type: 'actions' as const, elements })

export const input = (blockId: string, label: string, more: object = {}) => ({
  type: 'input' as const,
  block_id: blockId,
  label: { type: 'plain_text' as const, text: label },
  element: { type: 'plain_text_input' as const, action_id: 'it' },
  ...more,
})

/** A form with these blocks. */
export const form = (blocks: object[], more: object = {}) =>
  modalView.parse({
    type: 'modal',
    title: { type: 'plain_text', text: 'Form' },
    submit: { type: 'plain_text', text: 'Send' },
    blocks,
    ...more,
  })
/** Tests hand over what no type would let through; the client's types want a view. */
const modalView = z.custom<View>(() => true)

type Stage = Awaited<ReturnType<typeof aSlack>>

/**
 * The stock bolt in Socket Mode; `listen` comes before it starts. It takes a connection for lost, and waits before it
 * connects again, after `patienceMs`: on a busy machine a short one loses connections that are there.
 */
export async function boltOverSocket(
  { sandbox, app, slack }: Stage,
  listen: (bolt: App) => void,
  { patienceMs = 5000 } = {},
): Promise<App> {
  const before = slack.sockets.count(app.id)
  const receiver = new SocketModeReceiver({
    appToken: app.appToken,
    logger: quiet,
    clientPingTimeout: patienceMs,
    installerOptions: { clientOptions: { slackApiUrl: `${sandbox.url}/slack/api/` } },
  })
  const bolt = new App({
    token: app.botToken,
    receiver,
    logger: quiet,
    clientOptions: { slackApiUrl: `${sandbox.url}/slack/api/` },
    // What the bot itself does comes back to it as well, and a test may want to see that.
    ignoreSelf: false,
  })
  listen(bolt)
  let isGreeted = false
  receiver.client.on('connected', () => (isGreeted = true))
  receiver.client.on('close', () => (isGreeted = false))
  await bolt.start()
  open.push(async () => {
    // Stopped between the opening of a new socket and its greeting, the client rejects a promise of its own that nobody can catch.
    await eventually(() => isGreeted || slack.sockets.count(app.id) <= before)
    await bolt.stop()
  })
  await eventually(() => slack.sockets.count(app.id) === before + 1)
  return bolt
}

/** The stock bolt behind its HTTP receiver, and the app pointed at it. */
export async function boltOverHttp({ sandbox, app }: Stage, listen: (bolt: App) => void): Promise<App> {
  const receiver = new HTTPReceiver({ signingSecret: app.signingSecret, logger: quiet })
  const bolt = new App({
    token: app.botToken,
    receiver,
    logger: quiet,
    clientOptions: { slackApiUrl: `${sandbox.url}/slack/api/` },
  })
  listen(bolt)
  const server = await receiver.start(0)
  open.push(() => receiver.stop())
  app.delivery = { mode: 'http', url: `${addressOf(server)}/slack/events` }
  return bolt
}

export type Heard = { headers: IncomingHttpHeaders; body: string }
type Answering = (response: ServerResponse, heard: Heard) => void

/** A bare receiver that answers as the test says, and the app pointed at it. */
export async function bareReceiver({ app }: Stage, answer: Answering): Promise<Heard[]> {
  const heard: Heard[] = []
  const server = createServer((request, response) => {
    let body = ''
    request.on('data', (chunk: Buffer) => (body += chunk.toString()))
    request.on('end', () => {
      const one = { headers: request.headers, body }
      heard.push(one)
      answer(response, one)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  open.push(async () => {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  })
  app.delivery = { mode: 'http', url: addressOf(server) }
  return heard
}

function addressOf(server: Server | TlsServer): string {
  const address = server.address()
  return `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`
}

/** Every event that the app hears, in the order in which it does. */
export async function hearingEvents(stage: Stage): Promise<{ [key: string]: unknown }[]> {
  const events: { [key: string]: unknown }[] = []
  await boltOverSocket(stage, (bolt) => {
    bolt.use(async ({ body }) => {
      const about = z.looseObject({ event: z.looseObject({}) }).safeParse(body)
      if (about.success) events.push(about.data.event)
    })
  })
  return events
}
