import { loadAgency } from '#db/repositories/agencies.ts'
import { listClients } from '#db/repositories/clients.ts'
import { personById } from '#db/repositories/people.ts'
import { profileSavedCard } from '#src/features/people/away-said.ts'
import { agencySettingsCard, clientSettingsCard } from '#src/features/settings/settings-cards.ts'
import type { Card } from '#src/kernel/card.ts'
import type { Reply } from '#src/kernel/reply.ts'
import type { RequestContext } from '#src/kernel/request-context.ts'
import { readerFor, type Reader } from '#src/words/reader.ts'

/** The settings as they are now, and what is another one than before. */
export async function settingsSetCard(
  { tx, agency }: RequestContext,
  reply: Extract<Reply, { say: 'client-settings' | 'agency-settings' }>,
  reader: Reader,
): Promise<Card> {
  const now = await loadAgency(tx, agency.id)
  if (reply.say === 'agency-settings') {
    return agencySettingsCard({ agency: now, changed: true, moved: reply.moved }, reader)
  }
  const client = (await listClients(tx, agency.id)).find(({ id }) => id === reply.client)
  if (!client) throw new Error(`client ${reply.client} is gone`)
  return clientSettingsCard({ client, agency: now, changed: reply }, reader)
}

/** In the language that they have now: it may be what they changed. */
export async function profileSaid(
  { tx, agency, by, now }: RequestContext,
  { set = [], away, language }: Extract<Reply, { say: 'profile-saved' }>,
): Promise<Card> {
  const person = (await personById(tx, agency.id, by.id)) ?? by
  return profileSavedCard({ person, set, away }, readerFor({ language, zone: person.zone }, now))
}
