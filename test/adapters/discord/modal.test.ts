import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { renderForm } from '#adapters/discord/modal.ts'
import { joinValues } from '#src/kernel/long-value.ts'
import { taskForm } from '#src/features/tasks/forms.ts'
import type { Field, Form, Values } from '#src/kernel/form.ts'
import { wordsIn } from '#src/words/words.ts'
import { words } from './cards.ts'
import { problemsWith } from './published.ts'
import { formNames, readFormId } from '#src/features/actions.ts'

const said = words(300).filter((text) => text.trim() !== '')
const base = { label: said, required: fc.boolean() }
const option = fc.record({ value: fc.string({ maxLength: 120 }), label: words(200) })
const multiline = fc.boolean()

const field = (name: string): fc.Arbitrary<Field> =>
  fc.oneof(
    fc.record(
      {
        ...base,
        kind: fc.constant('text' as const),
        name: fc.constant(name),
        multiline,
        longest: fc.integer({ min: 1, max: 20_000 }),
        value: words(6_000),
        placeholder: said,
        hint: said,
      },
      { requiredKeys: ['kind', 'name', 'label', 'required', 'multiline', 'longest'] },
    ),
    fc.record(
      {
        ...base,
        kind: fc.constant('choice' as const),
        name: fc.constant(name),
        options: fc.uniqueArray(option, { maxLength: 40, selector: ({ value }) => value }),
        value: fc.string(),
        placeholder: said,
        hint: said,
      },
      { requiredKeys: ['kind', 'name', 'label', 'required', 'options'] },
    ),
    fc.record(
      {
        ...base,
        kind: fc.constant('choices' as const),
        name: fc.constant(name),
        options: fc.uniqueArray(option, { maxLength: 40, selector: ({ value }) => value }),
        chosen: fc.array(fc.string()),
        placeholder: said,
        hint: said,
      },
      { requiredKeys: ['kind', 'name', 'label', 'required', 'options', 'chosen'] },
    ),
    fc.record(
      {
        ...base,
        kind: fc.constant('person' as const),
        name: fc.constant(name),
        many: fc.boolean(),
        placeholder: said,
        hint: said,
      },
      { requiredKeys: ['kind', 'name', 'label', 'required', 'many'] },
    ),
    fc.record(
      {
        ...base,
        kind: fc.constant('files' as const),
        name: fc.constant(name),
        most: fc.integer({ min: 1, max: 20 }),
        hint: said,
      },
      { requiredKeys: ['kind', 'name', 'label', 'required', 'most'] },
    ),
  )

const fields = fc
  .integer({ min: 1, max: 9 })
  .chain((count) => fc.tuple(...Array.from({ length: count }, (_, index) => field(`field${index}`))))

const form: fc.Arbitrary<Form> = fc.record(
  {
    name: fc.constantFrom(...formNames),
    subject: fc.constantFrom('', '42', 'a-draft'),
    title: said,
    intro: said,
    submit: said,
    cancel: said,
    fields,
  },
  { requiredKeys: ['name', 'subject', 'title', 'submit', 'cancel', 'fields'] },
)

describe('a form of whatever content', () => {
  it('is a modal that Discord takes', () => {
    fc.assert(
      fc.property(form, (any) => {
        const modal = renderForm(any)

        expect(problemsWith(modal, 'ModalInteractionCallbackRequestDataSchema')).toBe('')
        expect(readFormId(modal.custom_id)).toEqual({ name: any.name, subject: any.subject })
      }),
    )
  })
})

const text = (name: string, required: boolean, more: { value?: string } = {}): Field => ({
  kind: 'text',
  name,
  label: name,
  required,
  multiline: false,
  longest: 100,
  ...more,
})
const aForm = (some: Field[]): Form => ({
  name: 'delegate',
  subject: '',
  title: 'Delegate',
  submit: 'Send',
  cancel: 'Cancel',
  fields: some,
})

const namesIn = (some: Field[]) =>
  renderForm(aForm(some)).components.flatMap((part) =>
    'component' in part && 'custom_id' in part.component ? [part.component.custom_id] : [],
  )

