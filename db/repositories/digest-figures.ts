import { sql, type SQL } from '#orm/core'
import {
  lookedUpPerSection,
  sectionNames,
  soonHours,
  type Found,
  type SectionName,
} from '#src/features/digests/digest.ts'
import { dutiesInPool, is, manages, type Person } from '#src/kernel/person.ts'
import { rows, type Tx } from '#db/connection/connect.ts'
import { toArray } from './digests.ts'
import { keepTask } from './known-tasks.ts'
import { storedFrom, taskColumns, type Read } from './task-state.ts'
import { promisedBy } from '#db/schema/tasks.ts'

/** Whose digest, and since when what was finished or came into the pool is news. */
export type Reader = Pick<Person, 'roles' | 'duties'> & { agency: string; person: string; since: Temporal.Instant }

/** With the tasks themselves, which whoever words them then knows; with `lastOr`, since when their last digest came, or else since then. */
type Also = { tasks?: boolean; lastOr?: Temporal.Instant }

type Sections = Found['sections']

/** In the order in which `sectionNames` has them. */
const rankOf = (name: SectionName) => sql.raw(String(sectionNames.indexOf(name)))

const promised = promisedBy({ promise: sql`t.promise`, due: sql`t.due` })
const isOpen = sql`t.status not in ('done', 'cancelled')`
/** Work that was handed in is not late. */
const canBeLate = sql`t.status not in ('done', 'cancelled', 'in-review')`
const columns = sql`r.agency_id, r.person_id, t.id, t.number, extract(epoch from ${promised})::float8 as place`

/** Seen since it became what it is: nothing that is news. */
const unseen = (since: SQL) => sql`not exists (
  select 1 from seen s
  where s.agency_id = r.agency_id and s.person_id = r.person_id and s.task_id = t.id and s.at >= ${since})`

/**
 * Every task that stands in one of these readers' digests, once, with the section that it stands in: `found`, with its
 * `rank` and its `place` in the section. Put `with` before it.
 *
 * One query for all readers of a batch. Each branch follows an index: what a person holds, what they asked for, what their
 * clients have open or done, and for managers what is late or unclaimed. A client reads that
 * nobody has taken a task once the time to answer has passed.
 */
export function foundFor(readers: Reader[], now: Temporal.Instant, lastOr?: Temporal.Instant): SQL {
  const at = sql`${now.toString()}::timestamptz`
  const soon = sql`${now.add({ hours: soonHours }).toString()}::timestamptz`
  // A bound that is the same for all of them, which an index can begin at.
  const oldest = sql`${earliest(readers).toString()}::timestamptz`
  const managed = sql`${toArray([...new Set(readers.filter(manages).map(({ agency }) => agency))])}::uuid[]`
  return sql`
    ${readersIn(readers, lastOr)},
    found as (
      select distinct on (agency_id, person_id, id) * from (
        select ${columns}, case
            when t.status = 'assigned' then ${rankOf('offered')}
            when ${canBeLate} and ${promised} < ${at} then ${rankOf('late')}
            when t.status in ('claimed', 'in-progress') then ${rankOf('today')}
            else ${rankOf('waiting')} end as rank
        from readers r
        join tasks t on t.agency_id = r.agency_id and t.assistant_id = r.person_id and ${isOpen}
        where r.assistant
        union all
        select ${columns}, ${rankOf('waitsForYou')}
        from readers r
        join tasks t on t.agency_id = r.agency_id and t.requester_id = r.person_id and t.status in ('waiting', 'in-review')
        where r.client or r.manager
        union all
        select ${columns}, case when ${promised} < ${at} then ${rankOf('late')} else ${rankOf('due')} end
        from readers r
        join client_members m on m.agency_id = r.agency_id and m.person_id = r.person_id
        join tasks t on t.agency_id = m.agency_id and t.client_id = m.client_id and ${canBeLate} and ${promised} < ${soon}
        where r.client
        union all
        select ${columns}, ${rankOf('late')}
        from readers r
        join tasks t on t.agency_id = r.agency_id and t.agency_id = any(${managed}) and ${canBeLate} and ${promised} < ${at}
        where r.manager
        union all
        select ${columns}, ${rankOf('unclaimed')}
        from readers r
        join tasks t on t.agency_id = r.agency_id and t.agency_id = any(${managed}) and t.status = 'open'
        where r.manager
        union all
        select ${columns}, ${rankOf('unclaimed')}
        from readers r
        join client_members m on m.agency_id = r.agency_id and m.person_id = r.person_id
        join tasks t on t.agency_id = m.agency_id and t.client_id = m.client_id and t.status = 'open'
        where r.client and (t.act_by is null or t.act_by <= ${at})
        union all
        select ${columns}, ${rankOf('pool')}
        from readers r
        join tasks t on t.agency_id = r.agency_id and t.status = 'open' and t.duty = any(r.duties) and t.since >= ${oldest}
        where r.assistant and t.since >= r.since and ${unseen(sql`t.since`)}
        union all
        select r.agency_id, r.person_id, t.id, t.number, -extract(epoch from t.done_at)::float8, ${rankOf('finished')}
        from readers r
        join client_members m on m.agency_id = r.agency_id and m.person_id = r.person_id
        join tasks t on t.agency_id = m.agency_id and t.client_id = m.client_id and t.status = 'done' and t.done_at >= ${oldest}
        where r.client and t.done_at >= r.since and ${unseen(sql`t.done_at`)}
      ) f
      order by agency_id, person_id, id, rank
    )`
}

