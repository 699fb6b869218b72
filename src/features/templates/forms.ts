import { anyone } from '#src/features/tasks/forms.ts'
import { choice, text, type Field, type Form, type FormContext, type Values } from '#src/kernel/form.ts'
import { longestName, mostQuestions, type Template } from './template.ts'
import { priorities } from '#src/kernel/priority.ts'

/** What Slack's inputs hold; a longer brief is left out of the form, and stays as it is. */
const longestShown = 3_000

/** What stands in the form before it is changed. */
function valuesOf(template: Template): Values {
  return {
    name: template.name,
    what: template.brief,
    checklist: template.checklist.join('\n'),
    questions: template.questions.join('\n'),
    assistant: template.assistant ?? anyone,
    due: template.due ?? '',
    duty: template.duty,
    priority: template.priority,
  }
}

/** `save-template`: of a task, whose number is the subject. `template`: one that is there. */
export function templateForm(
  name: 'save-template' | 'template',
  subject: string,
  template: Template,
  formContext: FormContext,
): Form {
  const { words, assistants } = formContext
  const { fields } = words
  const values = { ...valuesOf(template), ...formContext.values }
  const fits = template.brief.length <= longestShown
  return formOf(name, subject, formContext, [
    text('name', fields.name, values, { longest: longestName }),
    ...(fits ? [text('what', fields.what, values, { multiline: true, longest: longestShown })] : []),
    text('checklist', fields.checklist, values, {
      multiline: true,
      longest: 3_000,
      hint: fields.checklistHint,
      required: false,
    }),
    text('questions', fields.questions, values, {
      multiline: true,
      longest: 600,
      hint: fields.questionsHint,
      required: false,
    }),
    choice('assistant', fields.usual, [{ value: anyone, label: fields.anyone }, ...assistants], values),
  ])
}

/** What is chosen for a template of the whole agency. */
export const everyClient = '*'

/** The rest: Discord's forms hold five fields. `shares`: whether its reader may say for whom it is. */
export function templateMoreForm(template: Template, shares: boolean, formContext: FormContext): Form {
  const { words, duties, clients } = formContext
  const { fields, priorityNames } = words
  const values = { ...valuesOf(template), client: template.client ?? everyClient, ...formContext.values }
  const all = [{ value: everyClient, label: words.templates.everyClient }, ...clients]
  return formOf('template-more', String(template.number), formContext, [
    text('due', fields.due, values, { longest: 100, hint: fields.templateDueHint, required: false }),
    choice(
      'duty',
      fields.duty,
      duties.map((duty) => ({ value: duty, label: duty })),
      values,
    ),
    choice(
      'priority',
      fields.priority,
      priorities.map((priority) => ({ value: priority, label: priorityNames[priority] })),
      values,
    ),
    ...(shares ? [choice('client', fields.forClient, all, values, { required: true })] : []),
  ])
}

/** What it asks of whoever delegates from it. `draft`: where all that was typed before is kept. */
export function questionsForm(draft: string, template: Template, formContext: FormContext): Form {
  const asked = template.questions.slice(0, mostQuestions).map((question, index) =>
    text(answerField(index), question, formContext.values, {
      multiline: true,
      longest: 1_000,
      // A label is cut where a platform has no room for it; the hint has it whole.
      ...(question.length > 45 ? { hint: question } : {}),
    }),
  )
  return { ...formOf('from-template', draft, formContext, asked), intro: template.name }
}

export function answerField(index: number): string {
  return `answer-${index + 1}`
}

function formOf(name: Form['name'], subject: string, { words }: FormContext, fields: Field[]): Form {
  const { title, submit } = words.forms[name]
  return { name, subject, title, submit, cancel: words.fields.close, fields }
}
