import { sql, type SQL } from '#orm/core'
import type { Grouping, Measure, Measures } from '#src/features/reports/report.ts'
import { rows, type Tx } from '#db/connection/connect.ts'
import { factsOf, measured } from './facts.ts'

/** Whose figures: those of these clients, or of this assistant's own doing, or of either; of the whole agency where neither is named. */
export type Scope = { clients?: string[]; assistant?: string; client?: string }

export type Grouped = { total: Measures; groups: Map<string, Measures>; parts: (Measure | null)[] }

type Row = Measure & { kind: 'answer' | 'end'; of: 'total' | 'part' | 'group'; part: number | null; grp: string | null }

/**
 * The figures of a stretch of time, in one query: in all, by client, assistant or duty, and for each part between two cuts
 * what was done. `''` stands for the pool, which has no assistant.
 */
export async function reportFigures(
  tx: Tx,
  agency: string,
  scope: Scope,
  cuts: Temporal.Instant[],
  by: Grouping,
): Promise<Grouped> {
  const [from, to] = [instant(cuts[0]), instant(cuts.at(-1))]
  // Of an assistant what counts is the time for which that one was waited for.
  const own = scope.assistant ? sql`own_ms` : sql`ms`
  const ofGroup = by === 'assistant' ? sql`own_ms` : own
  const column = { client: sql`client_id::text`, assistant: sql`coalesce(person::text, '')`, duty: sql`duty` }[by]
  const found = await rows<Row>(
    tx,
    sql`
      with ${factsOf(touchedIn(agency, scope, from), from, to)},
      counted as (
        select f.*, ${column} as grp, width_bucket(f.at, ${arrayOf(cuts)}) as part
        from facts f
        where ${within(scope)}
      )
      select kind, null as grp, part, case grouping(part) when 1 then 'total' else 'part' end as of, ${measured(own)}
      from counted
      group by grouping sets ((kind), (kind, part))
      union all
      select kind, grp, null, 'group', ${measured(ofGroup)}
      from counted
      group by kind, grp`,
  )
  return gather(found, cuts.length - 1)
}

/** What was moved since the period began: nothing else can have an event in it. */
function touchedIn(agency: string, { clients, assistant, client }: Scope, from: SQL): SQL {
  const own = sql`select e.task_id from task_events e
    where e.agency_id = ${agency} and e.waited_person = ${assistant ?? null}::uuid and e.at >= ${from}`
  const seen = [
    ...(clients ? [sql`t.client_id = any(${uuids(clients)})`] : []),
    ...(assistant ? [sql`t.assistant_id = ${assistant}`, sql`t.id in (${own})`] : []),
  ]
  return sql`
    select t.agency_id, t.id, t.client_id, t.duty, t.priority, t.assistant_id, t.status, t.done_at
    from tasks t
    where t.agency_id = ${agency} and t.since >= ${from}
      ${client ? sql`and t.client_id = ${client}` : sql``}
      ${seen.length > 0 ? sql`and (${sql.join(seen, sql` or `)})` : sql``}`
}

function within({ clients, assistant }: Scope): SQL {
  const seen = [
    ...(clients ? [sql`f.client_id = any(${uuids(clients)})`] : []),
    ...(assistant ? [sql`f.person = ${assistant}`] : []),
  ]
  return seen.length > 0 ? sql`(${sql.join(seen, sql` or `)})` : sql`true`
}

function gather(found: Row[], parts: number): Grouped {
  const groups = new Map<string, Measures>()
  const grouped: Grouped = {
    total: { answers: null, ends: null },
    groups,
    parts: Array.from({ length: parts }, () => null),
  }
  for (const { kind, grp, part, of, ...measure } of found) {
    const key = kind === 'answer' ? 'answers' : 'ends'
    if (of === 'total') grouped.total[key] = measure
    else if (of === 'group' && grp !== null)
      groups.set(grp, { ...(groups.get(grp) ?? { answers: null, ends: null }), [key]: measure })
    else if (of === 'part' && part !== null && kind === 'end') grouped.parts[part - 1] = measure
  }
  return grouped
}

function instant(at: Temporal.Instant | undefined): SQL {
  return sql`${at?.toString() ?? null}::timestamptz`
}

export function arrayOf(instants: Temporal.Instant[]): SQL {
  return sql`${`{${instants.map(String).join(',')}}`}::timestamptz[]`
}

export function uuids(ids: string[]): SQL {
  return sql`${`{${ids.join(',')}}`}::uuid[]`
}
