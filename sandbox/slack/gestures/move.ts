import { archiveChannel, joinChannel, leaveChannel, openDirect } from '../channels.ts'
import type { Doing } from '../gestures.ts'
import { sendInteraction, type GestureResult, type Stage } from '../interact.ts'
import { homeOf } from '../modals.ts'
import { channelReference, interactionPayload, messagePayload, teamOf, viewPayload } from '../payloads.ts'
import { makeResponseUrl } from '../response-urls.ts'
import { makeTrigger } from '../triggers.ts'
import type { App, User } from '../world.ts'
import { appsFor, channelOf, fine, messageOf, no } from './seen.ts'

/** Without `invited` the person joins by themselves, which only public channels allow. */
export async function join(stage: Stage, user: User, name: string, invited?: string): Promise<GestureResult> {
  const { slack, announcer } = stage
  const theirs = channelOf(slack, user, name)
  if (invited !== undefined) {
    const guest = slack.world.users.get(invited)
    if (!theirs) return no(`You cannot see ${name}`)
    if (!guest || guest.workspace !== user.workspace) return no(`There is no "${invited}"`)
    await joinChannel(slack, announcer.announce, theirs, guest, user.id)
    return fine()
  }
  const open = [...slack.world.channels.values()].find(
    (one) =>
      one.kind === 'channel' &&
      one.workspace === user.workspace &&
      (one.id === name || one.name === name.replace(/^#/, '')),
  )
  if (!open) return no(`You cannot see ${name}`)
  await joinChannel(slack, announcer.announce, open, user)
  return fine()
}

export async function leave(stage: Stage, user: User, name: string): Promise<GestureResult> {
  const channel = channelOf(stage.slack, user, name)
  if (!channel || channel.kind === 'im') return no(`You cannot leave ${name}`)
  await leaveChannel(stage.slack, stage.announcer.announce, channel, user)
  return fine()
}

export async function archive(stage: Stage, user: User, name: string, archived: boolean): Promise<GestureResult> {
  const channel = channelOf(stage.slack, user, name)
  if (!channel || channel.kind === 'im' || channel.kind === 'mpim') return no(`You cannot archive ${name}`)
  if (channel.archived === archived) return no(`${name} is ${archived ? 'archived' : 'open'} already`)
  await archiveChannel(stage.slack, stage.announcer.announce, channel, user, archived)
  return fine()
}

export async function openDm(stage: Stage, user: User, gesture: Doing<'open-dm'>): Promise<GestureResult> {
  const { slack } = stage
  const others = typeof gesture.with === 'string' ? [gesture.with] : gesture.with
  const stranger = others.find((id) => slack.world.users.get(id)?.workspace !== user.workspace)
  if (stranger !== undefined) return no(`There is no "${stranger}"`)
  return fine({ channel: openDirect(slack, user.workspace, [user.id, ...others]).channel.id })
}

export async function openHome(stage: Stage, user: User, gesture: Doing<'open-home'>): Promise<GestureResult> {
  const { slack, announcer } = stage
  const app = [...slack.world.apps.values()].find(
    (one) => one.workspace === user.workspace && one.homeTab && (gesture.app === undefined || one.id === gesture.app),
  )
  if (!app) return no('No app here has a home tab')

  const { channel } = openDirect(slack, user.workspace, [app.botUser, user.id])
  const home = homeOf(slack, app.id, user.id)
  await announcer.announce(
    {
      type: 'app_home_opened',
      user: user.id,
      channel: channel.id,
      tab: 'home',
      ...(home ? { view: viewPayload(slack, home) } : {}),
      event_ts: slack.ts(),
    },
    { workspace: user.workspace, app: app.id },
  )
  return fine()
}

/** By the words in the menu or by callback id; with a message it is a message shortcut. */
export async function shortcut(stage: Stage, user: User, gesture: Doing<'shortcut'>): Promise<GestureResult> {
  const { slack } = stage
  const type = gesture.message === undefined ? 'global' : 'message'
  const fits = (app: App) =>
    app.shortcuts.find((one) => one.type === type && (one.name === gesture.name || one.callbackId === gesture.name))
  const message = gesture.message === undefined ? undefined : messageOf(slack, user, gesture.message)
  const channel = message && slack.world.channels.get(message.channel)
  const app = appsFor(slack, user, channel).find(fits)
  const found = app && fits(app)
  if (!app || !found) return no(`There is no shortcut "${gesture.name}"`)

  const start = {
    ...interactionPayload(slack, app, user),
    team: teamOf(slack, user),
    callback_id: found.callbackId,
    action_ts: slack.ts(),
  }
  if (gesture.message === undefined) {
    const payload = { type: 'shortcut', ...start, trigger_id: makeTrigger(slack, app, user) }
    return sendInteraction(stage, app, user, 'shortcut', found.name, payload)
  }
  if (!message || !channel) return no('You cannot see that message')
  const payload = {
    type: 'message_action',
    ...start,
    trigger_id: makeTrigger(slack, app, user),
    message_ts: message.ts,
    channel: channelReference(channel),
    message: messagePayload(slack, message),
    response_url: makeResponseUrl(slack, app, user, channel, 'actions', undefined, message.threadTs),
  }
  return sendInteraction(stage, app, user, 'message_action', found.name, payload)
}
