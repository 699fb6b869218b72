import { checklistsOf } from '#db/repositories/checklists.ts'
import { taskByNumber } from '#db/repositories/tasks.ts'
import {
  insertTemplate,
  listTemplates,
  nextTemplateNumber,
  removeTemplate,
  saveTemplate,
  templateByNumber,
} from '#db/repositories/templates.ts'
import { dutyNamed } from '#src/features/people/duty.ts'
import { near } from '#src/kernel/near.ts'
import { anyonesDuty, is, manages } from '#src/kernel/person.ts'
import { may, whoMay } from '#src/kernel/policy.ts'
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
import { done, no, type Asked, type Outcome } from '#src/kernel/request-context.ts'
import { clientNamed, clientsFor, findPerson } from '#src/features/people/queries/find.ts'
import { priorities } from '#src/kernel/priority.ts'

type Found<T> = { ok: true; found: T } | { ok: false; reason: Refusal }
type Asking = Pick<Asked, 'tx' | 'agency' | 'by' | 'now'>

/** Those from which someone may delegate: the agency's own, and their clients'. */
export async function templatesFor({ tx, agency, by }: Pick<Asked, 'tx' | 'agency' | 'by'>): Promise<Template[]> {
  if (manages(by)) return listTemplates(tx, agency.id, null)
  return is(by, 'client') ? listTemplates(tx, agency.id, by.clients) : []
}

