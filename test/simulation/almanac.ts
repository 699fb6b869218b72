import { residents, type Resident, type ResidentName } from './world.ts'

/**
 * What ought to happen, by a calendar and a wall clock alone: `Temporal`, and nothing of the bot's. A local time that does
 * not exist comes as much later as the jump is long; one that comes twice is meant the first time.
 */
export function momentOf(date: Temporal.PlainDate, time: string, zone: string): Temporal.Instant {
  return date.toZonedDateTime({ timeZone: zone, plainTime: time }).toInstant()
}

/** One local time on one local day; `slot` is `YYYY-MM-DDTHH:MM`. */
export type Occurrence = { slot: string; at: Temporal.Instant }

export type Span = { from: Temporal.Instant; until: Temporal.Instant }

/** Each of the times on each local day that is one of them, from the first moment (not included) to the last. */
export function occurrences(
  { from, until }: Span,
  zone: string,
  times: string[],
  isOne: (date: Temporal.PlainDate) => boolean,
): Occurrence[] {
  const found: Occurrence[] = []
  const last = until.toZonedDateTimeISO(zone).toPlainDate()
  let date = from.toZonedDateTimeISO(zone).toPlainDate()
  for (; Temporal.PlainDate.compare(date, last) <= 0; date = date.add({ days: 1 })) {
    if (!isOne(date)) continue
    for (const time of times) found.push({ slot: `${date.toString()}T${time}`, at: momentOf(date, time, zone) })
  }
  return found.filter(({ at }) => isAfter(at, from) && !isAfter(at, until))
}

/** Whether they may be spoken to: their hours, or seven to ten where they have none, on a day on which they are there. */
export function isThere(name: ResidentName, at: Temporal.Instant): boolean {
  const { zone, hours, away = [] }: Resident = residents[name]
  const local = at.toZonedDateTimeISO(zone)
  const date = local.toPlainDate().toString()
  if (away.some(({ from, to }) => from <= date && date <= to)) return false
  const { from, to, days } = hours ?? { from: '07:00', to: '22:00', days: [1, 2, 3, 4, 5, 6, 7] }
  const time = local.toPlainTime().toString()
  return days.includes(local.dayOfWeek) && from <= time && time < to
}

/** The first minute from then on at which they are there. */
export function whenThere(name: ResidentName, from: Temporal.Instant): Temporal.Instant {
  let at = from
  while (!isThere(name, at)) at = at.add({ minutes: 1 })
  return at
}

/** When so many minutes have passed in which they were there, counted one by one. */
export function minutesOfWork(name: ResidentName, from: Temporal.Instant, minutes: number): Temporal.Instant {
  let at = from
  for (let left = minutes; left > 0; at = at.add({ minutes: 1 })) if (isThere(name, at)) left -= 1
  return at
}

export function isAfter(a: Temporal.Instant, b: Temporal.Instant): boolean {
  return Temporal.Instant.compare(a, b) > 0
}

export function local(name: ResidentName, dateTime: string): Temporal.Instant {
  const { date, time } = split(dateTime)
  return momentOf(date, time, residents[name].zone)
}

function split(dateTime: string): { date: Temporal.PlainDate; time: string } {
  const [date = '', time = ''] = dateTime.split('T')
  return { date: Temporal.PlainDate.from(date), time }
}
