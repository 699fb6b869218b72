import type { GivenFile } from '../given-file.ts'
import type { Element } from './blocks.ts'
import { optionsOf, type Control } from './controls.ts'
import type { Json } from './json.ts'
import { pickFiles } from './picking.ts'
import type { Channel, Slack, User } from './world.ts'

export type Typed = string | string[] | null
export type Chosen = { ok: true; value: Json } | { ok: false; error: string }

const fail = (error: string): Chosen => ({ ok: false, error })

/** What is picked in an element of that kind, and under which key its state has it. */
type Kind = { of: 'option' | 'person' | 'conversation' | 'channel'; key: string; many?: true }

const kinds = new Map<string, Kind>([
  ['static_select', { of: 'option', key: 'selected_option' }],
  ['radio_buttons', { of: 'option', key: 'selected_option' }],
  ['overflow', { of: 'option', key: 'selected_option' }],
  ['multi_static_select', { of: 'option', key: 'selected_options', many: true }],
  ['checkboxes', { of: 'option', key: 'selected_options', many: true }],
  ['users_select', { of: 'person', key: 'selected_user' }],
  ['multi_users_select', { of: 'person', key: 'selected_users', many: true }],
  ['conversations_select', { of: 'conversation', key: 'selected_conversation' }],
  ['multi_conversations_select', { of: 'conversation', key: 'selected_conversations', many: true }],
  ['channels_select', { of: 'channel', key: 'selected_channel' }],
  ['multi_channels_select', { of: 'channel', key: 'selected_channels', many: true }],
])

/** What a person typed or picked, as the state of that element; refused when it is not on offer, or not theirs to see. */
export function choiceOf(slack: Slack, user: User, control: Control, typed: Typed, files: GivenFile[] = []): Chosen {
  const { type } = control.element
  const list = typed === null ? [] : [typed].flat()
  if (type === 'file_input') return pickFiles(slack, user, control.label, control.element, { wanted: list, files })
  const kind = kinds.get(type)
  if (kind) return picked(slack, user, control, kind, list)

  const one = list[0]
  switch (type) {
    case 'plain_text_input':
    case 'email_text_input':
    case 'url_text_input':
    case 'number_input':
      return { ok: true, value: { type, value: one === undefined || one === '' ? null : one } }
    case 'datepicker':
      return patterned(one, /^\d{4}-\d\d-\d\d$/, (date) => ({ type, selected_date: date }))
    case 'timepicker':
      return patterned(one, /^(?:[01]\d|2[0-3]):[0-5]\d$/, (time) => ({ type, selected_time: time }))
    case 'datetimepicker':
      return patterned(one, /^\d{10}$/, (time) => ({ type, selected_date_time: time === null ? null : Number(time) }))
    default:
      return fail(`Nothing can be chosen in "${control.label}"`)
  }
}

function picked(slack: Slack, user: User, control: Control, { of, key, many }: Kind, wanted: string[]): Chosen {
  const { element, label } = control
  const most = mostIn(element, many ?? false)
  if (wanted.length > most) return fail(`No more than ${most} can be chosen in "${label}"`)
  const found = wanted.map((name) => thingOf(slack, user, element, of, name))
  const missing = wanted.find((_, index) => found[index] === undefined)
  if (missing !== undefined)
    return fail(of === 'option' ? `"${missing}" is not among the options of "${label}"` : `There is no "${missing}"`)
  return { ok: true, value: { type: element.type, [key]: many ? found : (found[0] ?? null) } }
}

function mostIn(element: Element, many: boolean): number {
  if (!many) return 1
  return ('max_selected_items' in element ? element.max_selected_items : undefined) ?? Infinity
}

function thingOf(slack: Slack, user: User, element: Element, of: Kind['of'], name: string): unknown {
  switch (of) {
    case 'option':
      return optionsOf(element).find((option) => option.value === name || option.text.text === name)
    case 'person':
      return personNamed(slack, user, name)?.id
    default:
      return conversationNamed(slack, user, element, of, name)?.id
  }
}

function personNamed({ world }: Slack, { workspace }: User, name: string): User | undefined {
  const people = [...world.users.values()].filter((one) => one.workspace === workspace)
  const wanted = name.replace(/^@/, '')
  return people.find((one) => one.id === wanted) ?? people.find((one) => [one.name, one.realName].includes(wanted))
}

const included = { channel: 'public', group: 'private', im: 'im', mpim: 'mpim' } as const

/** Public channels are offered to everyone, all else to those who are in it. */
function conversationNamed(
  { world }: Slack,
  { id, workspace }: User,
  element: Element,
  of: Kind['of'],
  name: string,
): Channel | undefined {
  const only = 'filter' in element ? element.filter?.include : undefined
  const offered = [...world.channels.values()].filter(
    ({ kind, members, ...one }) =>
      one.workspace === workspace &&
      (kind === 'channel' || (of === 'conversation' && members.has(id))) &&
      (only === undefined || only.includes(included[kind])),
  )
  return (
    offered.find((channel) => channel.id === name) ??
    offered.find((channel) => channel.name !== '' && channel.name === name.replace(/^#/, ''))
  )
}

function patterned(typed: string | undefined, pattern: RegExp, state: (value: string | null) => Json): Chosen {
  if (typed === undefined) return { ok: true, value: state(null) }
  return pattern.test(typed) ? { ok: true, value: state(typed) } : fail(`"${typed}" is not a date or time`)
}

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
  return element.type === 'number_input' ? problemWithNumber(element, Number(filled)) : undefined
}

function problemWithNumber(
  { is_decimal_allowed: decimals, min_value: least, max_value: most }: Extract<Element, { type: 'number_input' }>,
  value: number,
): string | undefined {
  if (Number.isNaN(value)) return 'Please enter a valid number.'
  if (!decimals && !Number.isInteger(value)) return 'Please enter a whole number.'
  if (least !== undefined && value < Number(least)) return `Please enter a number of at least ${least}.`
  if (most !== undefined && value > Number(most)) return `Please enter a number of at most ${most}.`
  return undefined
}