describe('a form', () => {
  it('keeps what must be filled in when there is room for five fields only', () => {
    const names = namesIn([
      text('a', false),
      text('b', false),
      text('c', true),
      text('d', false),
      text('e', false),
      text('f', true),
    ])

    expect(names).toEqual(['a', 'b', 'c', 'd', 'f'])
  })

  it('keeps a field for files as it keeps any other that may stay empty', () => {
    const files: Field = { kind: 'files', name: 'files', label: 'Files', required: false, most: 10 }
    const four = ['a', 'b', 'c', 'd'].map((name) => text(name, true))

    expect(namesIn([...four, files, text('e', false)])).toEqual(['a', 'b', 'c', 'd', 'files'])
    expect(namesIn([...four, files, text('e', false, { value: 'typed' })])).toEqual(['a', 'b', 'c', 'd', 'e'])
    expect(namesIn([...four, text('e', false), files])).toEqual(['a', 'b', 'c', 'd', 'e'])
  })

  it.each([
    [false, 0],
    [true, 1],
  ])('asks for files, of which Discord takes ten; required: %s', (required, least) => {
    const files: Field = { kind: 'files', name: 'files', label: 'Files', required, most: 12 }

    const [label] = renderForm(aForm([files])).components

    expect(label).toMatchObject({
      component: { type: 19, custom_id: 'files', required, min_values: least, max_values: 10 },
    })
  })

  it('keeps its order when there is room for all', () => {
    expect(namesIn([text('a', false), text('b', true)])).toEqual(['a', 'b'])
  })

  it('gives back whole what was typed before, also where no input can hold it, in place of a field that is empty', () => {
    const typed = Array.from({ length: 900 }, (_, index) => `word${index}`).join(' ')
    const some = [
      text('what', true, { value: typed }),
      text('due', false, { value: 'friday' }),
      ...['duty', 'priority', 'client'].map((name) => text(name, false)),
    ]
    const inputs = renderForm(aForm(some)).components.flatMap((part) =>
      'component' in part && 'value' in part.component && 'custom_id' in part.component
        ? [[part.component.custom_id, part.component.value ?? ''] satisfies [string, string]]
        : [],
    )

    expect(typed.length).toBeGreaterThan(6_000)
    expect(namesIn(some)).toEqual(['what', expect.stringMatching(/^what~2/u), 'due', 'duty', 'priority'])
    expect(joinValues(inputs)).toEqual({ what: typed, due: 'friday' })
    expect(problemsWith(renderForm(aForm(some)), 'ModalInteractionCallbackRequestDataSchema')).toBe('')
  })

  it('opens with what was typed before', () => {
    const typed = text('what', true, { value: 'Book a flight' })

    expect(JSON.stringify(renderForm(aForm([typed])))).toContain('"value":"Book a flight"')
  })

  it('offers the chosen option even when it is not among the first', () => {
    const options = Array.from({ length: 40 }, (_, index) => ({ value: `v${index}`, label: `Option ${index}` }))
    const clients: Field = { kind: 'choice', name: 'client', label: 'Client', required: false, options, value: 'v39' }

    const [label] = renderForm(aForm([clients])).components

    const select = label && 'component' in label && 'options' in label.component ? label.component : null
    expect(select?.options).toHaveLength(25)
    expect(select?.options[0]).toMatchObject({ value: 'v39', default: true })
  })
})

describe('the form to delegate, which asks for more than a modal holds', () => {
  const options = [
    { value: 'acme', label: 'Acme Textiles' },
    { value: 'globex', label: 'Globex' },
  ]
  const context = { words: wordsIn('en'), duties: ['travel'], clients: options, assistants: [], templates: options }
  const fieldsOf = (values: Values) =>
    renderForm(taskForm('delegate', '', { ...context, values })).components.flatMap((each) =>
      each.type === 18 ? [each.component] : [],
    )

  it('leaves out what can be said in the text as well', () => {
    expect(fieldsOf({}).map(({ custom_id: id }) => id)).toEqual(['what', 'duty', 'due', 'template', 'client'])
  })

  it('says in the text what was chosen for it', () => {
    const [what] = fieldsOf({ what: 'Book a flight', priority: 'high', assistant: 'Asha Patil' })

    expect(what).toMatchObject({ value: 'Book a flight @"Asha Patil" !high' })
  })
})
