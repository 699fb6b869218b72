/** Times as a person reads them; `zone` is theirs, instants are milliseconds since the epoch. */

const shapes = {
  time: { hour: '2-digit', minute: '2-digit' },
  day: { weekday: 'long', day: 'numeric', month: 'long' },
  shortDay: { weekday: 'short', day: 'numeric', month: 'short' },
} as const

/** Kept, since making one takes longer than all the rest of drawing a message. */
const formats = new Map<string, Intl.DateTimeFormat>()

function written(ms: number, zone: string, shape: keyof typeof shapes): string {
  const key = `${shape} ${zone}`
  const format = formats.get(key) ?? new Intl.DateTimeFormat('en-GB', { ...shapes[shape], timeZone: zone })
  formats.set(key, format)
  return format.format(ms)
}

export const clockTime = (ms: number, zone: string) => written(ms, zone, 'time')
export const dayName = (ms: number, zone: string) => written(ms, zone, 'day')
export const dayAndTime = (ms: number, zone: string) => `${written(ms, zone, 'shortDay')}, ${clockTime(ms, zone)}`

export function cityOf(zone: string): string {
  return (zone.split('/').at(-1) ?? zone).replaceAll('_', ' ')
}

/** The next nine o'clock in the morning of any of these zones: a larger jump would be to a bot as if it had slept. */
export function nextMorning(now: number, zones: readonly string[]): { at: number; zones: string[] } | undefined {
  const instant = Temporal.Instant.fromEpochMilliseconds(now)
  const mornings = zones.map((zone) => {
    const here = instant.toZonedDateTimeISO(zone)
    const nine = here.withPlainTime('09:00')
    const next = Temporal.ZonedDateTime.compare(nine, here) > 0 ? nine : nine.add({ days: 1 })
    return { at: next.epochMilliseconds, zone }
  })
  const at = Math.min(...mornings.map((morning) => morning.at))
  const there = mornings.filter((morning) => morning.at === at)
  return there.length === 0 ? undefined : { at, zones: [...new Set(there.map(({ zone }) => zone))] }
}

/** "in 5 h 50 min". */
export function untilThen(now: number, then: number): string {
  const minutes = Math.max(1, Math.round((then - now) / 60_000))
  const parts = [`${Math.floor(minutes / 60)} h`, `${minutes % 60} min`]
  return `in ${parts.filter((part) => !part.startsWith('0 ')).join(' ')}`
}
