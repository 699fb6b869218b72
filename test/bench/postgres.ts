import postgres, { type Sql } from 'postgres'
import { startPostgres, type PostgresServer } from '#test/db/postgres.ts'
import { parentOf } from './processor-time.ts'

export type BenchPostgres = PostgresServer & {
  postmaster: number
  /** Runs something as its superuser in one of its databases. */
  within(url: string, run: (sql: Sql) => Promise<void>): Promise<void>
}

/** A Postgres as one that is run in earnest: what is committed is on the disk. */
export async function startBenchPostgres(more: Record<string, string> = {}): Promise<BenchPostgres> {
  const server = await startPostgres({
    ...{ fsync: 'on', synchronous_commit: 'on', full_page_writes: 'on' },
    ...{ shared_buffers: '512MB', max_wal_size: '4GB', ...more },
  })
  let postmaster = 0
  await within(server.url(), async (sql) => {
    const [backend] = await sql<{ pid: number }[]>`select pg_backend_pid() as pid`
    postmaster = parentOf(backend?.pid ?? 0)
  })
  return { ...server, postmaster, within }
}

export async function within(url: string, run: (sql: Sql) => Promise<void>): Promise<void> {
  const sql = postgres(url, { max: 1, onnotice: () => {} })
  try {
    await run(sql)
  } finally {
    await sql.end()
  }
}
