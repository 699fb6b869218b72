import { createCache } from '#db/connection/cache.ts'
import type { Tx } from '#db/connection/connect.ts'
import { findPlace, type Agency } from '#db/repositories/agencies.ts'
import { agenciesOf, personById } from '#db/repositories/people.ts'
import { rosterOf, type Roster } from '#db/repositories/roster.ts'
import { mentioned } from '#src/features/people/queries/find.ts'
import { refreshPerson } from '#src/features/settings/handlers/refresh.ts'
import type { Person } from '#src/kernel/person.ts'
import type { Delivery, Origin } from '#src/kernel/request.ts'
import type { RequestContext } from '#src/kernel/request-context.ts'
import type { Intent } from './carry-out.ts'
import type { CoreDeps } from './engine.ts'

/** The agency that a request is for, and the place in it. */
export type Whereabouts = { agency: string; place: string }

/** Where an origin is. What is remembered may be old: whoever arrives there looks whether it still is so. */
export type Finder = {
  remembered(origin: Sought): Whereabouts | null
  anew(origin: Sought): Promise<Whereabouts | null>
}

type Sought = Pick<Origin, 'platform' | 'place' | 'user'>

const placesToRemember = 20_000

export function createFinder({ db }: CoreDeps): Finder {
  const places = createCache(placesToRemember)
  const keyOf = ({ platform, place, user }: Sought) => `${platform}:${place === '' ? `of ${user}` : place}`
  return {
    remembered(origin) {
      const found = places.get(keyOf(origin))
      return isWhereabouts(found) ? found : null
    },
    // A direct message on Discord names no server: there the person's own agency is meant.
    async anew(origin) {
      const { platform, place, user } = origin
      const found = await db.acrossAgencies(async (tx) =>
        place === '' ? (await agenciesOf(tx, platform, user))[0] : findPlace(tx, platform, place),
      )
      if (found) places.set(keyOf(origin), found, 1)
      else places.forget(keyOf(origin))
      return found ?? null
    },
  }
}

function isWhereabouts(found: unknown): found is Whereabouts {
  return typeof found === 'object' && found !== null && 'agency' in found
}

/** Thrown where a place is another agency's by now, or nobody's. */
export class MovedAway extends Error {}

export type LookedUp = Pick<RequestContext, 'profile' | 'member' | 'uploads'>

/** Asked, but by someone who may be a stranger. */
export type Here = Omit<RequestContext, 'by'> & { by: Person | null }

/** Who asks and where, as the agency knows them. */
export async function arrive(
  deps: CoreDeps,
  tx: Tx,
  { agency, place }: Whereabouts,
  delivery: Delivery,
  lookedUp: LookedUp,
): Promise<Here> {
  const { origin, request } = delivery
  const roster = await rosterOf(tx, agency)
  const known = roster.byIdentity.get(`${origin.platform}:${origin.user}`) ?? null
  const isHere = origin.place === '' ? known !== null : roster.places.some(({ id }) => id === place)
  if (!roster.agency || !isHere) throw new MovedAway()
  const by = known && (await asSeen(deps, tx, { agency: roster.agency, person: known, roster }, origin))
  const people = 'people' in request ? request.people : []
  return {
    tx,
    agency: roster.agency,
    place,
    by,
    origin,
    now: deps.now(),
    newId: deps.newId,
    people,
    secret: deps.secret,
    publicUrl: deps.publicUrl,
    ...lookedUp,
  }
}

/**
 * Whoever asks is there, also where they had left; and Discord says with what they ask how they are called in that server. What Slack says with
 * it is a handle, which is no name.
 */
async function asSeen(
  { now, newId }: CoreDeps,
  tx: Tx,
  { agency, person, roster }: { agency: Agency; person: Person; roster: Roster },
  { platform, place, user, userName }: Origin,
): Promise<Person> {
  const mine = roster.identities.get(person.id)?.find((each) => each.platform === platform && each.externalId === user)
  const name = platform === 'discord' && mine?.place === place && userName !== '' ? userName : person.name
  if (!mine || (mine.left === null && name === person.name)) return person
  const seen = { name, zone: null, language: null, picture: null }
  await refreshPerson({ tx, agency, now: now(), newId }, { platform, user }, seen)
  return (await personById(tx, agency.id, person.id)) ?? person
}

/** What a platform must be asked beforehand: a network call has no place in a transaction. */
export async function lookUp(deps: CoreDeps, { origin }: Delivery, intent: Intent): Promise<Omit<LookedUp, 'uploads'>> {
  const { platform, place, channel, user } = origin
  const name = intent.kind === 'command' ? intent.name : null
  const someone =
    name === 'agency setup'
      ? user
      : name === 'agency role' && intent.kind === 'command'
        ? mentioned(intent.options.person ?? '')?.user
        : null
  return {
    profile: someone ? await deps.fetchProfile(platform, place, someone) : null,
    member: name === 'agency room' ? await deps.canPost(platform, place, channel) : true,
  }
}
