/** A day as iCalendar writes it: 20261130. */
export function compact(day: Temporal.PlainDate): string {
  return day.toString().replaceAll('-', '')
}

export function dateLine(name: string, day: Temporal.PlainDate): string {
  return `${name};VALUE=DATE:${compact(day)}`
}

/** The midnight with which a day begins, on the clocks of a zone. */
export function zonedLine(name: string, day: Temporal.PlainDate, zone: string): string {
  return `${name};TZID=${zone}:${compact(day)}T000000`
}

/** The same in UTC, or so many seconds from it. */
export function midnightIn(day: Temporal.PlainDate, zone: string, seconds = 0): string {
  const at = day.toZonedDateTime({ timeZone: zone, plainTime: '00:00' }).add({ seconds })
  return at.toInstant().toString().replaceAll(/[-:]/gu, '')
}
