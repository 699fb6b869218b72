import { isConflict, type Database, type Tx } from '#db/connection/connect.ts'
import { answerTo, isAnsweredBefore, keepAnswerWithAll } from '#db/repositories/inbox.ts'
import { numberCounted } from '#db/repositories/life.ts'
import { clearTimer } from '#db/repositories/timers.ts'
import { holdRequest } from '#src/features/guard/handlers/hold.ts'
import { releasedBy, type Guarded } from '#src/features/guard/handlers/release.ts'
import { maskedRequest, secretsIn } from '#src/features/guard/queries/in-request.ts'
import { wireOf } from '#db/connection/wire.ts'
import { personById } from '#db/repositories/people.ts'
import type { Fetched, Profile } from '#src/kernel/chat.ts'
import { opensForm } from '#src/features/commands.ts'
import type { Core } from '#src/kernel/core.ts'
import type { Origin as FileOrigin } from '#src/features/files/file.ts'
import type { RequestContext, Outcome } from '#src/kernel/request-context.ts'
import { beginHere } from './begin.ts'
import { carryOut, readRequest, type Intent } from './carry-out.ts'
import { isToBeCounted, withNumber } from './counted.ts'
import { link } from '#src/features/people/handlers/codes.ts'
import { formFor } from './forms.ts'
import { forgetForm, settleForm } from '#src/features/requests/kept-forms.ts'
import { homeOf } from './home.ts'
import { notice } from './noticed.ts'
import { throughOutage, undoWhenBack } from './outage.ts'
import { keyOf } from '#src/features/requests/drafts.ts'
import { promiseAnswer } from '#src/features/requests/promises.ts'
import { Refused } from './refused.ts'
import { helpStranger, isHelp, refuseStranger, spoken, wordAnswer } from './say.ts'
import { suggest } from './suggest.ts'
import { createTalking } from './talk.ts'
import { createTurns, turnsAtOnce, type Turns } from './turns.ts'
import {
  arrive,
  createFinder,
  lookUp,
  MovedAway,
  type Finder,
  type Here,
  type LookedUp,
  type Whereabouts,
} from './whereabouts.ts'
import { takeIn } from '#src/features/social/handlers/uploads.ts'
import type { Log } from '#src/kernel/log.ts'
import type { Platform } from '#src/kernel/person.ts'
import type { Reply } from '#src/kernel/reply.ts'
import type { Answer, Delivery } from '#src/kernel/request.ts'

export type CoreDeps = {
  db: Database
  log: Log
  now(): Temporal.Instant
  newId(): string
  /** Key for hashing one-time codes and signing the addresses of feeds. */
  secret: string
  /** Where we are reached from outside; null where that is not known. */
  publicUrl: string | null
  /** What a platform knows of someone; asked outside of every transaction. */
  fetchProfile(platform: Platform, place: string, user: string): Promise<Profile | null>
  canPost(platform: Platform, place: string, channel: string): Promise<boolean>
  /** A file that a person attached, of at most so many bytes; asked outside of every transaction. */
  fetchFile(origin: FileOrigin, most: number): Promise<Fetched>
}

/** Carries out a form over which a process died; whoever sent it is told in a direct message. */
export type Resume = (delivery: Delivery) => Promise<void>

/** The one door for anything that changes something. */
export function createCore(deps: CoreDeps): Core & { resume: Resume } {
  const find = createFinder(deps)
  const turns = createTurns(...turnsAtOnce)
  const engine = () => ({ ...deps, find, turns })
  return {
    handle: (delivery) => throughOutage(() => handleGuarded(engine(), delivery)),
    resume: async (delivery) => void (await handle(engine(), delivery, true)),
    promise: (delivery) =>
      promiseAnswer(deps, delivery, find.anew(delivery.origin), () => maskedRequest(delivery.request)),
    home: (origin) => throughOutage(() => homeOf({ ...deps, find }, origin)),
    talk: createTalking({ ...deps, find }),
    noticed: (person) => throughOutage(() => notice(deps, person)),
    isCrowded: ({ origin }) => turns.isFull(find.remembered(origin)?.agency ?? ''),
    suggest: (ask) => suggest(deps, ask, () => find.anew(ask.origin)),
    say: spoken,
  }
}

