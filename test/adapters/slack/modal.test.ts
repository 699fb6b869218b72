import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { inputId, readOpened, renderForm, type Opened } from '#adapters/slack/modal.ts'
import { joinValues } from '#src/kernel/long-value.ts'
import { limits } from '#adapters/slack/limits.ts'
import { checkView } from '#sandbox/slack/blocks.ts'
import { taskForm } from '#src/features/tasks/forms.ts'
import type { Field, Form } from '#src/kernel/form.ts'
import { wordsIn } from '#src/words/words.ts'
import { words } from './cards.ts'
import { formNames, readFormId } from '#src/features/actions.ts'

const here: Opened = { channel: 'C0ACME', url: 'https://hooks.slack.com/actions/T1/2/aToken', source: 'shared' }

const said = words(300).filter((text) => text.trim() !== '')
const base = { label: said, required: fc.boolean() }
const more = { placeholder: said, hint: said }
const option = fc.record({ value: fc.string({ maxLength: 200 }), label: words(200) })

const field = (name: string): fc.Arbitrary<Field> => {
  const named = { ...base, name: fc.constant(name) }
  return fc.oneof(
    fc.record(
      {
        ...{ ...named, ...more, kind: fc.constant('text' as const), multiline: fc.boolean() },
        longest: fc.integer({ min: 1, max: 20_000 }),
        value: words(9_000),
      },
      { requiredKeys: ['kind', 'name', 'label', 'required', 'multiline', 'longest'] },
    ),
    fc.record(
      {
        ...{ ...named, ...more, kind: fc.constant('choice' as const), value: fc.string() },
        options: fc.uniqueArray(option, { maxLength: 120, selector: ({ value }) => value }),
      },
      { requiredKeys: ['kind', 'name', 'label', 'required', 'options'] },
    ),
    fc.record(
      {
        ...{ ...named, ...more, kind: fc.constant('choices' as const), chosen: fc.array(fc.string()) },
        options: fc.uniqueArray(option, { maxLength: 120, selector: ({ value }) => value }),
      },
      { requiredKeys: ['kind', 'name', 'label', 'required', 'options', 'chosen'] },
    ),
    fc.record(
      { ...named, ...more, kind: fc.constant('person' as const), many: fc.boolean() },
      { requiredKeys: ['kind', 'name', 'label', 'required', 'many'] },
    ),
    fc.record(
      { ...named, hint: said, kind: fc.constant('files' as const), most: fc.integer({ min: 1, max: 20 }) },
      { requiredKeys: ['kind', 'name', 'label', 'required', 'most'] },
    ),
  )
}

const fields = fc
  .integer({ min: 1, max: 9 })
  .chain((count) => fc.tuple(...Array.from({ length: count }, (_, index) => field(`field${index}`))))

const form: fc.Arbitrary<Form> = fc.record(
  {
    name: fc.constantFrom(...formNames),
    subject: fc.constantFrom('', '42', 'slack~V1~a-draft'),
    ...{ title: said, intro: said, submit: said, cancel: said, fields },
  },
  { requiredKeys: ['name', 'subject', 'title', 'submit', 'cancel', 'fields'] },
)

describe('a form of whatever content', () => {
  it('is a modal that Slack takes, and knows what it is about and where it was opened', () => {
    fc.assert(
      fc.property(form, (any) => {
        const view = renderForm(any, here)

        expect(checkView(view)).toMatchObject({ ok: true })
        expect(readFormId(view.callback_id ?? '')).toEqual({ name: any.name, subject: any.subject })
        expect(readOpened(view.private_metadata ?? '')).toEqual(here)
      }),
    )
  })
})

const aForm = (...some: Field[]): Form => ({
  ...{ name: 'delegate', subject: '', title: 'Delegate', submit: 'Send', cancel: 'Cancel' },
  fields: some,
})
const text = (changes: Partial<Extract<Field, { kind: 'text' }>> = {}): Field => ({
  ...{ kind: 'text', name: 'what', label: 'What', required: true, multiline: true, longest: 3000 },
  ...changes,
})
const choice = (count: number, value?: string): Field => ({
  ...{ kind: 'choice', name: 'client', label: 'Client', required: false },
  options: Array.from({ length: count }, (_, index) => ({ value: `v${index}`, label: `Option ${index}` })),
  ...(value === undefined ? {} : { value }),
})

