import { lockAgency, saveAgencySettings } from '#db/repositories/agencies.ts'
import { listClients, lockClient, saveClientSettings } from '#db/repositories/clients.ts'
import type { Args } from '#src/features/commands.ts'
import { is, manages } from '#src/kernel/person.ts'
import {
  readHours,
  readLanguage,
  readReviewDays,
  readZone,
  type AgencySettings,
  type ClientSettings,
  type Read,
  type Unread,
} from '#src/features/settings/settings.ts'
import { agencySettingsCard, clientSettingsCard } from '#src/features/settings/settings-cards.ts'
import { may, whoMay } from '#src/features/policy.ts'
import { isNone } from '#src/features/targets/read-target.ts'
import { readerFor } from '#src/words/reader.ts'
import { done, no, type RequestContext, type Result } from '#src/kernel/request-context.ts'
import { denied } from '#src/features/policy.ts'
import { findClient } from '#src/features/people/queries/find.ts'
import { followZone } from './follow-zone.ts'

/** `/agency client edit`: how it stands; with something behind the name, another way. */
export async function editClient(context: RequestContext, args: Args<'agency client edit'>): Promise<Result> {
  const { tx, agency, by, now } = context
  const notTheirs = no({ code: 'not-yours-to-do', needs: whoMay('change-client') })
  // Who speaks for no client has none to choose from.
  if (!manages(by) && !is(by, 'client')) return notTheirs
  const found = await findClient(context, args.client ?? null)
  if (!found.ok) return no(found.reason)
  if (!may(by, 'change-client', { client: found.found.id })) return notTheirs
  const { client: _, ...said } = args
  if (Object.values(said).every((value) => value === undefined)) {
    return { card: clientSettingsCard({ client: found.found, agency, changed: null }, readerFor(by, now)) }
  }

  const before = (await lockClient(tx, agency.id, found.found.id)) ?? found.found
  const read = clientSettings(before, said)
  if ('setting' in read) return no({ code: 'setting-not-understood', of: 'client', ...read })
  await saveClientSettings(tx, agency.id, before.id, read)
  const [from, to] = [before.zone ?? agency.zone, read.zone ?? agency.zone]
  if (from !== to) await followZone(context, { clients: [before.id], shared: false, from, to })
  return done({ say: 'client-settings', client: before.id, moved: from !== to, review: said.review !== undefined })
}

/** What is not said stays as it is; `none` is the agency's own. */
function clientSettings(
  before: ClientSettings,
  { zone, language, review }: Omit<Args<'agency client edit'>, 'client'>,
): ClientSettings | Unread {
  const readZoneOf = kept(before.zone, zone, orNone(readZone))
  const readLanguageOf = kept(before.language, language, orNone(readLanguage))
  const days = kept(before.reviewDays, review, orNone(readReviewDays))
  if (!readZoneOf.ok) return readZoneOf.unread
  if (!readLanguageOf.ok) return readLanguageOf.unread
  if (!days.ok) return days.unread
  return { zone: readZoneOf.value, language: readLanguageOf.value, reviewDays: days.value }
}

/** `/agency settings`: how they stand; with something behind it, another way. */
export async function agencySettings(context: RequestContext, args: Args<'agency settings'>): Promise<Result> {
  const refused = denied(context, 'change-agency')
  if (refused) return refused
  const { tx, agency, by, now } = context
  if (Object.values(args).every((value) => value === undefined)) {
    return { card: agencySettingsCard({ agency, changed: false, moved: false }, readerFor(by, now)) }
  }

  const before = await lockAgency(tx, agency.id)
  const read = settingsOf(before, args)
  if ('setting' in read) return no({ code: 'setting-not-understood', of: 'agency', ...read })
  await saveAgencySettings(tx, agency.id, read)
  const [from, to] = [before.zone, read.zone]
  if (from !== to) {
    const clients = (await listClients(tx, agency.id)).filter(({ zone }) => zone === null).map(({ id }) => id)
    await followZone(context, { clients, shared: true, from, to })
  }
  return done({ say: 'agency-settings', moved: from !== to })
}

function settingsOf(before: AgencySettings, args: Args<'agency settings'>): AgencySettings | Unread {
  const zone = kept(before.zone, args.zone, readZone)
  const language = kept(before.language, args.language, readLanguage)
  const response = kept(before.responseHours, args.response, (given) => readHours('response', given))
  const lease = kept(before.leaseHours, args.lease, (given) => readHours('lease', given))
  const review = kept(before.reviewDays, args.review, readReviewDays)
  if (!zone.ok) return zone.unread
  if (!language.ok) return language.unread
  if (!response.ok) return response.unread
  if (!lease.ok) return lease.unread
  if (!review.ok) return review.unread
  return {
    ...{ zone: zone.value, language: language.value },
    ...{ responseHours: response.value, leaseHours: lease.value, reviewDays: review.value },
  }
}

function kept<T>(before: T, given: string | undefined, read: (given: string) => Read<T>): Read<T> {
  return given === undefined ? { ok: true, value: before } : read(given)
}

function orNone<T>(read: (given: string) => Read<T>): (given: string) => Read<T | null> {
  return (given) => (isNone(given) ? { ok: true, value: null } : read(given))
}
