import { sql, type SQL } from '#orm/core'
import type { Load } from '#src/features/digests/digest.ts'
import type { Measure, Measures } from '#src/features/reports/report.ts'
import { rows, type Tx } from '#db/connection/connect.ts'
import { toArray } from './digests.ts'
import { factsOf, measured } from './facts.ts'

const listed = (agencies: string[]): SQL => sql`any(${toArray(agencies)}::uuid[])`

/** How busy each agency's assistants are, and who has most in hand. */
export async function loadsOf(tx: Tx, agencies: string[], most: number): Promise<Map<string, Load>> {
  const found = await rows<Omit<Load, 'busiest'> & { agency_id: string; busiest: Load['busiest'] | null }>(
    tx,
    sql`
      with held as (
        select t.agency_id, t.assistant_id, count(*)::int as in_hand from tasks t
        where t.agency_id = ${listed(agencies)} and t.status in ('claimed', 'in-progress')
        group by t.agency_id, t.assistant_id
      ),
      assistants as (
        select p.agency_id, p.name, p.capacity, coalesce(h.in_hand, 0) as in_hand, row_number() over (
          partition by p.agency_id order by coalesce(h.in_hand, 0)::float8 / p.capacity desc, h.in_hand desc nulls last, p.name
        ) as nth
        from persons p left join held h on h.agency_id = p.agency_id and h.assistant_id = p.id
        where p.agency_id = ${listed(agencies)} and 'assistant' = any(p.roles)
      )
      select agency_id, count(*)::int as assistants, (count(*) filter (where in_hand < capacity))::int as free,
        json_agg(json_build_object('name', name, 'inHand', in_hand, 'capacity', capacity) order by nth)
          filter (where nth <= ${most} and in_hand > 0) as busiest
      from assistants group by agency_id`,
  )
  return new Map(found.map(({ agency_id: agency, busiest, ...load }) => [agency, { ...load, busiest: busiest ?? [] }]))
}

/** How fast each agency as a whole answered and finished between two moments. */
export async function measuresOf(
  tx: Tx,
  agencies: string[],
  from: Temporal.Instant,
  to: Temporal.Instant,
): Promise<Map<string, Measures>> {
  const [starts, ends] = [sql`${from.toString()}::timestamptz`, sql`${to.toString()}::timestamptz`]
  const touched = sql`
    select t.agency_id, t.id, t.client_id, t.duty, t.priority, t.assistant_id, t.status, t.done_at
    from tasks t where t.agency_id = ${listed(agencies)} and t.since >= ${starts}`
  const found = await rows<Measure & { agency_id: string; kind: 'answer' | 'end' }>(
    tx,
    sql`
      with ${factsOf(touched, starts, ends)}
      select agency_id, kind, ${measured(sql`ms`)} from facts group by agency_id, kind`,
  )
  const measures = new Map<string, Measures>()
  for (const { agency_id: agency, kind, ...measure } of found) {
    const known = measures.get(agency) ?? { answers: null, ends: null }
    measures.set(agency, { ...known, [kind === 'answer' ? 'answers' : 'ends']: measure })
  }
  return measures
}

/** Agencies that have a manager whose digest is due by now, but for those known already. */
export async function agenciesDue(tx: Tx, now: Temporal.Instant, known: string[], most: number): Promise<string[]> {
  const found = await rows<{ agency_id: string }>(
    tx,
    sql`
      select distinct d.agency_id from digests d
      join persons p on p.agency_id = d.agency_id and p.id = d.person_id and p.roles && '{owner,manager}'::text[]
      where d.next_at is not null and d.next_at <= ${now.toString()}::timestamptz and not (d.agency_id = ${listed(known)})
      limit ${most}`,
  )
  return found.map(({ agency_id: agency }) => agency)
}
