import { numberIn } from '#src/kernel/number-in.ts'
import { taskSubject } from '#src/features/tasks/policy.ts'
import { checklistOfTask } from '#db/repositories/checklists.ts'
import { taskByNumber } from '#db/repositories/tasks.ts'
import { listTemplates, lockTemplates, removeTemplate, templateByNumber } from '#db/repositories/templates.ts'
import { actingFor, create, transact } from '#src/kernel/aggregate.ts'
import { templates, type TemplateCommand } from './templates-kept.ts'
import { dutyNamed } from '#src/features/people/duty.ts'
import { near } from '#src/kernel/near.ts'
import { anyonesDuty, is, manages, type Person } from '#src/kernel/person.ts'
import { may, whoMay } from '#src/features/policy.ts'
import type { Refusal } from '#src/kernel/refusal.ts'
import type { Draft } from '#src/kernel/reply.ts'
import { itemsIn, whyNotChecklist } from '#src/features/tasks/checklist.ts'
import { anyone } from '#src/features/tasks/forms.ts'
import { mayChange } from '#src/features/templates/cards.ts'
import { everyClient } from '#src/features/templates/forms.ts'
import { readDelegation } from '#src/features/reading/delegate-text.ts'
import { vocabularyFor } from '#src/features/reading/queries/vocabulary.ts'
import { whyNotTemplate, type Template, type TemplateSaid } from '#src/features/templates/template.ts'
import { readTime, spokenBy } from '#src/time/grammar.ts'
import { whyNotTime } from '#src/time/refused.ts'
import { type Values, textOf } from '#src/kernel/form.ts'
import { done, no, type RequestContext, type Outcome } from '#src/kernel/request-context.ts'
import { clientNamed, clientsFor, findPerson } from '#src/features/people/queries/find.ts'
import { priorities } from '#src/kernel/priority.ts'

type Found<T> = { ok: true; found: T } | { ok: false; reason: Refusal }
type Asking = Pick<RequestContext, 'tx' | 'agency' | 'by' | 'now'>

/** Those from which someone may delegate: the agency's own, and their clients'. */
export async function templatesFor({
  tx,
  agency,
  by,
}: Pick<RequestContext, 'tx' | 'agency' | 'by'>): Promise<Template[]> {
  const clients = sightOf(by)
  return clients === null || is(by, 'client') ? listTemplates(tx, agency.id, clients) : []
}

/** Of whose clients; null: of all. Who is no client and does not manage sees none. */
function sightOf(by: Person): string[] | null {
  return manages(by) ? null : by.clients
}

/** By its name, its number, or a beginning of the name that only one has. Of two of one name the one of the client that was named. */
export async function findTemplate(
  asked: Asking,
  typed: string,
  client: string | null = null,
): Promise<Found<Template>> {
  return templateAmong(asked, await templatesFor(asked), typed, client)
}

function wantedIn(typed: string): string {
  return typed
    .trim()
    .replace(/^["“]|["”]$/gu, '')
    .toLocaleLowerCase()
}

async function templateAmong(
  asked: Asking,
  known: Template[],
  typed: string,
  client: string | null,
): Promise<Found<Template>> {
  const wanted = wantedIn(typed)
  const named = known.filter(({ name }) => name.toLocaleLowerCase() === wanted)
  const byNumber = known.filter(({ number }) => String(number) === wanted)
  const begun = wanted === '' ? [] : known.filter(({ name }) => name.toLocaleLowerCase().startsWith(wanted))
  const found = [named, byNumber, begun].find((some) => some.length > 0) ?? []
  const [one, another] = found
  if (one && !another) return { ok: true, found: one }

  const meant = client === null ? null : clientNamed(client, await clientsFor(asked))
  const theirs = meant?.ok ? found.find((template) => template.client === meant.found.id) : undefined
  if (theirs) return { ok: true, found: theirs }
  const names = one
    ? found.map(({ name }) => name)
    : near(
        wanted,
        known.map(({ name }) => name),
      )
  return { ok: false, reason: { code: 'no-such-template', given: typed.trim(), near: [...new Set(names)] } }
}

