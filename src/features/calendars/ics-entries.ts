/** One line of an entry, without its name: `VALUE=DATE` in its parameters, and what stands after the colon. */
export type Property = { parameters: ReadonlyMap<string, string>; value: string }

/** One VEVENT, as its lines. `broken`: lines that cannot be taken apart, by their names as far as they can be read. */
export type IcsEntry = { properties: ReadonlyMap<string, readonly Property[]>; broken: readonly string[] }

/**
 * The entries of an iCalendar text (RFC 5545), each read by itself: a line that is wrong costs at most its own entry.
 * A parser of whole calendars gives up all days of a country over one unclosed quote. Several calendars in one text, as
 * some servers send, are one. Null when the text holds no calendar that begins and ends.
 */
export function icsEntries(text: string): IcsEntry[] | null {
  const lines = unfold(text)
  if (!/^BEGIN:VCALENDAR$/imu.test(text) || !/^END:VCALENDAR\s*$/imu.test(text)) return null
  const entries: IcsEntry[] = []
  let open: { properties: Map<string, Property[]>; broken: string[] } | null = null
  // What stands inside an entry and is no part of it, such as an alarm.
  let inner: string | null = null
  for (const line of lines) {
    const mark = /^(BEGIN|END):([A-Z-]+)\s*$/iu.exec(line)
    const [, which, what = ''] = mark ?? []
    const name = what.toUpperCase()
    if (inner !== null) {
      if (which?.toUpperCase() === 'END' && name === inner) inner = null
    } else if (which?.toUpperCase() === 'BEGIN') {
      if (name === 'VEVENT') open = { properties: new Map(), broken: [] }
      else if (open) inner = name
    } else if (which?.toUpperCase() === 'END' && name === 'VEVENT') {
      if (open) entries.push(open)
      open = null
    } else if (open) take(open, line)
  }
  return entries
}

/** A line that begins with a space goes on from the one before. */
function unfold(text: string): string[] {
  return text
    .replaceAll(/\r?\n[ \t]/gu, '')
    .split(/\r?\n/u)
    .filter((line) => line !== '')
}

function take(entry: { properties: Map<string, Property[]>; broken: string[] }, line: string): void {
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
