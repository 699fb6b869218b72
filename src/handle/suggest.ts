import { listPeople, personByIdentity } from '#db/people.ts'
import { findTasks } from '#db/tasks.ts'
import { loadAgency } from '#db/agencies.ts'
import { commandNames, optionKindOf } from '#src/commands.ts'
import type { Suggestion } from '#src/core.ts'
import type { House, Whereabouts } from '#src/handle.ts'
import { is, manages, type Person } from '#src/people/person.ts'
import { understandTime } from '#src/time/phrase.ts'
import { formatInstant } from '#src/time/words.ts'
import { parseZone } from '#src/time/zone.ts'
import type { Option } from '#src/ui/form.ts'
import { clientsFor } from './find.ts'
import type { Asked } from './asked.ts'

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
  const { tx, agency, by } = asking
  switch (optionKindOf(command, option)) {
    case 'duty':
      return agency.duties.map((duty) => ({ value: duty, label: duty }))
    case 'assistant':
      return (await listPeople(tx, agency.id))
        .filter((person) => is(person, 'assistant'))
        .map(({ name }) => ({ value: name, label: name }))
    case 'client':
      return (await clientsFor(asking)).map(({ name }) => ({ value: name, label: name }))
    case 'time':
      return times(asking, typed)
    case 'zone':
      return zones(typed)
    case 'task':
      return tasks(asking, command === 'claim')
    case 'command':
      return commandNames.map((name) => ({ value: name, label: `/${name}` }))
    default:
      return []
  }
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

async function tasks({ tx, agency, by }: Asking, open: boolean): Promise<Option[]> {
  const found = await findTasks(tx, agency.id, open ? { statuses: ['open'], duties: by.duties } : seenBy(by), {
    limit: 100,
  })
  return found.map(({ task }) => ({ value: String(task.number), label: `#${task.number} ${task.title}` }))
}

function seenBy(by: Person) {
  if (manages(by)) return { unfinished: true }
  return is(by, 'client') ? { clients: by.clients, unfinished: true } : { assistant: by.id, unfinished: true }
}