/** What a task would be as a template: its brief, kind and checklist, for its client. */
export async function templateOfTask(context: RequestContext, typed: string): Promise<Found<Template>> {
  const { tx, agency, by } = context
  const number = numberIn(typed)
  const [stored, items] =
    number === null
      ? [null, []]
      : await Promise.all([
          taskByNumber(tx, agency.id, number),
          checklistOfTask(tx, agency.id, number),
          templatesFor(context),
        ])
  if (!stored) return { ok: false, reason: { code: 'no-such-task', number: typed.replace(/^#/u, '') } }
  const { task } = stored
  if (!may(by, 'see', taskSubject(task))) return { ok: false, reason: { code: 'not-your-task', number: task.number } }
  if (!may(by, 'save-template', taskSubject(task))) {
    return { ok: false, reason: { code: 'not-yours-to-do', needs: whoMay('save-template') } }
  }
  const { title: name, client, duty, priority } = task
  const { brief, due } = await withoutMarks(context, task.brief)
  return {
    ok: true,
    found: {
      ...{ id: '', number: 0, name: name.slice(0, 60), client, brief, duty, priority },
      ...{ due, checklist: items.map(({ text }) => text), questions: [], assistant: null },
    },
  }
}

/** Of a task its marks are what the template's own settings say; left in its words they would count again at each use. */
async function withoutMarks(context: RequestContext, brief: string): Promise<Pick<Template, 'brief' | 'due'>> {
  const { now } = context
  const { zone, language, hours } = context.by
  const vocabulary = await vocabularyFor(context, brief)
  const read = readDelegation(brief, { now, zone, language, hours, ...vocabulary, once: true })
  return 'code' in read || read.bare === '' ? { brief, due: null } : { brief: read.bare, due: read.due?.phrase ?? null }
}

/** `/task 42 template "Month-end books"`: as it stands, to be changed in a form later. */
export async function saveTaskAs(context: RequestContext, task: string, name: string): Promise<Outcome> {
  const found = await templateOfTask(context, task)
  return found.ok ? keepNew(context, { ...found.found, name: name.trim() }) : no(found.reason)
}

/** The form that a task is saved with, filled in. */
export async function saveTaskIn(context: RequestContext, task: string, values: Values): Promise<Outcome> {
  const draft: Draft = { form: 'save-template', subject: task, values }
  const found = await templateOfTask(context, task)
  if (!found.ok) return no(found.reason)
  const template = await readMain(context, found.found, values)
  return 'code' in template ? no(template, draft) : keepNew(context, template, draft)
}

async function keepNew(context: RequestContext, template: Template, draft?: Draft): Promise<Outcome> {
  const why = (await whyNot(context, template)) ?? null
  if (why) return no(why, draft)
  const command = { type: 'save', template: { ...template, id: context.newId(), number: 0 } } as const
  const made = await create(templates, actingFor(context), command, { found: null, context: null })
  return made.ok ? done({ say: 'template', what: 'saved', number: made.state.number }) : no(made.reason, draft)
}

/** Either form of a template that is there. */
export async function editTemplate(
  context: RequestContext,
  form: 'template' | 'template-more',
  typed: string,
  values: Values,
): Promise<Outcome> {
  const draft: Draft = { form, subject: typed, values }
  let wrong: Draft | undefined
  const edited = await change(context, typed, 'changed', async (template) => {
    wrong = draft
    const read = await (form === 'template' ? readMain(context, template, values) : readMore(context, template, values))
    if ('code' in read) return read
    return (await whyNot(context, read)) ?? { type: 'save', template: read }
  })
  return edited.ok ? edited : { ...edited, ...(wrong && { draft: wrong }) }
}

export function removeOne(context: RequestContext, typed: string): Promise<Outcome> {
  return change(context, typed, 'removed', () => ({ type: 'remove' }))
}

/** A slip of the finger is taken back, unless another has its name by now. */
export async function restoreOne(context: RequestContext, typed: string): Promise<Outcome> {
  const { tx, agency, by } = context
  const [stored] = await Promise.all([
    /^\d{1,9}$/u.test(typed) ? templateByNumber(tx, agency.id, Number(typed)) : null,
    templatesFor(context),
  ])
  if (!stored || !mayChange(by, stored.template)) return no({ code: 'no-such-template', given: typed, near: [] })
  const why = await whyNot(context, stored.template)
  if (why) return no(why)
  await removeTemplate(tx, agency.id, stored.template, null)
  return done({ say: 'template', what: 'restored', number: stored.template.number })
}

async function change(
  context: RequestContext,
  typed: string,
  what: TemplateSaid,
  read: (template: Template) => TemplateCommand | Refusal | Promise<TemplateCommand | Refusal>,
): Promise<Outcome> {
  const known = await lockTemplates(context.tx, context.agency.id, sightOf(context.by), wantedIn(typed))
  const found = await templateAmong(context, known, typed, null)
  if (!found.ok) return no(found.reason)
  const { found: template } = found
  if (!mayChange(context.by, template)) return no(denied(template))
  const moved = await transact(templates, actingFor(context), template, read)
  return moved.ok ? done({ say: 'template', what, number: template.number }) : no(moved.reason)
}

function denied({ client }: Template): Refusal {
  return { code: 'not-yours-to-do', needs: whoMay(client === null ? 'manage-agency-templates' : 'save-template') }
}

async function readMain(context: RequestContext, template: Template, values: Values): Promise<Template | Refusal> {
  const assistant = textOf(values['assistant'])
  const named = assistant === '' || assistant === anyone ? null : await findPerson(context, assistant)
  if (named && !named.ok) return named.reason
  return {
    ...template,
    name: textOf(values['name']),
    brief: values['what'] === undefined ? template.brief : textOf(values['what']),
    checklist: itemsIn(textOf(values['checklist'])),
    questions: itemsIn(textOf(values['questions'])),
    assistant: named?.found.id ?? null,
  }
}

async function readMore(context: RequestContext, template: Template, values: Values): Promise<Template | Refusal> {
  const { agency, by, now } = context
  const due = textOf(values['due'])
  const facts = spokenBy(by, now, 'due')
  const why = due === '' ? null : whyNotTime(readTime(due, facts), due, facts)
  // What has passed today is a time all the same: it is read anew at each use.
  if (why && why.code !== 'time-past') return why
  const duty = dutyNamed(textOf(values['duty']) || anyonesDuty, agency.duties)
  if (!duty.ok) return duty.reason
  const priority = priorities.find((known) => known === textOf(values['priority'])) ?? 'normal'
  const changed = { ...template, due: due || null, duty: duty.duty, priority }

  const whose = textOf(values['client'])
  if (whose === '' || !may(by, 'manage-agency-templates')) return changed
  if (whose === everyClient) return { ...changed, client: null }
  const client = clientNamed(whose, await clientsFor(context))
  return client.ok ? { ...changed, client: client.found.id } : client.reason
}

/** Why it cannot be kept: as it is, or because another of those it stands beside has its name. */
async function whyNot(asked: Asking, template: Template): Promise<Refusal | null> {
  if (template.name === '') return { code: 'missing', option: 'name', command: 'template edit' }
  const wrong = whyNotTemplate(template) ?? whyNotChecklist(template.checklist)
  if (wrong) return wrong
  // Whoever may keep it sees all that it would stand beside.
  const same = (await templatesFor(asked)).find(
    ({ id, client, name }) =>
      id !== template.id &&
      client === template.client &&
      name.toLocaleLowerCase() === template.name.toLocaleLowerCase(),
  )
  return same ? { code: 'template-exists', name: same.name } : null
}
