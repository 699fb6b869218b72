import type { Sql } from 'postgres'
import type { Asker } from './slack-requests.ts'

/** How much there is. Each agency has one manager, as many assistants as are named, and four clients of one member each. */
export type Size = { agencies: number; assistants: number }

const clients = 4

/** One who may delegate in this agency: a member of its first client. */
export function clientOf(agency: number): Asker {
  return { team: `T${agency}`, user: `U${agency}C0`, channel: `C${agency}` }
}

export function assistantOf(agency: number, number: number): Asker {
  return { team: `T${agency}`, user: `U${agency}A${number}`, channel: `B${agency}` }
}

/**
 * Agencies in Slack from number `first` on, each in a workspace of its own with a room for open tasks. Written as plain SQL, since a build of another
 * day is seeded too: it says no more than every build has.
 */
export async function seedAgencies(sql: Sql, { agencies, assistants }: Size, first = 0): Promise<void> {
  const all = `generate_series(${first}, ${first + agencies - 1}) a`
  const each = (most: number) => `${all}, generate_series(0, ${most - 1}) i`
  const statements = [
    `insert into agencies (agency_id, name, zone, language, duties, created_at)
     select ${id(`'a' || a`)}, 'Agency ' || a, 'Asia/Kolkata', 'en', array['travel','clerical','bookkeeping'], now() from ${all}`,
    `insert into places (agency_id, id, platform, external_id, name, connected_at)
     select ${id(`'a' || a`)}, ${id(`'a' || a`)}, 'slack', 'T' || a, 'Place', now() from ${all}`,
    `insert into place_directory (platform, external_id, for_agency, place_id)
     select 'slack', 'T' || a, ${id(`'a' || a`)}, ${id(`'a' || a`)} from ${all}`,
    `insert into rooms (agency_id, id, place_id, purpose, channel)
     select ${id(`'a' || a`)}, ${id(`'b' || a`)}, ${id(`'a' || a`)}, 'board', 'B' || a from ${all}`,
    ...people('M', 'manager', each(1)),
    ...people('A', 'assistant', each(assistants)),
    ...people('C', 'client', each(clients)),
    `insert into clients (agency_id, id, name) select ${id(`'a' || a`)}, ${id(`'c' || a || ':' || i`)}, 'Client ' || i from ${each(clients)}`,
    `insert into client_members (agency_id, client_id, person_id)
     select ${id(`'a' || a`)}, ${id(`'c' || a || ':' || i`)}, ${id(`'p' || a || 'C' || i`)} from ${each(clients)}`,
  ]
  for (const statement of statements) await sql.unsafe(statement)
  await sql.unsafe('analyze')
}

/** Hands enough for every task of a run. */
function people(kind: string, role: string, rows: string): string[] {
  return [
    `insert into persons (agency_id, id, name, language, zone, hours, roles, duties, capacity, created_at)
     select ${id(`'a' || a`)}, ${id(`'p' || a || '${kind}' || i`)}, '${role} ' || i, 'en', 'Asia/Kolkata', null, array['${role}'],
       ${role === 'assistant' ? `array['travel','clerical']` : `'{}'::text[]`}, 1000000, now() from ${rows}`,
    `insert into identities (agency_id, platform, external_id, person_id, place_id, direct)
     select ${id(`'a' || a`)}, 'slack', 'U' || a || '${kind}' || i, ${id(`'p' || a || '${kind}' || i`)}, ${id(`'a' || a`)},
       'D' || a || '${kind}' || i from ${rows}`,
  ]
}

function id(text: string): string {
  return `md5(${text})::uuid`
}
