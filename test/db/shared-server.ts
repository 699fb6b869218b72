import { tmpdir } from 'node:os'
import type { PostgresServer } from './postgres.ts'
import type { EmbeddedTemplate } from './template.ts'

/** The database for administration, and the name of one that is migrated and empty. */
export type SharedPostgres = { admin: string; template: string }

/** What all test files share. Made when it is first asked for: most of them want no database. */
export type Shared = {
  postgres(): Promise<SharedPostgres>
  embedded(): Promise<EmbeddedTemplate>
  stop(): Promise<void>
}

export function startShared(): Shared {
  let server: Promise<PostgresServer> | undefined
  let postgres: Promise<SharedPostgres> | undefined
  let embedded: Promise<EmbeddedTemplate> | undefined

  async function start(): Promise<SharedPostgres> {
    const { startPostgres } = await import('./postgres.ts')
    server = startPostgres()
    const started = await server
    return { admin: started.url(), template: await makeTemplate(started) }
  }

  return {
    postgres: () => (postgres ??= start()),
    embedded: () => (embedded ??= import('./template.ts').then(({ embeddedTemplate }) => embeddedTemplate())),
    async stop() {
      // Whoever asked for it was told why it did not start.
      const started = await server?.catch(() => undefined)
      await started?.stop()
    },
  }
}

async function makeTemplate(server: PostgresServer): Promise<string> {
  const [{ connectDatabase }, { migrate }, { nameIn }, url] = await Promise.all([
    import('#db/connection/connect.ts'),
    import('#db/connection/migrate.ts'),
    import('./postgres.ts'),
    server.create(),
  ])
  const database = await connectDatabase({ url, dataDir: tmpdir(), max: 1 })
  await migrate(database)
  await database.close()
  return nameIn(url)
}
