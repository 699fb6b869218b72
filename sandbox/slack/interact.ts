import { asksForFiles, checkView } from './blocks.ts'
import { controlsOf } from './controls.ts'
import { deliver, type Failure } from './deliver/deliver.ts'
import type { Announcer } from './deliver/events.ts'
import type { Sockets } from './deliver/socket.ts'
import { isJson, type Json } from './json.ts'
import { clearModals, closeModal, pushModal, updateModal } from './modals.ts'
import { interactionPayload, teamOf, viewPayload } from './payloads.ts'
import { handOver } from './picking.ts'
import { answerCommand } from './response-urls.ts'
import { makeTrigger } from './triggers.ts'
import type { App, Modal, Slack, User } from './world.ts'

/** What gestures work with. */
export type Stage = { slack: Slack; sockets: Sockets; announcer: Announcer }

export type GestureResult = { ok: true; [more: string]: unknown } | { ok: false; error: string }

/** The words that Slack's own client shows: the same code for a command and a button. */
const codes: { [failure in Failure]: string } = {
  timeout: 'operation_timeout',
  unreachable: 'dispatch_failed',
  'http-error': 'dispatch_failed',
}

/** Whatever the app answers to what a reset has forgotten comes too late for anything. */
const FORGOTTEN: GestureResult = { ok: false, error: 'Everything was forgotten meanwhile' }

export const TROUBLE = 'We had some trouble connecting. Try again?'

export function toast(slack: Slack, user: User, about: string, error: string, text: string): GestureResult {
  const shown = { at: slack.clock.now(), about, error, text }
  slack.world.toasts.set(user.id, [...(slack.world.toasts.get(user.id) ?? []), shown])
  slack.changed()
  return { ok: false, error: text }
}

export async function sendCommand(
  stage: Stage,
  app: App,
  user: User,
  payload: Json & { command: string },
  token: string,
): Promise<GestureResult> {
  const { slack, announcer } = stage
  const era = slack.era()
  const outcome = await deliver(slack, stage.sockets, app, { kind: 'slash_commands', name: 'slash_commands', payload })
  if (slack.era() !== era) return FORGOTTEN
  const { command } = payload
  if (!outcome.ok) {
    const code = codes[outcome.why]
    return toast(slack, user, command, code, `${command} failed with the error "${code}"`)
  }
  const problem =
    outcome.payload === undefined ? undefined : answerCommand(slack, announcer.announce, token, outcome.payload)
  if (problem)
    return toast(
      slack,
      user,
      command,
      'invalid_command_response',
      `${command} failed with the error "invalid_command_response"`,
    )
  return { ok: true }
}

/** A button, a menu, a shortcut: whatever the app answers is ignored, only that it answered counts. */
export async function sendInteraction(
  stage: Stage,
  app: App,
  user: User,
  name: string,
  about: string,
  payload: Json,
): Promise<GestureResult> {
  const { slack } = stage
  const era = slack.era()
  const outcome = await deliver(slack, stage.sockets, app, { kind: 'interactive', name, payload })
  if (slack.era() !== era) return FORGOTTEN
  if (outcome.ok) return { ok: true }
  const code = codes[outcome.why]
  return toast(slack, user, about, code, `"${about}" failed with the error "${code}"`)
}

export async function submitModal(stage: Stage, app: App, user: User, modal: Modal): Promise<GestureResult> {
  const { slack } = stage
  handOver(slack, app, modal.values)
  const payload = {
    type: 'view_submission',
    ...interactionPayload(slack, app, user),
    // The sender's own: the app's is in the view, as `app_installed_team_id` (github.com/slackapi/bolt-js/issues/1614).
    team: teamOf(slack, user),
    trigger_id: makeTrigger(slack, app, user, modal.id),
    view: viewPayload(slack, modal),
    response_urls: [],
  }
  const era = slack.era()
  const outcome = await deliver(slack, stage.sockets, app, { kind: 'interactive', name: 'view_submission', payload })
  if (slack.era() !== era) return FORGOTTEN
  if (!outcome.ok) return inTrouble(slack, user, modal, codes[outcome.why])

  const problem = applyResponse(stage, app, user, modal, outcome.payload)
  if (problem) return inTrouble(slack, user, modal, problem)
  const errors = Object.values(modal.errors)
  return errors.length > 0 ? { ok: false, error: errors.join('\n') } : { ok: true }
}

function inTrouble(slack: Slack, user: User, modal: Modal, code: string): GestureResult {
  modal.trouble = TROUBLE
  return toast(slack, user, modal.view.type === 'modal' ? modal.view.title.text : 'Home', code, TROUBLE)
}

/** Answers what was wrong with the response, if anything: the person sees only that there was trouble. */
function applyResponse(stage: Stage, app: App, user: User, modal: Modal, response: unknown): string | undefined {
  const { slack } = stage
  modal.errors = {}
  modal.trouble = undefined
  const answer = response === undefined ? {} : response
  if (!isJson(answer)) return 'invalid_response'

  switch (answer['response_action']) {
    case undefined:
      closeModal(slack, modal)
      return undefined
    case 'clear':
      clearModals(slack, user.id)
      return undefined
    case 'errors':
      return showErrors(slack, modal, answer['errors'])
    case 'update':
    case 'push': {
      const checked = checkView(answer['view'])
      if (!checked.ok || checked.value.type !== 'modal') return 'invalid_view'
      if (asksForFiles(checked.value) && !app.scopes.has('files:read')) return 'missing_scope'
      if (answer['response_action'] === 'update') updateModal(slack, modal, checked.value)
      else if (!pushModal(slack, app, user.id, checked.value)) return 'push_limit_reached'
      return undefined
    }
    default:
      return 'invalid_response_action'
  }
}

function showErrors(slack: Slack, modal: Modal, errors: unknown): string | undefined {
  if (!isJson(errors) || Object.keys(errors).length === 0) return 'invalid_errors'
  const inputs = new Set(
    controlsOf(modal.view.blocks).flatMap(({ block, blockId }) => (block.type === 'input' ? [blockId] : [])),
  )
  // Slack shows an error only beside an input block; with any other block id the whole answer is void.
  if (Object.keys(errors).some((id) => !inputs.has(id))) return 'invalid_errors'

  modal.errors = Object.fromEntries(Object.entries(errors).map(([id, message]) => [id, String(message)]))
  slack.changed()
  return undefined
}

export async function tellClosed(stage: Stage, app: App, user: User, modal: Modal, cleared: boolean): Promise<void> {
  if (modal.view.type !== 'modal' || !modal.view.notify_on_close) return
  const payload = {
    type: 'view_closed',
    ...interactionPayload(stage.slack, app, user),
    team: teamOf(stage.slack, user),
    view: viewPayload(stage.slack, modal),
    is_cleared: cleared,
  }
  await deliver(stage.slack, stage.sockets, app, { kind: 'interactive', name: 'view_closed', payload })
}
