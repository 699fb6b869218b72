import { at, isKey, isSign, type Hit, type Tokens } from './pieces.ts'
import { mayBePlace, zoneOfPlace, zonesNamed } from './zone.ts'

/** Short names that are also words are zones only in capitals, but in a field, where nothing else is written. */
const alsoWords = new Set([
  'et',
  'ct',
  'mt',
  'pt',
  'wet',
  'est',
  'eat',
  'cat',
  'art',
  'met',
  'mst',
  'pet',
  'sst',
  'bot',
])

const regions: Readonly<Record<string, string>> = {
  eastern: 'America/New_York',
  central: 'America/Chicago',
  mountain: 'America/Denver',
  pacific: 'America/Los_Angeles',
  indian: 'Asia/Kolkata',
  भारतीय: 'Asia/Kolkata',
  british: 'Europe/London',
  japan: 'Asia/Tokyo',
  us: 'America/New_York',
}
/** "Central" is a word like any other where "time" does not follow; these two are commonly said alone. */
const alone = new Set(['eastern', 'pacific'])
/** Others only where nothing follows, or a day does: "5pm Central Station" is a place. */
const lastAlone = new Set(['central', 'mountain'])

const longestPlace = 4

/** The zone that is named behind a time of day: `PST`, `GMT+1`, `+05:30`, `Eastern`, `Kolkata time`, `(London)`. */
export function readZone(tokens: Tokens, i: number, own: string, field: boolean): Hit | null {
  if (isSign(tokens, i, '(')) {
    const inside = readBare(tokens, i + 1, own, true)
    return inside && isSign(tokens, inside.end, ')') ? { ...inside, end: inside.end + 1 } : null
  }
  return readBare(tokens, i, own, field)
}

function readBare(tokens: Tokens, i: number, own: string, field: boolean): Hit | null {
  return (
    readOffset(tokens, i, field) ??
    readOwn(tokens, i, own) ??
    readShort(tokens, i, own, field) ??
    readPlace(tokens, i, field)
  )
}

/** `GMT+1`, `UTC +5:30`, and what ISO 8601 writes behind a time: `Z`, `+05:30`, `-0800`. */
function readOffset(tokens: Tokens, i: number, field: boolean): Hit | null {
  const { text, glued } = at(tokens, i)
  if (text === 'z' && glued) return zoned('UTC', i + 1)
  const named = text === 'gmt' || text === 'utc'
  const sign = named ? i + 1 : i
  const hours = at(tokens, sign + 1)
  // "17:00 +0530": apart from the time only where nothing but a time is written.
  const isApart = field && isSign(tokens, sign, '+') && hours.text.length === 4
  if (!isSign(tokens, sign, '+-−') || !(named || at(tokens, sign).glued || isApart)) return null
  if (hours.kind !== 'number' || !hours.glued || (!named && hours.text.length === 1)) return null
  const together = hours.text.length > 2
  const parted = !together && isSign(tokens, sign + 2, ':') && at(tokens, sign + 3).text.length === 2
  const minutes = together ? hours.value % 100 : parted ? at(tokens, sign + 3).value : 0
  const whole = together ? Math.floor(hours.value / 100) : hours.value
  if (whole > 14 || minutes > 59 || !Number.isInteger(minutes)) return null
  const offset = `${at(tokens, sign).text === '+' ? '+' : '-'}${pad(whole)}:${pad(minutes)}`
  return zoned(offset === '+00:00' || offset === '-00:00' ? 'UTC' : offset, parted ? sign + 4 : sign + 2)
}

function pad(number: number): string {
  return String(number).padStart(2, '0')
}

/** `my time`, `local time`. */
function readOwn(tokens: Tokens, i: number, own: string): Hit | null {
  const mine = isKey(tokens, i, 'my', 'our') || at(tokens, i).text === 'local' || at(tokens, i).text === 'here'
  return mine && isKey(tokens, i + 1, 'time') ? zoned(own, i + 2) : null
}

function readShort(tokens: Tokens, i: number, own: string, field: boolean): Hit | null {
  const { text, kind, capital } = at(tokens, i)
  const known = kind === 'word' ? zonesNamed(text) : undefined
  const time = isKey(tokens, i + 1, 'time') ? i + 2 : i + 1
  if (!known || !(capital || field || time === i + 2 || !alsoWords.has(text))) return null
  // IST is India's, but in Dublin it is Ireland's.
  return zoned(known.find((zone) => zone === own) ?? known[0], time)
}

/** `Kolkata time`, `Asia/Kolkata`, `Eastern Standard Time`; in a field `London` and `in London` too. */
function readPlace(tokens: Tokens, i: number, field: boolean): Hit | null {
  const from = isKey(tokens, i, 'in') && field ? i + 1 : i
  const first = at(tokens, from).text
  if (Object.hasOwn(regions, first)) {
    const kind = ['standard', 'daylight', 'summer', 'west', 'coast'].includes(at(tokens, from + 1).text)
      ? from + 2
      : from + 1
    const said = isKey(tokens, kind, 'time')
    if (
      said ||
      (field && kind === from + 1) ||
      ((alone.has(first) || (lastAlone.has(first) && isLast(tokens, from + 1))) && begins(tokens, from))
    ) {
      return zoned(regions[first] ?? 'UTC', said ? kind + 1 : from + 1)
    }
  }
  if (!mayBePlace(first)) return null
  let place = ''
  for (let end = from; end < from + longestPlace && at(tokens, end).kind !== 'other'; end++) {
    const { kind, text, glued } = at(tokens, end)
    if (kind === 'sign' && text !== '/' && text !== '_') break
    place += `${glued || place === '' ? '' : ' '}${text}`
    const zone = zoneOfPlace(place)
    if (!zone) continue
    const time = isKey(tokens, end + 1, 'ka') ? end + 2 : end + 1
    if (isKey(tokens, time, 'time')) return zoned(zone, time + 1)
    // "By 8am London Friday": between two words of time a city is said of them.
    const next = at(tokens, end + 1).means
    const isBetween = begins(tokens, from) && (next.weekday !== undefined || next.day !== undefined) && !next.weak
    if (field || place.includes('/') || isBetween) return zoned(zone, end + 1)
  }
  return null
}

/** `Eastern`, with a capital letter where a sentence would not have one. */
function begins(tokens: Tokens, i: number): boolean {
  return at(tokens, i).titled
}

function isLast(tokens: Tokens, i: number): boolean {
  const { kind, means, breaks } = at(tokens, i)
  return kind !== 'word' || breaks || means.weekday !== undefined || means.day !== undefined || isKey(tokens, i, 'on')
}

function zoned(zone: string, end: number): Hit {
  return { piece: { is: 'zone', zone }, end }
}
