import ICAL from 'ical.js'

/** A day on which nobody is expected to work, and what it is called. */
export type Holiday = { day: Temporal.PlainDate; name: string }

/** More than this in a shared calendar is not a list of holidays. */
const mostDays = 2_000
/** One entry of a calendar lasts no longer than this many days; more is a mistake, or a way to keep us busy. */
const longest = 31
const longestName = 80

export type ReadHolidays = { ok: true; holidays: Holiday[] } | { ok: false; why: 'not-a-calendar' | 'too-many' }

/**
 * The whole days that a shared calendar (iCalendar, RFC 5545) names, from the one day to the other, both included;
 * what repeats is spelled out. Times of the day are no holidays and are passed over, and so is what was cancelled.
 */
export function readHolidays(text: string, from: Temporal.PlainDate, to: Temporal.PlainDate): ReadHolidays {
  const calendar = parse(text)
  if (!calendar) return { ok: false, why: 'not-a-calendar' }
  const components = calendar.getAllSubcomponents('vevent')
  const replaced = new Set(components.flatMap((component) => [...readable(() => replacedBy(component))]))
  const found = new Map<string, Holiday>()
  for (const component of components) {
    for (const holiday of readable(() => daysOf(component, replaced, from, to))) {
      found.set(`${holiday.day.toString()} ${holiday.name}`, holiday)
      if (found.size > mostDays) return { ok: false, why: 'too-many' }
    }
  }
  return { ok: true, holidays: [...found.values()].toSorted((a, b) => Temporal.PlainDate.compare(a.day, b.day)) }
}

function parse(text: string): ICAL.Component | null {
  try {
    const component = ICAL.Component.fromString(text)
    return component.name === 'vcalendar' ? component : null
  } catch {
    return null
  }
}

/** One entry that makes no sense does not spoil the others. */
function* readable<T>(read: () => Iterable<T>): Generator<T> {
  try {
    yield* read()
  } catch {
    return
  }
}

/** The one day of a repeating entry that this entry stands for instead: moved, renamed or cancelled. */
function replacedBy(component: ICAL.Component): string[] {
  const instance: unknown = component.getFirstPropertyValue('recurrence-id')
  return instance instanceof ICAL.Time ? [instanceOf(component, dayOf(instance))] : []
}

function instanceOf(component: ICAL.Component, day: Temporal.PlainDate): string {
  return `${String(component.getFirstPropertyValue('uid'))} ${day.toString()}`
}

function* daysOf(
  component: ICAL.Component,
  replaced: ReadonlySet<string>,
  from: Temporal.PlainDate,
  to: Temporal.PlainDate,
): Generator<Holiday> {
  const event = new ICAL.Event(component)
  const length = wholeDays(event)
  if (length === null || component.getFirstPropertyValue('status') === 'CANCELLED') return
  const name = nameOf(event)
  const isSingle = component.getFirstPropertyValue('recurrence-id') !== null
  for (const first of startsOf(event, from.subtract({ days: longest }), to)) {
    if (!isSingle && replaced.has(instanceOf(component, first))) continue
    for (let index = 0; index < Math.min(longest, length); index++) {
      const day = first.add({ days: index })
      if (Temporal.PlainDate.compare(day, from) >= 0 && Temporal.PlainDate.compare(day, to) <= 0) yield { day, name }
    }
  }
}

/** How many whole days an entry lasts; null when it is not about whole days. The end is the day after the last. */
function wholeDays({ startDate: start, endDate: end }: ICAL.Event): number | null {
  if (!start || (!start.isDate && !(isLocalMidnight(start) && end && isLocalMidnight(end)))) return null
  const days = end ? dayOf(start).until(dayOf(end)).days : 1
  return start.isDate ? Math.max(1, days) : days > 0 ? days : null
}

/** Some programs write a whole day from midnight to midnight, wherever its reader is. In UTC it may be any time of theirs. */
function isLocalMidnight({ hour, minute, second, zone }: ICAL.Time): boolean {
  return hour === 0 && minute === 0 && second === 0 && zone !== ICAL.Timezone.utcTimezone
}

function nameOf({ summary }: ICAL.Event): string {
  // The library says that it is always there, and gives null where it is not.
  const said: unknown = summary
  const name = typeof said === 'string' ? said.replaceAll(/[\p{Cc}\s]+/gu, ' ').trim() : ''
  return [...name].slice(0, longestName).join('').trim() || '–'
}

const dayOf = ({ year, month, day }: { year: number; month: number; day: number }) =>
  Temporal.PlainDate.from({ year, month, day }, { overflow: 'reject' })

function* startsOf(event: ICAL.Event, from: Temporal.PlainDate, to: Temporal.PlainDate): Generator<Temporal.PlainDate> {
  if (!event.isRecurring()) {
    yield dayOf(event.startDate)
    return
  }
  // Days that are listed come besides the first; a rule brings the first itself.
  if (!event.component.hasProperty('rrule')) yield dayOf(event.startDate)
  const iterator = event.iterator()
  // One that repeats each day since long ago is not counted for ever.
  for (let steps = 0; steps < mostDays * 10; steps++) {
    const next: ICAL.Time | null | undefined = iterator.next()
    if (!next) return
    const day = dayOf(next)
    if (Temporal.PlainDate.compare(day, to) > 0) return
    if (Temporal.PlainDate.compare(day, from) >= 0) yield day
  }
}
