import { archiveClient, lockClient, listClients, renameClient } from '#db/repositories/clients.ts'
import type { Args } from '#src/features/commands.ts'
import { clientNamed } from '#src/features/people/queries/find.ts'
import type { Client } from '#src/features/people/client.ts'
import { done, no, type RequestContext, type Outcome } from '#src/kernel/request-context.ts'
import { denied } from '#src/features/policy.ts'

/** `/agency client rename "Acme" Acme Textiles Ltd`: all that was done for them goes by the new name. */
export async function renameAClient(context: RequestContext, args: Args<'agency client rename'>): Promise<Outcome> {
  const { tx, agency } = context
  const refused = denied(context, 'manage-clients')
  if (refused) return refused
  const all = await listClients(tx, agency.id)
  const meant = renaming(args, all)
  const found = clientNamed(meant.client, all)
  if (!found.ok) return no(found.reason)
  const { name } = meant
  if (name === '') return no({ code: 'missing', option: 'name', command: 'agency client rename' })
  const taken = all.find((client) => client.name.toLowerCase() === name.toLowerCase())
  if (taken && taken.id !== found.found.id) return no({ code: 'client-exists', name })
  const before = (await lockClient(tx, agency.id, found.found.id)) ?? found.found
  await renameClient(tx, agency.id, before.id, name)
  return done({ say: 'client-renamed', before: before.name, name })
}

/** Nothing more is delegated for them, and they leave lists and completions; what was done stays. */
export async function archiveAClient(
  context: RequestContext,
  { client }: Args<'agency client archive'>,
): Promise<Outcome> {
  return setArchived(context, client, context.now)
}

export async function restoreAClient(
  context: RequestContext,
  { client }: Args<'agency client restore'>,
): Promise<Outcome> {
  return setArchived(context, client, null)
}

async function setArchived(context: RequestContext, named: string, at: Temporal.Instant | null): Promise<Outcome> {
  const { tx, agency } = context
  const refused = denied(context, 'manage-clients')
  if (refused) return refused
  const found = clientNamed(
    named,
    (await listClients(tx, agency.id)).filter(({ archived = false }) => archived === (at === null)),
  )
  if (!found.ok) return no(found.reason)
  await archiveClient(tx, agency.id, found.found.id, at)
  return done({ say: 'client-archived', name: found.found.name, archived: at !== null })
}

/** What people write between the old name and the new one. */
const between = /^(?:to|as|को|->|→)\s+/u

/**
 * Which client, and what it is to be called. A name of several words need not stand in quotes: what begins as a client's whole name is that
 * client, and `to` between the two is no part of the new one. Of two clients that may be meant it is the one that was written as the first.
 */
function renaming({ client, name }: { client: string; name: string }, all: Client[]): { client: string; name: string } {
  const whole = `${client} ${name}`.trim()
  const begins = all
    .filter((one) => whole.toLocaleLowerCase().startsWith(`${one.name.toLocaleLowerCase()} `))
    .toSorted((a, b) => b.name.length - a.name.length)
  const rest = (one: Client) => whole.slice(one.name.length).trim()
  const exact = begins.find((one) => one.name.toLocaleLowerCase() === client.toLocaleLowerCase())
  const said = begins.find((one) => between.test(rest(one))) ?? exact ?? begins[0]
  if (said) return { client: said.name, name: newName(rest(said)) }
  const [, left = '', right = ''] = /^(.+?)\s+(?:to|को|->|→)\s+(.+)$/u.exec(whole) ?? []
  if (left !== '' && clientNamed(left, all).ok) return { client: left, name: newName(right) }
  return { client, name: newName(name) }
}

function newName(written: string): string {
  return written
    .replace(between, '')
    .trim()
    .replaceAll(/^["“'‘]|["”'’]$/gu, '')
    .trim()
}
