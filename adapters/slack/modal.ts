import type { InputBlock, KnownBlock, ModalView } from '@slack/web-api'
import { z } from 'zod'
import { writeFormId } from '#src/kernel/action-id.ts'
import type { Field, Form, Option } from '#src/kernel/form.ts'
import { partId, splitValue } from '#src/kernel/long-value.ts'
import { limits } from './limits.ts'
import { cutPlain, inOneLine } from './text.ts'

/** The action id of every input: its block's id is the field's name, by which Slack shows a mistake beside it. */
export const inputId = 'value'

const opened = z.object({
  channel: z.string(),
  /** The `response_url` of what it was opened with: good for half an hour, and also where the bot is no member. */
  url: z.string().nullable(),
  source: z.enum(['none', 'shared', 'own', 'mend']),
})

/** Where and from what a form was opened, kept in it: a submission does not say. */
export type Opened = z.infer<typeof opened>

export function readOpened(metadata: string): Opened | null {
  try {
    return opened.parse(JSON.parse(metadata))
  } catch {
    return null
  }
}

export function renderForm(form: Form, where: Opened): ModalView {
  const intro: KnownBlock[] = form.intro ? [{ type: 'section', text: words(form.intro, limits.section) }] : []
  return {
    type: 'modal',
    callback_id: writeFormId(form.name, form.subject),
    private_metadata: JSON.stringify(where),
    title: words(form.title, limits.modalTitle),
    submit: words(form.submit, limits.modalButton),
    close: words(form.cancel, limits.modalButton),
    blocks: [...intro, ...form.fields.flatMap(inputsOf)],
  }
}

function words(text: string, longest: number) {
  return { type: 'plain_text' as const, text: cutPlain(inOneLine(text) || '·', longest) }
}

function inputsOf(field: Field): InputBlock[] {
  const placeholder = placeholderOf(field)
  switch (field.kind) {
    case 'text':
      return textInputs(field, placeholder)
    case 'choice': {
      const options = optionsOf(field)
      // A menu without an option is refused.
      if (options.length === 0) return textInputs(asText(field), placeholder)
      const initial = options.find(({ value }) => value === field.value)
      const chosen = initial ? { initial_option: initial } : {}
      return [block(field, { type: 'static_select', action_id: inputId, options, ...chosen, ...placeholder })]
    }
    case 'choices': {
      const options = optionsOf(field)
      if (options.length === 0) return textInputs(asText(field), placeholder)
      const initial = options.filter(({ value }) => field.chosen.includes(value))
      const chosen = initial.length > 0 ? { initial_options: initial } : {}
      return [block(field, { type: 'multi_static_select', action_id: inputId, options, ...chosen, ...placeholder })]
    }
    case 'files':
      return [block(field, { type: 'file_input', action_id: inputId, max_files: Math.min(field.most, limits.files) })]
    case 'person': {
      const type = field.many ? 'multi_users_select' : 'users_select'
      return [block(field, { type, action_id: inputId, ...placeholder })]
    }
  }
}

/** Where there is nothing to choose from it is typed. */
function asText<From extends Extract<Field, { kind: 'choice' | 'choices' }>>({ options: _, ...field }: From) {
  return { ...field, kind: 'text' as const, multiline: false, longest: limits.optionValue }
}

function placeholderOf(field: Field): object {
  const placeholder = 'placeholder' in field ? field.placeholder : undefined
  return placeholder ? { placeholder: words(placeholder, limits.placeholder) } : {}
}

function block(field: Field, element: InputBlock['element']): InputBlock {
  return {
    type: 'input',
    block_id: field.name,
    label: words(field.label, limits.label),
    optional: !field.required,
    ...(field.hint ? { hint: words(field.hint, limits.hint) } : {}),
    element,
  }
}

/** The first hundred, among them the one that is chosen already. */
function optionsOf({ options, value }: { options: Option[]; value?: string }) {
  const usable = options.filter((option) => option.value !== '' && option.value.length <= limits.optionValue)
  const chosen = usable.find((option) => option.value === value)
  const first = usable.slice(0, limits.options)
  const shown = chosen && !first.includes(chosen) ? [chosen, ...first.slice(0, -1)] : first
  return shown.map((option) => ({ value: option.value, text: words(option.label || option.value, limits.optionText) }))
}

/** As many inputs as what was typed before takes. */
function textInputs(field: Extract<Field, { kind: 'text' }>, placeholder: object): InputBlock[] {
  const parts = splitValue(field.value ?? '', limits.input)
  return parts.map(({ text, joint }, index) => {
    // What stands in an input already must fit it; whether it is too long for its field is the core's to say.
    const longest = Math.max(1, Math.min(Math.max(field.longest, text.length), limits.input))
    const input = block(field, {
      type: 'plain_text_input',
      action_id: inputId,
      multiline: field.multiline || parts.length > 1,
      max_length: parts.length > 1 ? limits.input : longest,
      ...(text === '' ? {} : { initial_value: text }),
      ...placeholder,
    })
    if (index === 0) return input
    const label = words(`${field.label} (${index + 1})`, limits.label)
    return { ...input, block_id: partId(field.name, index, joint), label, optional: true }
  })
}
