import type { Announce } from './deliver/events.ts'
import { addMessage } from './messages.ts'
import { secondsOf, type Channel, type Slack, type User } from './world.ts'

/** The direct message of these people, opened now if it never was. */
export function openDirect(slack: Slack, workspace: string, members: string[]): { channel: Channel; fresh: boolean } {
  const everyone = [...new Set(members)].sort()
  const key = everyone.join(' ')
  const known = slack.world.channels.get(slack.world.directs.get(key) ?? '')
  if (known) return { channel: known, fresh: false }

  const kind = everyone.length > 2 ? 'mpim' : 'im'
  const names = everyone.map((id) => slack.world.users.get(id)?.name ?? id)
  const channel: Channel = {
    id: slack.id(kind === 'im' ? 'D' : 'C'),
    workspace,
    name: kind === 'im' ? '' : `mpdm-${names.join('--')}-1`,
    kind,
    topic: '',
    creator: members[0] ?? '',
    created: secondsOf(slack),
    members: new Set(everyone),
    archived: false,
    founders: everyone,
    timeline: [],
  }
  slack.world.channels.set(channel.id, channel)
  slack.world.directs.set(key, channel.id)
  slack.changed()
  return { channel, fresh: true }
}

export async function joinChannel(
  slack: Slack,
  announce: Announce,
  channel: Channel,
  user: User,
  inviter?: string,
): Promise<void> {
  if (channel.members.has(user.id)) return
  channel.members.add(user.id)
  const subtype = channel.kind === 'group' ? 'group_join' : 'channel_join'
  const told = addMessage(slack, announce, {
    channel,
    user: user.id,
    text: `<@${user.id}> has joined the channel`,
    subtype,
    extra: inviter === undefined ? {} : { inviter },
  })
  const event = {
    type: 'member_joined_channel',
    user: user.id,
    channel: channel.id,
    channel_type: channel.kind === 'group' ? 'G' : 'C',
    team: channel.workspace,
    ...(inviter === undefined ? {} : { inviter }),
    event_ts: slack.ts(),
  }
  await Promise.all([told.told, announce(event, { workspace: channel.workspace, channel })])
}

export async function leaveChannel(slack: Slack, announce: Announce, channel: Channel, user: User): Promise<void> {
  if (!channel.members.has(user.id)) return
  const subtype = channel.kind === 'group' ? 'group_leave' : 'channel_leave'
  const told = addMessage(slack, announce, {
    channel,
    user: user.id,
    text: `<@${user.id}> has left the channel`,
    subtype,
  })
  channel.members.delete(user.id)
  const event = {
    type: 'member_left_channel',
    user: user.id,
    channel: channel.id,
    channel_type: channel.kind === 'group' ? 'G' : 'C',
    team: channel.workspace,
    event_ts: slack.ts(),
  }
  await Promise.all([told.told, announce(event, { workspace: channel.workspace, channel })])
}

/** Who was in it still finds it; nothing can be written there any more, until it is opened again. */
export async function archiveChannel(
  slack: Slack,
  announce: Announce,
  channel: Channel,
  user: User,
  archived: boolean,
): Promise<void> {
  const family = channel.kind === 'group' ? 'group' : 'channel'
  const what = archived ? 'archive' : 'unarchive'
  const told = addMessage(slack, announce, {
    channel,
    user: user.id,
    text: `<@${user.id}> ${what}d the channel`,
    subtype: `${family}_${what}`,
  })
  channel.archived = archived
  slack.changed()
  const event = { type: `${family}_${what}`, channel: channel.id, user: user.id, is_moved: 0, event_ts: slack.ts() }
  await Promise.all([told.told, announce(event, { workspace: channel.workspace, channel })])
}