const choices = z.object({ value: z.string() })
const input = z.object({
  type: z.literal('input'),
  block_id: z.string(),
  element: z.looseObject({
    type: z.string(),
    initial_value: z.string().default(''),
    options: z.array(choices).default([]),
    initial_option: choices.optional(),
  }),
})

const inputsOf = (some: Form) => z.array(input).parse(renderForm(some, here).blocks)

/** What Slack sends for a form that was opened and sent as it was. */
function sentUnchanged(some: Form): [string, string][] {
  return inputsOf(some).map(({ block_id: id, element }) => [id, element.initial_value])
}

describe('a form', () => {
  it('opens with what was typed before', () => {
    const inputs = inputsOf(aForm(text({ value: 'Book a flight' }), choice(3, 'v1')))

    expect(inputs.map(({ element }) => element)).toMatchObject([
      { type: 'plain_text_input', action_id: inputId, initial_value: 'Book a flight', max_length: 3000 },
      { type: 'static_select', action_id: inputId, initial_option: { value: 'v1' } },
    ])
  })

  it.each([
    ['of words', Array.from({ length: 1500 }, (_, index) => `word${index}`).join(' ')],
    ['of lines', Array.from({ length: 900 }, (_, index) => `Line ${index}`).join('\n')],
    ['without a place to part it', 'x'.repeat(7_000)],
    ['of signs of two units', '😀'.repeat(4_000)],
  ])('gives back whole what was typed before, also where no input can hold it: %s', (_, value) => {
    const sent = sentUnchanged(aForm(text({ value })))

    expect(sent.length).toBeGreaterThan(1)
    expect(sent.every(([, part]) => part.length <= limits.input && part.isWellFormed())).toBe(true)
    expect(joinValues(sent)).toEqual({ what: value })
  })

  it('gives back whole whatever was typed before', () => {
    fc.assert(
      fc.property(words(20_000), (value) => {
        expect(joinValues(sentUnchanged(aForm(text({ value }))))).toEqual({ what: value })
      }),
    )
  })

  it('lets what is too long for its field stand, to be said so and mended', () => {
    const [input] = inputsOf(aForm(text({ name: 'due', multiline: false, longest: 100, value: 'x'.repeat(150) })))

    expect(input?.element).toMatchObject({ max_length: 150, initial_value: 'x'.repeat(150) })
  })

  it('offers the chosen option even when it is not among the first hundred', () => {
    const [input] = inputsOf(aForm(choice(140, 'v139')))

    const { options, initial_option: initial } = input?.element ?? { options: [] }
    expect(options).toHaveLength(100)
    expect(options[0]?.value).toBe('v139')
    expect(initial?.value).toBe('v139')
  })

  it('asks for files, of which Slack takes ten', () => {
    const files: Field = { kind: 'files', name: 'files', label: 'Files', required: false, most: 12 }

    const [input] = renderForm(aForm(files), here).blocks

    expect(input).toMatchObject({
      ...{ type: 'input', block_id: 'files', optional: true },
      element: { type: 'file_input', action_id: inputId, max_files: 10 },
    })
  })

  it('asks in words where there is nothing to choose from', () => {
    expect(inputsOf(aForm(choice(0)))[0]?.element.type).toBe('plain_text_input')
  })
})

describe('where a form was opened', () => {
  it.each([[''], ['no JSON'], ['{}'], ['{"channel":"C1","url":null,"source":"elsewhere"}']])(
    'is not known from %j',
    (metadata) => {
      expect(readOpened(metadata)).toBeNull()
    },
  )
})

describe('the form to delegate, where there are templates and several clients', () => {
  const options = [
    { value: 'acme', label: 'Acme Textiles' },
    { value: 'globex', label: 'Globex' },
  ]
  const context = { words: wordsIn('en'), duties: ['travel'], clients: options, assistants: [], templates: options }

  it('asks for the priority and the assistant all the same', () => {
    const { blocks } = renderForm(taskForm('delegate', '', { ...context, values: {} }), {
      ...{ channel: 'C1', url: null, source: 'none' },
    })

    expect(blocks.map((block) => 'block_id' in block && block.block_id)).toEqual([
      ...['what', 'duty', 'due', 'template', 'priority', 'client', 'assistant'],
    ])
  })
})
