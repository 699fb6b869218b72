import type { Database } from '#db/connection/connect.ts'
import { personByIdentity } from '#db/repositories/people.ts'
import type { Delivery, Origin } from '#src/kernel/request.ts'
import { heldBack, openDelivery } from './held.ts'
import { maskedRequest } from '#src/features/guard/queries/in-request.ts'
import type { SecretKind } from '#src/features/guard/secrets.ts'

/** A delivery, with the secrets that were found in it, or the key of what it releases. */
export type Guarded = Delivery & { secrets?: SecretKind[]; releases?: string }

type Deps = { db: Database; secret: string }

/**
 * What was asked of us and held back, as its writer wants it now: under the press's own id, so that pressing twice is one. Null: this is no such
 * press, or there is nothing to be carried out.
 */
export async function releasedBy(
  { db, secret }: Deps,
  { id, origin, request }: Delivery,
  find: (origin: Origin) => Promise<{ agency: string } | null>,
): Promise<Guarded | null> {
  if (request.kind !== 'press' || request.action.press !== 'held' || request.action.detail === 'drop') return null
  const { subject, detail } = request.action
  const where = await find(origin)
  if (!where) return null
  const { held, by } = await db.inAgency(where.agency, async (tx) => ({
    held: await heldBack(tx, where.agency, subject),
    by: await personByIdentity(tx, where.agency, origin.platform, origin.user),
  }))
  if (!held || held.at !== null || by?.id !== held.by) return null
  const asked = openDelivery(secret, where.agency, subject, held)
  if (!asked) return null
  const wanted = detail === 'as-is' ? asked.request : await maskedRequest(asked.request)
  return { id, origin: asked.origin, request: wanted, releases: subject }
}
