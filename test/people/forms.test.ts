import { describe, expect, it } from 'vitest'
import { assignmentForm, profileForm } from '#src/features/people/forms.ts'
import { languages } from '#src/kernel/person.ts'
import { parseHours } from '#src/time/hours.ts'
import { wordsIn } from '#src/words/words.ts'
import { asha } from '#test/tasks/cast.ts'

const context = {
  words: wordsIn('en'),
  duties: ['travel', 'writing'],
  clients: [{ value: 'Acme', label: 'Acme' }],
  assistants: [{ value: 'asha', label: 'Asha' }],
  values: {},
}

function valuesOf(form: ReturnType<typeof profileForm>) {
  return Object.fromEntries(form.fields.map((field) => [field.name, 'value' in field ? field.value : undefined]))
}

describe('the form of a profile', () => {
  it('has in it what is so, in words that can be sent as they are', () => {
    const values = valuesOf(profileForm('', asha, context))

    expect(values).toEqual({
      zone: 'Asia/Kolkata',
      language: 'en',
      hours: 'Mon–Fri 09:00–18:00',
      duties: 'travel, bookkeeping',
      capacity: '5',
    })
  })

  it.each(languages)('can be sent as it stands: its hours are read back, in %s', (language) => {
    const { hours } = valuesOf(profileForm('', { ...asha, language }, { ...context, words: wordsIn(language) }))

    expect(parseHours(hours ?? '')).toEqual(asha.hours)
  })

  it('has in it what was typed, where that could not be kept', () => {
    expect(valuesOf(profileForm('', asha, { ...context, values: { zone: 'Narnia' } }))).toMatchObject({
      zone: 'Narnia',
      capacity: '5',
    })
  })
})

describe('the form of an assignment', () => {
  it('comes back with all that was typed', () => {
    const values = { client: 'Acme', duty: 'travel', primary: 'asha', backups: 'Jun, Wen' }

    expect(valuesOf(assignmentForm('', { ...context, values }))).toEqual(values)
  })
})
