import type { GestureResult } from '../interact.ts'
import type { App, Channel, Message, Slack, User } from '../world.ts'

/** What a person can reach: never what they cannot see. */

export const no = (error: string): { ok: false; error: string } => ({ ok: false, error })
export const fine = (more: object = {}): GestureResult => ({ ok: true, ...more })

/** By id or by name, with or without `#`; only those the person is in, also where another workspace shares one. */
export function channelOf(slack: Slack, user: User, name: string): Channel | undefined {
  const theirs = (channel: Channel) => channel.members.has(user.id)
  const known = slack.world.channels.get(name)
  if (known) return theirs(known) ? known : undefined
  const called = [...slack.world.channels.values()].filter(
    (one) => one.name !== '' && one.name === name.replace(/^#/, '') && theirs(one),
  )
  return called.find((one) => one.workspace === user.workspace) ?? called[0]
}

/** The apps of this person's workspace; in a channel that another workspace shares, also of that one. */
export function appsFor(slack: Slack, user: User, channel: Channel | undefined): App[] {
  return [...slack.world.apps.values()].filter(
    ({ workspace }) => workspace === user.workspace || workspace === channel?.workspace,
  )
}

export function messageOf(slack: Slack, user: User, ts: string): Message | undefined {
  const message = slack.world.messages.get(ts)
  return message && slack.world.channels.get(message.channel)?.members.has(user.id) ? message : undefined
}
