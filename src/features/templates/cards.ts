import type { Person } from '#src/kernel/person.ts'
import { may } from '#src/features/policy.ts'
import type { Button, Card } from '#src/kernel/card.ts'
import type { PressName } from '#src/kernel/action-id.ts'
import { pageButtons } from '#src/kernel/pages.ts'
import type { Reader } from '#src/words/reader.ts'
import { fromTemplate, type Template } from './template.ts'

/** A template with the names that its ids stand for; `client` is null when it is for every client. */
export type TemplateView = { template: Template; client: string | null; assistant: string | null }

const briefShown = 700
/** Few enough for both platforms with a button beside each. */
export const pageSize = 8

/** A client's own its members may change, the agency's own its managers. */
export function mayChange(by: Person, { client }: Pick<Template, 'client'>): boolean {
  if (client === null) return may(by, 'manage-agency-templates')
  return may(by, 'save-template', { client })
}

/** All of it, with how it is used and what this viewer may do about it. */
export function templateCard({ template, client, assistant }: TemplateView, viewer: Person, reader: Reader): Card {
  const { templates, tasks, priorityNames } = reader.words
  const { facts } = templates
  const { brief, checklist, questions } = template
  return {
    title: template.name,
    tone: 'plain',
    body: brief.length > briefShown ? `${brief.slice(0, briefShown).replace(/\s+\S*$/u, '')} …` : brief,
    facts: [
      { label: facts.for, value: client ?? templates.everyClient },
      { label: tasks.facts.duty, value: template.duty },
      ...(template.due === null ? [] : [{ label: tasks.facts.due, value: template.due }]),
      ...(template.priority === 'normal'
        ? []
        : [{ label: tasks.facts.priority, value: priorityNames[template.priority] }]),
      { label: facts.assistant, value: assistant ?? templates.nobody },
      ...(questions.length === 0 ? [] : [{ label: facts.questions, value: questions.join('\n') }]),
    ],
    ...(checklist.length === 0
      ? {}
      : {
          list: [
            { text: facts.checklist, heading: true as const },
            ...checklist.map((item, index) => ({ text: reader.words.checklist.open(index + 1, item) })),
          ],
        }),
    buttons: buttonsOf(template, viewer, reader),
    note: templates.how(template.name),
  }
}

function buttonsOf(template: Template, viewer: Person, { words }: Reader): Button[] {
  const { buttons } = words.templates
  // The form to delegate, with this template chosen in it.
  const use: Button = {
    label: buttons.use,
    style: 'primary',
    action: { press: 'open', subject: fromTemplate(template.number), detail: 'delegate' },
  }
  if (!mayChange(viewer, template)) return [use]
  return [
    use,
    open('template', template, buttons.edit),
    open('template-more', template, buttons.more),
    press('template-remove', template, buttons.remove, 'danger'),
  ]
}

export function press(
  name: PressName,
  { number }: Template,
  label: string,
  style: 'primary' | 'danger' | 'plain',
): Button {
  return { label, style, action: { press: name, subject: String(number), detail: '' } }
}

function open(form: 'template' | 'template-more', { number }: Template, label: string): Button {
  return { label, style: 'plain', action: { press: 'open', subject: String(number), detail: form } }
}

/** What is kept to be delegated again, on pages. `client`: the id of the only one that is listed, or nothing. */
export function templatesCard(views: TemplateView[], page: number, client: string, reader: Reader): Card {
  const { templates, tasks } = reader.words
  const pages = Math.max(1, Math.ceil(views.length / pageSize))
  const at = Math.min(Math.max(page, 1), pages)
  const goTo = (to: number) => ({ press: 'template-page', subject: String(to), detail: client }) as const
  return {
    title: templates.listTitle,
    tone: 'plain',
    ...(views.length === 0 ? { body: templates.nothing } : {}),
    list: views.slice((at - 1) * pageSize, at * pageSize).map(({ template, client: name }) => ({
      text: template.name,
      detail: [name ?? templates.everyClient, template.duty].join(' · '),
      button: press('template-show', template, templates.buttons.show, 'plain'),
    })),
    buttons: pageButtons({ page: at, pages }, tasks.buttons, goTo),
    ...(pages > 1 ? { note: templates.page(at, pages) } : {}),
  }
}
