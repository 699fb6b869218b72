import { loadCandidates, personByIdentity } from '#db/people.ts'
import { findTasks, type Wanted } from '#db/tasks.ts'
import { loadAgency } from '#db/agencies.ts'
import { commandNames, optionKindOf } from '#src/commands.ts'
import type { Suggestion } from '#src/core.ts'
import type { House, Whereabouts } from '#src/handle.ts'
import { byLoad } from '#src/routing/route.ts'
import { understandTime } from '#src/time/phrase.ts'
import { formatInstant } from '#src/time/words.ts'
import { parseZone } from '#src/time/zone.ts'
import type { Option } from '#src/ui/form.ts'
import { clientsFor, clientsSeenBy } from './find.ts'
import { socialClients } from './social/circle.ts'
import { suggestAccounts, suggestNetworks, suggestPosts } from './social/suggest.ts'
import type { Asked } from './asked.ts'
import { poolOf, sightOf } from './sight.ts'

/** What both platforms can show. */
const most = 25

/** Completions for one option, from what this person may see. A stranger is suggested nothing. */
export async function suggest(
  house: House,
  ask: Suggestion,
  where: () => Promise<Whereabouts | null>,
): Promise<Option[]> {
  const found = await where()
  if (!found) return []
  return house.db.inAgency(found.agency, async (tx) => {
    const by = await personByIdentity(tx, found.agency, ask.origin.platform, ask.origin.user)
    if (!by) return []
    const agency = await loadAgency(tx, found.agency)
    const options = await optionsFor({ tx, agency, by, now: house.now() }, ask)
    const typed = ask.typed.trim().toLocaleLowerCase()
    return options
      .filter(({ label, value }) => typed === '' || `${label} ${value}`.toLocaleLowerCase().includes(typed))
      .slice(0, most)
  })
}

type Asking = Pick<Asked, 'tx' | 'agency' | 'by' | 'now'>

async function optionsFor(asking: Asking, { command, option, typed }: Suggestion): Promise<Option[]> {
  const { tx, agency } = asking
  switch (optionKindOf(command, option)) {
    case 'duty':
      return agency.duties.map((duty) => ({ value: duty, label: duty }))
    case 'assistant':
      return (await loadCandidates(tx, agency.id)).toSorted(byLoad).map(({ name }) => ({ value: name, label: name }))
    case 'client':
      return (await clientsOf(command)(asking)).map(({ name }) => ({ value: name, label: name }))
    case 'time':
      return times(asking, typed)
    case 'zone':
      return zones(typed)
    case 'task':
      return tasks(asking, command === 'claim', typed)
    case 'command':
      return commandNames.map((name) => ({ value: name, label: `/${name}` }))
    case 'account':
      return suggestAccounts(asking)
    case 'network':
      return suggestNetworks(asking)
    case 'post':
      return suggestPosts(asking, typed)
    default:
      return []
  }
}

/** Those of whom a command may speak. */
function clientsOf(command: Suggestion['command']) {
  if (command.startsWith('social ')) return socialClients
  return command === 'tasks' ? clientsSeenBy : clientsFor
}

/** What was typed as it is understood, and a few common ones. The words typed stay the value. */
function times({ by, now }: Asking, typed: string): Option[] {
  const common =
    by.language === 'hi'
      ? ['आज शाम 6 बजे', 'कल शाम 5 बजे', 'शुक्रवार तक']
      : ['today 6pm', 'tomorrow 5pm', 'Friday', 'in 2 business days', 'eow']
  return [...(typed.trim() ? [typed] : []), ...common].flatMap((phrase) => {
    const read = understandTime(phrase, { now, zone: by.zone, locale: by.language, hours: by.hours })
    return read ? [{ value: phrase, label: `${phrase}: ${formatInstant(read.at, by.zone, by.language, now)}` }] : []
  })
}

function zones(typed: string): Option[] {
  const parsed = parseZone(typed)
  const found = parsed.ok ? [parsed.zone] : parsed.near
  return found.map((zone) => ({
    value: zone,
    label: typed && !zone.toLowerCase().includes(typed.toLowerCase()) ? `${zone} (${typed})` : zone,
  }))
}

/** By number or by words of the title, from what they may see; of a longer list the most pressing. */
async function tasks({ tx, agency, by }: Asking, open: boolean, typed: string): Promise<Option[]> {
  const seen: Wanted = open ? poolOf(by) : { ...sightOf(by), unfinished: true }
  const words = typed.trim().replace(/^#/u, '')
  const asked: Wanted = /^\d{1,9}$/u.test(words) ? { ...seen, number: words } : { ...seen, searchTitles: words }
  const found = await findTasks(tx, agency.id, asked, { limit: most })
  return found.map(({ task }) => ({ value: String(task.number), label: `#${task.number} ${task.title}` }))
}
