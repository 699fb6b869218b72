import type { HttpBindings } from '@hono/node-server'
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response'
import type { Context } from 'hono'
import type { Sockets } from './deliver/socket.ts'
import type { App, Slack } from './world.ts'

export type NodeContext = Context<{ Bindings: HttpBindings }>

export type Reply = { status: number; body: unknown; headers?: { [name: string]: string } }

/** A request of the bot, named as the traffic and the faults name it. */
export type Asked = { name: string; request: unknown; app: App | undefined }

/** Does what was asked and answers it, or suffers the fault that was asked for; either way the traffic shows it. */
export async function answering(
  { slack, sockets }: { slack: Slack; sockets: Sockets },
  context: NodeContext,
  { name, request, app }: Asked,
  act: () => Reply | Promise<Reply>,
): Promise<Response> {
  const record = ({ status, body }: Reply) =>
    slack.traffic.record({
      at: slack.clock.now(),
      platform: 'slack',
      direction: 'from-bot',
      via: 'http',
      name,
      request,
      status,
      response: body,
    })
  const answer = (reply: Reply) => {
    record(reply)
    const { status, body, headers = {} } = reply
    return typeof body === 'string' ? new Response(body, { status, headers }) : Response.json(body, { status, headers })
  }
  /** The connection ends without an answer: whether it was done, the caller cannot know. */
  const cut = () => {
    record({ status: 0, body: undefined })
    context.env.incoming.socket.destroy()
    return RESPONSE_ALREADY_SENT
  }

  const fault = slack.faults.take('slack', name)
  switch (fault?.kind) {
    case 'cut-before':
      return cut()
    case 'cut-after':
      await act()
      return cut()
    case 'rate-limited':
      return answer({
        status: 429,
        body: { ok: false, error: 'ratelimited' },
        headers: { 'retry-after': String(fault.retryAfter) },
      })
    case 'status':
      return answer({ status: fault.status, body: '' })
    case 'delay':
      await new Promise<void>((resolve) => slack.clock.after(fault.ms, resolve))
      return answer(await act())
    case 'drop-socket':
      if (app) sockets.drop(app.id)
      return answer(await act())
    // A request of the bot cannot be doubled from here.
    case 'duplicate':
    case undefined:
      return answer(await act())
  }
}
