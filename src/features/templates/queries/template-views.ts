import { listClients } from '#db/repositories/clients.ts'
import { namesOf } from '#db/repositories/people.ts'
import { templateByNumber } from '#db/repositories/templates.ts'
import { press, templateCard, templatesCard, type TemplateView } from '#src/features/templates/cards.ts'
import type { Template, TemplateSaid } from '#src/features/templates/template.ts'
import type { Card } from '#src/kernel/card.ts'
import { readerFor } from '#src/words/reader.ts'
import type { RequestContext } from '#src/kernel/request-context.ts'
import { clientNamed, clientsFor } from '#src/features/people/queries/find.ts'
import { refusedCard, withNames } from '#src/features/requests/refused.ts'
import { findTemplate, templatesFor } from '#src/features/templates/handlers/templates.ts'

type Asking = Pick<RequestContext, 'tx' | 'agency' | 'by' | 'now'>

async function viewsOfTemplates({ tx, agency }: Asking, templates: Template[]): Promise<TemplateView[]> {
  const [clients, names] = await Promise.all([
    listClients(tx, agency.id),
    namesOf(tx, agency.id, [...new Set(templates.flatMap(({ assistant }) => assistant ?? []))]),
  ])
  return templates.map((template) => ({
    template,
    client: clients.find(({ id }) => id === template.client)?.name ?? null,
    assistant: (template.assistant && names.get(template.assistant)) ?? null,
  }))
}

/** `/template show Month-end books`. */
export async function showTemplate(asking: Asking, typed: string): Promise<Card> {
  const found = await findTemplate(asking, typed)
  if (!found.ok) return refusedCard(asking.by.language, found.reason, null, '')
  const [view] = await viewsOfTemplates(asking, [found.found])
  if (!view) throw new Error('a view of nothing was asked for')
  return templateCard(view, asking.by, readerFor(asking.by, asking.now))
}

/** `/template`: those from which this person may delegate. `client` is a name, or an id on a page's button. */
export async function showTemplates(asking: Asking, client: string | null, page = 1): Promise<Card> {
  const { tx, agency, by, now } = asking
  const named = client === null ? null : clientNamed(client, await clientsFor(asking))
  if (named && !named.ok) return refusedCard(by.language, await withNames(tx, agency.id, named.reason), null, '')
  const only = named?.ok ? named.found.id : null
  const known = (await templatesFor(asking)).filter((template) => only === null || template.client === only)
  return templatesCard(await viewsOfTemplates(asking, known), page, only ?? '', readerFor(by, now))
}

/** What became of it, and what it is now. */
export async function templateSaidCard(context: RequestContext, what: TemplateSaid, number: number): Promise<Card> {
  const { tx, agency, by, now } = context
  const stored = await templateByNumber(tx, agency.id, number)
  const [view] = stored ? await viewsOfTemplates(context, [stored.template]) : []
  if (!view) throw new Error(`template ${number} was spoken of and is not there`)
  const reader = readerFor(by, now)
  const { said, buttons } = reader.words.templates
  const title = said[what](view.template.name)
  if (what === 'removed') {
    return { title, tone: 'plain', buttons: [press('template-restore', view.template, buttons.restore, 'plain')] }
  }
  return { ...templateCard(view, by, reader), title, tone: 'good' }
}
