import { connectPlace, findPlace, loadAgency } from '#db/agencies.ts'
import type { Database, Tx } from '#db/connect.ts'
import { answerTo, keepAnswer } from '#db/inbox.ts'
import { agenciesOf, personById, personByIdentity } from '#db/people.ts'
import type { Profile } from './chat.ts'
import { opensForm } from './commands.ts'
import type { Core } from './core.ts'
import { foundAgency, link, newAgency, redeem } from './handle/agency.ts'
import type { Asked, Outcome } from './handle/asked.ts'
import { carryOut, readRequest, type Wish } from './handle/carry-out.ts'
import { keyOf, readReply } from './handle/drafts.ts'
import { mentioned } from './handle/find.ts'
import { formFor, formWith } from './handle/forms.ts'
import { fieldOf, refusedCard, refusedWords, withNames } from './handle/refused.ts'
import { suggest } from './handle/suggest.ts'
import { wordReply } from './handle/words.ts'
import { helpCard } from './help.ts'
import type { Log } from './log.ts'
import type { Person, Platform } from './people/person.ts'
import type { Refusal } from './refusal.ts'
import type { Reply } from './reply.ts'
import type { Answer, Delivery, Origin } from './request.ts'
import { wordsIn } from './ui/i18n/words.ts'
import { readerFor } from './ui/reader.ts'

export type House = {
  db: Database
  log: Log
  now(): Temporal.Instant
  newId(): string
  /** Key for hashing one-time codes. */
  secret: string
  /** What a platform knows of someone; asked outside of every transaction. */
  look(platform: Platform, place: string, user: string): Promise<Profile | null>
  canPost(platform: Platform, place: string, channel: string): Promise<boolean>
}

/** The one door for anything that changes something. */
export function createCore(house: House): Core {
  return {
    handle: (delivery) => handle(house, delivery),
    suggest: (ask) => suggest(house, ask, () => whereabouts(house, ask.origin)),
    say: {
      workingOnIt: (language) => ({ title: wordsIn(language).telling.workingOnIt, tone: 'plain' }),
      fault(language, reference) {
        const { fault, faultBody } = wordsIn(language).telling
        return { title: fault, tone: 'attention', body: faultBody(reference) }
      },
      notUnderstood(language) {
        const { notUnderstood, notUnderstoodBody } = wordsIn(language).telling
        return { title: notUnderstood, tone: 'attention', body: notUnderstoodBody }
      },
    },
  }
}

/** The agency that a request is for, and the place in it. */
export type Whereabouts = { agency: string; place: string }

/** A direct message on Discord names no server: there the person's own agency is meant. */
async function whereabouts({ db }: House, { platform, place, user }: Origin): Promise<Whereabouts | null> {
  return db.acrossAgencies(async (tx) => {
    if (place !== '') return findPlace(tx, platform, place)
    const [found] = await agenciesOf(tx, platform, user)
    return found ?? null
  })
}

/** Thrown to undo all that a refused request has written so far, such as a number that was counted. */
class Refused extends Error {
  readonly outcome: Extract<Outcome, { ok: false }>

  constructor(outcome: Extract<Outcome, { ok: false }>) {
    super(outcome.reason.code)
    this.outcome = outcome
  }
}

/** Thrown to undo what was done for a delivery that was answered before, or is being answered elsewhere. */
class AnsweredBefore extends Error {}

async function handle(house: House, delivery: Delivery): Promise<Answer> {
  const wish = readRequest(delivery.request)
  const found = await whereabouts(house, delivery.origin)
  const lookedUp = await lookUp(house, delivery, wish)
  if (!found) return beginHere(house, delivery, wish, lookedUp)

  const within = <T>(run: (here: Here) => Promise<T>) =>
    house.db.inAgency(found.agency, async (tx) => run(await arrive(house, tx, found, delivery, lookedUp)))
  try {
    return await within((here) => answer(here, delivery, wish))
  } catch (error) {
    if (error instanceof Refused) return within((here) => answerRefused(here, delivery, error.outcome))
    if (error instanceof AnsweredBefore) return within((here) => answerAgain(here, delivery))
    throw error
  }
}

