import type { HttpBindings } from '@hono/node-server'
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response'
import type { Context } from 'hono'
import type { SandboxClock } from './clock.ts'
import type { Faults, Scope } from './faults.ts'
import type { Platform, Traffic } from './traffic.ts'

export type NodeContext = Context<{ Bindings: HttpBindings }>

/** Where `bytes` go out, `body` is what the traffic says of them. */
export type Reply = { status: number; body: unknown; bytes?: Buffer; headers?: { [name: string]: string } }

/** A request of the bot, named as the traffic and the faults name it. */
export type Asked = { platform: Platform; name: string; request: unknown; context: NodeContext }

/** How a platform carries it out, and what it does when that is to go wrong. */
type Ways = {
  act(): Reply | Promise<Reply>
  written(reply: Reply): Response
  tooMany(seconds: number, scope: Scope): Reply
  dropSockets(): void
}

type Tools = { clock: SandboxClock; faults: Faults; traffic: Traffic }

/** Does what was asked and answers it, or suffers the fault that was asked for; either way the traffic shows it. */
export async function answering(
  { clock, faults, traffic }: Tools,
  { platform, name, request, context }: Asked,
  { act, written, tooMany, dropSockets }: Ways,
): Promise<Response> {
  const record = ({ status, body }: Reply) =>
    traffic.record({
      ...{ at: clock.now(), platform, direction: 'from-bot', via: 'http', name },
      ...{ request, status, response: body },
    })
  const answer = (reply: Reply) => {
    record(reply)
    return written(reply)
  }
  /** The connection ends without an answer: whether it was done, the caller cannot know. */
  const cut = () => {
    record({ status: 0, body: undefined })
    context.env.incoming.socket.destroy()
    return RESPONSE_ALREADY_SENT
  }

  const fault = faults.take(platform, name)
  switch (fault?.kind) {
    case 'cut-before':
      return cut()
    case 'cut-after':
      await act()
      return cut()
    case 'rate-limited':
      return answer(tooMany(fault.retryAfter, fault.scope))
    case 'refused':
      return answer({ status: 200, body: { ok: false, error: fault.error } })
    case 'status':
      return answer({ status: fault.status, body: '' })
    case 'delay':
      await new Promise<void>((resolve) => clock.after(fault.ms, resolve))
      return answer(await act())
    case 'drop-socket':
      dropSockets()
      return answer(await act())
    // A request of the bot cannot be doubled from here.
    case 'duplicate':
    case undefined:
      return answer(await act())
  }
}
