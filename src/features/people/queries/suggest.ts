import { listPeople, loadCandidates } from '#db/repositories/people.ts'
import { byLoad } from '#src/features/routing/route.ts'
import type { Complete } from '#src/kernel/feature.ts'
import { manages } from '#src/kernel/person.ts'
import { parseZone } from '#src/time/zone.ts'

export const suggestDuties: Complete = ({ agency }) => agency.duties.map((duty) => ({ value: duty, label: duty }))

/** Whoever is free first. */
export const suggestAssistants: Complete = async ({ tx, agency }) =>
  (await loadCandidates(tx, agency.id)).toSorted(byLoad).map(({ name }) => ({ value: name, label: name }))

export const suggestMembers: Complete = async ({ tx, agency, by }) =>
  manages(by) ? (await listPeople(tx, agency.id)).map(({ id, name }) => ({ value: id, label: name })) : []

export const suggestZones: Complete = (_asking, { typed }) => {
  const parsed = parseZone(typed)
  const found = parsed.ok ? [parsed.zone] : parsed.near
  return found.map((zone) => ({
    value: zone,
    label: typed && !zone.toLowerCase().includes(typed.toLowerCase()) ? `${zone} (${typed})` : zone,
  }))
}
