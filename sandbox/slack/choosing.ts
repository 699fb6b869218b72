import { optionsOf, type Control } from './controls.ts'
import type { Json } from './json.ts'
import type { Slack, StoredFile } from './world.ts'

export type Typed = string | string[] | null
export type Chosen = { ok: true; value: Json } | { ok: false; error: string }

const fail = (error: string): Chosen => ({ ok: false, error })

/** What a person typed or picked, as the state of that element; refused when it is not on offer. */
export function choiceOf(slack: Slack, control: Control, typed: Typed): Chosen {
  const { element } = control
  const { type } = element
  const list = typed === null ? [] : typeof typed === 'string' ? [typed] : typed
  const one = list[0]

  switch (type) {
    case 'plain_text_input':
    case 'email_text_input':
    case 'url_text_input':
    case 'number_input':
      return { ok: true, value: { type, value: one === undefined || one === '' ? null : one } }
    case 'static_select':
    case 'radio_buttons':
    case 'overflow':
      return among(control, list, (found) => ({ type, selected_option: found[0] ?? null }))
    case 'multi_static_select':
    case 'checkboxes':
      return among(control, list, (found) => ({ type, selected_options: found }))
    case 'users_select':
      return known(
        list,
        (name) => userNamed(slack, name),
        (ids) => ({ type, selected_user: ids[0] ?? null }),
      )
    case 'multi_users_select':
      return known(
        list,
        (name) => userNamed(slack, name),
        (ids) => ({ type, selected_users: ids }),
      )
    case 'conversations_select':
      return known(
        list,
        (name) => channelNamed(slack, name),
        (ids) => ({ type, selected_conversation: ids[0] ?? null }),
      )
    case 'channels_select':
      return known(
        list,
        (name) => channelNamed(slack, name),
        (ids) => ({ type, selected_channel: ids[0] ?? null }),
      )
    case 'multi_conversations_select':
      return known(
        list,
        (name) => channelNamed(slack, name),
        (ids) => ({ type, selected_conversations: ids }),
      )
    case 'multi_channels_select':
      return known(
        list,
        (name) => channelNamed(slack, name),
        (ids) => ({ type, selected_channels: ids }),
      )
    case 'datepicker':
      return patterned(one, /^\d{4}-\d\d-\d\d$/, (date) => ({ type, selected_date: date }))
    case 'timepicker':
      return patterned(one, /^\d\d:\d\d$/, (time) => ({ type, selected_time: time }))
    case 'datetimepicker':
      return patterned(one, /^\d{10}$/, (time) => ({ type, selected_date_time: time === null ? null : Number(time) }))
    case 'file_input':
      return known(
        list,
        (id) => slack.world.files.get(id)?.id,
        (ids) => ({ type, files: ids.map((id) => ({ id })) }),
      )
    default:
      return fail(`Nothing can be chosen in "${control.label}"`)
  }
}

function among(control: Control, wanted: string[], state: (found: object[]) => Json): Chosen {
  const options = optionsOf(control.element)
  const found = wanted.map((name) => options.find((option) => option.value === name || option.text.text === name))
  const missing = wanted.find((_, index) => !found[index])
  if (missing !== undefined) return fail(`"${missing}" is not among the options of "${control.label}"`)
  return { ok: true, value: state(found.filter((option) => option !== undefined)) }
}

function known(wanted: string[], find: (name: string) => string | undefined, state: (ids: string[]) => Json): Chosen {
  const ids = wanted.map(find)
  const missing = wanted.find((_, index) => ids[index] === undefined)
  if (missing !== undefined) return fail(`There is no "${missing}"`)
  return { ok: true, value: state(ids.filter((id) => id !== undefined)) }
}

function patterned(typed: string | undefined, pattern: RegExp, state: (value: string | null) => Json): Chosen {
  if (typed === undefined) return { ok: true, value: state(null) }
  return pattern.test(typed) ? { ok: true, value: state(typed) } : fail(`"${typed}" is not a date or time`)
}

const userNamed = (slack: Slack, name: string) =>
  (
    slack.world.users.get(name) ??
    [...slack.world.users.values()].find((user) => user.name === name || user.realName === name)
  )?.id

const channelNamed = (slack: Slack, name: string) =>
  (
    slack.world.channels.get(name) ??
    [...slack.world.channels.values()].find((channel) => channel.name === name.replace(/^#/, ''))
  )?.id

/** The part of a `block_actions` action that says what was chosen. */
export function chosenPart(value: Json): Json {
  const { type: _, ...rest } = value
  return rest
}

/** Slack's own checks before a form leaves the person's screen; by block id. */
export function incomplete(
  controls: Control[],
  values: Map<string, Json>,
  keyOf: (control: Control) => string,
): { [block: string]: string } {
  const errors: { [block: string]: string } = {}
  for (const control of controls) {
    if (control.block.type !== 'input') continue
    const value = values.get(keyOf(control))
    const problem = problemWith(control, value, control.block.optional ?? false)
    if (problem) errors[control.blockId] = problem
  }
  return errors
}

function problemWith({ element }: Control, value: Json | undefined, optional: boolean): string | undefined {
  const filled =
    value === undefined ? undefined : Object.entries(value).find(([key]) => key !== 'type' && key !== 'timezone')?.[1]
  const empty = filled === null || filled === undefined || (Array.isArray(filled) && filled.length === 0)
  if (empty) return optional ? undefined : 'Please complete this required field.'
  if (typeof filled !== 'string') return undefined

  if (element.type === 'plain_text_input') {
    if (element.min_length !== undefined && filled.length < element.min_length)
      return `Please enter at least ${element.min_length} characters.`
    if (filled.length > (element.max_length ?? 3000))
      return `Please enter at most ${element.max_length ?? 3000} characters.`
  }
  if (element.type === 'email_text_input' && !/^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(filled))
    return 'Please enter a valid email address.'
  if (element.type === 'url_text_input' && !URL.canParse(filled)) return 'Please enter a valid URL.'
  if (element.type === 'number_input' && Number.isNaN(Number(filled))) return 'Please enter a valid number.'
  return undefined
}

export const fileSummary = (file: StoredFile) => ({
  id: file.id,
  name: file.name,
  title: file.title,
  size: file.length,
})
