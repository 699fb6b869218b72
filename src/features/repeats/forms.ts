import { anyone } from '#src/features/tasks/forms.ts'
import { choice, text, type Form, type FormContext, type Values } from '#src/kernel/form.ts'
import type { Repeat } from './repeat.ts'

/** What Slack's inputs hold; a longer brief is left out of the form, and stays as it is. */
const longestShown = 3_000

/** What stands in the form before it is changed. */
function valuesOf(repeat: Repeat): Values {
  return {
    every: repeat.wording,
    what: repeat.brief,
    due: repeat.due ?? '',
    duty: repeat.duty,
    assistant: repeat.assistant ?? anyone,
  }
}

export function repeatForm(repeat: Repeat, context: FormContext): Form {
  const { words, duties, assistants } = context
  const { fields, forms } = words
  const values = { ...valuesOf(repeat), ...context.values }
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
