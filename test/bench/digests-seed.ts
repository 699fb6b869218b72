import { sql } from '#orm/core'
import { rows, type Database, type Tx } from '#db/connection/connect.ts'

/** Monday, nine in the morning in Kolkata. */
export const now = Temporal.Instant.from('2026-03-02T03:30:00Z')

export type Size = { people: number; tasks: number; agencies: number }

/**
 * Two years of work: of what was asked for in the last two months half is still open, all else is done, each with the
 * history that brought it there. All digests are due, and tell of the day before.
 */
export async function seedDigests(db: Database, size: Size): Promise<void> {
  await db.asOwner(async (tx) => {
    // What is made here is whole: nothing need be checked row by row.
    await run(tx, `set local session_replication_role = replica`)
    await run(tx, `set local statement_timeout = 0`)
    const indexes = await dropIndexes(tx)
    for (const statement of [...people(size), ...work(size), ...digests(size)]) await run(tx, statement)
    for (const index of indexes) await run(tx, index)
  })
  await db.asOwner((tx) => run(tx, `analyze`))
}

async function run(tx: Tx, statement: string): Promise<void> {
  await rows(tx, sql.raw(statement))
}

/** They are made again at the end, which takes a fraction of the time. */
async function dropIndexes(tx: Tx): Promise<string[]> {
  const found = await rows<{ name: string; made: string }>(
    tx,
    sql`
      select i.indexname as name, i.indexdef as made from pg_indexes i
      where i.schemaname = 'public' and i.tablename in ('tasks', 'task_events')
        and not exists (select from pg_constraint c where c.conname = i.indexname)`,
  )
  for (const { name } of found) await run(tx, `drop index "${name}"`)
  return found.map(({ made }) => made)
}

const at = `timestamptz '${now.toString()}'`
const duties = `array['clerical','bookkeeping','social-media','writing','travel','scheduling','data-entry','file-storage','research','other']`
const zones = `array['Asia/Kolkata','America/New_York','Europe/London','Europe/Lisbon','Asia/Manila','Australia/Sydney','Australia/Lord_Howe']`

const agency = (a: string) => `md5('a' || (${a}))::uuid`
const person = (n: string) => `md5('p' || (${n}))::uuid`
const client = (a: string, c: string) => `md5('c' || (${a}) || ':' || (${c}))::uuid`

/** Of fifty people one manages, twenty-five assist, and the others are two members each of as many clients. */
function people({ people: count, agencies }: Size): string[] {
  const each = Math.floor(count / agencies)
  const role = `case when i % 50 = 0 then 'manager' when i % 2 = 1 then 'assistant' else 'client' end`
  const everyone = `(select n, n % ${agencies} as a, n / ${agencies} as i from generate_series(0, ${each * agencies - 1}) n) p`
  return [
    `insert into agencies (agency_id, name, zone, language, duties, created_at)
     select ${agency('a')}, 'Agency ' || a, 'Asia/Kolkata', 'en', ${duties}, ${at} from generate_series(0, ${agencies - 1}) a`,
    `insert into places (agency_id, id, platform, external_id, name, connected_at)
     select ${agency('a')}, ${agency('a')}, 'slack', 'T' || a, 'Place', ${at} from generate_series(0, ${agencies - 1}) a`,
    `insert into persons (agency_id, id, name, language, zone, hours, roles, duties, capacity, created_at)
     select ${agency('a')}, ${person('n')}, 'Person ' || n, case when n % 3 = 0 then 'hi' else 'en' end,
       (${zones})[n % 7 + 1], null, array[${role}],
       case when i % 2 = 1 then array[(${duties})[i % 10 + 1], (${duties})[(i + 3) % 10 + 1], (${duties})[(i + 6) % 10 + 1]]
         else '{}'::text[] end, 5, ${at}
     from ${everyone}`,
    `insert into identities (agency_id, platform, external_id, person_id, place_id, direct)
     select ${agency('a')}, 'slack', 'U' || n, ${person('n')}, ${agency('a')}, 'D' || n from ${everyone}`,
    `insert into clients (agency_id, id, name)
     select ${agency('a')}, ${client('a', 'c')}, 'Client ' || c
     from generate_series(0, ${agencies - 1}) a, generate_series(0, ${Math.floor(each / 4) - 1}) c`,
    `insert into client_members (agency_id, client_id, person_id)
     select ${agency('a')}, ${client('a', 'i / 4')}, ${person('n')} from ${everyone}
     where i % 2 = 0 and i % 50 <> 0 and i / 4 < ${Math.floor(each / 4)}`,
    `insert into targets (agency_id, client_id, priority, respond_minutes, done_minutes)
     select agency_id, id, '*', 240, 960 from clients`,
  ]
}

