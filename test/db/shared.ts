import { inject } from 'vitest'
import { z } from 'zod'
import type { SharedPostgres } from './shared-server.ts'
import type { EmbeddedTemplate } from './template.ts'

const postgresShape = z.object({ admin: z.string(), template: z.string() })
const embeddedShape = z.object({ file: z.string(), folder: z.string() })

let postgres: Promise<SharedPostgres> | undefined

/** The Postgres of all tests. The first of them who asks has it started. */
export function sharedPostgres(): Promise<SharedPostgres> {
  return (postgres ??= ask('postgres').then((answer) => postgresShape.parse(answer)))
}

/** A migrated, empty PGlite, to be read or copied. */
export async function sharedEmbedded(): Promise<EmbeddedTemplate> {
  return embeddedShape.parse(await ask('embedded'))
}

async function ask(what: 'postgres' | 'embedded'): Promise<unknown> {
  const response = await fetch(`${inject('shared')}/${what}`)
  if (!response.ok) throw new Error(await response.text())
  return response.json()
}
