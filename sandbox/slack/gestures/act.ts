import type { Block } from '../blocks.ts'
import { choiceOf, chosenPart } from '../choosing.ts'
import { controlsOf, initialState, stateKey, stateValues, type Control } from '../controls.ts'
import type { Doing } from '../gestures.ts'
import { sendInteraction, type GestureResult, type Stage } from '../interact.ts'
import type { Json } from '../json.ts'
import { findEphemeral } from '../messages.ts'
import { homeOf, stackOf } from '../modals.ts'
import { channelReference, interactionPayload, messagePayload, viewPayload } from '../payloads.ts'
import { unescape } from '../plain.ts'
import { makeResponseUrl } from '../response-urls.ts'
import { makeTrigger } from '../triggers.ts'
import { keyOf, type App, type Ephemeral, type Message, type Modal, type Slack, type User } from '../world.ts'
import { fine, messageOf, no } from './seen.ts'

type Place = Pick<Doing<'press'>, 'message' | 'ephemeral' | 'view' | 'home' | 'block' | 'value'>

/** A surface with controls on it: what it is, whose app it is, and what the payload says of it. */
type Surface = { app: App; blocks: Block[]; values: Map<string, Json>; modal: Modal | undefined; context: () => Json }

export async function press(stage: Stage, user: User, gesture: Doing<'press'>): Promise<GestureResult> {
  const found = find(stage.slack, user, gesture, gesture.button, (type) => type === 'button')
  if ('error' in found) return found
  const { surface, control } = found
  const { element } = control
  if (element.type !== 'button') return no(`"${gesture.button}" is not a button`)

  return sendAction(stage, user, surface, control, {
    text: element.text,
    ...(element.value === undefined ? {} : { value: element.value }),
    ...(element.style === undefined ? {} : { style: element.style }),
  })
}

export async function choose(stage: Stage, user: User, gesture: Doing<'choose'>): Promise<GestureResult> {
  const found = find(stage.slack, user, gesture, gesture.select, (type) => type !== 'button')
  if ('error' in found) return found
  const { surface, control } = found
  const chosen = choiceOf(stage.slack, user, control, gesture.option)
  if (!chosen.ok) return chosen

  if (initialState(control.element)) surface.values.set(stateKey(control), chosen.value)
  stage.slack.changed()
  // An input block keeps to itself until the form is sent, unless it asked otherwise.
  if (control.block.type === 'input' && !control.block.dispatch_action) return fine()
  return sendAction(stage, user, surface, control, chosenPart(chosen.value))
}

function sendAction(stage: Stage, user: User, surface: Surface, control: Control, what: Json): Promise<GestureResult> {
  const { slack } = stage
  const { app } = surface
  const payload = {
    type: 'block_actions',
    ...interactionPayload(slack, app, user),
    trigger_id: makeTrigger(slack, app, user, surface.modal?.type === 'modal' ? surface.modal.id : undefined),
    ...surface.context(),
    actions: [
      {
        type: control.element.type,
        action_id: control.actionId,
        block_id: control.blockId,
        ...what,
        action_ts: slack.ts(),
      },
    ],
  }
  return sendInteraction(stage, app, user, 'block_actions', unescape(control.label), payload)
}

type Found = { surface: Surface; control: Control } | { ok: false; error: string }

function find(slack: Slack, user: User, place: Place, wanted: string, fits: (type: string) => boolean): Found {
  const surface = surfaceOf(slack, user, place)
  if ('error' in surface) return surface
  const candidates = controlsOf(surface.blocks).filter(({ element }) => fits(element.type))
  const matching = candidates
    .filter(({ actionId, label }) => actionId === wanted || unescape(label) === wanted)
    .filter(({ blockId }) => place.block === undefined || blockId === place.block)
    .filter(({ element }) => place.value === undefined || ('value' in element && element.value === place.value))

  const [control, another] = matching
  if (!control) {
    const there = candidates.map(({ label }) => `"${unescape(label)}"`).join(', ')
    return no(`There is no "${wanted}" here${there === '' ? '' : `; there is ${there}`}`)
  }
  if (another) return no(`There is more than one "${wanted}" here: say which with "block" or "value"`)
  return { surface, control }
}

