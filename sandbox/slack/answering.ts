import { answering as answerOrSuffer, type NodeContext, type Reply } from '../answering.ts'
import type { Sockets } from './deliver/socket.ts'
import type { App, Slack } from './world.ts'

export type { NodeContext } from '../answering.ts'

/** A request of the bot, named as the traffic and the faults name it. */
export type Asked = { name: string; request: unknown; app: App | undefined }

export const answering = (
  { slack, sockets }: { slack: Slack; sockets: Sockets },
  context: NodeContext,
  { name, request, app }: Asked,
  act: () => Reply | Promise<Reply>,
): Promise<Response> =>
  answerOrSuffer(
    slack,
    { platform: 'slack', name, request, context },
    { act, written, tooMany, dropSockets: () => app && sockets.drop(app.id) },
  )

function written({ status, body, bytes, headers = {} }: Reply): Response {
  if (bytes) return new Response(new Uint8Array(bytes), { status, headers })
  return typeof body === 'string' ? new Response(body, { status, headers }) : Response.json(body, { status, headers })
}

export const tooMany = (seconds: number): Reply => ({
  ...{ status: 429, body: { ok: false, error: 'ratelimited' }, headers: { 'retry-after': String(seconds) } },
})