/** Every second one of the last two months is open. */
function work({ people: count, tasks, agencies }: Size): string[] {
  const each = Math.floor(count / agencies)
  const own = Math.floor(tasks / agencies)
  const recent = Math.floor(own * 0.92)
  const status = `case when k < ${recent} or k % 2 = 1 then 'done'
    when k / 2 % 20 < 2 then 'assigned' when k / 2 % 20 < 5 then 'open' when k / 2 % 20 < 8 then 'claimed'
    when k / 2 % 20 < 14 then 'in-progress' when k / 2 % 20 < 17 then 'waiting' else 'in-review' end`
  const made = `${at} - interval '730 days' * (1 - k / ${own}.0)`
  const moved = `least(made + interval '1 hour' * (k % 60 + 2), ${at} - interval '1 minute' * (k % 1440 + 1))`
  return [
    `insert into tasks (agency_id, id, number, client_id, requester_id, assistant_id, status, title, brief, duty, priority,
       due, promise, routed, passed_over, question, result, created_at, since, act_by, done_at, version, moved, origin_place, origin_channel)
     select ${agency('a')}, md5('t' || n)::uuid, k + 1, ${client('a', 'c')}, ${person(`(4 * c + 2) * ${agencies} + a`)},
       case when status = 'open' then null else ${person(`(2 * j + 1) * ${agencies} + a`)} end,
       status, 'Book a flight to Pune, number ' || k, repeat('What is to be done and how. ', 8),
       (${duties})[k % 10 + 1], (array['low','normal','normal','high','urgent'])[k % 5 + 1],
       made + interval '1 day' * (k % 60),
       case when status in ('open', 'assigned') then null else made + interval '1 day' * (k % 90) end,
       '{"by":"pool","skipped":[]}', '[]',
       case when status = 'waiting' then jsonb_build_object('text', 'Which?', 'options', '[]'::jsonb, 'askedAt', since) end,
       case when status in ('in-review', 'done') then jsonb_build_object('text', 'Done', 'links', '[]'::jsonb, 'at', since) end,
       made, since, null, case when status = 'done' then since end, 6, 6, ${agency('a')}, 'C1'
     from (select n, n % ${agencies} as a, n / ${agencies} as k from generate_series(0, ${own * agencies - 1}) n) t,
       lateral (select k % ${Math.floor(each / 4)} as c, k * 7 % ${Math.floor(each / 2)} as j, ${status} as status, ${made} as made) m,
       lateral (select ${moved} as since) s`,
    `insert into task_events (agency_id, task_id, seq, type, by_id, via, at, data, waited_on, waited_person, plain_ms, work_ms)
     select t.agency_id, t.id, s.seq, s.type, case when s.seq in (1, 6) then t.requester_id else t.assistant_id end, 'slack',
       t.created_at + (t.since - t.created_at) * s.part, '{}', s.waited, case s.waited when 'assistant' then t.assistant_id end,
       extract(epoch from t.since - t.created_at) * 1000 * s.took, extract(epoch from t.since - t.created_at) * 300 * s.took
     from tasks t, lateral (values
       (1, 'task-delegated', 0.0, 0.0, null),
       (2, case when t.status = 'open' then 'task-opened' else 'task-assigned' end, 0.0, 0.0, null),
       (3, 'assignment-accepted', 0.1, 0.1, 'assistant'), (4, 'task-started', 0.2, 0.1, 'assistant'),
       (5, case when t.status = 'waiting' then 'question-asked' else 'result-submitted' end, 0.8, 0.6, 'assistant'),
       (6, 'result-accepted', 1.0, 0.2, 'client')) s(seq, type, part, took, waited)
     where s.seq <= case t.status when 'open' then 2 when 'assigned' then 2 when 'claimed' then 3 when 'in-progress' then 4
       when 'done' then 6 else 5 end`,
  ]
}

/** A third of what was finished since yesterday its requester has seen. */
function digests(_: Size): string[] {
  return [
    `insert into digests (agency_id, person_id, times, days, next_at, next_slot, last_at)
     select agency_id, id, '{09:00}', '{1,2,3,4,5,6,7}', ${at}, '2026-03-02T09:00', ${at} - interval '1 day' from persons`,
    `insert into weekly_digests (agency_id, person_id, times, days, last_at)
     select agency_id, id, '{09:00}', '{1}', ${at} - interval '7 days' from persons`,
    `insert into seen (agency_id, person_id, task_id, at)
     select agency_id, requester_id, id, done_at + interval '1 second' from tasks
     where status = 'done' and done_at > ${at} - interval '1 day' and number % 3 = 0`,
  ]
}