/** The readers as rows: `readers`. */
function readersIn(readers: Reader[], lastOr?: Temporal.Instant): SQL {
  const texts = (of: (reader: Reader) => string) => sql`${toArray(readers.map(of))}`
  const last = sql`(select d.last_at from digests d where d.agency_id = r.agency_id and d.person_id = r.person_id)`
  const since = lastOr ? sql`greatest(coalesce(${last}, ${lastOr.toString()}::timestamptz), since)` : sql`since`
  return sql`readers as (
    select agency_id, person_id, ${since} as since, string_to_array(duties, ' ') as duties, client, assistant, manager
    from unnest(
      ${texts(({ agency }) => agency)}::uuid[], ${texts(({ person }) => person)}::uuid[],
      ${texts(({ since }) => since.toString())}::timestamptz[],
      ${texts((reader) => dutiesInPool(reader).join(' '))}::text[],
      ${texts((reader) => String(is(reader, 'client')))}::boolean[],
      ${texts((reader) => String(is(reader, 'assistant')))}::boolean[],
      ${texts((reader) => String(manages(reader)))}::boolean[]
    ) as r(agency_id, person_id, since, duties, client, assistant, manager)
  )`
}

function earliest(readers: Reader[]): Temporal.Instant {
  const [first, ...rest] = readers.map(({ since }) => since)
  if (!first) throw new Error('figures for nobody were asked for')
  return rest.reduce((a, b) => (Temporal.Instant.compare(a, b) < 0 ? a : b), first)
}

type Figures = {
  agency_id: string
  person_id: string
  rank: number
  count: number
  tasks: string[]
  whole: Read[] | null
}

const wholeTasks = sql.raw(`json_agg((
  select row_to_json(k) from (select ${taskColumns} from tasks where agency_id = f.agency_id and id = f.id) k))`)

/** What stands in each one's digest: how many in each section, and the first of them. Keyed by agency and person. */
export async function digestFigures(
  tx: Tx,
  readers: Reader[],
  now: Temporal.Instant,
  { tasks: also = false, lastOr }: Also = {},
): Promise<Map<string, Sections>> {
  if (readers.length === 0) return new Map()
  const found = await rows<Figures>(
    tx,
    sql`
      with ${foundFor(readers, now, lastOr)}
      select agency_id, person_id, rank, max(count)::int as count, json_agg(id order by nth) as tasks,
        ${also ? wholeTasks : sql`null::json`} as whole
      from (
        select agency_id, person_id, rank, id,
          row_number() over (partition by agency_id, person_id, rank order by place nulls last, number) as nth,
          count(*) over (partition by agency_id, person_id, rank) as count
        from found
      ) f
      where nth <= ${lookedUpPerSection}
      group by agency_id, person_id, rank
      order by agency_id, person_id, rank`,
  )
  const byReader = new Map<string, Sections>()
  for (const { agency_id: agency, person_id: person, rank, count, tasks, whole } of found) {
    for (const row of whole ?? []) keepTask(tx, agency, storedFrom(row))
    const name = sectionNames[rank]
    if (!name) continue
    const key = keyOf({ agency, person })
    const sections = byReader.get(key) ?? []
    sections.push({ name, count, tasks })
    byReader.set(key, sections)
  }
  return byReader
}

export function keyOf({ agency, person }: { agency: string; person: string }): string {
  return `${agency}:${person}`
}

/** All of one section of one digest, a page at a time. */
export async function sectionPage(
  tx: Tx,
  reader: Reader,
  name: SectionName,
  now: Temporal.Instant,
  { limit, offset }: { limit: number; offset: number },
): Promise<{ count: number; tasks: string[] }> {
  const found = await rows<{ id: string; count: number }>(
    tx,
    sql`
      with ${foundFor([reader], now)}
      select id, (count(*) over ())::int as count from found
      where rank = ${rankOf(name)}
      order by place nulls last, number
      limit ${limit} offset ${offset}`,
  )
  return { count: found[0]?.count ?? 0, tasks: found.map(({ id }) => id) }
}