type Engine = CoreDeps & { find: Finder; turns: Turns }

/** What holds a secret waits for its writer's word; where they have given it, it is carried out in the place of their press. */
async function handleGuarded(deps: Engine, delivery: Delivery): Promise<Answer> {
  const released = await releasedBy(deps, delivery, (origin) => deps.find.anew(origin))
  if (!released) return handle(deps, { ...delivery, secrets: await secretsIn(delivery.request) }, false)
  const answer = await handle(deps, released, false)
  return answer.kind === 'say' ? { ...answer, replace: true } : answer
}

async function handle(deps: Engine, delivery: Guarded, resumed: boolean): Promise<Answer> {
  const remembered = deps.find.remembered(delivery.origin)
  if (!remembered) return handleFound(deps, delivery, resumed)
  try {
    return await handleAt(deps, remembered, delivery, resumed)
  } catch (error) {
    if (error instanceof MovedAway) return handleFound(deps, delivery, resumed)
    throw error
  }
}

async function handleFound(deps: Engine, delivery: Guarded, resumed: boolean): Promise<Answer> {
  const found = await deps.find.anew(delivery.origin)
  if (found) return handleAt(deps, found, delivery, resumed)
  const intent = readRequest(delivery.request)
  const lookedUp = { ...(await lookUp(deps, delivery, intent)), uploads: null }
  const begun = await beginHere(deps, delivery, intent, lookedUp)
  if (begun !== 'settled') return begun
  const since = await deps.find.anew(delivery.origin)
  return since
    ? handleIn(deps, since, delivery, intent, lookedUp)
    : refuseStranger(delivery.origin, { code: 'code-used' })
}

/** Where we know the place: its files are copied first. */
async function handleAt(deps: Engine, found: Whereabouts, sent: Guarded, resumed: boolean): Promise<Answer> {
  try {
    const taken = sent.secrets?.length ? { delivery: sent, uploads: null } : await takeIn(deps, found, sent, resumed)
    const delivery: Guarded = { ...sent, ...taken.delivery }
    const intent = readRequest(delivery.request)
    const known = { ...(await lookUp(deps, delivery, intent)), uploads: taken.uploads }
    return await deps.turns.take(found.agency, () => handleIn(deps, found, delivery, intent, known))
  } catch (error) {
    // Whoever sent a form is told that nothing was carried out, and that stays so.
    if (sent.request.kind === 'form' && !resumed)
      await undoWhenBack(() => deps.db.inAgency(found.agency, (tx) => forgetForm(tx, found.agency, sent)))
    throw error
  }
}

async function handleIn(
  deps: CoreDeps,
  found: Whereabouts,
  delivery: Guarded,
  intent: Intent,
  lookedUp: LookedUp,
): Promise<Answer> {
  const within = async (run: (here: Here) => Promise<Answer | Later>) => {
    const here = async (tx: Tx) => run(await arrive(deps, tx, found, delivery, lookedUp))
    const said = await deps.db.inAgency(found.agency, here, { trusting: true })
    return typeof said === 'function' ? said() : said
  }
  const attempt = () => within((here) => answer(here, delivery, intent))
  // Of two deliveries at once the second waits at the commit for the first one's, and is then undone.
  const again = () => within((here) => answerAgain(here, delivery))
  try {
    // Of two who add the same at once the second fails at the table; tried again it sees what the first one added.
    return await attempt().catch((error: unknown) => {
      if (isConflict(error) && !isAnsweredBefore(error)) return attempt()
      throw error
    })
  } catch (error) {
    if (isAnsweredBefore(error)) return again()
    if (!(error instanceof Refused)) throw error
    return within((here) => answerRefused(here, delivery, error.outcome)).catch((late: unknown) => {
      if (isAnsweredBefore(late)) return again()
      throw late
    })
  }
}

/** An answer in which stands what only the commit tells. */
type Later = () => Promise<Answer>

