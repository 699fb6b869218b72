import { getTableConfig, type PgTable } from '#orm/pg-core'
import { rowsIn, wireOf } from '#db/connection/wire.ts'
import { rows, type Tx } from '#db/connection/connect.ts'
import { sql } from '#orm/core'
import * as schema from '#db/schema/index.ts'
import type { Holdings } from '#src/features/leaving/cards.ts'

/** What is of no agency, or is only the machine's own memory: of use to nobody elsewhere. */
export const leftOut = [
  ...['inbox', 'outbox', 'timers', 'counters', 'rosters', 'runs', 'seen', 'place_directory'],
  // One-time codes, known by their hash alone.
  'codes',
]

/** Every other table, so that a new one is taken along by itself. */
export const exportedTables: { name: string; table: PgTable }[] = Object.values(schema)
  .map((table) => ({ name: getTableConfig(table).name, table }))
  .filter(({ name }) => !leftOut.includes(name))

const rowsAtOnce = 500

export type Batch = { lines: string[]; after: string[] | null }

/**
 * The next rows of a table as JSON, in the order of its key, behind `after` (null: from the beginning). Bytes of files are not among them.
 * `after` of what is answered is null where there are no more.
 */
export async function exportRows(
  tx: Tx,
  agency: string,
  { table }: { table: PgTable },
  after: string[] | null,
): Promise<Batch> {
  const { name, columns, primaryKeys } = getTableConfig(table)
  const inKey = primaryKeys[0]?.columns.map((column) => column.name)
  // The columns of a key do not know their types; those of the table do.
  const key = columns.filter((column) => inKey?.includes(column.name) ?? column.primary).filter(isOwn)
  const named = key.map((column) => `t."${column.name}"`)
  const bound = key.map((column, index) => `$${index + 2}::text::${column.getSQLType()}`)
  const behind = after && key.length > 0 ? `and (${named.join(', ')}) > (${bound.join(', ')})` : ''
  const order = named.length > 0 ? `order by ${named.join(', ')}` : ''
  const found = rowsIn(
    await wireOf(tx).ask(
      `select (to_jsonb(t) - 'bytes')::text as line, array[${named.map((each) => `${each}::text`).join(', ')}]::text[] as key
        from "${name}" t where t.agency_id = $1 ${behind} ${order} limit ${rowsAtOnce}`,
      [agency, ...(behind === '' ? [] : (after ?? []))],
    ),
  )
  const lines = found.flatMap(({ line }) => (typeof line === 'string' ? [line] : []))
  const last = found.at(-1)?.['key']
  return {
    lines,
    after: found.length === rowsAtOnce && Array.isArray(last) && last.length > 0 ? last.map(String) : null,
  }
}

function isOwn({ name }: { name: string }): boolean {
  return name !== 'agency_id'
}

/** The files that are kept, by id: which they are, without their bytes. */
export async function exportFiles(tx: Tx, agency: string): Promise<{ id: string; name: string }[]> {
  return rows<{ id: string; name: string }>(
    tx,
    sql`select id, name from files where agency_id = ${agency} and bytes is not null order by id`,
  )
}

/** How much an agency holds. */
export async function holdingsOf(tx: Tx, agency: string): Promise<Holdings> {
  const of = (table: string) => sql.raw(`(select count(*)::int from ${table} where agency_id = `)
  const [found] = await rows<Holdings>(
    tx,
    sql`select ${of('tasks')} ${agency}) as tasks, ${of('persons')} ${agency}) as people, ${of('clients')} ${agency}) as clients,
      ${of('posts')} ${agency}) as posts, ${of('talk_messages')} ${agency}) as messages, ${of('files')} ${agency}) as files`,
  )
  if (!found) throw new Error('nothing was counted')
  return found
}

/** By what an agency is reached and woken; with these nobody asks for anything of it any more, and nothing comes by itself. */
const doors = ['places', 'digests', 'weekly_digests', 'room_digests', 'reminders', 'outbox'] as const

/** What grows with the work that is done, each before what it refers to. */
const growing = [
  ...['task_events', 'checklist_items', 'seen', 'talk_messages', 'messages', 'threads', 'inbox'],
  ...['post_events', 'post_files', 'repeat_slots', 'tasks', 'posts', 'files'],
] as const

/**
 * Whom that referred to. For each of them the server looks whether anything still does, and comes past all that was deleted and is not cleaned up
 * yet: of 200,000 tasks that takes a tenth of a second.
 */
const referredTo = ['repeats', 'templates', 'social_accounts', 'clients', 'persons'] as const

/** Rows that are deleted in one step: far less than a statement's time, however much an agency holds. */
const deletedAtOnce = { growing: 20_000, referredTo: 50 }

/**
 * The next step of an agency's end: first its doors, then what grew with its work, so many rows at a time. False: there may be more. What is left then
 * is little, and goes with the agency itself.
 */
export async function deleteSome(tx: Tx, agency: string, most = deletedAtOnce): Promise<boolean> {
  await rows(tx, sql`delete from place_directory where for_agency = ${agency}`)
  for (const table of doors) await rows(tx, sql`delete from ${sql.identifier(table)} where agency_id = ${agency}`)
  for (const table of growing) if (!(await deleteFrom(tx, agency, table, most.growing))) return false
  for (const table of referredTo) if (!(await deleteFrom(tx, agency, table, most.referredTo))) return false
  return true
}

/** Answers whether none is left. */
async function deleteFrom(tx: Tx, agency: string, table: string, most: number): Promise<boolean> {
  const name = sql.identifier(table)
  const gone = await rows<{ one: number }>(
    tx,
    sql`delete from ${name} where ctid = any(array(select ctid from ${name} where agency_id = ${agency} limit ${most}))
      and agency_id = ${agency} returning 1 as one`,
  )
  return gone.length < most
}

/** All of it is gone with the commit, whatever refers to it. */
export async function deleteAgency(tx: Tx, agency: string): Promise<void> {
  await rows(tx, sql`delete from agencies where agency_id = ${agency}`)
}
