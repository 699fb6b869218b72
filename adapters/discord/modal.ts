import {
  ComponentType,
  TextInputStyle,
  type APIComponentInLabel,
  type APISelectMenuOption,
  type APIModalInteractionResponseCallbackData,
} from 'discord.js'
import { cut } from '#adapters/shared/cut.ts'
import { writeFormId } from '#src/kernel/action-id.ts'
import type { Field, Form, Option } from '#src/kernel/form.ts'
import { isLaterPart, partId, splitValue } from '#src/kernel/long-value.ts'
import { limits } from './limits.ts'
import { escape } from './text.ts'

/** Put after a field's name where several may be chosen, so that a submission says by itself that it is a list. */
export const many = '[]'

/** A form as a modal. */
export function renderForm(form: Form): APIModalInteractionResponseCallbackData {
  const fields = fitting(withRoom(form.fields).flatMap(inParts))
  const intro = form.intro && fields.length < limits.modalFields ? [introOf(form.intro)] : []

  return {
    custom_id: writeFormId(form.name, form.subject),
    title: cut(form.title, limits.modalTitle),
    components: [
      ...intro,
      ...fields.map((field) => ({
        type: ComponentType.Label as const,
        label: cut(field.label, limits.fieldLabel),
        ...(field.hint ? { description: cut(field.hint, limits.fieldHint) } : {}),
        component: inputOf(field),
      })),
    ],
  }
}

/** What can be said in the text as well gives way first, from the last on, and what was chosen for it is said there. */
function withRoom(fields: Field[]): Field[] {
  const last = fields.findLastIndex(({ spare }) => spare)
  const { spare } = fields[last] ?? {}
  if (fields.length <= limits.modalFields || !spare) return fields
  const first = fields.findIndex(({ kind }) => kind === 'text')
  const left = fields.map((field, index) =>
    index === first && field.kind === 'text' && spare.mark !== ''
      ? { ...field, value: [field.value, spare.mark].filter(Boolean).join(' ') }
      : field,
  )
  return withRoom(left.toSpliced(last, 1))
}

/** One that was filled in with more than an input holds comes back as several, one after another. */
function inParts(field: Field): Field[] {
  if (field.kind !== 'text') return [field]
  const parts = splitValue(field.value ?? '', limits.input)
  return parts.map(({ text, joint }, index): Field => {
    // Whether it is too long for its field is the core's to say.
    const longest = parts.length > 1 ? limits.input : Math.max(field.longest, text.length)
    const first = { ...field, value: text, longest, multiline: field.multiline || parts.length > 1 }
    const label = `${cut(field.label, limits.fieldLabel - 4)} (${index + 1})`
    return index === 0 ? first : { ...first, name: partId(field.name, index, joint), label, hint: '', required: false }
  })
}

/** A modal holds five fields: those that must be filled in come first, then those that were. */
function fitting(fields: Field[]): Field[] {
  if (fields.length <= limits.modalFields) return fields
  const kept = new Set(fields.toSorted((a, b) => weightOf(b) - weightOf(a)).slice(0, limits.modalFields))
  return fields.filter((field) => kept.has(field))
}

function weightOf(field: Field): number {
  if (field.required) return 3
  if (isLaterPart(field.name)) return 2
  return 'value' in field && field.value ? 1 : 0
}

function introOf(words: string) {
  return { type: ComponentType.TextDisplay as const, content: escape(words) }
}

function inputOf(field: Field): APIComponentInLabel {
  const { name, required } = field
  switch (field.kind) {
    case 'text':
      return textInput(field)
    case 'choice': {
      const options = optionsOf(field)
      // A select without an option is refused.
      if (options.length === 0) return textInput({ ...field, kind: 'text', multiline: false, longest: 200 })
      return {
        type: ComponentType.StringSelect,
        custom_id: name,
        required,
        min_values: required ? 1 : 0,
        max_values: 1,
        ...placeholderOf(field, limits.selectPlaceholder),
        options,
      }
    }
    case 'choices': {
      const known = optionsOf(field)
      if (known.length === 0) return textInput({ ...field, kind: 'text', multiline: false, longest: 200 })
      const options = known.map(({ default: _, ...option }) =>
        field.chosen.includes(option.value) ? { ...option, default: true } : option,
      )
      return {
        type: ComponentType.StringSelect,
        custom_id: name + many,
        required,
        min_values: required ? 1 : 0,
        max_values: options.length,
        ...placeholderOf(field, limits.selectPlaceholder),
        options,
      }
    }
    case 'files':
      return {
        type: ComponentType.FileUpload,
        custom_id: name,
        required,
        min_values: required ? 1 : 0,
        max_values: Math.min(field.most, limits.files),
      }
    case 'person':
      return {
        type: ComponentType.UserSelect,
        custom_id: field.many ? name + many : name,
        required,
        min_values: required ? 1 : 0,
        max_values: field.many ? limits.options : 1,
        ...placeholderOf(field, limits.selectPlaceholder),
      }
  }
}

function textInput(field: Extract<Field, { kind: 'text' }>): APIComponentInLabel {
  const longest = Math.max(1, Math.min(field.longest, limits.input))
  return {
    type: ComponentType.TextInput,
    custom_id: field.name,
    style: field.multiline ? TextInputStyle.Paragraph : TextInputStyle.Short,
    required: field.required,
    max_length: longest,
    ...(field.value ? { value: cut(field.value, longest) } : {}),
    ...placeholderOf(field, limits.inputPlaceholder),
  }
}

function placeholderOf({ placeholder }: { placeholder?: string }, longest: number) {
  return placeholder ? { placeholder: cut(placeholder, longest) } : {}
}

/** The first 25, among them the one that is chosen already. */
function optionsOf({ options, value }: { options: Option[]; value?: string }): APISelectMenuOption[] {
  const usable = options.filter((option) => option.value !== '' && option.value.length <= limits.optionValue)
  const chosen = usable.find((option) => option.value === value)
  const first = usable.slice(0, limits.options)
  const shown = chosen && !first.includes(chosen) ? [chosen, ...first.slice(0, -1)] : first
  return shown.map((option) => ({
    value: option.value,
    label: cut(option.label || option.value, limits.optionLabel),
    ...(option === chosen ? { default: true } : {}),
  }))
}
