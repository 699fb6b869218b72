import type { FormName } from './action-id.ts'
import type { Words } from '#src/words/words.ts'

/** A form, as plain data: Slack's modal, Discord's modal (which holds at most five fields). */
export type Form = {
  name: FormName
  /** Whatever the form is about: a task's number. Comes back with the submission. */
  subject: string
  title: string
  /** One sentence above the fields. */
  intro?: string
  submit: string
  cancel: string
  fields: Field[]
}

export type Field =
  | (FieldBase & { kind: 'text'; multiline: boolean; longest: number; value?: string; placeholder?: string })
  | (FieldBase & { kind: 'choice'; options: Option[]; value?: string; placeholder?: string })
  /** Several of a list; `chosen`: those that are already. */
  | (FieldBase & { kind: 'choices'; options: Option[]; chosen: string[]; placeholder?: string })
  /** Someone on this platform; the value is what the platform calls them. */
  | (FieldBase & { kind: 'person'; many: boolean; placeholder?: string })
  /** Files from the person's own machine, at most so many: they come beside the values, and none stands in it already. */
  | (FieldBase & { kind: 'files'; most: number })

type FieldBase = {
  name: string
  label: string
  hint?: string
  required: boolean
  /** Left out first where a form holds fewer fields: this is what is typed for its value in the first text then. */
  spare?: { mark: string }
}

export type Option = { value: string; label: string }

/** Completions and choices that both platforms can show at once. */
export const mostOptions = 25

/** What was filled in: the field's name, and what stands in it. An empty field is an empty string. */
export type Values = Record<string, string | string[]>

/** What a form offers to choose from, and what stands in it already. */
export type FormContext = {
  words: Words
  duties: string[]
  clients: Option[]
  assistants: Option[]
  /** What is kept to be delegated again; where there is nothing, the form does not ask. */
  templates?: Option[]
  values: Values
}

/** An input, with what stands in it already. */
export function text(
  name: string,
  label: string,
  values: Values,
  {
    multiline = false,
    longest,
    hint,
    required = true,
  }: { multiline?: boolean; longest: number; hint?: string; required?: boolean },
): Field {
  const value = valueOf(values[name])
  return {
    kind: 'text',
    name,
    label,
    multiline,
    longest,
    required,
    ...(hint ? { hint } : {}),
    ...(value ? { value } : {}),
  }
}

/** A list to choose from; a value that is not offered any more is left out. */
export function choice(
  name: string,
  label: string,
  options: Option[],
  values: Values,
  { required = false } = {},
): Field {
  const value = valueOf(values[name])
  const known = options.some((option) => option.value === value)
  return { kind: 'choice', name, label, options, required, ...(value && known ? { value } : {}) }
}

/** A list of which several are chosen, and none need be. */
export function choices(name: string, label: string, options: Option[], values: Values): Field {
  const chosen = values[name] ?? []
  return { kind: 'choices', name, label, options, required: false, chosen: Array.isArray(chosen) ? chosen : [chosen] }
}

function valueOf(value: string | string[] | undefined): string {
  return Array.isArray(value) ? value.join(', ') : (value ?? '')
}

/** What was typed, as a form's values: what was not typed is not there. */
export function typedValues(typed: Record<string, string | undefined>): Values {
  return Object.fromEntries(
    Object.entries(typed).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  )
}

/** What stands in a field, as one text without the spaces around it. */
export function textOf(value: string | string[] | undefined): string {
  return (Array.isArray(value) ? value.join(', ') : (value ?? '')).trim()
}
