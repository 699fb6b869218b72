import { bytesOf } from '../../given-file.ts'
import { MOST_BYTES } from '../body.ts'
import {
  CHECKBOX,
  countsOf,
  FILE_UPLOAD,
  numbered,
  RADIO_GROUP,
  SELECTS,
  TEXT_INPUT,
  walk,
  type Component,
} from '../component.ts'
import { MODAL_SUBMIT, openInteraction } from '../interactions.ts'
import type { OpenModal, Server } from '../server.ts'
import type { Channel, Payload, User } from '../world.ts'
import type { Doing } from '../gestures.ts'
import { chosenOf } from './act.ts'
import { around, attach, fine, no, type FileGiven, type GestureResult } from './reach.ts'
import { nobody, resolvedOf, type Named } from './resolved.ts'

type Given = { [field: string]: string | string[] | null }
type Filled = { [customId: string]: Payload }

/** Sends the form that lies open. What is not said stands as it stood when the form opened. */
export async function submitModal(server: Server, user: User, gesture: Doing<'submit-modal'>): Promise<GestureResult> {
  const { world } = server
  const modal = server.modals.get(user.id)
  const application = world.applications.get(modal?.applicationId ?? '')
  const channel = world.channels.get(modal?.channelId ?? '')
  if (!modal || !application || !channel) return no('You have no form before you')

  const named = nobody()
  const files = [...(gesture.files ?? [])]
  const components = numbered(modal.components)
  const filled = fillIn({ server, user, channel, files, named }, components, gesture.values)
  if (typeof filled === 'string') return refuse(server, modal, filled)

  const message = world.messages.get(modal.messageId ?? '')
  const pending = openInteraction(server, {
    ...{ application, userId: user.id, channel, type: MODAL_SUBMIT, messageId: message?.id, about: modal.title },
    data: {
      ...{ custom_id: modal.customId, components: components.map((each) => submitted(each, filled)) },
      ...resolvedOf(server, user, channel, named),
    },
    around: around(server, user, application, channel, message),
  })
  await pending.settled
  if (pending.state !== 'answered') return refuse(server, modal, 'Something went wrong. Try again.')
  if (server.modals.get(user.id) === modal) server.modals.delete(user.id)
  server.changed()
  return fine()
}

/** What Discord's own client says under the form, before the application hears of it. */
function refuse(server: Server, modal: OpenModal, problem: string): GestureResult {
  modal.problem = problem
  server.changed()
  return no(problem)
}

export function closeModal(server: Server, user: User): GestureResult {
  if (!server.modals.delete(user.id)) return no('You have no form before you')
  server.changed()
  return fine()
}

/** Of the files that were brought each is chosen once. */
type Filling = { server: Server; user: User; channel: Channel; files: FileGiven[]; named: Named }
type Input = { component: Component; label: string }

function fillIn(filling: Filling, components: Component[], given: Given): Filled | string {
  const inputs = inputsIn(components)
  const stranger = Object.keys(given).find((name) => !inputs.some((input) => isCalled(input, name)))
  if (stranger !== undefined)
    return `There is no field "${stranger}"; there is ${inputs.map(({ label }) => `"${label}"`).join(', ')}`
  const unclear = Object.keys(given).find((name) => inputs.filter((input) => isCalled(input, name)).length > 1)
  if (unclear !== undefined) return `There is more than one "${unclear}" here: say which by its custom id`
  const filled: Filled = {}
  for (const input of inputs) {
    const [, value] = Object.entries(given).find(([name]) => isCalled(input, name)) ?? []
    const read = readInput(filling, input, value)
    if (typeof read === 'string') return `${input.label}: ${read}`
    filled[input.component.custom_id ?? ''] = read
  }
  return filled
}

const isCalled = ({ component, label }: Input, name: string) => component.custom_id === name || label === name

