import {
  BUTTON,
  CHANNEL_SELECT,
  countsOf,
  MENTIONABLE_SELECT,
  ROLE_SELECT,
  SELECTS,
  USER_SELECT,
  walk,
  type Component,
} from '../component.ts'
import { openInteraction, PRESS } from '../interactions.ts'
import type { Server } from '../server.ts'
import type { Application, Channel, Message, Payload, User, World } from '../world.ts'
import type { Doing } from '../gestures.ts'
import { around, channelOf, fine, messageOf, no, personIn, roleIn, type GestureResult } from './reach.ts'
import { nobody, resolvedOf, type Named } from './resolved.ts'

const LINK = 5

export async function press(server: Server, user: User, gesture: Doing<'press'>): Promise<GestureResult> {
  const found = find(server.world, user, gesture.message, gesture.button, (type) => type === BUTTON)
  if ('error' in found) return found
  const { component } = found
  if (component.style === LINK) return fine({ opens: component.url })
  return send(server, user, found, { component_type: BUTTON })
}

export async function choose(server: Server, user: User, gesture: Doing<'choose'>): Promise<GestureResult> {
  const found = find(server.world, user, gesture.message, gesture.select, (type) => SELECTS.includes(type))
  if ('error' in found) return found
  const chosen = chosenOf(
    { world: server.world, user, channel: found.channel },
    found.component,
    [gesture.option].flat(),
  )
  if ('error' in chosen) return chosen
  const { values, named } = chosen
  return send(server, user, found, {
    ...{ component_type: found.component.type, values },
    ...resolvedOf(server, user, found.channel, named),
  })
}

type Found = { component: Component; message: Message; channel: Channel; application: Application }

async function send(server: Server, user: User, found: Found, data: Payload): Promise<GestureResult> {
  const { component, message, channel, application } = found
  const pending = openInteraction(server, {
    ...{ application, userId: user.id, channel, type: PRESS, messageId: message.id },
    about: component.label ?? component.placeholder ?? '',
    data: { ...data, custom_id: component.custom_id, id: component.id },
    around: around(server, user, application, channel, message),
  })
  await pending.settled
  return pending.state === 'answered' ? fine() : no('This interaction failed')
}

/** By what stands on it, or by its custom id. */
function find(
  world: World,
  user: User,
  messageId: string,
  wanted: string,
  fits: (type: number) => boolean,
): Found | { ok: false; error: string } {
  const seen = messageOf(world, user, messageId)
  if (!seen) return no('You cannot see that message')
  const { message, channel } = seen
  const application = world.applications.get(message.applicationId ?? message.authorId)
  const there = [...walk(message.components)].map(({ component }) => component).filter(({ type }) => fits(type))
  const name = ({ label, placeholder, emoji }: Component) => label ?? placeholder ?? emoji?.name ?? ''
  const matching = there.filter((each) => each.custom_id === wanted || name(each) === wanted)
  const [component, another] = matching
  if (!component || !application) {
    const names = there.map((each) => `"${name(each)}"`).join(', ')
    return no(`There is no "${wanted}" here${names === '' ? '' : `; there is ${names}`}`)
  }
  if (another) return no(`There is more than one "${wanted}" here: say which by its custom id`)
  if (component.disabled) return no(`"${wanted}" is grey`)
  return { component, message, channel, application }
}

export type Chosen = { values: string[]; named: Named }
/** Who chooses, and where. */
export type Choosing = { world: World; user: User; channel: Channel }

/** What was chosen from a menu, by label, value or name, within what it allows. */
export function chosenOf(choosing: Choosing, menu: Component, wanted: string[]): Chosen | { ok: false; error: string } {
  const { least, most } = countsOf(menu)
  if (wanted.length < least || wanted.length > most) {
    return no(least === most ? `Choose ${least}` : `Choose between ${least} and ${most}`)
  }
  const named = nobody()
  const values: string[] = []
  for (const each of wanted) {
    const value = oneOf(choosing, menu, each, named)
    if (value === undefined) return no(`There is no "${each}" to choose`)
    if (values.includes(value)) return no(`"${each}" is chosen twice`)
    values.push(value)
  }
  return { values, named }
}

function oneOf({ world, user, channel }: Choosing, menu: Component, wanted: string, named: Named): string | undefined {
  const { type, options, channel_types: types } = menu
  if (options) return options.find(({ label, value }) => value === wanted || label === wanted)?.value
  const person = [USER_SELECT, MENTIONABLE_SELECT].includes(type) ? personIn(world, channel, wanted) : undefined
  const role = [ROLE_SELECT, MENTIONABLE_SELECT].includes(type) ? roleIn(world, channel, wanted) : undefined
  const seen = type === CHANNEL_SELECT ? channelOf(world, user, wanted) : undefined
  const room = seen && types?.length && !types.includes(seen.type) ? undefined : seen
  if (person) named.users.push(person.id)
  else if (role) named.roles.push(role.id)
  else if (room) named.channels.push(room.id)
  return (person ?? role ?? room)?.id
}
