import type { ViewBlocks } from './blocks.ts'
import { carriedOver, withIds } from './controls.ts'
import { limits } from './limits.ts'
import { keyOf, type App, type Modal, type Slack } from './world.ts'

/** The forms that lie on a person's screen, and the home tab: one stack per person, three deep, the last on top. */

export const stackOf = (slack: Slack, user: string): Modal[] => slack.world.modals.get(user) ?? []

export function openModal(slack: Slack, app: App, user: string, view: ViewBlocks): Modal {
  const modal = makeModal(slack, app, user, view)
  slack.world.modals.set(user, [modal])
  slack.changed()
  return modal
}

/** Undefined when three are there already. */
export function pushModal(slack: Slack, app: App, user: string, view: ViewBlocks): Modal | undefined {
  const stack = stackOf(slack, user)
  if (stack.length >= limits.modalStack) return undefined

  const modal = makeModal(slack, app, user, view)
  const below = stack.at(-1)
  modal.previous = below?.id
  modal.root = stack[0]?.id ?? modal.id
  slack.world.modals.set(user, [...stack, modal])
  slack.changed()
  return modal
}

/** The same view, with the same id, shows something else; what was typed stays where the fields are the same. */
export function updateModal(slack: Slack, modal: Modal, view: ViewBlocks): Modal {
  modal.view = { ...view, blocks: withIds(slack, view.blocks) }
  modal.values = carriedOver(modal.view.blocks, modal.values)
  modal.hash = makeHash(slack)
  modal.externalId = view.external_id ?? modal.externalId
  modal.errors = {}
  modal.trouble = undefined
  slack.changed()
  return modal
}

export function closeModal(slack: Slack, modal: Modal): void {
  slack.world.modals.set(
    modal.user,
    stackOf(slack, modal.user).filter((other) => other.id !== modal.id),
  )
  slack.changed()
}

export function clearModals(slack: Slack, user: string): void {
  slack.world.modals.set(user, [])
  slack.changed()
}

export function publishHome(slack: Slack, app: App, user: string, view: ViewBlocks): Modal {
  const known = homeOf(slack, app.id, user)
  if (known) return updateModal(slack, known, view)

  const home = makeModal(slack, app, user, view)
  slack.world.homes.set(keyOf(app.id, user), home)
  slack.changed()
  return home
}

export const homeOf = (slack: Slack, app: string, user: string) => slack.world.homes.get(keyOf(app, user))

/** A view of this app by its id or its external id, while somebody has it open. */
export function findModal(
  slack: Slack,
  app: App,
  by: { id?: string | undefined; externalId?: string | undefined },
): Modal | undefined {
  const open = [...slack.world.modals.values()].flat()
  return [...open, ...slack.world.homes.values()].find(
    (modal) =>
      modal.app === app.id &&
      (by.id === undefined ? by.externalId !== undefined && modal.externalId === by.externalId : modal.id === by.id),
  )
}

function makeModal(slack: Slack, app: App, user: string, view: ViewBlocks): Modal {
  const whole = { ...view, blocks: withIds(slack, view.blocks) }
  const id = slack.id('V')
  return {
    id,
    app: app.id,
    user,
    type: view.type,
    view: whole,
    hash: makeHash(slack),
    externalId: view.external_id ?? '',
    values: carriedOver(whole.blocks, new Map()),
    errors: {},
    trouble: undefined,
    root: id,
    previous: undefined,
  }
}

const makeHash = (slack: Slack) =>
  `${Math.floor(slack.clock.now() / 1000)}.${slack.next('hash').toString(36).padStart(8, 'h')}`