type LookedUp = Pick<Asked, 'profile' | 'member'>

/** Asked, but by someone who may be a stranger. */
type Here = Omit<Asked, 'by'> & { by: Person | null }

async function arrive(
  house: House,
  tx: Tx,
  { agency, place }: Whereabouts,
  delivery: Delivery,
  lookedUp: LookedUp,
): Promise<Here> {
  const { origin, request } = delivery
  const [loaded, by] = await Promise.all([
    loadAgency(tx, agency),
    personByIdentity(tx, agency, origin.platform, origin.user),
  ])
  const people = 'people' in request ? request.people : []
  return {
    tx,
    agency: loaded,
    place,
    by,
    origin,
    now: house.now(),
    newId: house.newId,
    people,
    secret: house.secret,
    ...lookedUp,
  }
}

/** What a platform must be asked beforehand: a network call has no place in a transaction. */
async function lookUp(house: House, { origin }: Delivery, wish: Wish): Promise<LookedUp> {
  const { platform, place, channel, user } = origin
  const name = wish.kind === 'command' ? wish.name : null
  const someone =
    name === 'agency setup'
      ? user
      : name === 'agency role' && wish.kind === 'command'
        ? mentioned(wish.options.person ?? '')?.user
        : null
  return {
    profile: someone ? await house.look(platform, place, someone) : null,
    member: name === 'agency room' ? await house.canPost(platform, place, channel) : true,
  }
}

async function answer(here: Here, delivery: Delivery, wish: Wish): Promise<Answer> {
  if (!here.by) return answerStranger(here, delivery, wish)
  const asked: Asked = { ...here, by: here.by }
  if (opensForm(delivery.request)) return { kind: 'form', form: await formFor(asked, delivery.request) }

  const outcome = await carryOut(asked, wish)
  if ('card' in outcome) return { kind: 'say', card: outcome.card, replace: wish.kind === 'press' }
  if (!outcome.ok) throw new Refused(outcome)
  // Of two deliveries at once the second waits here for the first one's commit, and is then undone.
  if (!(await keepAnswer(here.tx, here.agency.id, delivery.id, outcome.reply, here.now))) throw new AnsweredBefore()
  return wordAnswer(asked, delivery, outcome.reply, outcome.secret)
}

/** A refusal is kept like any answer, and with it what was typed, to be mended. */
async function answerRefused(
  here: Here,
  delivery: Delivery,
  { reason, draft }: Extract<Outcome, { ok: false }>,
): Promise<Answer> {
  const { tx, agency, now } = here
  const reply: Reply = { say: 'refused', refusal: reason, draft: draft ?? null }
  if (!(await keepAnswer(tx, agency.id, delivery.id, reply, now))) return answerAgain(here, delivery)
  return here.by ? wordAnswer({ ...here, by: here.by }, delivery, reply) : refuseStranger(delivery.origin, reason)
}

/** The same answer as the first time. */
async function answerAgain(here: Here, delivery: Delivery): Promise<Answer> {
  const told = await answerTo(here.tx, here.agency.id, delivery.id)
  if (!told || !here.by) return refuseStranger(delivery.origin, { code: 'not-understood' })
  return wordAnswer({ ...here, by: here.by }, delivery, readReply(told.answer))
}

/** A form that cannot be carried out stays open, with the mistake beside its field; everything else is a sentence. */
async function wordAnswer(asked: Asked, delivery: Delivery, reply: Reply, secret?: string): Promise<Answer> {
  const { request } = delivery
  const draftKey = keyOf(delivery.id)
  if (reply.say === 'refused' && reply.draft && request.kind === 'form') {
    const { words } = readerFor(asked.by, asked.now)
    const refusal = await withNames(asked.tx, asked.agency.id, reply.refusal)
    const form = await formWith(asked, { form: reply.draft.form, values: reply.draft.values, subject: request.subject })
    const field = form.fields.find(({ name }) => name === fieldOf(refusal)) ?? form.fields[0]
    return { kind: 'mend', form, draft: draftKey, errors: field ? { [field.name]: refusedWords(words, refusal) } : {} }
  }
  return { kind: 'say', card: await wordReply(asked, reply, draftKey, secret), replace: request.kind === 'press' }
}

