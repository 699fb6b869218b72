import { elementsOf, type Block, type Element } from './blocks.ts'
import type { Option } from './elements.ts'
import { keyOf, type Slack } from './world.ts'
import type { Json } from './json.ts'

/** One thing in a message or view that a person can press, choose or fill in. */
export type Control = {
  block: Block
  blockId: string
  actionId: string
  element: Element
  /** The words beside it. */
  label: string
}

/** Slack makes up the ids that an app leaves out. */
export function withIds<T extends Block>(slack: Slack, blocks: T[]): T[] {
  const made = () => slack.next('block id').toString(36).padStart(5, 'b')
  return blocks.map((block) => {
    const whole = { ...block, block_id: block.block_id ?? made() }
    for (const element of elementsOf(whole))
      if (element.type !== 'image') element.action_id = element.action_id ?? made()
    return whole
  })
}

export function controlsOf(blocks: Block[]): Control[] {
  return blocks.flatMap((block) =>
    elementsOf(block).flatMap((element) =>
      element.type === 'image'
        ? []
        : [
            {
              block,
              blockId: block.block_id ?? '',
              actionId: element.action_id ?? '',
              element,
              label: labelOf(block, element),
            },
          ],
    ),
  )
}

function labelOf(block: Block, element: Element): string {
  if (element.type === 'button') return element.text.text
  if (block.type === 'input') return block.label.text
  if ('placeholder' in element && element.placeholder) return element.placeholder.text
  return block.type === 'section' ? (block.text?.text ?? '') : ''
}

export const stateKey = (control: Control) => keyOf(control.blockId, control.actionId)

export function optionsOf(element: Element): Option[] {
  if ('options' in element && element.options) return element.options
  if ('option_groups' in element && element.option_groups)
    return element.option_groups.flatMap((group) => group.options)
  return []
}

/** What `state.values` holds before the person touches it; undefined for what has no state, such as a button. */
export function initialState(element: Element): Json | undefined {
  const { type } = element
  switch (type) {
    case 'plain_text_input':
    case 'email_text_input':
    case 'url_text_input':
    case 'number_input':
      return { type, value: element.initial_value ?? null }
    case 'static_select':
    case 'external_select':
    case 'radio_buttons':
      return { type, selected_option: element.initial_option ?? null }
    case 'multi_static_select':
    case 'checkboxes':
      return { type, selected_options: element.initial_options ?? [] }
    case 'users_select':
      return { type, selected_user: element.initial_user ?? null }
    case 'conversations_select':
      return { type, selected_conversation: element.initial_conversation ?? null }
    case 'channels_select':
      return { type, selected_channel: element.initial_channel ?? null }
    case 'multi_users_select':
      return { type, selected_users: element.initial_users ?? [] }
    case 'multi_conversations_select':
      return { type, selected_conversations: element.initial_conversations ?? [] }
    case 'multi_channels_select':
      return { type, selected_channels: element.initial_channels ?? [] }
    case 'datepicker':
      return { type, selected_date: element.initial_date ?? null }
    case 'timepicker':
      return {
        type,
        selected_time: element.initial_time ?? null,
        ...(element.timezone ? { timezone: element.timezone } : {}),
      }
    case 'datetimepicker':
      return { type, selected_date_time: element.initial_date_time ?? null }
    case 'file_input':
      return { type, files: [] }
    default:
      return undefined
  }
}

/** `state.values` as it travels: by block id, then action id. */
export function stateValues(
  blocks: Block[],
  values: Map<string, Json>,
): { [block: string]: { [action: string]: Json } } {
  const state: { [block: string]: { [action: string]: Json } } = {}
  for (const control of controlsOf(blocks)) {
    const value = values.get(stateKey(control)) ?? initialState(control.element)
    if (value) (state[control.blockId] ??= {})[control.actionId] = value
  }
  return state
}

/** Values that survive when a view is replaced: Slack keeps what was typed where block id, action id and kind are the same. */
export function carriedOver(blocks: Block[], before: Map<string, Json>): Map<string, Json> {
  const kept = new Map<string, Json>()
  for (const control of controlsOf(blocks)) {
    const initial = initialState(control.element)
    const old = before.get(stateKey(control))
    if (initial) kept.set(stateKey(control), old && old['type'] === control.element.type ? old : initial)
  }
  return kept
}
