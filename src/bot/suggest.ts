import { loadAgency } from '#db/repositories/agencies.ts'
import { personByIdentity } from '#db/repositories/people.ts'
import { commandNames, optionKindOf } from '#src/features/commands.ts'
import { clientsFor, clientsSeenBy } from '#src/features/people/queries/find.ts'
import { socialClients } from '#src/features/social/queries/client-team.ts'
import type { Suggestion } from '#src/kernel/core.ts'
import { mostOptions, type Option } from '#src/kernel/form.ts'
import type { RequestContext } from '#src/kernel/request-context.ts'
import type { CoreDeps } from './engine.ts'
import type { Whereabouts } from './whereabouts.ts'
import { completions } from './features.ts'

/** Completions for one option, from what this person may see. A stranger is suggested nothing. */
export async function suggest(
  deps: CoreDeps,
  ask: Suggestion,
  where: () => Promise<Whereabouts | null>,
): Promise<Option[]> {
  const found = await where()
  if (!found) return []
  return deps.db.inAgency(found.agency, async (tx) => {
    const by = await personByIdentity(tx, found.agency, ask.origin.platform, ask.origin.user)
    if (!by) return []
    const agency = await loadAgency(tx, found.agency)
    const options = await optionsFor({ tx, agency, by, now: deps.now() }, ask)
    const typed = ask.typed.trim().toLocaleLowerCase()
    return options
      .filter(({ label, value }) => typed === '' || `${label} ${value}`.toLocaleLowerCase().includes(typed))
      .slice(0, mostOptions)
  })
}

type Asking = Pick<RequestContext, 'tx' | 'agency' | 'by' | 'now'>

async function optionsFor(asking: Asking, { command, option, typed }: Suggestion): Promise<Option[]> {
  const kind = optionKindOf(command, option)
  if (kind === 'command') return commandNames.map((name) => ({ value: name, label: `/${name}` }))
  if (kind === 'client') {
    return (await clientsOf(command)(asking)).map(({ name }) => ({ value: name, label: name }))
  }
  return kind === null ? [] : ((await completions[kind]?.(asking, { command, typed })) ?? [])
}

/** Those of whom a command may speak. */
function clientsOf(command: Suggestion['command']) {
  if (command.startsWith('social ')) return socialClients
  return command === 'tasks' ? clientsSeenBy : clientsFor
}
