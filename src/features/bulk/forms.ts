import { choice, choices, text, type Form, type FormContext, type Option } from '#src/kernel/form.ts'
import { anyone } from '#src/features/tasks/forms.ts'

/** Those that may be meant, and what is to become of them. Five fields, as many as Discord holds. `subject`: which were offered. */
export function bulkForm(subject: string, tasks: Option[], { words, assistants, values }: FormContext): Form {
  const { fields, forms } = words
  const { title, submit } = forms.bulk
  return {
    name: 'bulk',
    subject,
    title,
    submit,
    cancel: fields.close,
    fields: [
      ...(tasks.length > 0 ? [choices('tasks', fields.bulkTasks, tasks, values)] : []),
      text('numbers', tasks.length > 0 ? fields.bulkOthers : fields.bulkTasks, values, {
        longest: 400,
        required: tasks.length === 0,
        hint: fields.bulkOthersHint,
      }),
      choice('assistant', fields.assistant, [...assistants, { value: anyone, label: fields.anyone }], values),
      text('due', fields.due, values, { longest: 100, required: false, hint: fields.editDueHint }),
      text('cancel', fields.bulkCancel, values, { longest: 1000, required: false, hint: fields.bulkCancelHint }),
    ],
  }
}
