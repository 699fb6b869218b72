import { listRooms } from '#db/repositories/agencies.ts'
import { listPeople, personByIdentity } from '#db/repositories/people.ts'
import type { Client } from '#src/features/people/client.ts'
import { is } from '#src/kernel/person.ts'
import type { Vocabulary } from '#src/features/reading/mark.ts'
import type { RequestContext } from '#src/kernel/request-context.ts'
import { clientsFor, mentioned } from '#src/features/people/queries/find.ts'

/** Mentions that are looked up: who names more wrote a list, and no assignee. */
const mostMentions = 20

/** What the marks of a line are held against: the agency's duties, its assistants, and the clients one may speak for. */
export async function vocabularyFor(context: RequestContext, text: string): Promise<Vocabulary> {
  const { tx, agency } = context
  const [clients, people] = await Promise.all([clientsFor(context), listPeople(tx, agency.id)])
  const named = ({ id, name }: { id: string; name: string }) => ({ id, name: name.normalize('NFC') })
  return {
    duties: agency.duties.map((duty) => duty.normalize('NFC')),
    clients: clients.map(named),
    assistants: people.filter((person) => is(person, 'assistant')).map(named),
    mentions: await assistantsMentioned(context, text),
  }
}

async function assistantsMentioned(
  { tx, agency, origin }: RequestContext,
  text: string,
): Promise<Record<string, string>> {
  const tokens = [...new Set([...text.matchAll(/<@[^>\s][^>\n]{0,100}>/gu)].map(([token]) => token))]
  const known: Record<string, string> = {}
  for (const token of tokens.slice(0, mostMentions)) {
    const user = mentioned(token)?.user
    const person = user === undefined ? null : await personByIdentity(tx, agency.id, origin.platform, user)
    if (person && is(person, 'assistant')) known[token.normalize('NFC')] = person.id
  }
  return known
}

/** The client in whose own room it was asked, if one may speak for them. */
export async function clientHere(context: RequestContext): Promise<Client | null> {
  const { tx, agency, place, origin } = context
  const rooms = await listRooms(tx, agency.id)
  const room = rooms.find(
    ({ purpose, placeId, channel }) => purpose === 'client' && placeId === place && channel === origin.channel,
  )
  const clients = room ? await clientsFor(context) : []
  return clients.find(({ id }) => id === room?.clientId) ?? null
}
