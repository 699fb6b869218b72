import { setTarget, targetsOf } from '#db/repositories/targets.ts'
import { listClients } from '#db/repositories/clients.ts'
import type { Args } from '#src/features/commands.ts'
import type { Client } from '#src/features/people/client.ts'
import { manages } from '#src/kernel/person.ts'
import { may, whoMay } from '#src/features/policy.ts'
import type { Refusal } from '#src/kernel/refusal.ts'
import { targetsCard } from '#src/features/targets/cards.ts'
import { isNone } from '#src/features/targets/read-target.ts'
import type { Target, TargetPriority } from '#src/features/targets/target.ts'
import { readWorkTime } from '#src/time/work-time.ts'
import { readerFor } from '#src/words/reader.ts'
import { done, no, type RequestContext, type Result } from '#src/kernel/request-context.ts'
import { clientsFor, findClient } from '#src/features/people/queries/find.ts'
import { priorities } from '#src/kernel/priority.ts'

/** `/agency target`: the list of them; with times behind it, another one. */
export async function target(context: RequestContext, args: Args<'agency target'>): Promise<Result> {
  if (args.respond === undefined && args.done === undefined) return showTargets(context, args.client)
  const { tx, agency, by } = context
  if (!may(by, 'set-targets')) return no({ code: 'not-yours-to-do', needs: whoMay('set-targets') })
  const client = await findClient(context, args.client ?? null)
  if (!client.ok) return no(client.reason)
  const priority = priorityOf(args.priority)
  if (!priority) return no({ code: 'unknown-priority', given: args.priority ?? '' })

  const before = (await targetsOf(tx, agency.id, [client.found.id])).find((one) => one.priority === priority)
  const respond = timeIn(args.respond, before?.respond ?? null)
  const finish = timeIn(args.done, before?.done ?? null)
  if (typeof respond === 'object' && respond) return no(respond)
  if (typeof finish === 'object' && finish) return no(finish)
  await setTarget(tx, agency.id, { client: client.found.id, priority, respond, done: finish })
  return done({ say: 'target-set', client: client.found.name, priority, respond, done: finish })
}

function priorityOf(typed: string | undefined): TargetPriority | null {
  if (typed === undefined) return '*'
  return priorities.find((known) => known === typed.toLowerCase().replace(/^!/u, '')) ?? null
}

/** What is not said stays as it was. */
function timeIn(typed: string | undefined, before: number | null): number | null | Refusal {
  if (typed === undefined) return before
  if (isNone(typed)) return null
  return readWorkTime(typed) ?? { code: 'work-time-not-understood', given: typed }
}

/** A manager sees all of them, a client their own. */
async function showTargets(context: RequestContext, name: string | undefined): Promise<Result> {
  const { tx, agency, by, now } = context
  const known: Client[] = manages(by) ? await listClients(tx, agency.id) : await clientsFor(context)
  if (known.length === 0 && !manages(by)) return no({ code: 'not-yours-to-do', needs: whoMay('see-targets') })
  const one = name === undefined ? null : await findClient(context, name)
  if (one && !one.ok) return no(one.reason)
  const wanted = one ? [one.found] : known
  const found = await targetsOf(
    tx,
    agency.id,
    wanted.map(({ id }) => id),
  )
  const named = found.map((each: Target) => ({
    ...each,
    name: wanted.find(({ id }) => id === each.client)?.name ?? '',
  }))
  return { card: targetsCard(named, readerFor(by, now)) }
}
