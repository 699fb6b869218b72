import type { FormName } from '#src/ui/action-id.ts'
import { choice, text, type Field, type Form, type FormContext, type Values } from '#src/ui/form.ts'
import { priorities } from './task.ts'

/** What is chosen to open a task to the pool. */
export const anyone = '*'

/** Forms about tasks. Discord holds five fields, so no form has more. */
export function taskForm(name: FormName, subject: string, context: FormContext): Form {
  const { words } = context
  const { title, submit } = words.forms[name]
  return { name, subject, title, submit, cancel: words.fields.close, fields: taskFields(name, context) }
}

function taskFields(name: FormName, context: FormContext): Field[] {
  const { words, values } = context
  const { fields } = words
  switch (name) {
    case 'delegate':
      return delegateFields(context)
    case 'ask':
      return [
        text('question', fields.question, values, { multiline: true, longest: 1000 }),
        text('options', fields.options, values, {
          multiline: true,
          longest: 400,
          hint: fields.optionsHint,
          required: false,
        }),
      ]
    case 'answer':
      return [text('answer', fields.answer, values, { multiline: true, longest: 3000 })]
    case 'submit':
      return [
        text('result', fields.result, values, { multiline: true, longest: 3000, required: false }),
        text('links', fields.links, values, {
          multiline: true,
          longest: 1500,
          hint: fields.linksHint,
          required: false,
        }),
      ]
    case 'cancel':
      return [text('reason', fields.reason, values, { multiline: true, longest: 1000, required: false })]
    case 'return':
    case 'decline':
    case 'release':
    case 'reopen':
      return [text('reason', fields.reason, values, { multiline: true, longest: 1000 })]
    case 'assign':
      return [
        choice(
          'assistant',
          fields.assistant,
          [...context.assistants, { value: anyone, label: fields.anyone }],
          values,
          { required: true },
        ),
      ]
    case 'profile':
    case 'assignment':
    default:
      return []
  }
}

function delegateFields({ words, duties, clients, values }: FormContext): Field[] {
  const { fields, priorityNames } = words
  const duty = duties.map((name) => ({ value: name, label: name }))
  const priority = priorities.map((name) => ({ value: name, label: priorityNames[name] }))
  const askWhich = clients.length > 1
  return [
    // Slack's inputs hold 3,000 characters; a longer brief is typed after the command.
    text('what', fields.what, askWhich ? withPersonInText(values) : values, {
      multiline: true,
      longest: 3000,
      hint: fields.whatHint,
    }),
    choice('duty', fields.duty, duty, values),
    text('due', fields.due, values, { longest: 100, hint: fields.dueHint, required: false }),
    choice('priority', fields.priority, priority, values),
    // One who speaks for a single client is not asked which.
    askWhich
      ? choice('client', fields.client, clients, values, { required: true })
      : text('assistant', fields.assistant, values, { longest: 100, hint: fields.assistantHint, required: false }),
  ]
}

/** Who was named in an option has no field of their own where the client is asked for: they go into the text, as a mention. */
function withPersonInText(values: Values): Values {
  const { what, assistant } = values
  if (typeof assistant !== 'string' || assistant === '') return values
  const mention = assistant.startsWith('<@') ? assistant : `@"${assistant.replaceAll('"', '')}"`
  return { ...values, what: `${typeof what === 'string' ? what : ''} ${mention}`.trim() }
}
