import { listClients } from '#db/clients.ts'
import { listPeople, personByIdentity } from '#db/people.ts'
import type { Client } from '#src/people/client.ts'
import { manages, type Person, type Platform } from '#src/people/person.ts'
import { near } from '#src/people/near.ts'
import type { Refusal } from '#src/refusal.ts'
import type { Asked } from './asked.ts'

type Found<T> = { ok: true; found: T } | { ok: false; reason: Refusal }

/** `<@U123|asha>` or `<@123>`: how platforms write a person. */
const mention = /^<@!?([^|>]+)(?:\|([^>]*))?>$/u

export function mentioned(word: string): { user: string; name: string | null } | null {
  const parts = mention.exec(word.trim())
  return parts?.[1] ? { user: parts[1], name: parts[2] ?? null } : null
}

/** Someone of the agency, by a mention on the asker's platform or by name, wherever they live. */
export async function findPerson({ tx, agency, origin }: Asked, word: string): Promise<Found<Person>> {
  const token = mentioned(word)
  if (token) {
    const known = await personByIdentity(tx, agency.id, origin.platform, token.user)
    return known
      ? { ok: true, found: known }
      : { ok: false, reason: { code: 'no-such-person', given: token.name ?? word } }
  }
  const people = await listPeople(tx, agency.id)
  const byId = people.find((person) => person.id === word)
  const named = byId ? [byId] : byName(people, word.replace(/^@/u, ''))
  const [one, another] = named
  return one && !another ? { ok: true, found: one } : { ok: false, reason: { code: 'no-such-person', given: word } }
}

/** The whole name before a first name before a beginning. More than one means that it was not said clearly enough. */
function byName(people: Person[], given: string): Person[] {
  const wanted = given.trim().toLocaleLowerCase()
  const ways: ((name: string) => boolean)[] = [
    (name) => name === wanted,
    (name) => name.split(/\s+/u)[0] === wanted,
    (name) => wanted.length > 1 && name.startsWith(wanted),
  ]
  for (const fits of ways) {
    const found = people.filter((person) => fits(person.name.toLocaleLowerCase()))
    if (found.length > 0) return found
  }
  return []
}

/** The clients that someone may speak for. */
export async function clientsFor({ tx, agency, by }: Pick<Asked, 'tx' | 'agency' | 'by'>): Promise<Client[]> {
  const all = await listClients(tx, agency.id)
  return manages(by) ? all : all.filter((client) => by.clients.includes(client.id))
}

/** The client that was named, or the only one that can be meant. */
export async function findClient(asked: Asked, name: string | null): Promise<Found<Client>> {
  const known = await clientsFor(asked)
  if (name === null) {
    const [one, another] = known
    if (one && !another) return { ok: true, found: one }
    return {
      ok: false,
      reason: one ? { code: 'which-client', known: known.map((client) => client.name) } : { code: 'no-client-yet' },
    }
  }
  const wanted = name.trim().toLocaleLowerCase()
  const exact = known.find((client) => client.id === name || client.name.toLocaleLowerCase() === wanted)
  if (exact) return { ok: true, found: exact }
  const beginning = known.filter((client) => client.name.toLocaleLowerCase().startsWith(wanted))
  if (beginning.length === 1 && beginning[0]) return { ok: true, found: beginning[0] }
  return {
    ok: false,
    reason: {
      code: 'no-such-client',
      given: name,
      near: near(
        name,
        known.map((client) => client.name),
      ),
    },
  }
}

/** The name under which a platform's user was named in the request, if it said one. */
export function nameGiven({ people }: Asked, platform: Platform, user: string): string | null {
  return people.find((person) => person.platform === platform && person.user === user)?.name ?? null
}
