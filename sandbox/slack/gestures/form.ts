import type { GivenFile } from '../../given-file.ts'
import { choiceOf, incomplete, type Typed } from '../choosing.ts'
import { controlsOf, stateKey, type Control } from '../controls.ts'
import { submitModal, tellClosed, type GestureResult, type Stage } from '../interact.ts'
import { clearModals, closeModal, stackOf } from '../modals.ts'
import { unescape } from '../plain.ts'
import type { Modal, User } from '../world.ts'
import { fine, no } from './seen.ts'

type Filled = { values: { [field: string]: Typed }; files?: readonly GivenFile[] | undefined }

/** Fields are named by block id, action id or the words beside them. */
function put(stage: Stage, user: User, modal: Modal, { values, files = [] }: Filled): string | undefined {
  const controls = controlsOf(modal.view.blocks)
  const brought = [...files]
  for (const [name, typed] of Object.entries(values)) {
    const named = [
      controls.filter(({ blockId }) => blockId === name),
      controls.filter(({ actionId }) => actionId === name),
      controls.filter(({ label }) => unescape(label) === name),
    ].find((matching) => matching.length > 0)
    const control = named?.[0]
    if (!control)
      return `There is no "${name}" in this form; there is ${controls.map(({ label }) => `"${unescape(label)}"`).join(', ')}`
    if (named.length > 1) return `There is more than one "${name}" in this form`
    const chosen = choiceOf(stage.slack, user, control, typed, brought)
    if (!chosen.ok) return refused(stage, modal, control, chosen.error)
    modal.values.set(stateKey(control), chosen.value)
  }
  stage.slack.changed()
  return undefined
}

/** What is wrong with a file Slack's client says beside the field; what else is refused here, its client never offers. */
function refused({ slack }: Stage, modal: Modal, { element, blockId }: Control, error: string): string {
  if (element.type === 'file_input') modal.errors = { ...modal.errors, [blockId]: error }
  slack.changed()
  return error
}

const top = (stage: Stage, user: User) => stackOf(stage.slack, user.id).at(-1)

export async function fill(stage: Stage, user: User, filled: Filled): Promise<GestureResult> {
  const modal = top(stage, user)
  if (!modal) return no('You have no form before you')
  const problem = put(stage, user, modal, filled)
  return problem === undefined ? fine() : no(problem)
}

export async function fillAndSubmit(stage: Stage, user: User, filled: Filled): Promise<GestureResult> {
  const modal = top(stage, user)
  if (!modal) return no('You have no form before you')
  const problem = put(stage, user, modal, filled)
  return problem === undefined ? submit(stage, user) : no(problem)
}

export async function submit(stage: Stage, user: User): Promise<GestureResult> {
  const modal = top(stage, user)
  const app = modal && stage.slack.world.apps.get(modal.app)
  if (!modal || !app) return no('You have no form before you')
  if (modal.view.type !== 'modal' || !modal.view.submit) return no('This form has no button to send it')
  if (modal.view.submit_disabled) return no('The button to send this form is grey')

  // Slack's own checks come first: the app hears nothing of a form that is not complete.
  const errors = incomplete(controlsOf(modal.view.blocks), modal.values, stateKey)
  modal.errors = errors
  stage.slack.changed()
  if (Object.keys(errors).length > 0) return no(Object.values(errors).join('\n'))
  return submitModal(stage, app, user, modal)
}

/** Cancel closes the form on top; `all` is the cross in the corner, which closes every one. */
export async function closeView(stage: Stage, user: User, all: boolean): Promise<GestureResult> {
  const { slack } = stage
  const stack = stackOf(slack, user.id)
  const modal = stack.at(-1)
  if (!modal) return no('You have no form before you')

  const whole = all || (modal.view.type === 'modal' && (modal.view.clear_on_close ?? false))
  const closed = whole ? stack : [modal]
  if (whole) clearModals(slack, user.id)
  else closeModal(slack, modal)
  await Promise.all(
    closed.map((one) => {
      const app = slack.world.apps.get(one.app)
      return app && tellClosed(stage, app, user, one, whole)
    }),
  )
  return fine()
}
