import { clientsWorkedFor, listClients } from '#db/repositories/clients.ts'
import { listPeople, personByIdentity } from '#db/repositories/people.ts'
import { toldApart } from './apart.ts'
import type { Client } from '#src/features/people/client.ts'
import { dutiesInPool, is, manages, type Person, type Platform } from '#src/kernel/person.ts'
import { near } from '#src/kernel/near.ts'
import type { Refusal } from '#src/kernel/refusal.ts'
import type { RequestContext } from '#src/kernel/request-context.ts'

type Found<T> = { ok: true; found: T } | { ok: false; reason: Refusal }

const uuid = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/u

/** Whether a button says an id: whoever makes one up is told that there is no such thing, not that something broke. */
export function isId(text: string): boolean {
  return uuid.test(text)
}

/** `<@U123|asha>` or `<@123>`: how platforms write a person. */
const mention = /^<@!?([^|>]+)(?:\|([^>]*))?>$/u

export function mentioned(word: string): { user: string; name: string | null } | null {
  const parts = mention.exec(word.trim())
  return parts?.[1] ? { user: parts[1], name: parts[2] ?? null } : null
}

/**
 * Someone of the agency, by a mention on the asker's platform or by name, wherever they live. Who manages nothing comes
 * across the names of assistants and of nobody else.
 */
export async function findPerson(context: RequestContext, word: string): Promise<Found<Person>> {
  const { tx, agency, origin, by } = context
  const token = mentioned(word)
  if (token) {
    const known = await personByIdentity(tx, agency.id, origin.platform, token.user)
    const given = token.name ?? nameGiven(context, origin.platform, token.user) ?? word
    return known ? { ok: true, found: known } : { ok: false, reason: { code: 'no-such-person', given, near: [] } }
  }
  const given = word.trim().replace(/^@/u, '').replaceAll(/["“”]/gu, '')
  const people = (await listPeople(tx, agency.id)).filter((person) => manages(by) || is(person, 'assistant'))
  const byId = people.find((person) => person.id === word)
  const named = byId ? [byId] : byName(people, given)
  const [one, another] = named
  if (one && !another) return { ok: true, found: one }
  if (another) {
    // What was offered as an answer is understood when it is written.
    const apart = await toldApart(context, people)
    return {
      ok: false,
      reason: { code: 'no-such-person', given, near: named.map(({ id, name }) => apart.get(id) ?? name) },
    }
  }
  const said = people.length > 0 && given.endsWith(')') ? await toldApart(context, people) : new Map<string, string>()
  const meant = people.find(({ id }) => said.get(id)?.toLocaleLowerCase() === given.toLocaleLowerCase())
  if (meant) return { ok: true, found: meant }
  const names = nearNames(given, people)
  return { ok: false, reason: { code: 'no-such-person', given, near: names } }
}

/** Whose whole name, or one word of it, is nearly what was written. */
function nearNames(given: string, people: Person[]): string[] {
  const words = people.flatMap(({ name }) => [name, ...name.split(/\s+/u)])
  const close = near(given, words)
  return people
    .map(({ name }) => name)
    .filter((name) => [name, ...name.split(/\s+/u)].some((word) => close.includes(word)))
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
export async function clientsFor({ tx, agency, by }: Pick<RequestContext, 'tx' | 'agency' | 'by'>): Promise<Client[]> {
  const all = (await listClients(tx, agency.id)).filter(({ archived }) => !archived)
  return manages(by) ? all : all.filter((client) => is(by, 'client') && by.clients.includes(client.id))
}

/** The clients whose name someone comes across: those they speak for, and those whose tasks they hold or may claim. */
export async function clientsSeenBy({
  tx,
  agency,
  by,
}: Pick<RequestContext, 'tx' | 'agency' | 'by'>): Promise<Client[]> {
  const all = (await listClients(tx, agency.id)).filter(({ archived }) => !archived)
  if (manages(by)) return all
  const worked = is(by, 'assistant') ? await clientsWorkedFor(tx, agency.id, by.id, dutiesInPool(by)) : []
  return all.filter(({ id }) => (is(by, 'client') && by.clients.includes(id)) || worked.includes(id))
}

/** The client that was named, or the only one that can be meant. */
export async function findClient(context: RequestContext, name: string | null): Promise<Found<Client>> {
  const known = await clientsFor(context)
  if (name !== null) return clientNamed(name, known)
  const [one, another] = known
  if (one && !another) return { ok: true, found: one }
  return {
    ok: false,
    reason: one ? { code: 'which-client', known: known.map((client) => client.name) } : { code: 'no-client-yet' },
  }
}

/** By the whole name, or by a beginning that only one has. */
export function clientNamed(name: string, known: Client[]): Found<Client> {
  const wanted = name
    .trim()
    .replaceAll(/^["“]|["”]$/gu, '')
    .trim()
    .toLocaleLowerCase()
  const exact = known.find((client) => client.id === name || client.name.toLocaleLowerCase() === wanted)
  if (exact) return { ok: true, found: exact }
  const beginning = known.filter((client) => client.name.toLocaleLowerCase().startsWith(wanted))
  if (beginning.length === 1 && beginning[0]) return { ok: true, found: beginning[0] }
  const names = known.map((client) => client.name)
  return { ok: false, reason: { code: 'no-such-client', given: name, near: near(name, names), known: names } }
}

/** The name under which a platform's user was named in the request, if it said one. */
export function nameGiven({ people }: RequestContext, platform: Platform, user: string): string | null {
  return people.find((person) => person.platform === platform && person.user === user)?.name ?? null
}

/** Mentions in people's words become names: an id means nothing to whoever reads it on another platform. */
export async function mentionsAsNames(context: RequestContext, text: string): Promise<string> {
  const tokens = new Set([...text.matchAll(/<@[^>\s][^>]*>/gu)].map(([token]) => token))
  let named = text
  for (const token of tokens) {
    const { user = '', name = null } = mentioned(token) ?? {}
    const { tx, agency, origin } = context
    const known = await personByIdentity(tx, agency.id, origin.platform, user)
    const said = known?.name ?? name ?? nameGiven(context, origin.platform, user)
    if (said) named = named.replaceAll(token, `@${said}`)
  }
  return named
}
