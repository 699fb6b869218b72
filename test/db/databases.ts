import { readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { PGlite } from '@electric-sql/pglite'
import { inject } from 'vitest'
import { connectDatabase, type Database } from '#db/connect.ts'
import { embeddedOn } from '#db/embedded.ts'
import { dropDatabase, nameIn, useServer } from './postgres.ts'

/** Both databases, for `describe.each`: each `create` is a migrated, empty one of its own. */
export const databases: { name: Database['kind']; create: () => Promise<Database> }[] = [
  { name: 'postgres', create: createPostgres },
  { name: 'embedded', create: createEmbedded },
]

/** A migrated, empty database of one's own on the tests' Postgres, for a process that connects by itself. */
export async function postgresUrl(): Promise<string> {
  const { admin, template } = inject('postgres')
  return useServer(admin).create(template)
}

async function createPostgres(): Promise<Database> {
  const url = await postgresUrl()
  const database = await connectDatabase({ url, dataDir: tmpdir(), max: 5 })
  return {
    ...database,
    async close() {
      await database.close()
      await dropDatabase(inject('postgres').admin, nameIn(url))
    },
  }
}

let template: Blob | undefined

/** In memory: what concerns its folder has tests of its own. */
async function createEmbedded(): Promise<Database> {
  template ??= new Blob([readFileSync(inject('embeddedTemplate'))])
  const client = await PGlite.create({ loadDataDir: template })
  return embeddedOn(client, { log: () => {}, afterClose: () => {} })
}
