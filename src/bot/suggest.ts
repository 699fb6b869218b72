import { listPeople, loadCandidates, personByIdentity } from '#db/repositories/people.ts'
import { listRepeats } from '#db/repositories/repeats.ts'
import { findTasks, type Wanted } from '#db/repositories/tasks.ts'
import { loadAgency } from '#db/repositories/agencies.ts'
import { commandNames, optionKindOf } from '#src/features/commands.ts'
import type { Suggestion } from '#src/kernel/core.ts'
import type { House } from './engine.ts'
import type { Whereabouts } from './whereabouts.ts'
import { is, manages } from '#src/kernel/person.ts'
import { momentWords } from '#src/features/repeats/cards.ts'
import { rhythmWords } from '#src/features/repeats/words.ts'
import { byLoad } from '#src/features/routing/route.ts'
import { titleOf } from '#src/features/tasks/title.ts'
import { understandTime } from '#src/time/phrase.ts'
import { understandRhythm } from '#src/time/rhythm-find.ts'
import { firstDay, nextOccurrence } from '#src/time/rhythm.ts'
import { formatInstant } from '#src/time/words.ts'
import { parseZone } from '#src/time/zone.ts'
import type { Option } from '#src/kernel/form.ts'
import { readerFor } from '#src/words/reader.ts'
import { clientsFor, clientsSeenBy } from '#src/features/people/queries/find.ts'
import { socialClients } from '#src/features/social/queries/circle.ts'
import { suggestAccounts, suggestNetworks, suggestPosts } from '#src/features/social/queries/suggest.ts'
import type { Asked } from '#src/kernel/request-context.ts'
import { poolOf, sightOf } from '#src/features/tasks/queries/sight.ts'
import { templatesFor } from '#src/features/templates/handlers/templates.ts'

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
    case 'member':
      return manages(asking.by)
        ? (await listPeople(tx, agency.id)).map(({ id, name }) => ({ value: id, label: name }))
        : []
    case 'client':
      return (await clientsOf(command)(asking)).map(({ name }) => ({ value: name, label: name }))
    case 'time':
      return times(asking, typed)
    case 'zone':
      return zones(typed)
    case 'task':
      return tasks(asking, command === 'claim', typed)
    case 'rhythm':
      return rhythms(asking, typed)
    case 'repeat':
      return repeatsFor(asking)
    case 'template':
      return (await templatesFor(asking)).map(({ name }) => ({ value: name, label: name }))
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

/** What was typed, as it is understood and when it would come first; and a few common ones. */
function rhythms({ by, now }: Asking, typed: string): Option[] {
  const common =
    by.language === 'hi'
      ? ['सोमवार सुबह 9 बजे', 'दिन सुबह 9 बजे', 'महीने 1 तारीख को', 'महीने की आख़िरी शुक्रवार']
      : ['weekday at 9:00', 'Monday at 9:00', '2 weeks on Monday', 'month on the 1st', 'last Friday of the month']
  const reader = readerFor(by, now)
  return [...(typed.trim() ? [typed] : []), ...common].flatMap((phrase) => {
    const rhythm = understandRhythm(phrase, { now, zone: by.zone, locale: by.language, hours: by.hours })
    const first = rhythm && firstDay(rhythm, by.zone, now)
    const next = rhythm && first && nextOccurrence(rhythm, first, by.zone, now)
    if (!rhythm || !next) return []
    return [{ value: phrase, label: `${phrase}: ${rhythmWords(rhythm, reader)}; ${momentWords(next.at, reader)}` }]
  })
}

/** By number or by words of the brief. */
async function repeatsFor(asking: Asking): Promise<Option[]> {
  const { tx, agency, by } = asking
  const known = await listRepeats(tx, agency.id, manages(by) ? null : is(by, 'client') ? by.clients : [])
  return known.map(({ number, brief }) => ({ value: String(number), label: `${number} · ${titleOf(brief)}` }))
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
