import type { GestureResult } from '../interact.ts'
import type { Channel, Message, Slack, User } from '../world.ts'

/** What a person can reach: never what they cannot see. */

export const no = (error: string): { ok: false; error: string } => ({ ok: false, error })
export const fine = (more: object = {}): GestureResult => ({ ok: true, ...more })

/** By id or by name, with or without `#`; only those the person is in. */
export function channelOf(slack: Slack, user: User, name: string): Channel | undefined {
  const channel =
    slack.world.channels.get(name) ??
    [...slack.world.channels.values()].find(
      (one) => one.workspace === user.workspace && one.name !== '' && one.name === name.replace(/^#/, ''),
    )
  return channel?.members.has(user.id) ? channel : undefined
}

export function messageOf(slack: Slack, user: User, ts: string): Message | undefined {
  const message = slack.world.messages.get(ts)
  return message && slack.world.channels.get(message.channel)?.members.has(user.id) ? message : undefined
}
