/** One line of an entry, without its name: `VALUE=DATE` in its parameters, and what stands after the colon. */
export type Property = { parameters: ReadonlyMap<string, string>; value: string }

type Lines = { properties: Map<string, Property[]>; broken: string[] }

/** One VEVENT, as its lines. `broken`: lines that cannot be taken apart, by their names as far as they can be read. */
export type IcsEntry = { properties: ReadonlyMap<string, readonly Property[]>; broken: readonly string[] }

/** When the clocks of a VTIMEZONE are changed, and to what: its parts for summer and for winter. */
export type IcsZone = readonly IcsEntry[]

/** `zones`: by their TZID. */
export type Ics = { entries: IcsEntry[]; zones: ReadonlyMap<string, IcsZone> }

/**
 * The entries of an iCalendar text (RFC 5545), each read by itself: a line that is wrong costs at most its own entry.
 * A parser of whole calendars gives up all days of a country over one unclosed quote. Several calendars in one text, as
 * some servers send, are one. Null when the text holds no calendar that begins and ends.
 */
export function readIcs(text: string): Ics | null {
  const lines = unfold(text)
  const marks = new Set(lines.map((line) => line.trimEnd().toUpperCase()))
  if (!marks.has('BEGIN:VCALENDAR') || !marks.has('END:VCALENDAR')) return null
  return { entries: componentsIn(lines, ['VEVENT']), zones: zonesIn(lines) }
}

/** The components of these names, each with its own lines; what stands inside one, such as an alarm, is no part of it. */
function componentsIn(lines: readonly string[], names: readonly string[]): IcsEntry[] {
  const found: IcsEntry[] = []
  let open: Lines | null = null
  let inner: string | null = null
  for (const line of lines) {
    const [mark, name] = markIn(line)
    if (inner !== null) {
      if (mark === 'END' && name === inner) inner = null
    } else if (mark === 'BEGIN' && !names.includes(name)) {
      if (open) inner = name
    } else if (mark !== '') {
      // An entry whose end is missing ends where the next one begins, or the calendar ends.
      if (open) found.push(open)
      open = mark === 'BEGIN' ? { properties: new Map(), broken: [] } : null
    } else if (open) take(open, line)
  }
  return found
}

function zonesIn(lines: readonly string[]): Map<string, IcsZone> {
  const zones = new Map<string, IcsZone>()
  let begun: number | null = null
  for (const [at, line] of lines.entries()) {
    const [mark, name] = markIn(line)
    if (name !== 'VTIMEZONE') continue
    if (mark === 'BEGIN') begun = at
    else if (begun !== null) {
      const own = lines.slice(begun + 1, at)
      const [zone] = componentsIn(lines.slice(begun, at + 1), ['VTIMEZONE'])
      const id = zone && firstOf(zone, 'TZID')?.value
      if (id !== undefined) zones.set(id, componentsIn(own, ['STANDARD', 'DAYLIGHT']))
      begun = null
    }
  }
  return zones
}

function markIn(line: string): [mark: string, name: string] {
  const found = /^(BEGIN|END):([A-Z-]+)\s*$/iu.exec(line)
  return [(found?.[1] ?? '').toUpperCase(), (found?.[2] ?? '').toUpperCase()]
}

/** A line that begins with a space goes on from the one before; some programs leave an empty line between. */
function unfold(text: string): string[] {
  const lines: string[] = []
  for (const line of text.replace(/^\u{feff}/u, '').split(/\r\n|\n|\r/u)) {
    if (line === '') continue
    const before = /^[ \t]/u.test(line) ? lines.pop() : undefined
    lines.push(before === undefined ? line : before + line.slice(1))
  }
  return lines
}

function take(entry: Lines, line: string): void {
  const name = /^[A-Z0-9-]+/iu.exec(line)?.[0].toUpperCase()
  if (name === undefined) return
  const property = propertyIn(line.slice(name.length))
  if (!property) return void entry.broken.push(name)
  entry.properties.set(name, [...(entry.properties.get(name) ?? []), property])
}

const parameter = /;([A-Z0-9-]+)=((?:"[^"]*"|[^";:,]*)(?:,(?:"[^"]*"|[^";:,]*))*)/iuy

function propertyIn(rest: string): Property | null {
  const parameters = new Map<string, string>()
  let at = 0
  for (;;) {
    parameter.lastIndex = at
    const found = parameter.exec(rest)
    if (!found) break
    parameters.set((found[1] ?? '').toUpperCase(), (found[2] ?? '').replaceAll('"', ''))
    at = parameter.lastIndex
  }
  return rest[at] === ':' ? { parameters, value: rest.slice(at + 1) } : null
}

/** The first of that name. */
export function firstOf(entry: IcsEntry, name: string): Property | null {
  return entry.properties.get(name)?.[0] ?? null
}

/** Text as it was before it was escaped. */
export function textOfProperty(property: Property | null): string {
  return (property?.value ?? '').replaceAll(/\\([nN\\,;])/gu, (_, letter: string) =>
    letter.toLowerCase() === 'n' ? '\n' : letter,
  )
}