/** By its name, its number, or a beginning of the name that only one has. Of two of one name the one of the client that was named. */
export async function findTemplate(
  asked: Asking,
  typed: string,
  client: string | null = null,
): Promise<Found<Template>> {
  const known = await templatesFor(asked)
  const wanted = typed
    .trim()
    .replace(/^["“]|["”]$/gu, '')
    .toLocaleLowerCase()
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
export async function templateOfTask(asked: Asked, typed: string): Promise<Found<Template>> {
  const { tx, agency, by } = asked
  const number = /^#?(\d{1,9})$/u.exec(typed.trim())?.[1]
  const stored = number === undefined ? null : await taskByNumber(tx, agency.id, Number(number))
  if (!stored) return { ok: false, reason: { code: 'no-such-task', number: typed.replace(/^#/u, '') } }
  const { task } = stored
  if (!may(by, 'see', task)) return { ok: false, reason: { code: 'not-your-task', number: task.number } }
  if (!may(by, 'save-template', task)) {
    return { ok: false, reason: { code: 'not-yours-to-do', needs: whoMay('save-template') } }
  }
  const items = (await checklistsOf(tx, agency.id, [task.id])).get(task.id) ?? []
  const { title: name, client, duty, priority } = task
  const { brief, due } = await withoutMarks(asked, task.brief)
  return {
    ok: true,
    found: {
      ...{ id: '', number: 0, name: name.slice(0, 60), client, brief, duty, priority },
      ...{ due, checklist: items.map(({ text }) => text), questions: [], assistant: null },
    },
  }
}

/** Of a task its marks are what the template's own settings say; left in its words they would count again at each use. */
async function withoutMarks(asked: Asked, brief: string): Promise<Pick<Template, 'brief' | 'due'>> {
  const { now } = asked
  const { zone, language, hours } = asked.by
  const vocabulary = await vocabularyFor(asked, brief)
  const read = readDelegation(brief, { now, zone, language, hours, ...vocabulary, once: true })
  return 'code' in read || read.bare === '' ? { brief, due: null } : { brief: read.bare, due: read.due?.phrase ?? null }
}

/** `/task 42 template "Month-end books"`: as it stands, to be changed in a form later. */
export async function saveTaskAs(asked: Asked, task: string, name: string): Promise<Outcome> {
  const found = await templateOfTask(asked, task)
  return found.ok ? keepNew(asked, { ...found.found, name: name.trim() }) : no(found.reason)
}

/** The form that a task is saved with, filled in. */
export async function saveTaskIn(asked: Asked, task: string, values: Values): Promise<Outcome> {
  const draft: Draft = { form: 'save-template', subject: task, values }
  const found = await templateOfTask(asked, task)
  if (!found.ok) return no(found.reason)
  const template = await readMain(asked, found.found, values)
  return 'code' in template ? no(template, draft) : keepNew(asked, template, draft)
}

async function keepNew(asked: Asked, template: Template, draft?: Draft): Promise<Outcome> {
  const { tx, agency, now, newId } = asked
  const why = (await whyNot(asked, template)) ?? null
  if (why) return no(why, draft)
  const number = await nextTemplateNumber(tx, agency.id)
  await insertTemplate(tx, agency.id, { ...template, id: newId(), number }, now)
  return done({ say: 'template', what: 'saved', number })
}

/** Either form of a template that is there. */
export async function editTemplate(
  asked: Asked,
  form: 'template' | 'template-more',
  typed: string,
  values: Values,
): Promise<Outcome> {
  const draft: Draft = { form, subject: typed, values }
  return change(asked, typed, 'changed', async (template) => {
    const read = await (form === 'template' ? readMain(asked, template, values) : readMore(asked, template, values))
    if ('code' in read) return { refused: read, draft }
    const why = await whyNot(asked, read)
    if (why) return { refused: why, draft }
    await saveTemplate(asked.tx, asked.agency.id, read)
    return null
  })
}

export function removeOne(asked: Asked, typed: string): Promise<Outcome> {
  return change(asked, typed, 'removed', async ({ id }) => {
    await removeTemplate(asked.tx, asked.agency.id, id, asked.now)
    return null
  })
}

/** A slip of the finger is taken back, unless another has its name by now. */
export async function restoreOne(asked: Asked, typed: string): Promise<Outcome> {
  const { tx, agency, by } = asked
  const stored = /^\d{1,9}$/u.test(typed) ? await templateByNumber(tx, agency.id, Number(typed)) : null
  if (!stored || !mayChange(by, stored.template)) return no({ code: 'no-such-template', given: typed, near: [] })
  const why = await whyNot(asked, stored.template)
  if (why) return no(why)
  await removeTemplate(tx, agency.id, stored.template.id, null)
  return done({ say: 'template', what: 'restored', number: stored.template.number })
}

type Refused = { refused: Refusal; draft?: Draft }

async function change(
  asked: Asked,
  typed: string,
  what: TemplateSaid,
  act: (template: Template) => Promise<Refused | null>,
): Promise<Outcome> {
  const found = await findTemplate(asked, typed)
  if (!found.ok) return no(found.reason)
  if (!mayChange(asked.by, found.found)) return no(denied(found.found))
  const refused = await act(found.found)
  return refused ? no(refused.refused, refused.draft) : done({ say: 'template', what, number: found.found.number })
}

function denied({ client }: Template): Refusal {
  return { code: 'not-yours-to-do', needs: whoMay(client === null ? 'manage-agency-templates' : 'save-template') }
}

async function readMain(asked: Asked, template: Template, values: Values): Promise<Template | Refusal> {
  const assistant = textOf(values['assistant'])
  const named = assistant === '' || assistant === anyone ? null : await findPerson(asked, assistant)
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

async function readMore(asked: Asked, template: Template, values: Values): Promise<Template | Refusal> {
  const { agency, by, now } = asked
  const due = textOf(values['due'])
  const context = spokenBy(by, now, 'due')
  const why = due === '' ? null : whyNotTime(readTime(due, context), due, context)
  // What has passed today is a time all the same: it is read anew at each use.
  if (why && why.code !== 'time-past') return why
  const duty = dutyNamed(textOf(values['duty']) || anyonesDuty, agency.duties)
  if (!duty.ok) return duty.reason
  const priority = priorities.find((known) => known === textOf(values['priority'])) ?? 'normal'
  const changed = { ...template, due: due || null, duty: duty.duty, priority }

  const whose = textOf(values['client'])
  if (whose === '' || !may(by, 'manage-agency-templates')) return changed
  if (whose === everyClient) return { ...changed, client: null }
  const client = clientNamed(whose, await clientsFor(asked))
  return client.ok ? { ...changed, client: client.found.id } : client.reason
}

/** Why it cannot be kept: as it is, or because another of those it stands beside has its name. */
async function whyNot({ tx, agency }: Asking, template: Template): Promise<Refusal | null> {
  if (template.name === '') return { code: 'missing', option: 'name', command: 'template edit' }
  const wrong = whyNotTemplate(template) ?? whyNotChecklist(template.checklist)
  if (wrong) return wrong
  const same = (await listTemplates(tx, agency.id, template.client ? [template.client] : [])).find(
    ({ id, client, name }) =>
      id !== template.id &&
      client === template.client &&
      name.toLocaleLowerCase() === template.name.toLocaleLowerCase(),
  )
  return same ? { code: 'template-exists', name: same.name } : null
}
