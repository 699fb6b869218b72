import { describe, expect, it } from 'vitest'
import { languages } from '#src/kernel/person.ts'
import { isSocialForm } from '#src/features/social/forms.ts'
import { isReminderForm } from '#src/features/reminders/forms.ts'
import { taskForm } from '#src/features/tasks/forms.ts'
import type { FormContext, Values } from '#src/kernel/form.ts'
import { wordsIn } from '#src/words/words.ts'
import { formNames } from '#src/features/actions.ts'

const about: Omit<FormContext, 'words' | 'values'> = {
  duties: ['travel', 'writing'],
  clients: [{ value: 'acme', label: 'Acme Textiles' }],
  assistants: [{ value: 'asha', label: 'Asha Patil' }],
}
const two = [...about.clients, { value: 'globex', label: 'Globex' }]
const elsewhere = ['profile', 'assignment', 'repeat', 'save-template', 'template', 'template-more', 'from-template']
const names = formNames.filter((name) => !elsewhere.includes(name) && !isReminderForm(name) && !isSocialForm(name))

function form(name: (typeof formNames)[number], values: Values = {}, clients = about.clients) {
  return taskForm(name, '42', { ...about, clients, values, words: wordsIn('en') })
}

describe.each(names)('the form to %s', (name) => {
  it.each(languages)('fits into both platforms, in every language: %s', (language) => {
    const { title, submit, cancel, fields } = taskForm(name, '42', { ...about, values: {}, words: wordsIn(language) })

    expect(fields.length).toBeGreaterThan(0)
    expect(fields.length).toBeLessThanOrEqual(5)
    for (const words of [title, submit, cancel]) expect(words.length).toBeLessThanOrEqual(24)
    for (const field of fields) {
      expect(field.label.length).toBeLessThanOrEqual(45)
      expect((field.hint ?? '').length).toBeLessThanOrEqual(100)
      if (field.kind === 'text') expect(field.longest).toBeLessThanOrEqual(3000)
    }
  })

  it('is about the task that it was opened for', () => {
    expect(form(name)).toMatchObject({ name, subject: '42' })
  })

  it('comes back with all that was typed in it', () => {
    const typed = Object.fromEntries(form(name).fields.map((field) => [field.name, sample(field.name)]))

    const again = form(name, typed)

    expect(again.fields.map((field) => 'value' in field && field.value)).toEqual(Object.values(typed))
  })
})

function sample(field: string): string {
  return { duty: 'travel', priority: 'high', assistant: 'asha' }[field] ?? `typed into ${field}`
}

describe('the form to delegate', () => {
  it('asks for which client only one who speaks for several', () => {
    expect(form('delegate').fields.map((field) => field.name)).not.toContain('client')
    expect(form('delegate', {}, two).fields.map((field) => field.name)).toContain('client')
  })

  it('asks for no more than what is to be done', () => {
    const required = form('delegate').fields.filter((field) => field.required)

    expect(required.map((field) => field.name)).toEqual(['what'])
  })

  it('forgets a choice that is not offered any more', () => {
    const duty = form('delegate', { duty: 'gardening' }).fields.find((field) => field.name === 'duty')

    expect(duty).not.toHaveProperty('value')
  })
})
