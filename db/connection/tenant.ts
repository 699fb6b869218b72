import { sql, type SQL } from '#orm/core'

/** Whose rows a transaction may touch. */
export type Scope = { agency: string } | 'all'

/** Superusers and roles with BYPASSRLS skip policies: their transactions step down to this role. */
export const tenantRole = 'sahayak_app'

const settings = `set_config('sahayak.agency', $1, true), set_config('sahayak.scope', $2, true), set_config('role', $3, true)`
const enterAll = `select ${settings}`
const version = `(select version::text from rosters where for_agency = nullif($1, '')::uuid)`
const enterAgency = `select ${settings}, ${version} as version`

/** A word that is no number undoes all that is sent behind it. */
const otherRoster = 'the roster is of another version'
const enterTrusting = `select ${settings},
  case when ${version} = $4 then $4 else ('${otherRoster}: ' || coalesce(${version}, 'none'))::int::text end as version`

/** The statement and its values with which a transaction is bound to whose rows it may touch. */
export type Entry = {
  text: string
  values: string[]
  /** Whether the transaction fails unless the roster is of the version that is trusted. */
  guarded: boolean
}

/**
 * Sent ahead of a transaction's first query; one text for every agency, so that it is prepared once. Answers its roster's version.
 * `trusted`: the version that it must be of; otherwise the server refuses all that follows, for the reason that `isOtherRoster` knows.
 */
export function enterScope(scope: Scope, role: string, trusted: string | null = null): Entry {
  if (scope === 'all') return { text: enterAll, values: ['', 'all', role], guarded: false }
  const values = [scope.agency, 'agency', role]
  if (trusted === null) return { text: enterAgency, values, guarded: false }
  return { text: enterTrusting, values: [...values, trusted], guarded: true }
}

export function isOtherRoster(error: unknown): boolean {
  return error instanceof Error && error.message.includes(otherRoster)
}

/**
 * As which role scoped transactions must run so that policies bind them; `null` where none can be had.
 * `none` is Postgres' word for staying who one is: enough for an ordinary owner, whom FORCE binds.
 */
export const findRole = `
  select case
    when not (me.rolsuper or me.rolbypassrls) then 'none'
    when exists (
      select from pg_roles app
      where app.rolname = '${tenantRole}'
        and pg_has_role(
          me.oid,
          app.oid,
          -- Since 16 being a member does not mean being allowed to step into the role.
          case when current_setting('server_version_num')::int >= 160000 then 'SET' else 'MEMBER' end
        )
    ) then '${tenantRole}'
  end as role
  from pg_roles me
  where me.rolname = current_user`

/**
 * What follows every migration: each table with an agency gets its policy, and the tenant role its grants.
 *
 * Derived from the catalogue and not declared beside each table, so that a table added next year cannot be forgotten.
 */
export const guardTenants: SQL[] = [createRole(), guardTables(), grantRole()]

/**
 * Roles belong to the whole server: another database's migration may create it in the same moment. A managed Postgres may not let us create it,
 * and then the connecting role is hardly a superuser, and FORCE binds it.
 */
function createRole(): SQL {
  return sql.raw(`
    do $$
    begin
      if not exists (select from pg_roles where rolname = '${tenantRole}') then
        create role ${tenantRole} nologin;
      end if;
    exception when duplicate_object or unique_violation or insufficient_privilege then
      null;
    end $$`)
}

function guardTables(): SQL {
  return sql.raw(`
    do $$
    declare
      tenant record;
    begin
      for tenant in
        select c.oid, c.oid::regclass as name, c.relrowsecurity and c.relforcerowsecurity as guarded
        from pg_class c
        join pg_attribute a on a.attrelid = c.oid and a.attname = 'agency_id' and not a.attisdropped
        where c.relkind in ('r', 'p') and c.relnamespace = current_schema()::regnamespace
      loop
        if not tenant.guarded then
          execute format('alter table %s enable row level security, force row level security', tenant.name);
        end if;
        if not exists (select from pg_policy where polrelid = tenant.oid and polname = 'own_agency') then
          execute format('create policy own_agency on %s', tenant.name);
        end if;
        -- In sub-selects: asked once a statement, and not for every row.
        execute format(
          'alter policy own_agency on %s using ('
            'agency_id = (select nullif(current_setting(''sahayak.agency'', true), '''')::uuid)'
            ' or (select current_setting(''sahayak.scope'', true) = ''all''))',
          tenant.name
        );
      end loop;
    end $$`)
}

function grantRole(): SQL {
  return sql.raw(`
    do $$
    begin
      if not exists (select from pg_roles where rolname = '${tenantRole}') then
        return;
      end if;
      execute format('grant usage on schema %I to ${tenantRole}', current_schema());
      execute format('grant select, insert, update, delete on all tables in schema %I to ${tenantRole}', current_schema());
      execute format('grant usage on all sequences in schema %I to ${tenantRole}', current_schema());
      -- A superuser may step into any role; who merely bypasses policies needs to be told.
      if not (select rolsuper from pg_roles where rolname = current_user) then
        execute format('grant ${tenantRole} to %I', current_user);
      end if;
    exception when insufficient_privilege then
      null;
    end $$`)
}
