import type { Away } from '#src/kernel/person.ts'

export type AwayRow = { from: string; to: string; holiday: string | null }

/** The days on which someone is not there, public holidays among them, in a query that calls their row `persons`. */
export const awayOf = `coalesce((
    select json_agg(json_build_object('from', a.from_day::text, 'to', a.to_day::text, 'holiday', a.holiday) order by a.from_day)
    from (
      select d.from_day, d.to_day, null as holiday from days_away d
      where d.agency_id = persons.agency_id and d.person_id = persons.id
      union all
      select h.day, h.day, string_agg(h.name, ', ' order by h.name) from holidays h
      where h.agency_id = persons.agency_id and h.day_off
        -- A client's people are not at work where the agency is.
        and ((h.subject_kind = 'agency' and persons.roles && array['owner', 'manager', 'assistant'])
          or (h.subject_kind = 'person' and h.subject_id = persons.id)
          or (h.subject_kind = 'client' and exists (
            select 1 from client_members m
            where m.agency_id = persons.agency_id and m.person_id = persons.id and m.client_id = h.subject_id)))
      group by h.day
    ) a), '[]'::json)`

export function toAway(rows: AwayRow[]): Away[] {
  return rows.map(({ from, to, holiday }) => ({
    ...{ from: Temporal.PlainDate.from(from), to: Temporal.PlainDate.from(to) },
    ...(holiday === null ? {} : { holiday }),
  }))
}
