import { clockText } from './digits.ts'
import { readZone, type Text } from './phrase-reading.ts'
import { readTime } from './phrase-time.ts'
import type { World } from './phrase-world.ts'
import { readCore, readDaysOf, type Core } from './rhythm-days.ts'
import { readSpan } from './rhythm-span.ts'
import { match, sticky } from './rhythm-words.ts'
import type { Days, Rhythm } from './rhythm.ts'
import { everyDay, weekdayOf } from './weekdays.ts'

export type RhythmReading = { rhythm: Rhythm; start: number; end: number }

/** When a repeated thing comes on a day of which nothing else is known. */
const usualTime = '09:00'
/** More times a day than these are a slip. */
const mostTimes = 6

const due = sticky(' ?(?:तक|से पहले|tak|se pehle|se pahle)')

/** The longest rhythm that begins exactly at `start`: `9am every Monday`, `every 2 weeks on Monday at 9:00, until June`. */
export function readRhythm(text: Text, start: number, world: World): RhythmReading | null {
  const ahead = readTimes(text, start, world)
  const joint = ahead && match(text.readable, ahead.end, /,? (?:on )?/uy)
  const core = readCore(text.readable, joint?.end ?? start)
  if (!core) return null

  const said: Partial<Rhythm> = ahead ? { times: ahead.times, zone: ahead.zone } : {}
  const end = readMore(text, core, said, world)
  return { rhythm: settle(end.core, said, world), start, end: end.at }
}

/** What stands behind the days, in any order. */
function readMore(text: Text, core: Core, said: Partial<Rhythm>, world: World): { core: Core; at: number } {
  const days = readDaysOf(text.readable, core)
  if (days) return readMore(text, days, said, world)

  const between = match(text.readable, core.end, /(?:,? (?:at |@ ?)?|, ?)(?=\S)/uy)
  const times =
    between && !said.times ? readTimes(text, core.end + (text.readable[core.end] === ',' ? 2 : 1), world) : null
  if (times) {
    Object.assign(said, { times: times.times, zone: times.zone })
    return readMore(text, { ...core, end: times.end }, said, world)
  }
  const { end, ...span } = readSpan(text.readable, core.end, world) ?? { end: core.end }
  if (end === core.end || Object.keys(span).some((key) => key in said)) return { core, at: core.end }
  Object.assign(said, span)
  return readMore(text, { ...core, end }, said, world)
}

type Times = { times: string[]; zone: string | null; end: number }

const another = /(?:, and |, ?| and | & | और | aur )(?=\S)/uy

/** `at 9am and 5pm`, `सुबह 9 बजे`, `9:00 London time`. What is to be done by then is no time to begin at. */
function readTimes(text: Text, at: number, world: World): Times | null {
  const times: string[] = []
  let end = at
  for (let next: number | null = at; next !== null; next = match(text.readable, end, another)?.end ?? null) {
    const read = readTime(text.readable, next)
    if (!read || read.at === 'dayEnd' || match(text.readable, read.end, due)) break
    times.push(clockText(read.at.hour, read.at.minute))
    end = read.end
  }
  if (times.length === 0 || times.length > mostTimes) return null
  const named = readZone(text, end)
  const zone = named && named.zone !== world.zone ? named.zone : null
  const ko = match(text.readable, named?.end ?? end, sticky(' (?:को|पर|ko|par)'))
  return { times: [...new Set(times)].toSorted(), zone, end: ko?.end ?? named?.end ?? end }
}

/** What was left unsaid goes by the day on which it was typed, and by when that person begins to work. */
function settle(core: Core, said: Partial<Rhythm>, world: World): Rhythm {
  const days = daysOf(core, world.today)
  return {
    every: core.every,
    days,
    times: said.times ?? [startOf(days, world)],
    zone: said.zone ?? null,
    from: said.from ?? null,
    until: said.until ?? null,
    count: said.count ?? null,
  }
}

function daysOf({ unit, week, on, month }: Core, today: Temporal.PlainDate): Days {
  switch (unit) {
    case 'day':
      return { unit }
    case 'week':
      return { unit, on: week ?? [weekdayOf(today)] }
    case 'month':
      return { unit, on: on ?? { dates: [today.day] } }
    case 'year':
      return { unit, month: month ?? today.month, on: on ?? { dates: [month === null ? today.day : 1] } }
  }
}

/** The earliest at which they begin to work on such a day. */
function startOf(days: Days, { hours }: World): string {
  const on = days.unit === 'week' ? days.on : everyDay
  const shifts = on.flatMap((day) => hours[day] ?? [])
  return shifts.map(({ from }) => from).toSorted()[0] ?? usualTime
}
