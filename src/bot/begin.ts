import { connectPlace, loadAgency } from '#db/repositories/agencies.ts'
import { isConflict, type Tx } from '#db/connection/connect.ts'
import { keepAnswer } from '#db/repositories/inbox.ts'
import { personById } from '#db/repositories/people.ts'
import type { CoreDeps } from './engine.ts'
import type { Refusal } from '#src/kernel/refusal.ts'
import type { Reply } from '#src/kernel/reply.ts'
import type { Answer, Delivery } from '#src/kernel/request.ts'
import { foundAgency, newAgency } from '#src/features/people/handlers/agency.ts'
import type { RequestContext } from '#src/kernel/request-context.ts'
import type { Intent } from './carry-out.ts'
import { redeem } from '#src/features/people/handlers/codes.ts'
import { helpStranger, isHelp, refuseStranger, wordAnswer } from './say.ts'

type LookedUp = Pick<RequestContext, 'profile' | 'member' | 'uploads'>

/** `settled`: what was asked was done meanwhile, so the place belongs to an agency and is to be asked there. */
type Begun = Answer | 'settled'

/** In a place that belongs to no agency yet: the setup code founds one there, a connect code joins it to one. */
export async function beginHere(
  deps: CoreDeps,
  delivery: Delivery,
  intent: Intent,
  lookedUp: LookedUp,
): Promise<Begun> {
  const { origin } = delivery
  if (isHelp(intent)) return helpStranger(origin, intent, 'en')
  const code = intent.kind === 'command' ? intent.options.code : undefined
  const name = intent.kind === 'command' ? intent.name : null
  if (code === undefined || origin.place === '' || (name !== 'agency setup' && name !== 'agency connect')) {
    return refuseStranger(origin, { code: 'place-unknown' })
  }
  const asks = { typed: code, purpose: name === 'agency setup' ? ('setup' as const) : ('connect' as const) }
  const begun = await deps.db
    .acrossAgencies((tx) => redeemHere(tx, deps, delivery, lookedUp, asks))
    .catch((error: unknown) => {
      if (isConflict(error)) return 'settled' as const
      throw error
    })
  if (begun === 'settled' || !('code' in begun)) return begun
  // Of two deliveries of the same command at once the second waited for the first one's commit.
  return begun.code === 'code-used' ? 'settled' : refuseStranger(origin, begun)
}

async function redeemHere(
  tx: Tx,
  { secret, publicUrl, newId, now: clock }: CoreDeps,
  delivery: Delivery,
  lookedUp: LookedUp,
  { typed, purpose }: { typed: string; purpose: 'setup' | 'connect' },
): Promise<Answer | Refusal> {
  const { origin } = delivery
  const now = clock()
  const redeemed = await redeem(tx, secret, typed, purpose, now)
  if (!redeemed.ok) return redeemed.reason

  const here = { tx, place: newId(), origin, now, newId, people: [], secret, publicUrl, ...lookedUp }
  const { forAgency, forPerson } = redeemed.code
  if (forAgency === null) {
    const agency = newAgency(newId(), origin.placeName, lookedUp.profile?.zone ?? null)
    const by = await foundAgency(here, agency)
    return settle({ ...here, agency, by }, delivery, { say: 'set-up' })
  }
  const agency = await loadAgency(tx, forAgency)
  const { platform, place: externalId, placeName: name } = origin
  await connectPlace(tx, agency.id, { id: here.place, platform, externalId, name }, now)
  const maker = forPerson ? await personById(tx, agency.id, forPerson) : null
  if (!maker) throw new Error('a connect code was made by nobody')
  return settle({ ...here, agency, by: maker }, delivery, { say: 'connected', place: name, by: maker.id })
}

async function settle(context: RequestContext, delivery: Delivery, reply: Reply): Promise<Answer> {
  await keepAnswer(context.tx, context.agency.id, delivery.id, reply, context.now)
  return wordAnswer(context, delivery, reply)
}
