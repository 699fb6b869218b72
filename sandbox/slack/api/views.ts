import { asksForFiles, checkView, type ViewBlocks } from '../blocks.ts'
import { limits } from '../limits.ts'
import { findModal, homeOf, openModal, publishHome, pushModal, updateModal } from '../modals.ts'
import { viewPayload } from '../payloads.ts'
import { useTrigger } from '../triggers.ts'
import type { Modal } from '../world.ts'
import {
  done,
  jsonOf,
  lacks,
  missing,
  refuse,
  refuseWith,
  textOf,
  type Answer,
  type Call,
  type Method,
} from './call.ts'

type Read = { ok: true; view: ViewBlocks } | { ok: false; answer: Answer }

function readView({ app, args }: Call, type: 'modal' | 'home'): Read {
  const no = (answer: Answer): Read => ({ ok: false, answer })
  const view = jsonOf(args, 'view')
  if (view === undefined) return no(missing('view'))
  if (JSON.stringify(view).length > limits.viewBytes) return no(refuse('view_too_large'))
  const checked = checkView(view)
  if (!checked.ok) return no(refuseWith('invalid_arguments', checked.errors))
  if (checked.value.type !== type)
    return no(refuseWith('invalid_arguments', [`unsupported type: ${checked.value.type} [json-pointer:/view/type]`]))
  // "Your app must have the files:read scope": in which words it is refused is written nowhere; this is how others are.
  if (asksForFiles(checked.value) && !app.scopes.has('files:read')) return no(lacks(app, 'files:read'))
  return { ok: true, view: checked.value }
}

function openOrPush(call: Call, how: 'open' | 'push'): Answer {
  const { slack, app, args } = call
  const id = textOf(args, 'trigger_id')
  if (id === undefined) return missing('trigger_id')
  const read = readView(call, 'modal')
  if (!read.ok) return read.answer
  const { view } = read
  if (view.external_id !== undefined && findModal(slack, app, { externalId: view.external_id }))
    return refuse('duplicate_external_id')
  const used = useTrigger(slack, app, id)
  if (!used.ok) return refuse(used.error)
  const { trigger } = used

  if (how === 'push' && trigger.modal === undefined) return refuse('invalid_trigger_id')
  const modal = how === 'push' ? pushModal(slack, app, trigger.user, view) : openModal(slack, app, trigger.user, view)
  return modal ? done({ view: viewPayload(slack, modal) }) : refuse('push_limit_reached')
}

/** An app that saw an older state than the person sees is told so, when it says what it saw. */
const isStale = (call: Call, modal: Modal | undefined) => {
  const hash = textOf(call.args, 'hash')
  return hash !== undefined && modal !== undefined && hash !== modal.hash
}

function update(call: Call): Answer {
  const { slack, app, args } = call
  const id = textOf(args, 'view_id')
  const externalId = textOf(args, 'external_id')
  if (id === undefined && externalId === undefined) return missing('view_id')
  const modal = findModal(slack, app, { id, externalId })
  if (!modal) return refuse('not_found')
  const read = readView(call, modal.type)
  if (!read.ok) return read.answer
  if (isStale(call, modal)) return refuse('hash_conflict')
  return done({ view: viewPayload(slack, updateModal(slack, modal, read.view)) })
}

function publish(call: Call): Answer {
  const { slack, app, args } = call
  const user = textOf(args, 'user_id')
  if (user === undefined) return missing('user_id')
  if (!app.homeTab) return refuse('not_enabled')
  if (slack.world.users.get(user)?.workspace !== app.workspace) return refuse('invalid_arguments')
  const read = readView(call, 'home')
  if (!read.ok) return read.answer
  if (isStale(call, homeOf(slack, app.id, user))) return refuse('hash_conflict')
  return done({ view: viewPayload(slack, publishHome(slack, app, user, read.view)) })
}

export const views: { [name: string]: Method } = {
  'views.open': { tier: 4, scopes: [], run: (call) => openOrPush(call, 'open') },
  'views.push': { tier: 4, scopes: [], run: (call) => openOrPush(call, 'push') },
  'views.update': { tier: 4, scopes: [], run: update },
  'views.publish': { tier: 4, scopes: [], run: publish },
}
