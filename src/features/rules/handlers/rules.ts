import { assignmentsOf, listClients } from '#db/repositories/clients.ts'
import { listPeople, loadCandidates } from '#db/repositories/people.ts'
import { addRule, keepRules, rulesOf } from '#db/repositories/rules.ts'
import type { Args } from '#src/features/commands.ts'
import { dutyNamed } from '#src/features/people/duty.ts'
import { findClient, findPerson } from '#src/features/people/queries/find.ts'
import { denied } from '#src/features/policy.ts'
import { readDelegation } from '#src/features/reading/delegate-text.ts'
import { clientHere, vocabularyFor } from '#src/features/reading/queries/vocabulary.ts'
import { route } from '#src/features/routing/route.ts'
import { rulesCard, triedCard, type RuleNames } from '#src/features/rules/cards.ts'
import { isPool, wordsIn } from '#src/features/rules/read-rule.ts'
import { titleOf } from '#src/features/tasks/title.ts'
import { wordsOf } from '#src/features/tasks/delegate.ts'
import type { Card } from '#src/kernel/card.ts'
import { anyonesDuty, is } from '#src/kernel/person.ts'
import type { Refusal } from '#src/kernel/refusal.ts'
import { done, no, type Outcome, type RequestContext, type Result } from '#src/kernel/request-context.ts'
import { readerFor } from '#src/words/reader.ts'

/** More are no order that anybody can follow. */
const mostRules = 50
const longestWords = 20

/** `/agency rule add if client:acme duty:travel words:visa then @meera`: the last of them. */
export async function addARule(context: RequestContext, args: Args<'agency rule add'>): Promise<Outcome> {
  const { tx, agency, newId } = context
  const refused = denied(context, 'manage-rules')
  if (refused) return refused
  const client = args.client === undefined ? null : await findClient(context, args.client)
  if (client && !client.ok) return no(client.reason)
  const duty = args.duty === undefined ? null : dutyNamed(args.duty, agency.duties)
  if (duty && !duty.ok) return no(duty.reason)
  const words = wordsIn(args.words ?? '').slice(0, longestWords)
  if (!client && !duty && words.length === 0) return no({ code: 'rule-says-nothing' })
  const assistant = await whoThen(context, args.assistant)
  if (typeof assistant === 'object' && assistant) return no(assistant)

  const rules = await rulesOf(tx, agency.id)
  if (rules.length >= mostRules) return no({ code: 'too-many-rules', limit: mostRules })
  const rule = { id: newId(), client: client?.found.id ?? null, duty: duty?.duty ?? null, words, assistant }
  await addRule(tx, agency.id, rule)
  return done({ say: 'rules', what: 'added', place: rules.length + 1 })
}

/** An assistant's id; null: the pool. */
async function whoThen(context: RequestContext, typed: string): Promise<string | null | Refusal> {
  if (isPool(typed)) return null
  const found = await findPerson(context, typed)
  if (!found.ok) return found.reason
  return is(found.found, 'assistant') ? found.found.id : { code: 'not-an-assistant', name: found.found.name }
}

export async function listRules(context: RequestContext): Promise<Result> {
  return denied(context, 'manage-rules') ?? { card: await rulesNow(context) }
}

export async function rulesNow(context: RequestContext): Promise<Card> {
  const { tx, agency, by, now } = context
  return rulesCard(await rulesOf(tx, agency.id), await namesIn(context), readerFor(by, now))
}

export async function removeARule(context: RequestContext, args: Args<'agency rule remove'>): Promise<Outcome> {
  const { tx, agency } = context
  const refused = denied(context, 'manage-rules')
  if (refused) return refused
  const rules = await rulesOf(tx, agency.id)
  const place = placeIn(args.place, rules.length)
  if (typeof place === 'object') return no(place)
  await keepRules(tx, agency.id, rules.toSpliced(place - 1, 1))
  return done({ say: 'rules', what: 'removed', place })
}

/** `/agency rule move 3 1`: the third is asked first. */
export async function moveARule(context: RequestContext, args: Args<'agency rule move'>): Promise<Outcome> {
  const { tx, agency } = context
  const refused = denied(context, 'manage-rules')
  if (refused) return refused
  const rules = await rulesOf(tx, agency.id)
  const [from, to] = [placeIn(args.place, rules.length), placeIn(args.to, rules.length)]
  if (typeof from === 'object') return no(from)
  if (typeof to === 'object') return no(to)
  const moved = rules.splice(from - 1, 1)
  rules.splice(to - 1, 0, ...moved)
  await keepRules(tx, agency.id, rules)
  return done({ say: 'rules', what: 'moved', place: to })
}

/** `/agency rule try client:acme #travel A visa for Pune`: where such a task would go, and why. Nothing is made. */
export async function tryRules(context: RequestContext, { sample: typed }: Args<'agency rule try'>): Promise<Result> {
  const { tx, agency, by, now } = context
  const refused = denied(context, 'manage-rules')
  if (refused) return refused
  const { zone, language, hours } = by
  const vocabulary = await vocabularyFor(context, typed)
  const spoken = { now, zone, language, hours, ...vocabulary, once: true, dueSaid: true, fromTemplate: false }
  const text = readDelegation(typed, spoken)
  if ('code' in text) return no(text)
  const here = text.client === null ? await clientHere(context) : null
  const client = await findClient(context, text.client ?? here?.id ?? null)
  if (!client.ok) return no(client.reason)
  const named = text.person === null ? null : await findPerson(context, text.person)
  if (named && !named.ok) return no(named.reason)

  const title = titleOf(text.bare)
  const task = { client: client.found.id, duty: text.duty ?? anyonesDuty, text: wordsOf({ title, brief: text.brief }) }
  const [candidates, assignments, rules] = await Promise.all([
    loadCandidates(tx, agency.id),
    assignmentsOf(tx, agency.id, task.client),
    rulesOf(tx, agency.id),
  ])
  const found = route({ ...task, named: named?.found.id ?? null }, { candidates, assignments, rules }, now, [])
  if ('refused' in found) return no(found.refused)
  const tried = { task, title, client: client.found.name, rules }
  return { card: triedCard(found, tried, await namesIn(context), readerFor(by, now)) }
}

/** A place in the list, from 1; what is none is refused with how many there are. */
function placeIn(typed: string, count: number): number | Refusal {
  const place = /^#?\d{1,4}$/u.test(typed.trim()) ? Number(typed.trim().replace('#', '')) : 0
  return place >= 1 && place <= count ? place : { code: 'no-such-rule', given: typed.trim(), count }
}

async function namesIn({ tx, agency }: RequestContext): Promise<RuleNames> {
  const [people, clients] = await Promise.all([listPeople(tx, agency.id), listClients(tx, agency.id)])
  const person = (id: string) => people.find((one) => one.id === id)
  return {
    clientOf: (id) => clients.find((client) => client.id === id)?.name ?? '–',
    nameOf: (id) => person(id)?.name ?? '–',
    isAssistant: (id) => {
      const found = person(id)
      return found !== undefined && is(found, 'assistant') && !found.left
    },
  }
}
