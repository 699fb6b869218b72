import { abbreviations, citiesByZone, hindiCities, renamed } from './zone-names.ts'

export type ParsedZone = { ok: true; zone: string } | { ok: false; near: string[] }

const mostSuggestions = 5

/**
 * An IANA zone from what a person typed: an id in any case, an old id, or a city.
 *
 * An offset or a short name such as IST is refused, since it says nothing about daylight saving; the zones
 * that it may have meant are in `near`.
 */
export function parseZone(input: string): ParsedZone {
  const asked = plain(input)
  if (asked === '') return { ok: false, near: [] }
  if (asked === 'utc' || asked === 'etc/utc') return { ok: true, zone: 'UTC' }
  if (/^etc\/|^(?:gmt|utc)?\s*[+-]\s*\d/.test(asked)) return { ok: false, near: zonesAtOffset(asked) }

  const zone = asked.includes('/') ? canonicalZone(asked.replaceAll(' ', '_')) : cities().get(asked)
  if (zone) return { ok: true, zone }

  const short = zonesNamed(asked) ?? zonesNamed(asked.replace(/\d.*$/, ''))
  return { ok: false, near: (short ?? nearCities(asked.slice(asked.lastIndexOf('/') + 1))).slice(0, mostSuggestions) }
}

/** What a short name such as `ist` may mean, the likeliest first. */
export function zonesNamed(short: string): readonly [string, ...string[]] | undefined {
  return Object.hasOwn(abbreviations, short) ? abbreviations[short] : undefined
}

/** The zone of a city, or of an IANA id in small letters, exactly as it is written. */
export function zoneOfPlace(place: string): string | undefined {
  return cities().get(place)
}

let firstWords: ReadonlySet<string> | null = null

/** Whether the name of a city or a zone begins with that word: most words need no further look. */
export function mayBePlace(word: string): boolean {
  firstWords ??= new Set([...cities().keys()].flatMap((name) => /^\p{L}[\p{L}\p{M}]*/u.exec(name)?.[0] ?? []))
  return firstWords.has(word)
}

/** The present IANA name of a zone, or `null` where there is no such zone. */
export function canonicalZone(id: string): string | null {
  const before = canonical.get(id)
  if (before !== undefined) return before
  const zone = askForZone(id)
  // What people make up is not remembered for ever.
  if (canonical.size >= mostRemembered) canonical.clear()
  canonical.set(id, zone)
  return zone
}

/** To make a formatter takes longer than all else that is done with a zone. */
const canonical = new Map<string, string | null>()
const mostRemembered = 1_000

function askForZone(id: string): string | null {
  try {
    const known = new Intl.DateTimeFormat('en', { timeZone: id }).resolvedOptions().timeZone
    return renamed[known] ?? known
  } catch {
    return null
  }
}

/** The city that a zone is named for: `America/Argentina/Buenos_Aires` → `Buenos Aires`. */
export function cityOf(zone: string): string {
  return zone.slice(zone.lastIndexOf('/') + 1).replaceAll('_', ' ')
}

let cityIndex: Map<string, string> | null = null

function cities(): Map<string, string> {
  if (cityIndex) return cityIndex

  cityIndex = new Map()
  for (const id of Intl.supportedValuesOf('timeZone')) {
    const zone = renamed[id] ?? id
    cityIndex.set(plain(cityOf(id)), zone)
    cityIndex.set(plain(cityOf(zone)), zone)
    cityIndex.set(zone.toLowerCase(), zone)
  }
  for (const [zone, names] of Object.entries(citiesByZone))
    for (const name of names.split('|')) cityIndex.set(name, zone)
  for (const [zone, name] of Object.entries(hindiCities)) cityIndex.set(plain(name), zone)
  return cityIndex
}

// Latin accents only: in Devanagari the marks are vowels, and without them cities would fall together.
function plain(text: string): string {
  const bare = text
    .normalize('NFD')
    .replaceAll(/[\u0300-\u036f]/g, '')
    .normalize('NFC')
  return bare
    .trim()
    .toLowerCase()
    .replaceAll(/[\s_]+/g, ' ')
}

function nearCities(asked: string): string[] {
  if (asked.length < 2) return []

  const ranked: { zone: string; distance: number }[] = []
  for (const [city, zone] of cities()) {
    const distance = city.startsWith(asked) || asked.startsWith(`${city},`) ? 0 : editDistance(asked, city)
    if (distance <= Math.min(2, Math.floor(asked.length / 3))) ranked.push({ zone, distance })
  }
  ranked.sort((a, b) => a.distance - b.distance || a.zone.localeCompare(b.zone))
  return [...new Set(ranked.map(({ zone }) => zone))]
}

/** Well-known zones whose winter clock shows that offset. A fixed January, so that no clock is read here. */
function zonesAtOffset(asked: string): string[] {
  const parts = /([+-])\s*(\d{1,2}):?(\d{2})?/.exec(asked)
  if (!parts) return []

  // In "Etc/GMT+5" the sign is the wrong way round, by POSIX.
  const sign = (parts[1] === '-' ? -1 : 1) * (asked.startsWith('etc/') ? -1 : 1)
  const minutes = sign * (Number(parts[2]) * 60 + Number(parts[3] ?? 0))
  const winter = Temporal.Instant.from('2026-01-15T12:00Z')
  const known = [...new Set([...Object.keys(hindiCities), ...Object.keys(citiesByZone)])]
  return known
    .filter((zone) => winter.toZonedDateTimeISO(zone).offsetNanoseconds === minutes * 60e9)
    .slice(0, mostSuggestions)
}

/** Levenshtein's, cut short where the lengths alone already differ too much. */
function editDistance(a: string, b: string): number {
  if (Math.abs(a.length - b.length) > 2) return 3

  let row = Array.from({ length: b.length + 1 }, (_, i) => i)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      const swap = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)
      next.push(Math.min(swap, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1))
    }
    row = next
  }
  return row[b.length] ?? 0
}