async function answer(here: Here, delivery: Guarded, intent: Intent): Promise<Answer | Later> {
  const { secrets = [], releases } = delivery
  if (!here.by) return answerStranger(here, delivery, intent)
  const context: RequestContext = { ...here, by: here.by }
  if (opensForm(delivery.request)) {
    const form = await formFor(context, delivery.request)
    if ('code' in form) throw new Refused({ ok: false, reason: form })
    return { kind: 'form', form }
  }

  const outcome =
    secrets.length > 0
      ? await holdRequest(context, { delivery, subject: keyOf(delivery.id) }, secrets)
      : await carryOut(context, intent)
  if (releases !== undefined) await clearTimer(here.tx, here.agency.id, 'held', releases)
  if ('card' in outcome) {
    // All that a question writes is that somebody has seen the answer.
    wireOf(here.tx).hasty = true
    return { kind: 'say', card: outcome.card, replace: intent.kind === 'press' }
  }
  if (!outcome.ok) {
    // What was written before it was refused is not to stand; where nothing was, there is nothing to undo.
    if (wireOf(here.tx).wrote) throw new Refused(outcome)
    return answerRefused(here, delivery, outcome)
  }
  const { tx, agency, now } = here
  const reply = await withNumber(tx, outcome.reply)
  const counted = isToBeCounted(reply) ? reply : null
  keepAnswerWithAll(tx, agency.id, { delivery: delivery.id, answer: reply, counts: counted !== null }, now)
  await settleForm(context, delivery)
  if (!counted) return wordAnswer(context, delivery, reply, outcome)
  return async () => {
    const number = await numberCounted(tx)
    if (number === null) throw new Error('something was made that nobody counted')
    return wordAnswer(context, delivery, { ...counted, number }, { task: outcome.task && { ...outcome.task, number } })
  }
}

/** A refusal is kept like any answer, and with it what was typed, to be mended. */
async function answerRefused(
  here: Here,
  delivery: Delivery,
  { reason, draft }: Extract<Outcome, { ok: false }>,
): Promise<Answer> {
  const { tx, agency, now } = here
  const reply: Reply = { say: 'refused', refusal: reason, draft: draft ?? null }
  keepAnswerWithAll(tx, agency.id, { delivery: delivery.id, answer: reply, counts: false }, now)
  await settleForm(here, delivery)
  return here.by ? wordAnswer({ ...here, by: here.by }, delivery, reply) : refuseStranger(delivery.origin, reason)
}

/** The same answer as the first time. */
async function answerAgain(here: Here, delivery: Delivery): Promise<Answer> {
  const reply = await answerTo(here.tx, here.agency.id, delivery.id)
  // Whoever connected a place is nobody in it until they link their account; the answer spoke to whoever made the code.
  const by = here.by ?? (reply?.say === 'connected' ? await personById(here.tx, here.agency.id, reply.by) : null)
  if (by && reply) return wordAnswer({ ...here, by }, delivery, reply)
  return refuseStranger(delivery.origin, reply?.say === 'refused' ? reply.refusal : { code: 'not-understood' })
}

/** Someone whom the agency does not know may read the help, and say who they are. */
async function answerStranger(here: Here, delivery: Delivery, intent: Intent): Promise<Answer> {
  const { origin } = delivery
  const name = intent.kind === 'command' ? intent.name : null
  const code = intent.kind === 'command' ? intent.options.code : undefined
  if (isHelp(intent)) return helpStranger(origin, intent, here.agency.language)
  if (code !== undefined && name === 'agency connect') {
    const told = await answerTo(here.tx, here.agency.id, delivery.id)
    return told ? answerAgain(here, delivery) : refuseStranger(origin, { code: 'place-taken' })
  }
  if (code === undefined || name !== 'profile link') {
    return refuseStranger(origin, { code: name === 'agency setup' ? 'already-set-up' : 'stranger' })
  }
  const linked = await link(here, code)
  // Thrown, so that a code that served nobody is not used up.
  if (!linked.ok) throw new Refused(linked)
  const reply: Reply = { say: 'linked' }
  keepAnswerWithAll(here.tx, here.agency.id, { delivery: delivery.id, answer: reply, counts: false }, here.now)
  return wordAnswer({ ...here, by: linked.person }, delivery, reply)
}
