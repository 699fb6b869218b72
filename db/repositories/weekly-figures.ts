import { sql, type SQL } from '#orm/core'
import type { Week } from '#src/features/digests/digest.ts'
import type { Measure } from '#src/features/reports/report.ts'
import { rows, type Tx } from '#db/connection/connect.ts'
import { keyOf } from './digest-figures.ts'
import { toArray } from './digests.ts'
import { factsOf, measured } from './facts.ts'

/** Whose week, and where its days begin and end. */
export type WeekReader = { agency: string; person: string; cuts: Temporal.Instant[] }

type Row = Measure & {
  agency_id: string
  person_id: string
  kind: 'answer' | 'end'
  part: number | null
  level: number
}

/**
 * The weeks of many readers at once: of a client's members what was done for their clients, of assistants what they did
 * themselves. Keyed by agency and person; one of whom there is nothing to say is not in it.
 */
export async function weeklyFigures(tx: Tx, readers: WeekReader[], now: Temporal.Instant): Promise<Map<string, Week>> {
  if (readers.length === 0) return new Map()
  const from = sql`(select min(starts) from readers)`
  const to = sql`${now.toString()}::timestamptz`
  const found = await rows<Row>(
    tx,
    sql`
      with ${readersIn(readers)}, ${factsOf(touched(from), from, to)}
      select agency_id, person_id, kind, part, grouping(part)::int as level, ${measured(sql`ms`)}
      from (
        select r.agency_id, r.person_id, f.kind, f.target, f.ms, width_bucket(f.at, r.cuts) as part
        from readers r
        join client_members m on m.agency_id = r.agency_id and m.person_id = r.person_id
        join facts f on f.agency_id = m.agency_id and f.client_id = m.client_id and f.at >= r.starts and f.at < r.ends
        where r.client
        union all
        select r.agency_id, r.person_id, f.kind, f.target, f.own_ms, width_bucket(f.at, r.cuts)
        from readers r
        join facts f on f.agency_id = r.agency_id and f.person = r.person_id and f.at >= r.starts and f.at < r.ends
        where not r.client
      ) f
      group by grouping sets ((agency_id, person_id, kind), (agency_id, person_id, kind, part))`,
  )
  return gather(found, (readers[0]?.cuts.length ?? 1) - 1)
}

function readersIn(readers: WeekReader[]): SQL {
  const cuts = toArray(readers.map((reader) => toArray(reader.cuts.map(String))))
  return sql`
    readers as (
      select p.agency_id, p.id as person_id, r.cuts, r.cuts[1] as starts, r.cuts[array_upper(r.cuts, 1)] as ends,
        'client' = any(p.roles) as client
      from (
        select u.agency_id, u.person_id, u.cuts::timestamptz[] as cuts from unnest(
          ${toArray(readers.map(({ agency }) => agency))}::uuid[], ${toArray(readers.map(({ person }) => person))}::uuid[],
          ${cuts}::text[]) as u(agency_id, person_id, cuts)
      ) r
      join persons p on p.agency_id = r.agency_id and p.id = r.person_id
    )`
}

/** What can be in one of these weeks: moved since they began, and of their clients, or in their hands at some time. */
function touched(from: SQL): SQL {
  const columns = sql`t.agency_id, t.id, t.client_id, t.duty, t.priority, t.assistant_id, t.status, t.done_at`
  return sql`
    select ${columns}
    from (
      select distinct m.agency_id, m.client_id from readers r
      join client_members m on m.agency_id = r.agency_id and m.person_id = r.person_id
      where r.client
    ) c
    join tasks t on t.agency_id = c.agency_id and t.client_id = c.client_id and t.since >= ${from}
    union
    select ${columns}
    from readers r
    join tasks t on t.agency_id = r.agency_id and t.assistant_id = r.person_id and t.since >= ${from}
    where not r.client
    union
    select ${columns}
    from readers r
    join task_events e on e.agency_id = r.agency_id and e.waited_person = r.person_id and e.at >= ${from}
    join tasks t on t.agency_id = e.agency_id and t.id = e.task_id
    where not r.client`
}

function gather(found: Row[], days: number): Map<string, Week> {
  const weeks = new Map<string, Week>()
  for (const { agency_id: agency, person_id: person, kind, part, level, ...measure } of found) {
    const key = keyOf({ agency, person })
    const week = weeks.get(key) ?? { answers: null, ends: null, parts: Array.from({ length: days }, () => null) }
    if (level === 1) week[kind === 'answer' ? 'answers' : 'ends'] = measure
    else if (part !== null && kind === 'end') week.parts[part - 1] = measure
    weeks.set(key, week)
  }
  return weeks
}
