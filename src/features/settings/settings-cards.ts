import { formatZone } from '#src/time/words.ts'
import { formatWorkTime } from '#src/time/work-time.ts'
import type { Card } from '#src/kernel/card.ts'
import type { Reader } from '#src/words/reader.ts'
import type { Client } from '#src/features/people/client.ts'
import type { AgencySettings } from './settings.ts'

const hour = 3_600_000

/** `moved`: its zone is another one now; `review`: its days are. */
type OfClient = { client: Client; agency: AgencySettings; changed: { moved: boolean; review: boolean } | null }

/** All three as they stand now, and which of them are the agency's own. */
export function clientSettingsCard({ client, agency, changed }: OfClient, reader: Reader): Card {
  const { settings, languageNames } = reader.words
  const said = [changed?.moved ? settings.slotsMove : '', changed?.review ? settings.reviewFromNow : ''].filter(Boolean)
  const own = (value: string, isOwn: boolean) => (isOwn ? value : settings.agencys(value))
  return {
    title: settings.ofClient(client.name),
    tone: changed ? 'good' : 'plain',
    ...(said.length > 0 ? { body: said.join('\n') } : {}),
    facts: [
      {
        label: settings.facts.zone,
        value: own(zoneWords(client.zone ?? agency.zone, reader), client.zone !== null),
      },
      {
        label: settings.facts.language,
        value: own(languageNames[client.language ?? agency.language], client.language !== null),
      },
      {
        label: settings.facts.review,
        value: own(settings.days(client.reviewDays ?? agency.reviewDays), client.reviewDays !== null),
      },
    ],
    note: settings.clientNote(client.name),
  }
}

type OfAgency = { agency: AgencySettings & { name: string }; changed: boolean; moved: boolean }

export function agencySettingsCard({ agency, changed, moved }: OfAgency, reader: Reader): Card {
  const { settings, languageNames } = reader.words
  const { facts } = settings
  const hours = (count: number) => settings.working(formatWorkTime(count * hour, reader.language))
  const body = [changed ? settings.fromNow : '', moved ? settings.ownZonesStay : ''].filter(Boolean).join('\n')
  return {
    title: settings.ofAgency(agency.name),
    tone: changed ? 'good' : 'plain',
    ...(body ? { body } : {}),
    facts: [
      { label: facts.zone, value: zoneWords(agency.zone, reader) },
      { label: facts.language, value: languageNames[agency.language] },
      { label: facts.response, value: hours(agency.responseHours) },
      { label: facts.lease, value: hours(agency.leaseHours) },
      { label: facts.review, value: settings.days(agency.reviewDays) },
    ],
    note: settings.agencyNote,
  }
}

function zoneWords(zone: string, { language }: Reader): string {
  return `${zone} (${formatZone(zone, language)})`
}
