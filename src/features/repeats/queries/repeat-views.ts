import { numberIn } from '#src/kernel/number-in.ts'
import { listClients } from '#db/repositories/clients.ts'
import { listPeople } from '#db/repositories/people.ts'
import { listRepeats, repeatById, repeatByNumber, type StoredRepeat } from '#db/repositories/repeats.ts'
import { is, manages, type Person } from '#src/kernel/person.ts'
import type { Refusal } from '#src/kernel/refusal.ts'
import {
  changeEvery,
  comingFacts,
  mayManage,
  ownerFact,
  press,
  repeatCard,
  repeatsCard,
  understoodRows,
  type RepeatView,
} from '#src/features/repeats/cards.ts'
import type { Repeat } from '#src/features/repeats/repeat.ts'
import { heardWords } from '#src/features/tasks/heard.ts'
import { daysOffOf } from '#src/features/repeats/queries/days-off.ts'
import type { DaysOff } from '#src/time/working-days.ts'
import { titleOf } from '#src/features/tasks/title.ts'
import { nextOccurrences } from '#src/time/rhythm.ts'
import type { Card } from '#src/kernel/card.ts'
import type { Reply } from '#src/kernel/reply.ts'
import { readerFor } from '#src/words/reader.ts'
import type { RequestContext } from '#src/kernel/request-context.ts'
import { clientNamed, clientsFor } from '#src/features/people/queries/find.ts'
import { refusedCard, withNames } from '#src/features/requests/refused.ts'

type Asking = Pick<RequestContext, 'tx' | 'agency' | 'by' | 'now'>

/** How many of what is to come are shown. */
const shownAhead = 3

/** With their names, and when they come next where their owner lives. */
export async function viewsOfRepeats(
  { tx, agency, now }: Omit<Asking, 'by'>,
  repeats: Repeat[],
): Promise<RepeatView[]> {
  if (repeats.length === 0) return []
  const [people, clients] = await Promise.all([listPeople(tx, agency.id), listClients(tx, agency.id)])
  return repeats.map((repeat) => {
    const owner = people.find(({ id }) => id === repeat.owner) ?? null
    return {
      repeat,
      owner,
      client: clients.find(({ id }) => id === repeat.client)?.name ?? '–',
      assistant: people.find(({ id }) => id === repeat.assistant)?.name ?? null,
      next: nextOf(repeat, owner?.zone ?? agency.zone, now, offOf(repeat, people)),
    }
  })
}

function offOf({ rhythm, owner, assistant }: Repeat, people: Person[]): DaysOff {
  const of = (id: string | null) => people.find((person) => person.id === id) ?? null
  return daysOffOf(rhythm, of(owner), of(assistant))
}

/** The one that is pending, and those after it; no more than are left. */
function nextOf(repeat: Repeat, zone: string, now: Temporal.Instant, off: DaysOff) {
  if (repeat.state !== 'on') return []
  const { rhythm, first, next, left } = repeat
  const after = Temporal.Instant.compare(next.at, now) > 0 ? next.at : now
  const most = Math.min(shownAhead, left ?? shownAhead)
  return [next, ...nextOccurrences(rhythm, first, zone, after, most - 1, off)].slice(0, most)
}

type Found<T> = { ok: true; found: T } | { ok: false; reason: Refusal }

/** By its number, for one who may do something about it; to anyone else it is not there. */
export async function findRepeat({ tx, agency, by }: Asking, typed: string): Promise<Found<StoredRepeat>> {
  const number = numberIn(typed)
  const stored = number === null ? null : await repeatByNumber(tx, agency.id, number)
  if (stored && mayManage(by, stored.repeat)) return { ok: true, found: stored }
  return { ok: false, reason: { code: 'no-such-repeat', given: typed.trim() } }
}

/** `/repeat show 3`. */
export async function showRepeat(asking: Asking, typed: string): Promise<Card> {
  const found = await findRepeat(asking, typed)
  if (!found.ok) return refusedCard(asking.by.language, found.reason, null, '')
  const [view] = await viewsOfRepeats(asking, [found.found.repeat])
  if (!view) throw new Error('a view of nothing was asked for')
  return repeatCard(view, asking.by, readerFor(asking.by, asking.now))
}

/** `/repeat`: what repeats, of what this person may do something about. `client` is a name, or an id on a page's button. */
export async function showRepeats(asking: Asking, client: string | null, page = 1): Promise<Card> {
  const { tx, agency, by, now } = asking
  const named = client === null ? null : clientNamed(client, await clientsFor(asking))
  if (named && !named.ok) return refusedCard(by.language, await withNames(tx, agency.id, named.reason), null, '')
  const mine = manages(by) ? null : is(by, 'client') ? by.clients : []
  const repeats = await listRepeats(tx, agency.id, named?.ok ? [named.found.id] : mine)
  // One alone is shown with all that can be done about it.
  const [only, another] = repeats
  const views = await viewsOfRepeats(asking, repeats)
  const [view] = views
  if (only && !another && view) return repeatCard(view, by, readerFor(by, now))
  return repeatsCard(views, page, named?.ok ? named.found.id : '', readerFor(by, now))
}

/** What became of it, and what it is now: with the next three times and the rules, whenever those may have changed. */
export async function repeatSaidCard(
  context: RequestContext,
  { what, repeat: id, heard }: Extract<Reply, { say: 'repeat' }>,
): Promise<Card> {
  const { tx, agency, by, now } = context
  const stored = await repeatById(tx, agency.id, id)
  const [view] = stored ? await viewsOfRepeats(context, [stored.repeat]) : []
  if (!view) throw new Error(`repeat ${id} was spoken of and is not there`)
  const { repeat } = view
  const reader = readerFor(by, now)
  const { repeats } = reader.words
  const card = repeatCard(view, by, reader)
  const title = `${repeats.said[what](repeat.number)}: ${titleOf(repeat.brief)}`
  const tone = repeat.state === 'on' ? 'good' : card.tone
  if (what !== 'set-up' && what !== 'changed') return { ...card, title, tone }
  const read = heard ? heardWords(heard, reader) : []
  const body = [card.body ?? '', ...read].filter(Boolean).join('\n')
  return {
    ...card,
    title,
    tone,
    ...(body === '' ? {} : { body }),
    facts: [...comingFacts(view, reader), ...(what === 'changed' ? ownerFact(view, reader) : [])],
    list: understoodRows(view, heard ?? { hints: [], read: null }, by, reader),
    // Nothing was made yet: if it was not to repeat at all, one press mends that.
    buttons: [
      ...(what === 'set-up' ? [press('repeat-once', repeat, repeats.buttons.once, 'plain')] : []),
      ...(mayManage(by, repeat) ? [changeEvery(repeat, reader)] : []),
      ...(card.buttons ?? []),
    ],
  }
}