/** Someone whom the agency does not know may read the help, and say who they are. */
async function answerStranger(here: Here, delivery: Delivery, wish: Wish): Promise<Answer> {
  const { origin } = delivery
  if (isHelp(wish))
    return {
      kind: 'say',
      card: helpCard(wordsIn(origin.language ?? here.agency.language), wish.options.command ?? null),
      replace: false,
    }
  if (wish.kind !== 'command' || wish.name !== 'profile link' || wish.options.code === undefined) {
    return refuseStranger(
      origin,
      wish.kind === 'command' && wish.name === 'agency setup' ? { code: 'already-set-up' } : { code: 'stranger' },
    )
  }
  const linked = await link(here, wish.options.code)
  if (!linked.ok) return refuseStranger(origin, linked.reason)
  const reply: Reply = { say: 'linked' }
  if (!(await keepAnswer(here.tx, here.agency.id, delivery.id, reply, here.now))) throw new AnsweredBefore()
  return wordAnswer({ ...here, by: linked.person }, delivery, reply)
}

function refuseStranger({ language }: Origin, reason: Refusal): Answer {
  return { kind: 'say', card: refusedCard(wordsIn(language ?? 'en'), reason, null, ''), replace: false }
}

/** In a place that belongs to no agency yet: the setup code founds one there, a connect code joins it to one. */
async function beginHere(house: House, delivery: Delivery, wish: Wish, lookedUp: LookedUp): Promise<Answer> {
  const { origin } = delivery
  if (isHelp(wish))
    return {
      kind: 'say',
      card: helpCard(wordsIn(origin.language ?? 'en'), wish.options.command ?? null),
      replace: false,
    }
  const code = wish.kind === 'command' ? wish.options.code : undefined
  const name = wish.kind === 'command' ? wish.name : null
  if (code === undefined || origin.place === '' || (name !== 'agency setup' && name !== 'agency connect')) {
    return refuseStranger(origin, { code: 'place-unknown' })
  }
  return house.db.acrossAgencies(async (tx) => {
    const now = house.now()
    const redeemed = await redeem(tx, house.secret, code, name === 'agency setup' ? 'setup' : 'connect', now)
    if (!redeemed.ok) return refuseStranger(origin, redeemed.reason)

    const { newId, secret } = house
    const here = { tx, place: newId(), origin, now, newId, people: [], secret, ...lookedUp }
    const { forAgency } = redeemed.code
    if (forAgency === null) {
      const agency = newAgency(newId(), origin.placeName, lookedUp.profile?.zone ?? null)
      const by = await foundAgency(here, agency)
      return settle({ ...here, agency, by }, delivery, { say: 'set-up' })
    }
    const agency = await loadAgency(tx, forAgency)
    await connectPlace(
      tx,
      agency.id,
      { id: here.place, platform: origin.platform, externalId: origin.place, name: origin.placeName },
      now,
    )
    const maker = redeemed.code.forPerson ? await personById(tx, agency.id, redeemed.code.forPerson) : null
    if (!maker) throw new Error('a connect code was made by nobody')
    return settle({ ...here, agency, by: maker }, delivery, { say: 'connected', place: origin.placeName })
  })
}

async function settle(asked: Asked, delivery: Delivery, reply: Reply): Promise<Answer> {
  await keepAnswer(asked.tx, asked.agency.id, delivery.id, reply, asked.now)
  return wordAnswer(asked, delivery, reply)
}

type Help = { kind: 'command'; name: 'help'; options: Record<string, string> }

function isHelp(wish: Wish): wish is Help {
  return wish.kind === 'command' && wish.name === 'help'
}
