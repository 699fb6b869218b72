import { and, asc, eq, inArray, isNull, or, sql } from '#orm/core'
import type { Template } from '#src/features/templates/template.ts'
import { isNumber } from './numbers.ts'
import type { Tx } from '#db/connection/connect.ts'
import { createMemory } from '#db/connection/memory.ts'
import { countNumber, write } from './life.ts'
import { templates } from '#db/schema/templates.ts'

const known = createMemory<StoredTemplate | null>()
const lists = createMemory<Template[]>()

function keep(tx: Tx, agency: string, template: Template, removed: boolean): void {
  known.keep(tx, `${agency}:${template.number}`, { template, removed })
  lists.forget(tx)
}

/** Its number is given where it is written, and until then it is 0: see `numberCounted`. */
export async function insertTemplate(tx: Tx, agency: string, template: Template, now: Temporal.Instant): Promise<void> {
  write(tx, agency, 'templateMade', template.id, { ...writeRow(template), createdAt: now })
  countNumber(tx, agency, 'template', (number) => keep(tx, agency, { ...template, number }, false))
}

export async function saveTemplate(tx: Tx, agency: string, template: Template): Promise<void> {
  await tx
    .update(templates)
    .set(writeRow(template))
    .where(and(eq(templates.agencyId, agency), eq(templates.id, template.id)))
  keep(tx, agency, template, false)
}

/** Removed, or had back (`null`). */
export async function removeTemplate(
  tx: Tx,
  agency: string,
  template: Template,
  at: Temporal.Instant | null,
): Promise<void> {
  await tx
    .update(templates)
    .set({ removedAt: at })
    .where(and(eq(templates.agencyId, agency), eq(templates.id, template.id)))
  keep(tx, agency, template, at !== null)
}

export type StoredTemplate = { template: Template; removed: boolean }

export async function templateByNumber(tx: Tx, agency: string, number: number): Promise<StoredTemplate | null> {
  if (!isNumber(number)) return null
  return known.recall(tx, `${agency}:${number}`, async () => {
    const [row] = await tx
      .select()
      .from(templates)
      .where(and(eq(templates.agencyId, agency), eq(templates.number, number)))
    return row ? { template: readRow(row), removed: row.removedAt !== null } : null
  })
}

/** The agency's own, and those of these clients, or of all clients; by name. */
export function listTemplates(tx: Tx, agency: string, clients: string[] | null): Promise<Template[]> {
  return lists.recall(tx, `${agency}:${clients?.toSorted().join() ?? 'all'}`, async () => {
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
  })
}

/**
 * The same, and keeps others from deciding on whichever of them are called so, by name, beginning or number, until this transaction ends; in
 * one trip. What is locked is as it is now, whoever held it.
 */
export async function lockTemplates(
  tx: Tx,
  agency: string,
  clients: string[] | null,
  called: string,
): Promise<Template[]> {
  const begins = `${called.replaceAll(/[\\%_]/gu, '\\$&')}%`
  const reading = tx
    .select()
    .from(templates)
    .where(
      and(
        eq(templates.agencyId, agency),
        or(sql`lower(${templates.name}) like lower(${begins})`, sql`${templates.number}::text = ${called}`),
      ),
    )
    .orderBy(asc(templates.number))
    .for('update')
  const [locked, listed] = await Promise.all([reading.execute(), listTemplates(tx, agency, clients)])
  const now = new Map(locked.map((row) => [row.id, row]))
  return listed.flatMap((template) => {
    const row = now.get(template.id)
    return row?.removedAt ? [] : [row ? readRow(row) : template]
  })
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
