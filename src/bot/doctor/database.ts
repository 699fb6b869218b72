import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { sql } from '#orm/core'
import { connectDatabase, rows, type Connection, type Database } from '#db/connection/connect.ts'
import { DatabaseInUse } from '#db/connection/data-folder.ts'
import { migrationState } from '#db/connection/migrate.ts'
import type { Finding } from '#src/kernel/finding.ts'
import { differenceOf, whyOf } from '#src/kernel/clock-skew.ts'

/** Whether the database can be used as it is: reached, of the right age, guarded, and in step with our clock. */
export async function checkDatabase(connection: Connection, now: () => Temporal.Instant): Promise<Finding[]> {
  const { url, dataDir } = connection
  // Opening one that is not there would make it.
  if (!url && !existsSync(join(dataDir, 'postgres', 'PG_VERSION'))) {
    return [{ ok: true, what: `Database: embedded, to be made in ${resolve(dataDir)} at the first start` }]
  }
  const warnings: string[] = []
  const opened = await open({ ...connection, log: (line) => warnings.push(line) })
  if ('finding' in opened) return [opened.finding]
  try {
    return await look(opened.db, connection, warnings, now)
  } catch (error) {
    return [{ ok: false, what: 'Database', todo: whyOf(error) }]
  } finally {
    await opened.db.close()
  }
}

async function open(connection: Connection): Promise<{ db: Database } | { finding: Finding }> {
  const { url, dataDir } = connection
  try {
    return { db: await connectDatabase({ ...connection, max: 1 }) }
  } catch (error) {
    if (error instanceof DatabaseInUse) {
      const what = `Database: embedded in ${resolve(dataDir)}, in use by another process and so not looked into`
      return { finding: { ok: true, what } }
    }
    const todo = url
      ? `PostgreSQL could not be used: ${whyOf(error)}. Check DATABASE_URL, and that the server takes connections from here.`
      : `The embedded database could not be opened: ${whyOf(error)}. Its folder is ${resolve(dataDir)} (SAHAYAK_DATA).`
    return { finding: { ok: false, what: 'Database', todo } }
  }
}

async function look(
  db: Database,
  { url, dataDir }: Connection,
  warnings: string[],
  now: () => Temporal.Instant,
): Promise<Finding[]> {
  const asked = now()
  const [server] = await db.asOwner((tx) =>
    rows<{ version: string; at: string }>(
      tx,
      sql`select current_setting('server_version') as version, clock_timestamp()::text as at`,
    ),
  )
  const where = url ? `PostgreSQL ${server?.version}` : `embedded in ${resolve(dataDir)}`
  const clock = differenceOf(Temporal.Instant.from(server?.at ?? ''), asked, now())
  const findings: Finding[] = [{ ok: true, what: `Database: ${where}` }]
  if (url) findings.push(clockFinding("the database server's", clock))

  const { applied, known, tooNew } = await migrationState(db)
  findings.push(schemaFinding(applied, known, tooNew))
  if (applied < known || tooNew) return findings

  // Whether policies bind the role shows when a scope is entered.
  await db.acrossAgencies((tx) => rows(tx, sql`select 1`))
  return [...findings, guardFinding(warnings)]
}

function schemaFinding(applied: number, known: number, tooNew: boolean): Finding {
  if (tooNew) {
    return {
      ok: false,
      what: 'Schema: newer than this version of Sahayak',
      todo: 'A newer version has used this database. Start that one, or give this one another database.',
    }
  }
  if (applied === known) return { ok: true, what: `Schema: up to date (${known} of ${known} migrations)` }
  return { ok: true, what: `Schema: ${applied} of ${known} migrations; the rest follow at the next start` }
}

function guardFinding(warnings: string[]): Finding {
  const what = 'Row-level security binds this database role'
  if (warnings.length === 0) return { ok: true, what }
  return {
    ok: false,
    what,
    todo: 'It does not: the role bypasses policies and may not step down from that. Connect as a role that is neither a superuser nor has BYPASSRLS.',
  }
}

function clockFinding(whose: string, seconds: number): Finding {
  const what = `This machine's clock agrees with ${whose}`
  if (Math.abs(seconds) <= 5) return { ok: true, what }
  const todo = `It is ${Math.abs(seconds)} seconds ${seconds > 0 ? 'behind' : 'ahead'}: leases and reminders would be early or late. Let NTP set both.`
  return { ok: false, what, todo }
}
