import ical, { ICalCalendarMethod, ICalEventStatus, ICalEventTransparency } from 'ical-generator'
import type { Entry } from './feed.ts'

/** How often a calendar is asked to come back, in seconds. */
export const refreshSeconds = 3600

/**
 * A feed as iCalendar (RFC 5545), all in UTC. The same entries make the same text, byte for byte: a reader that asks with
 * an etag is told that nothing changed.
 */
export function writeCalendar(name: string, entries: readonly Entry[]): string {
  const calendar = ical({
    name: oneLine(name),
    prodId: { company: 'Sahayak', product: 'Sahayak', language: 'EN' },
    method: ICalCalendarMethod.PUBLISH,
    ttl: refreshSeconds,
  })
  for (const entry of entries.toSorted((a, b) => (a.id < b.id ? -1 : 1))) {
    const event = calendar.createEvent({
      id: `${entry.id}@sahayak`,
      sequence: entry.sequence,
      stamp: date(entry.changedAt),
      lastModified: date(entry.changedAt),
      summary: entry.title,
      status: entry.cancelled ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
      // What is due does not take up the time before it.
      transparency: 'at' in entry ? ICalEventTransparency.TRANSPARENT : ICalEventTransparency.OPAQUE,
      ...whenOf(entry),
    })
    if (entry.details) event.description(entry.details)
  }
  return `${calendar.toString()}\r\n`
}

/** The library puts a calendar's name in as it is. */
function oneLine(name: string): string {
  return name.replaceAll(/[\p{Cc}\s]+/gu, ' ').replaceAll(/[\\,;]/gu, String.raw`\$&`)
}

function whenOf(entry: Entry): { start: Date; end: Date; allDay: boolean } {
  if ('at' in entry) {
    return { start: date(entry.at), end: date(entry.at.add({ minutes: entry.minutes })), allDay: false }
  }
  const midnight = (day: Temporal.PlainDate) => date(day.toZonedDateTime('UTC').toInstant())
  // The end of whole days is the day after the last.
  return { start: midnight(entry.from), end: midnight(entry.to.add({ days: 1 })), allDay: true }
}

function date(at: Temporal.Instant): Date {
  return new Date(at.epochMilliseconds)
}
