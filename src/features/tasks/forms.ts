import { choice, text, type Field, type Form, type FormContext, type Values } from '#src/kernel/form.ts'
import { priorities } from '#src/kernel/priority.ts'
import type { taskForms } from './actions.ts'
import type { FactName } from './facts.ts'
import type { Task } from './task.ts'

/** What is chosen to open a task to the pool. */
export const anyone = '*'

/** Those about a task that is there, and the one that makes it. */
export type TaskForm = (typeof taskForms)[number] | 'delegate'

/** Forms about tasks. Discord holds five fields: what is more can be said in the text as well. */
export function taskForm(name: TaskForm, subject: string, formContext: FormContext): Form {
  const { words } = formContext
  const { title, submit } = words.forms[name]
  return { name, subject, title, submit, cancel: words.fields.close, fields: taskFields(name, formContext) }
}

function taskFields(name: TaskForm, formContext: FormContext): Field[] {
  const { words, values } = formContext
  const { fields } = words
  switch (name) {
    case 'delegate':
      return delegateFields(formContext)
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
    case 'edit-task':
    case 'edit-fact':
      return editFields(formContext)
    case 'add-note':
      return [text('text', fields.note, values, { multiline: true, longest: 3000 })]
    case 'promise':
      return [text('due', fields.promise, values, { longest: 100, hint: fields.dueHint })]
    case 'assign':
      return [
        choice(
          'assistant',
          fields.assistant,
          [...formContext.assistants, { value: anyone, label: fields.anyone }],
          values,
          { required: true },
        ),
      ]
  }
}

/** What a text field holds on both platforms; a longer brief cannot stand in it. */
export const longestInField = 3_000

/** What it is now stands in the form, but for its due time, which is said above it. */
export function editForm(task: Task, formContext: FormContext, due: string, isDraft: boolean): Form {
  const { brief, duty, priority } = task
  const now = { duty, priority, ...(brief.length <= longestInField ? { what: brief } : {}) }
  const form = taskForm('edit-task', String(task.number), {
    ...formContext,
    values: isDraft ? formContext.values : now,
  })
  const fields = form.fields.map((field) =>
    field.name === 'what' && brief.length > longestInField
      ? { ...field, hint: formContext.words.fields.editLong }
      : field,
  )
  return { ...form, intro: formContext.words.fields.editIntro(due), fields }
}

/**
 * One thing that was understood, by itself. `is`: as it is said now. `assigns`: who may give it to somebody chooses them, and
 * everybody else says what they wish.
 */
export function factForm(
  task: Task,
  fact: FactName,
  formContext: FormContext,
  { is, assigns }: { is: string; assigns: boolean },
): Form {
  const { words, clients, values } = formContext
  const { fields, tasks } = words
  const now = { duty: task.duty, priority: task.priority, assistant: task.assistant ?? anyone }
  const filled = { ...formContext, values: { ...now, ...values } }
  const name = fact === 'assistant' && !assigns ? 'wish' : fact
  const form = taskForm('edit-fact', `${task.number}.${fact}`, filled)
  const only: Field[] =
    name === 'assistant'
      ? taskFields('assign', filled)
      : name === 'client'
        ? [{ ...choice('client', fields.client, clients, values, { required: true }), hint: fields.forClientHint }]
        : form.fields.filter((field) => field.name === name)
  return {
    ...form,
    title: tasks.facts[fact],
    intro: fields.factIntro(tasks.heading(task.number, task.title), is),
    fields: only.map((field) => ({ ...field, required: true })),
  }
}

function editFields({ words, duties, values }: FormContext): Field[] {
  const { fields, priorityNames } = words
  return [
    text('what', fields.what, values, { multiline: true, longest: longestInField, required: false }),
    text('due', fields.due, values, { longest: 100, hint: fields.editDueHint, required: false }),
    choice(
      'priority',
      fields.priority,
      priorities.map((name) => ({ value: name, label: priorityNames[name] })),
      values,
    ),
    choice(
      'duty',
      fields.duty,
      duties.map((name) => ({ value: name, label: name })),
      values,
    ),
    text('wish', fields.wish, values, { longest: 300, hint: fields.wishHint, required: false }),
  ]
}

function delegateFields({ words, duties, clients, templates = [], values }: FormContext): Field[] {
  const { fields, priorityNames } = words
  const duty = duties.map((name) => ({ value: name, label: name }))
  const priority = priorities.map((name) => ({ value: name, label: priorityNames[name] }))
  const askWhich = clients.length > 1
  const offers = templates.length > 0
  const spare = sparing(values, { askWhich, offers })
  return [
    // Slack's inputs hold 3,000 characters; a longer brief is typed after the command.
    text('what', offers ? fields.whatAdded : fields.what, withRhythm(values), {
      multiline: true,
      longest: 3000,
      hint: fields.whatHint,
      required: !offers,
    }),
    choice('duty', fields.duty, duty, values),
    text('due', fields.due, values, { longest: 100, hint: fields.dueHint, required: false }),
    ...(offers ? [{ ...choice('template', fields.template, templates, values), hint: fields.templateHint }] : []),
    { ...choice('priority', fields.priority, priority, values), ...spare.priority },
    // One who speaks for a single client is not asked which.
    ...(askWhich ? [choice('client', fields.client, clients, values, { required: true })] : []),
    {
      ...text('assistant', fields.assistant, values, { longest: 100, hint: fields.assistantHint, required: false }),
      ...spare.assistant,
    },
  ]
}

const chosenIn = (values: Values, name: string) => (typeof values[name] === 'string' ? values[name].trim() : '')

/** What there may be no room for, as it is typed in the text. */
function sparing(values: Values, { askWhich, offers }: { askWhich: boolean; offers: boolean }) {
  const assistant = chosenIn(values, 'assistant').replaceAll('"', '')
  const priority = chosenIn(values, 'priority')
  const named = assistant === '' || assistant.startsWith('<@') ? assistant : `@"${assistant}"`
  return {
    priority: offers ? { spare: { mark: priority === '' ? '' : `!${priority}` } } : {},
    assistant: askWhich ? { spare: { mark: named } } : {},
  }
}

/** A rhythm that was chosen in an option has no field: it goes into the text, as it is typed there. */
function withRhythm(values: Values): Values {
  const every = chosenIn(values, 'every')
  return every === ''
    ? values
    : { ...values, what: [chosenIn(values, 'what'), withEvery(every)].filter(Boolean).join(' ') }
}

/** In an option "every" may be left out; in a line it is what tells a rhythm from a day. */
function withEvery(rhythm: string): string {
  if (/^(?:every|each|once|daily|weekly|fortnightly|monthly|quarterly|yearly|हर|प्रत्येक|रोज)/iu.test(rhythm))
    return rhythm
  return `${/^\p{Script=Devanagari}/u.test(rhythm) ? 'हर' : 'every'} ${rhythm.replace(/^(?:on )?(?:the )?/iu, '')}`
}
