import { react } from '../messages.ts'
import { messagePayload } from '../payloads.ts'
import type { Message } from '../world.ts'
import { done, isMember, refuse, textOf, visibleChannel, type Answer, type Call, type Method } from './call.ts'

type Target = { ok: true; message: Message } | { ok: false; answer: Answer }

function target(call: Call): Target {
  const { slack, app, args } = call
  const ts = textOf(args, 'timestamp')
  if (ts === undefined || args['channel'] === undefined) return { ok: false, answer: refuse('no_item_specified') }
  const found = visibleChannel(call)
  if (!found.ok) return found
  const message = slack.world.messages.get(ts)
  if (!message || message.channel !== found.channel.id) return { ok: false, answer: refuse('message_not_found') }
  return isMember(app, found.channel) ? { ok: true, message } : { ok: false, answer: refuse('not_in_channel') }
}

function change(call: Call, add: boolean): Answer {
  const { slack, announce, app, args } = call
  const name = textOf(args, 'name') ?? ''
  if (!/^[a-z0-9_+'-]+(::[a-z0-9-]+)?$/.test(name)) return refuse('invalid_name')
  const found = target(call)
  if (!found.ok) return found.answer
  const has = found.message.reactions.get(name)?.includes(app.botUser) ?? false
  if (has === add) return refuse(add ? 'already_reacted' : 'no_reaction')

  void react(slack, announce, found.message, app.botUser, name, add)
  return done()
}

function get(call: Call): Answer {
  const found = target(call)
  if (!found.ok) return found.answer
  return done({ type: 'message', channel: found.message.channel, message: messagePayload(call.slack, found.message) })
}

export const reactions: { [name: string]: Method } = {
  'reactions.add': { tier: 3, scopes: ['reactions:write'], run: (call) => change(call, true) },
  'reactions.remove': { tier: 2, scopes: ['reactions:write'], run: (call) => change(call, false) },
  'reactions.get': { tier: 3, scopes: ['reactions:read'], run: get },
}
