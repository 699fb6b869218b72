import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { connectDatabase } from '#db/connection/connect.ts'
import { migrate } from '#db/connection/migrate.ts'
import { nameIn, startPostgres, type PostgresServer } from './db/postgres.ts'
import { cache, embeddedTemplate } from './db/template.ts'

declare module 'vitest' {
  // An interface, since vitest's own is to be extended.
  interface ProvidedContext {
    postgres: { admin: string; template: string }
    /** The file that a migrated PGlite was dumped to. */
    embeddedTemplate: string
  }
}

/** Both databases are migrated once; each test file gets copies. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  // Some forty processes are started in the tests: what the first one compiles the others read.
  process.env['NODE_COMPILE_CACHE'] ??= join(cache, 'compiled')
  const server = await startPostgres()
  try {
    project.provide('postgres', { admin: server.url(), template: await makeTemplate(server) })
    project.provide('embeddedTemplate', await embeddedTemplate())
  } catch (error) {
    await server.stop()
    throw error
  }
  return () => server.stop()
}

async function makeTemplate(server: PostgresServer): Promise<string> {
  const url = await server.create()
  const database = await connectDatabase({ url, dataDir: tmpdir(), max: 1 })
  await migrate(database)
  await database.close()
  return nameIn(url)
}
