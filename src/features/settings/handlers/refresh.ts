import type { Agency } from '#db/repositories/agencies.ts'
import type { Tx } from '#db/connection/connect.ts'
import { addLines } from '#db/repositories/outbox.ts'
import { identitiesOf, lockPerson, ownOf, personByIdentity, savePerson, setLeft } from '#db/repositories/people.ts'
import { rescheduleDigests } from '#src/features/digests/handlers/digest-settings.ts'
import { moveRepeatsOf } from '#src/features/repeats/handlers/repeats.ts'
import { entryOf } from '#src/features/telling/line.ts'
import type { Checked } from '#src/kernel/chat.ts'
import type { Person, Platform } from '#src/kernel/person.ts'
import { parseZone } from '#src/time/zone.ts'

type Here = { tx: Tx; agency: Agency; now: Temporal.Instant; newId(): string }

/**
 * What a platform says of someone by now. The name is that of the place that was connected first; neither it nor a zone takes the place of
 * what they chose themselves. Whoever has left is marked, in that place, and managers are told what they still hold.
 */
export async function refreshPerson(
  here: Here,
  { platform, user }: { platform: Platform; user: string },
  seen: Checked,
): Promise<void> {
  const { tx, agency, now, newId } = here
  const person = await personByIdentity(tx, agency.id, platform, user)
  if (!person) return
  const identities = (await identitiesOf(tx, agency.id, [person.id])).get(person.id) ?? []
  const mine = identities.find((each) => each.platform === platform && each.externalId === user)
  if (!mine) return

  const leaves = seen === 'left'
  if (leaves !== (mine.left !== null)) {
    await setLeft(tx, agency.id, { platform, user }, leaves ? now : null)
    await addLines(tx, agency.id, [entryOf({ kind: 'managers' }, newId)], now)
  }
  if (leaves) return
  const first = identities.find((each) => each === mine || each.left === null)
  await rename(here, person, { name: first === mine ? seen.name : null, zone: seen.zone })
}

async function rename(
  here: Here,
  { id, ...before }: Person,
  { name, zone }: { name: string | null; zone: string | null },
): Promise<void> {
  const { tx, agency } = here
  const parsed = zone === null ? null : parseZone(zone)
  const wanted = {
    ...(name?.trim() && name !== before.name ? { name } : {}),
    ...(parsed?.ok && parsed.zone !== before.zone ? { zone: parsed.zone } : {}),
  }
  if (Object.keys(wanted).length === 0) return
  const own = await ownOf(tx, agency.id, id)
  const now = await lockPerson(tx, agency.id, id)
  if (!now) return
  const person = {
    ...now,
    ...(wanted.name && !own.includes('name') ? { name: wanted.name } : {}),
    ...(wanted.zone && !own.includes('zone') ? { zone: wanted.zone } : {}),
  }
  if (person.name === now.name && person.zone === now.zone) return
  await savePerson(tx, agency.id, person)
  if (person.zone === now.zone) return
  await moveRepeatsOf(here, person)
  await rescheduleDigests(here, person)
}
