import { clearTimer } from '#db/repositories/timers.ts'
import { done, no, type Outcome, type RequestContext } from '#src/kernel/request-context.ts'
import type { Delivery } from '#src/kernel/request.ts'
import { forgetHeld, heldBack, holdBack } from './held.ts'
import type { SecretKind } from '#src/features/guard/secrets.ts'
import { sendHeldTalk } from './talk.ts'

/** Instead of carrying it out: it waits, encrypted, for its writer's word. */
export async function holdRequest(
  context: RequestContext,
  { delivery, subject }: { delivery: Delivery; subject: string },
  kinds: SecretKind[],
): Promise<Outcome> {
  const { id, origin, request } = delivery
  const held: Delivery = { id, origin, request }
  await holdBack(context, subject, { held, text: null, by: context.by.id, kinds, at: null })
  return done({ say: 'held', did: 'asked', kinds, key: subject })
}

/** Its writer has decided. What was asked of us, and is to be carried out, the engine has put in the place of this press already. */
export async function decideHeld(
  context: RequestContext,
  { subject, detail }: { subject: string; detail: string },
): Promise<Outcome> {
  const held = await heldBack(context.tx, context.agency.id, subject)
  if (!held?.sealed || held.by !== context.by.id) return no({ code: 'held-gone' })
  if (detail !== 'masked' && detail !== 'as-is' && detail !== 'drop') return no({ code: 'not-understood' })
  if (detail === 'drop') {
    if (held.at === null) await clearTimer(context.tx, context.agency.id, 'held', subject)
    else await forgetHeld(context, subject, held)
  } else if (!(await sendHeldTalk(context, { subject, held, how: detail }))) return no({ code: 'held-gone' })
  return done({ say: 'held', did: detail, kinds: held.kinds })
}
