import { anyone } from '#src/features/tasks/forms.ts'
import { choice, text, type Form, type FormContext, type Values } from '#src/kernel/form.ts'
import { priorities } from '#src/kernel/priority.ts'
import type { Repeat } from './repeat.ts'

/** What Slack's inputs hold; a longer brief is left out of the form, and stays as it is. */
const longestShown = 3_000

/** What stands in the form before it is changed. */
export function valuesOf(repeat: Repeat): Values {
  return {
    every: repeat.wording,
    what: repeat.brief,
    due: repeat.due ?? '',
    duty: repeat.duty,
    priority: repeat.priority,
    assistant: repeat.assistant ?? anyone,
  }
}

/** What is understood of a repeat, each of which can be put right by itself. */
export const repeatFacts = ['every', 'due', 'duty', 'priority', 'assistant'] as const
export type RepeatFact = (typeof repeatFacts)[number]

/** What the form about one of them is about: `3.due`. */
export function repeatFactIn(subject: string): { number: string; fact: RepeatFact | null } {
  const [number = '', named] = subject.split('.')
  return { number, fact: repeatFacts.find((name) => name === named) ?? null }
}

/** One thing that was understood, as it is now. */
export function repeatFactForm(repeat: Repeat, fact: RepeatFact, formContext: FormContext): Form {
  const { fields, priorityNames } = formContext.words
  const values = { ...valuesOf(repeat), ...formContext.values }
  const form = repeatForm(repeat, formContext)
  const priority = choice(
    'priority',
    fields.priority,
    priorities.map((name) => ({ value: name, label: priorityNames[name] })),
    values,
    { required: true },
  )
  return {
    ...form,
    name: 'repeat-fact',
    subject: `${repeat.number}.${fact}`,
    title: fields[fact],
    fields: fact === 'priority' ? [priority] : form.fields.filter(({ name }) => name === fact),
  }
}

export function repeatForm(repeat: Repeat, formContext: FormContext): Form {
  const { words, duties, assistants } = formContext
  const { fields, forms } = words
  const values = { ...valuesOf(repeat), ...formContext.values }
  const fits = repeat.brief.length <= longestShown
  return {
    name: 'repeat',
    subject: String(repeat.number),
    title: forms.repeat.title,
    submit: forms.repeat.submit,
    cancel: fields.close,
    fields: [
      text('every', fields.every, values, { longest: 200, hint: fields.everyHint }),
      ...(fits ? [text('what', fields.what, values, { multiline: true, longest: longestShown })] : []),
      text('due', fields.due, values, { longest: 100, hint: fields.repeatDueHint, required: false }),
      choice(
        'duty',
        fields.duty,
        duties.map((duty) => ({ value: duty, label: duty })),
        values,
      ),
      choice('assistant', fields.assistant, [{ value: anyone, label: fields.anyone }, ...assistants], values),
    ],
  }
}
