import { z } from 'zod'
import type { Block, Element } from '../slack/blocks.ts'
import { optionsOf } from '../slack/controls.ts'
import type { ChannelView, ModalView } from '../slack/index.ts'
import { filesOf, formShell, lineOf, menuOf, paragraphOf, ticksOf, type Choice } from './form.ts'
import { slackBlocks, words } from './slack-blocks.ts'
import { nothing, type Html } from './text.ts'

type Input = Extract<Block, { type: 'input' }>
type Around = {
  as: string
  read: (token: string) => string
  people: { id: string; realName: string }[]
  channels: ChannelView[]
}

/** The form on top of the stack, to be filled in. */
export function slackModal(modal: ModalView | undefined, around: Around): Html {
  if (!modal) return nothing
  const place = { as: around.as, place: { view: modal.id }, read: around.read }
  return formShell(
    {
      ...{ platform: 'slack', as: around.as, title: modal.title, problem: modal.trouble },
      close: { label: modal.close ?? 'Close', does: 'close-view' },
      send: modal.submit ? { label: modal.submit, does: 'fill-and-submit' } : undefined,
    },
    modal.blocks.flatMap((block) =>
      block.type === 'input' ? [inputOf(block, modal, around)] : slackBlocks([block], place),
    ),
  )
}

function inputOf(block: Input, modal: ModalView, around: Around): Html {
  const name = block.block_id ?? ''
  const { element } = block
  const placeholder = 'placeholder' in element ? element.placeholder?.text : undefined
  const value = standing(modal.values[name]?.[element.action_id ?? ''])
  const first = value[0] ?? ''
  const named = {
    ...{ platform: 'slack' as const, name, label: block.label.text, optional: block.optional ?? false },
    ...{ hint: block.hint ? words(block.hint, around.read) : undefined, error: modal.errors[name] },
  }
  const asked = placeholder === undefined ? {} : { placeholder }
  switch (element.type) {
    case 'plain_text_input': {
      const limits = { ...asked, longest: element.max_length ?? 3000 }
      return element.multiline ? paragraphOf(named, first, limits) : lineOf(named, first, limits)
    }
    case 'file_input': {
      const accept = (element.filetypes ?? []).map((type) => `.${type}`).join(',')
      const standing = namesIn(modal.values[name]?.[element.action_id ?? ''])
      return filesOf(named, { many: element.max_files !== 1, accept, standing })
    }
    case 'datepicker':
      return lineOf(named, first, { type: 'date' })
    case 'timepicker':
      return lineOf(named, first, { type: 'time' })
    default: {
      const choices = choicesOf(element, value, around)
      if (!choices) return lineOf(named, first, asked)
      const many = element.type.startsWith('multi_') || element.type === 'checkboxes'
      return many ? ticksOf(named, choices) : menuOf(named, choices, placeholder)
    }
  }
}

/** Undefined where it is typed. */
function choicesOf(element: Element, value: string[], { people, channels }: Around): Choice[] | undefined {
  const from = (listed: { label: string; value: string }[]) =>
    listed.map((each) => ({ ...each, chosen: value.includes(each.value) }))
  if (/^(?:multi_)?users_select$/u.test(element.type))
    return from(people.map(({ id, realName }) => ({ label: realName, value: id })))
  if (/^(?:multi_)?(?:channels|conversations)_select$/u.test(element.type))
    return from(channels.map(({ id, name }) => ({ label: `#${name}`, value: id })))
  const options = optionsOf(element)
  return options.length
    ? from(options.map((option) => ({ label: option.text.text, value: option.value ?? '' })))
    : undefined
}

const files = z.looseObject({ files: z.array(z.looseObject({ name: z.string() })) })

function namesIn(state: object | undefined): string[] {
  return files.safeParse(state).data?.files.map(({ name }) => name) ?? []
}

/** What stands in the field, as words or as the values of what is chosen. */
function standing(state: object | undefined): string[] {
  if (!state) return []
  return Object.entries(state).flatMap(([name, value]) => (name === 'type' ? [] : valuesIn(value)))
}

function valuesIn(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  if (Array.isArray(value)) return value.flatMap(valuesIn)
  if (typeof value === 'object' && value !== null && 'value' in value) return valuesIn(value.value)
  return []
}
