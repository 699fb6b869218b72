import { describe, expect, it } from 'vitest'
import { assignmentForm, profileForm } from '#src/features/people/forms.ts'
import { languages } from '#src/kernel/person.ts'
import { formCard, mendCard } from '#src/words/form-card.ts'
import { choice, text, typedValues, type Form, type FormContext } from '#src/kernel/form.ts'
import { wordsIn } from '#src/words/words.ts'
import { parseHours } from '#src/time/hours.ts'
import { readCard } from '#test/read.ts'
import { asha } from '#test/tasks/cast.ts'

const options = [
  { value: 'acme', label: 'Acme Textiles' },
  { value: 'globex', label: 'Globex' },
]
const contextIn = (language: 'en' | 'hi', values = {}): FormContext => ({
  words: wordsIn(language),
  duties: ['travel', 'writing'],
  clients: options,
  assistants: [{ value: 'asha', label: 'Asha' }],
  values,
})

describe('a field', () => {
  it('holds what was typed in it', () => {
    expect(text('reason', 'Why?', { reason: 'The seat' }, { longest: 100 })).toEqual({
      kind: 'text',
      name: 'reason',
      label: 'Why?',
      multiline: false,
      longest: 100,
      required: true,
      value: 'The seat',
    })
    expect(text('backups', 'Backups', { backups: ['Asha', 'Jun'] }, { longest: 9 })).toMatchObject({
      value: 'Asha, Jun',
    })
    expect(text('reason', 'Why?', {}, { longest: 100 })).not.toHaveProperty('value')
  })

  it('offers a choice, and keeps the one that was made while it is offered', () => {
    expect(choice('client', 'Client', options, { client: 'acme' })).toMatchObject({ value: 'acme', required: false })
    expect(choice('client', 'Client', options, { client: 'gone' })).not.toHaveProperty('value')
  })

  it('is not there when nothing was typed in it', () => {
    expect(typedValues({ what: 'Call', due: undefined, duty: '' })).toEqual({ what: 'Call', duty: '' })
  })
})

describe.each(languages)('a form about people, in %s', (language) => {
  it.each([
    ['profile', profileForm('', asha, contextIn(language))],
    ['assignment', assignmentForm('', contextIn(language))],
  ])('fits into both platforms: %s', (_, { title, submit, cancel, fields }) => {
    expect(fields.length).toBeLessThanOrEqual(5)
    for (const words of [title, submit, cancel]) expect(words.length).toBeLessThanOrEqual(24)
    for (const { label, hint } of fields) {
      expect(label.length).toBeLessThanOrEqual(45)
      expect((hint ?? '').length).toBeLessThanOrEqual(100)
    }
  })

  it('shows a profile as it is, so that saving it unchanged changes nothing', () => {
    const { fields } = profileForm('', asha, contextIn(language))
    const value = (name: string) =>
      fields.flatMap((field) => (field.name === name && 'value' in field ? [field.value] : []))[0]

    expect(value('zone')).toBe('Asia/Kolkata')
    expect(value('language')).toBe('en')
    expect(parseHours(value('hours') ?? '')).toEqual(asha.hours)
    expect(value('duties')).toBe('travel, bookkeeping')
    expect(value('capacity')).toBe('5')
  })

  it('shows what was typed in the place of what is so', () => {
    const { fields } = profileForm('', asha, contextIn(language, { zone: 'Mars/Olympus' }))

    expect(fields[0]).toMatchObject({ name: 'zone', value: 'Mars/Olympus' })
  })

  it('offers all duties, and each', () => {
    const duty = assignmentForm('', contextIn(language)).fields.find(({ name }) => name === 'duty')

    expect(duty && 'options' in duty && duty.options.map(({ value }) => value)).toEqual(['*', 'travel', 'writing'])
  })
})

describe('a form that could not stay open', () => {
  const form: Form = {
    name: 'submit',
    subject: '42',
    title: 'Hand in the result',
    submit: 'Submit',
    cancel: 'Close',
    fields: [text('result', 'What you did', {}, { longest: 100 }), text('links', 'Links', {}, { longest: 100 })],
  }

  it('tells each mistake by the name of its field, with everything typed one press away', () => {
    const card = mendCard({ form, draft: 'd1', errors: { links: 'That is no link', other: 'Something' } }, 'en')

    expect(readCard(card)).toBe('Hand in the result\nLinks: That is no link\nSomething\n[Fix it in a form]')
    expect(card.buttons?.[0]).toMatchObject({ action: { press: 'open', subject: 'd1', detail: 'submit' } })
  })

  it('is one press away when it came too late to be opened', () => {
    expect(formCard(form).buttons?.[0]).toMatchObject({ action: { press: 'open', subject: '42', detail: 'submit' } })
    expect(readCard(formCard({ ...form, intro: 'About #42' }))).toContain('About #42')
  })
})
