import { awayOf } from './away.ts'

const list = (columns: string, from: string, order = '') =>
  `coalesce((select json_agg(json_build_object(${columns})${order && ` order by ${order}`}) from ${from} where agency_id = a.id), '[]'::json)`

/** All that an agency's roster is, for each of those named: one statement, and so of one moment. */
export const readWhole = `select a.id::text as agency, json_build_object(
  'version', (select version from rosters where for_agency = a.id),
  'agency', (select json_build_object('id', agency_id, 'name', name, 'zone', zone, 'language', language, 'duties', duties,
    'responseHours', response_hours, 'leaseHours', lease_hours, 'reviewDays', review_days) from agencies where agency_id = a.id),
  'people', ${list(
    `'id', id, 'name', name, 'language', language, 'zone', zone, 'hours', hours, 'roles', roles, 'duties', duties, 'capacity', capacity,
    'clients', coalesce((select json_agg(m.client_id) from client_members m
      where m.agency_id = persons.agency_id and m.person_id = persons.id), '[]'::json),
    'away', ${awayOf}`,
    'persons',
    'name, id',
  )},
  'seniority', coalesce((select json_agg(id order by created_at, id) from persons where agency_id = a.id), '[]'::json),
  'identities', coalesce((
    select json_agg(json_build_object('person', i.person_id, 'platform', i.platform, 'externalId', i.external_id,
      'placeId', i.place_id, 'place', p.external_id, 'direct', i.direct, 'left', i.left_at) order by p.connected_at, p.id)
    from identities i join places p on p.agency_id = i.agency_id and p.id = i.place_id where i.agency_id = a.id), '[]'::json),
  'clients', ${list(`'id', id, 'name', name, 'zone', zone, 'language', language, 'reviewDays', review_days, 'archived', archived_at is not null`, 'clients', 'name, id')},
  'assignments', ${list(`'client', client_id, 'duty', nullif(duty, '*'), 'primary', primary_id, 'backups', backups`, 'assignments')},
  'places', ${list(`'id', id, 'platform', platform, 'externalId', external_id, 'name', name`, 'places')},
  'rooms', coalesce((
    select json_agg(json_build_object('id', r.id, 'placeId', r.place_id, 'platform', p.platform, 'place', p.external_id,
      'purpose', r.purpose, 'channel', r.channel, 'clientId', r.client_id, 'closed', r.closed_at))
    from rooms r join places p on p.agency_id = r.agency_id and p.id = r.place_id where r.agency_id = a.id), '[]'::json),
  'targets', ${list(`'client', client_id, 'priority', priority, 'respond', respond_minutes, 'done', done_minutes`, 'targets')},
  'rules', ${list(`'id', id, 'client', client_id, 'duty', duty, 'words', words, 'assistant', assistant_id`, 'routing_rules', 'place')},
  'accounts', ${list(`'id', id, 'client', client_id, 'network', network, 'handle', handle`, 'social_accounts', 'network, handle')},
  'slots', ${list(`'id', id, 'account', account_id, 'times', times, 'days', days, 'ended', ended_at is not null`, 'social_slots', 'created_at, id')},
  'approvals', ${list(`'client', client_id, 'approvals', approvals`, 'social_settings')}
)::text as roster
from unnest($1::uuid[]) as a(id)`
