import { listPeople, loadCandidates } from '#db/repositories/people.ts'
import { byLoad } from '#src/features/routing/route.ts'
import type { Complete } from '#src/kernel/feature.ts'
import { manages } from '#src/kernel/person.ts'
import { toldApart } from './apart.ts'
import { parseZone } from '#src/time/zone.ts'

export const suggestDuties: Complete = ({ agency }) => agency.duties.map((duty) => ({ value: duty, label: duty }))

/** Whoever is free first; by id where another has the same name. */
export const suggestAssistants: Complete = async (asking) => {
  const found = (await loadCandidates(asking.tx, asking.agency.id)).toSorted(byLoad)
  const apart = await toldApart(asking, found)
  return found.map(({ id, name }) => {
    const label = apart.get(id) ?? name
    return { value: label === name ? name : id, label }
  })
}

export const suggestMembers: Complete = async (asking) => {
  if (!manages(asking.by)) return []
  const found = await listPeople(asking.tx, asking.agency.id)
  const apart = await toldApart(asking, found)
  return found.map(({ id, name }) => ({ value: id, label: apart.get(id) ?? name }))
}

export const suggestZones: Complete = (_asking, { typed }) => {
  const parsed = parseZone(typed)
  const found = parsed.ok ? [parsed.zone] : parsed.near
  return found.map((zone) => ({
    value: zone,
    label: typed && !zone.toLowerCase().includes(typed.toLowerCase()) ? `${zone} (${typed})` : zone,
  }))
}
