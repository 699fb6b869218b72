import { and, asc, eq, inArray, isNull, or, sql } from '#orm/core'
import type { Template } from '#src/features/templates/template.ts'
import { rows, type Tx } from '#db/connection/connect.ts'
import { templates } from '#db/schema/templates.ts'

/** Counted under the agency's lock, so that of two at once the second has the next. */
export async function nextTemplateNumber(tx: Tx, agency: string): Promise<number> {
  await rows(tx, sql`select from agencies where agency_id = ${agency} for update`)
  const [row] = await tx
    .select({ number: sql<number>`coalesce(max(${templates.number}), 0) + 1` })
    .from(templates)
    .where(eq(templates.agencyId, agency))
  return row?.number ?? 1
}

export async function insertTemplate(tx: Tx, agency: string, template: Template, now: Temporal.Instant): Promise<void> {
  await tx.insert(templates).values({ agencyId: agency, ...writeRow(template), createdAt: now })
}

export async function saveTemplate(tx: Tx, agency: string, template: Template): Promise<void> {
  await tx
    .update(templates)
    .set(writeRow(template))
    .where(and(eq(templates.agencyId, agency), eq(templates.id, template.id)))
}

/** Removed, or had back (`null`). */
export async function removeTemplate(tx: Tx, agency: string, id: string, at: Temporal.Instant | null): Promise<void> {
  await tx
    .update(templates)
    .set({ removedAt: at })
    .where(and(eq(templates.agencyId, agency), eq(templates.id, id)))
}

export type StoredTemplate = { template: Template; removed: boolean }

export async function templateByNumber(tx: Tx, agency: string, number: number): Promise<StoredTemplate | null> {
  const [row] = await tx
    .select()
    .from(templates)
    .where(and(eq(templates.agencyId, agency), eq(templates.number, number)))
  return row ? { template: readRow(row), removed: row.removedAt !== null } : null
}

/** The agency's own, and those of these clients, or of all clients; by name. */
export async function listTemplates(tx: Tx, agency: string, clients: string[] | null): Promise<Template[]> {
  const found = await tx
    .select()
    .from(templates)
    .where(
      and(
        eq(templates.agencyId, agency),
        isNull(templates.removedAt),
        clients === null
          ? undefined
          : or(isNull(templates.clientId), clients.length ? inArray(templates.clientId, clients) : sql`false`),
      ),
    )
    .orderBy(asc(sql`lower(${templates.name})`), asc(templates.number))
  return found.map(readRow)
}

function writeRow({ client, assistant, ...rest }: Template) {
  return { ...rest, clientId: client, assistantId: assistant }
}

function readRow(row: typeof templates.$inferSelect): Template {
  const { id, number, name, brief, duty, priority, due, checklist, questions } = row
  return {
    id,
    number,
    name,
    client: row.clientId,
    brief,
    duty,
    priority,
    due,
    checklist,
    questions,
    assistant: row.assistantId,
  }
}

/** Whoever names them as the usual assistant names nobody from now on. Says of how many that are there. */
export async function forgetAssistantOfTemplates(tx: Tx, agency: string, person: string): Promise<number> {
  const found = await tx
    .update(templates)
    .set({ assistantId: null })
    .where(and(eq(templates.agencyId, agency), eq(templates.assistantId, person)))
    .returning({ removedAt: templates.removedAt })
  return found.filter(({ removedAt }) => removedAt === null).length
}