function surfaceOf(slack: Slack, user: User, place: Place): Surface | { ok: false; error: string } {
  const { message, ephemeral, view, home } = place
  if (message !== undefined) return messageSurface(slack, user, messageOf(slack, user, message))
  if (ephemeral !== undefined) return ephemeralSurface(slack, user, findEphemeral(slack, user.id, ephemeral))
  if (view !== undefined) {
    const top = stackOf(slack, user.id).at(-1)
    return top && (view === true || view === top.id) ? modalSurface(slack, top) : no('You have no such form before you')
  }
  if (home !== undefined) {
    const apps = [...slack.world.apps.values()].filter((app) => app.workspace === user.workspace && app.homeTab)
    const app = home === true ? apps[0] : apps.find((one) => one.id === home)
    const tab = app && homeOf(slack, app.id, user.id)
    return tab ? modalSurface(slack, tab) : no('You have no such home tab')
  }
  return no('Say where: a message, an ephemeral message, a view or home')
}

/** Choices in a message are each person's own until the message is sent away or changed. */
function valuesFor(slack: Slack, user: User, ts: string): Map<string, Json> {
  const key = keyOf(user.id, ts)
  const values = slack.world.choices.get(key) ?? new Map<string, Json>()
  slack.world.choices.set(key, values)
  return values
}

function messageSurface(
  slack: Slack,
  user: User,
  message: Message | undefined,
): Surface | { ok: false; error: string } {
  const channel = message && slack.world.channels.get(message.channel)
  if (!message || !channel) return no('You cannot see that message')
  const app = message.app === undefined ? undefined : slack.world.apps.get(message.app)
  if (!app) return no('There is nothing to press in that message')

  const values = valuesFor(slack, user, message.ts)
  const blocks = message.blocks ?? []
  return {
    app,
    blocks,
    values,
    modal: undefined,
    context: () => ({
      container: {
        type: 'message',
        message_ts: message.ts,
        channel_id: channel.id,
        is_ephemeral: false,
        ...threadOf(message.threadTs),
      },
      channel: channelReference(channel),
      message: messagePayload(slack, message),
      state: { values: stateValues(blocks, values) },
      response_url: makeResponseUrl(
        slack,
        app,
        user,
        channel,
        'actions',
        { kind: 'message', ts: message.ts },
        message.threadTs,
      ),
    }),
  }
}

/** Slack keeps no copy of what only one person saw: the payload says where it was, and carries no `message`. */
function ephemeralSurface(
  slack: Slack,
  user: User,
  ephemeral: Ephemeral | undefined,
): Surface | { ok: false; error: string } {
  const app = ephemeral && slack.world.apps.get(ephemeral.app)
  const channel = ephemeral && slack.world.channels.get(ephemeral.channel)
  if (!ephemeral || !app || !channel) return no('You cannot see that message')

  const values = valuesFor(slack, user, ephemeral.ts)
  const blocks = ephemeral.blocks ?? []
  return {
    app,
    blocks,
    values,
    modal: undefined,
    context: () => ({
      container: {
        type: 'message',
        message_ts: ephemeral.ts,
        channel_id: channel.id,
        is_ephemeral: true,
        ...threadOf(ephemeral.threadTs),
      },
      channel: channelReference(channel),
      state: { values: stateValues(blocks, values) },
      response_url: makeResponseUrl(
        slack,
        app,
        user,
        channel,
        'actions',
        { kind: 'ephemeral', ts: ephemeral.ts },
        ephemeral.threadTs,
      ),
    }),
  }
}

const threadOf = (ts: string | undefined) => (ts === undefined ? {} : { thread_ts: ts })

function modalSurface(slack: Slack, modal: Modal): Surface | { ok: false; error: string } {
  const app = slack.world.apps.get(modal.app)
  if (!app) return no('You have no such form before you')
  return {
    app,
    blocks: modal.view.blocks,
    values: modal.values,
    modal,
    context: () => ({ container: { type: 'view', view_id: modal.id }, view: viewPayload(slack, modal) }),
  }
}