/** Fields with the words above them; those in rows of old have their own. */
function inputsIn(components: Component[]): Input[] {
  const labelled = new Map<Component, string>()
  for (const { component } of walk(components)) {
    if (component.component) labelled.set(component.component, component.label ?? '')
  }
  return [...walk(components)]
    .filter(
      ({ component: { type, custom_id: id } }) =>
        id && (type === TEXT_INPUT || SELECTS.includes(type) || type >= FILE_UPLOAD),
    )
    .map(({ component }) => ({ component, label: labelled.get(component) ?? component.label ?? '' }))
}

function readInput(
  filling: Filling,
  { component }: Input,
  value: string | string[] | null | undefined,
): Payload | string {
  const { type } = component
  if (type === TEXT_INPUT)
    return readText(component, value === undefined ? (component.value ?? '') : [value ?? ''].flat().join('\n'))
  if (type === CHECKBOX) return { value: value === undefined ? (component.default ?? false) : value === 'true' }
  const wanted = value === undefined ? standingIn(component) : [value ?? []].flat().filter((each) => each !== '')
  return type === FILE_UPLOAD ? readFiles(filling, component, wanted) : readChoice(filling, component, wanted)
}

/** What is chosen when the form opens. */
function standingIn({ options, default_values: values }: Component): string[] {
  const chosen = (options ?? []).filter((option) => option.default).map((option) => option.value)
  return [...chosen, ...(values ?? []).map(({ id }) => id)]
}

const isRequired = ({ required }: Component) => required ?? true

function readText(component: Component, text: string): Payload | string {
  const { min_length: least, max_length: most } = component
  if (text === '' && isRequired(component)) return 'This field is required'
  if (text !== '' && text.length < (least ?? 0)) return `At least ${least} characters`
  if (text.length > (most ?? 4000)) return `At most ${most ?? 4000} characters`
  return { value: text }
}

function readChoice(
  { server, user, channel, named }: Filling,
  component: Component,
  wanted: string[],
): Payload | string {
  if (wanted.length === 0 && isRequired(component)) return 'This field is required'
  const isRadio = component.type === RADIO_GROUP
  if (wanted.length === 0) return isRadio ? { value: null } : { values: [] }
  const chosen = chosenOf({ world: server.world, user, channel }, component, wanted)
  if ('error' in chosen) return chosen.error
  named.users.push(...chosen.named.users)
  named.roles.push(...chosen.named.roles)
  named.channels.push(...chosen.named.channels)
  return isRadio ? { value: chosen.values[0] } : { values: chosen.values }
}

/** What is too large Discord's own client does not take; it says so in other words. */
function readFiles({ server, files, named }: Filling, component: Component, wanted: string[]): Payload | string {
  if (wanted.length === 0) return isRequired(component) ? 'This field is required' : { values: [] }
  const { least, most } = countsOf(component)
  if (wanted.length < least || wanted.length > most) return `Between ${least} and ${most} files`
  const picked = wanted.flatMap((name) => {
    const index = files.findIndex((file) => file.name === name)
    return index === -1 ? [] : files.splice(index, 1)
  })
  if (picked.length < wanted.length) return 'There is no such file'
  const heavy = picked.find((file) => bytesOf(file).length > MOST_BYTES)
  if (heavy) return `"${heavy.name}" is too large: a file can have 10 MB`
  const chosen = attach(server.world, picked)
  named.attachments.push(...chosen)
  return { values: chosen.map(({ id }) => id) }
}

/** As a form comes back: the same tree, with what was filled in and without what only was to be read. */
function submitted(component: Component, filled: Filled): Payload {
  const { type, id, custom_id: customId, components, component: inner } = component
  return {
    ...{ type, id },
    ...(customId ? { custom_id: customId, ...filled[customId] } : {}),
    ...(components ? { components: components.map((each) => submitted(each, filled)) } : {}),
    ...(inner ? { component: submitted(inner, filled) } : {}),
  }
}
