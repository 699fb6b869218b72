import { archiveClient, lockClient, listClients, renameClient } from '#db/repositories/clients.ts'
import type { Args } from '#src/features/commands.ts'
import { clientNamed } from '#src/features/people/queries/find.ts'
import { done, no, type Asked, type Outcome } from '#src/kernel/request-context.ts'
import { denied } from '#src/features/policy.ts'

/** `/agency client rename "Acme" Acme Textiles Ltd`: all that was done for them goes by the new name. */
export async function renameAClient(asked: Asked, args: Args<'agency client rename'>): Promise<Outcome> {
  const { tx, agency } = asked
  const refused = denied(asked, 'manage-clients')
  if (refused) return refused
  const all = await listClients(tx, agency.id)
  const found = clientNamed(args.client, all)
  if (!found.ok) return no(found.reason)
  const name = args.name.replaceAll(/^["“]|["”]$/gu, '').trim()
  const taken = all.find((client) => client.name.toLowerCase() === name.toLowerCase())
  if (name === '' || (taken && taken.id !== found.found.id)) return no({ code: 'client-exists', name })
  const before = (await lockClient(tx, agency.id, found.found.id)) ?? found.found
  await renameClient(tx, agency.id, before.id, name)
  return done({ say: 'client-renamed', before: before.name, name })
}

/** Nothing more is delegated for them, and they leave lists and completions; what was done stays. */
export async function archiveAClient(asked: Asked, { client }: Args<'agency client archive'>): Promise<Outcome> {
  return setArchived(asked, client, asked.now)
}

export async function restoreAClient(asked: Asked, { client }: Args<'agency client restore'>): Promise<Outcome> {
  return setArchived(asked, client, null)
}

async function setArchived(asked: Asked, named: string, at: Temporal.Instant | null): Promise<Outcome> {
  const { tx, agency } = asked
  const refused = denied(asked, 'manage-clients')
  if (refused) return refused
  const found = clientNamed(
    named,
    (await listClients(tx, agency.id)).filter(({ archived = false }) => archived === (at === null)),
  )
  if (!found.ok) return no(found.reason)
  await archiveClient(tx, agency.id, found.found.id, at)
  return done({ say: 'client-archived', name: found.found.name, archived: at !== null })
}
