import { keepCode, lockCode, useCode, type Code } from '#db/repositories/agencies.ts'
import type { Tx } from '#db/connection/connect.ts'
import { addIdentity, personById, personByIdentity } from '#db/repositories/people.ts'
import { hashCode, newCode } from '#src/features/people/codes.ts'
import type { Person } from '#src/kernel/person.ts'
import type { Refusal } from '#src/kernel/refusal.ts'
import { done, type RequestContext, type Outcome } from '#src/kernel/request-context.ts'
import { denied } from '#src/features/policy.ts'

export const codeLives = Temporal.Duration.from({ minutes: 15 })

/** Locks the code and says why it does not serve, or whose it is. */
export async function redeem(
  tx: Tx,
  secret: string,
  typed: string,
  purpose: Code['purpose'],
  now: Temporal.Instant,
): Promise<{ ok: true; code: Code } | { ok: false; reason: Refusal }> {
  const code = await lockCode(tx, hashCode(typed, secret))
  if (!code) return { ok: false, reason: { code: 'code-unknown' } }
  if (code.usedAt) return { ok: false, reason: { code: 'code-used' } }
  if (Temporal.Instant.compare(code.expiresAt, now) < 0) return { ok: false, reason: { code: 'code-expired' } }
  if (code.purpose !== purpose) return { ok: false, reason: { code: 'code-other-purpose' } }
  await useCode(tx, code.hash, now)
  return { ok: true, code }
}

export async function makeCode(
  tx: Tx,
  secret: string,
  about: { purpose: Code['purpose']; forAgency: string | null; forPerson: string | null },
  now: Temporal.Instant,
): Promise<string> {
  const code = newCode()
  await keepCode(tx, { hash: hashCode(code, secret), ...about, expiresAt: now.add(codeLives) })
  return code
}

/** Without a code it gives one; with one (typed where no agency is known yet) see `handle.ts`. */
export async function connectCode(context: RequestContext): Promise<Outcome> {
  const { tx, agency, by, now, secret } = context
  const refused = denied(context, 'connect-place')
  if (refused) return refused
  const code = await makeCode(tx, secret, { purpose: 'connect', forAgency: agency.id, forPerson: by.id }, now)
  return done({ say: 'code', purpose: 'connect' }, code)
}

/** A code for one's own second account. */
export async function linkCode({ tx, agency, by, now, secret }: RequestContext): Promise<Outcome> {
  const code = await makeCode(tx, secret, { purpose: 'link', forAgency: agency.id, forPerson: by.id }, now)
  return done({ say: 'code', purpose: 'link' }, code)
}

/** `/profile link CODE`, typed with the account that is to be joined. Answers who it now belongs to. */
export async function link(
  context: Omit<RequestContext, 'by'>,
  typed: string,
): Promise<{ ok: true; person: Person } | { ok: false; reason: Refusal }> {
  const { tx, agency, origin, place, now, secret } = context
  if (await personByIdentity(tx, agency.id, origin.platform, origin.user))
    return { ok: false, reason: { code: 'identity-taken' } }
  const redeemed = await redeem(tx, secret, typed, 'link', now)
  if (!redeemed.ok) return redeemed
  const { forAgency, forPerson } = redeemed.code
  const person = forAgency === agency.id && forPerson ? await personById(tx, agency.id, forPerson) : null
  if (!person) return { ok: false, reason: { code: 'code-unknown' } }
  await addIdentity(tx, agency.id, {
    platform: origin.platform,
    externalId: origin.user,
    personId: person.id,
    placeId: place,
  })
  return { ok: true, person }
}
