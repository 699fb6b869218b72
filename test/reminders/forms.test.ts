import { describe, expect, it } from 'vitest'
import { languages } from '#src/kernel/person.ts'
import { reminderForm, reminderForms } from '#src/features/reminders/forms.ts'
import { wordsIn } from '#src/words/words.ts'

const about = { duties: [], clients: [], assistants: [] }

describe.each(reminderForms)('the form %s', (name) => {
  it.each(languages)('fits into both platforms, in every language: %s', (language) => {
    const { title, submit, cancel, fields } = reminderForm(name, '7', {
      ...about,
      values: {},
      words: wordsIn(language),
    })

    expect(fields.length).toBeGreaterThan(0)
    for (const words of [title, submit, cancel]) expect(words.length).toBeLessThanOrEqual(24)
    for (const { label, hint = '' } of fields) {
      expect(label.length).toBeLessThanOrEqual(45)
      expect(hint.length).toBeLessThanOrEqual(100)
    }
  })

  it('comes back with all that was typed in it', () => {
    const typed = { what: 'call the bank', time: 'whenever' }
    const { fields, subject } = reminderForm(name, '7', { ...about, values: typed, words: wordsIn('en') })

    expect(subject).toBe('7')
    expect(fields).toEqual(
      fields.map((field) => expect.objectContaining({ value: typed[field.name === 'what' ? 'what' : 'time'] })),
    )
  })
})
