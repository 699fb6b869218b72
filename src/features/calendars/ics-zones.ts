import { daysOfRule, readRule } from './holiday-rule.ts'
import type { Property, IcsZone } from './ics-entries.ts'
import { momentIn, type Clock, type Moment } from './ics-moments.ts'

const inUtc: Clock = (at) => at.toZonedDateTimeISO('UTC').toPlainDate()

/**
 * The clocks by which an entry counts its days, after the TZID of its start: the world's zone of that name, or what the
 * calendar says of it, or the zone with which the name ends, as in `/mozilla.org/20050126_1/Europe/Berlin`. Days without a zone
 * are counted as they are written.
 */
export function clockOf(start: Property, zones: ReadonlyMap<string, IcsZone>): Clock {
  const id = start.parameters.get('TZID')
  if (id === undefined) return inUtc
  const brought = zones.get(id)
  return clockNamed(id) ?? (brought && clockBrought(brought)) ?? clockNamed(id.split('/').slice(-2).join('/')) ?? inUtc
}

function clockNamed(zone: string): Clock | null {
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(zone)
  } catch {
    return null
  }
  return (at) => at.toZonedDateTimeISO(zone).toPlainDate()
}

/** By its own rules: the change of clocks that came last before that day says how far from UTC it is. */
function clockBrought(zone: IcsZone): Clock | null {
  const read = zone.flatMap(({ properties }) => {
    const offset = offsetIn(properties.get('TZOFFSETTO')?.[0]?.value ?? '')
    const [start] = properties.get('DTSTART') ?? []
    const begins = start && momentIn(start)
    if (!begins || offset === null) return []
    const rules = (properties.get('RRULE') ?? []).flatMap(({ value }) => readRule(value) ?? [])
    return [{ offset, begins, rules }]
  })
  const [first] = read
  if (!first) return null
  return (at) => {
    const day = inUtc(at)
    const changes = read.map(({ offset, begins, rules }) => ({ offset, on: lastChange(begins, rules, day) }))
    const last = changes.reduce((a, b) => (b.on !== null && (a.on === null || b.on > a.on) ? b : a))
    return inUtc(at.add({ seconds: (last.on === null ? first : last).offset }))
  }
}

/** The day, as text that sorts, of the last change at or before a day; null before the first. */
function lastChange({ day: first }: Moment, rules: readonly string[], day: Temporal.PlainDate): string | null {
  if (Temporal.PlainDate.compare(first, day) > 0) return null
  const yearBefore = day.subtract({ years: 1 })
  const later = rules.flatMap((rule) => (daysOfRule(rule, first, yearBefore, day) ?? []).slice(-1))
  return [first, ...later].map(String).toSorted().at(-1) ?? null
}

/** +0530 or -033000, in seconds. */
function offsetIn(text: string): number | null {
  const found = /^([+-])(\d{2})(\d{2})(\d{2})?$/u.exec(text.trim())
  if (!found) return null
  const [, sign, hours, minutes, seconds] = found
  const size = Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds ?? 0)
  return sign === '-' ? -size : size
}
