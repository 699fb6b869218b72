import { isAfter, local, occurrences, type Occurrence } from './almanac.ts'
import type { Past } from './heard.ts'
import type { Life, Looked } from './life.ts'
import { together, type Seen } from './outages.ts'
import {
  begin,
  chooseDigest,
  end,
  residentNames,
  residents,
  seasons,
  summaries,
  type Resident,
  type ResidentName,
  type Rhythm,
} from './world.ts'

/** From when on who has which digest, as it was really chosen. */
export type Chosen = { name: ResidentName; at: Temporal.Instant; rhythm: Rhythm }

/** Everybody chooses, and chooses anew as the seasons go by. */
export function chooseDigests({ plan, clock, office }: Life): Chosen[] {
  const chosen: Chosen[] = []
  for (const name of residentNames) {
    const { inSeason, offSeason }: Resident['digests'] = residents[name].digests
    chosen.push({ name, at: clock.now, rhythm: offSeason })
    if (inSeason?.typed === offSeason?.typed) continue
    for (const [index, day] of seasons.entries()) {
      plan(local(name, `${day}T12:00`), async () => {
        const rhythm = index % 2 === 0 ? inSeason : offSeason
        await chooseDigest(office, name, rhythm)
        chosen.push({ name, at: clock.now, rhythm })
      })
    }
  }
  return chosen
}

/** A digest that is later than this is left out. */
const grace = Temporal.Duration.from({ hours: 6 })

/** Each digest that is to come, by the calendar: `name slot moment`. */
export function digestsToCome(chosen: Chosen[], seen: Seen, until = end): string[] {
  return residentNames.flatMap((name) => {
    const mine = chosen.filter((each) => each.name === name)
    const all = mine.flatMap(({ at, rhythm }, index) => {
      if (!rhythm) return []
      const { times, days } = rhythm
      const span = { from: at, until: mine[index + 1]?.at ?? until }
      return occurrences(span, residents[name].zone, times, (date) => comesOn(name, date, days))
    })
    return told(all, seen).map(({ slot, at }) => digest(name, slot, at))
  })
}

/** Of several that went by the newest stands for all, unless that is too old. */
function told(all: Occurrence[], seen: Seen): { slot: string; at: Temporal.Instant }[] {
  return together(all, seen).flatMap(({ at, those }) => {
    const newest = those.at(-1)
    const isInTime = newest && Temporal.Duration.compare(newest.at.until(at), grace) <= 0
    return isInTime ? [{ slot: newest.slot, at }] : []
  })
}

/** Summaries of the week, and digests of rooms: in the zone of the client whose room it is, else of the agency. */
export function summariesToCome(seen: Seen, until = end): string[] {
  return summaries
    .flatMap(({ series, who, zone, times, days }) => {
      const isOne = (date: Temporal.PlainDate) =>
        who in residents ? comesOn(residentNamed(who), date, days) : days.includes(date.dayOfWeek)
      const all = occurrences({ from: begin, until }, zone, times, isOne)
      return told(all, seen).map(({ slot, at }) => digest(`${series} ${who}`, slot, at))
    })
    .toSorted()
}

export function summariesSent({ digests, nameOf }: Past): string[] {
  return digests
    .filter(({ series }) => series !== 'daily')
    .map(({ series, who, slot, at }) => digest(`${series} ${series === 'weekly' ? nameOf(who) : who}`, slot, at))
    .toSorted()
}

function residentNamed(who: string): ResidentName {
  const name = residentNames.find((known) => known === who)
  if (!name) throw new Error(`nobody is called ${who}`)
  return name
}

/** Not on a day off; what would have come on one comes on the next working day, unless they want it left out. */
function comesOn(name: ResidentName, date: Temporal.PlainDate, days: number[]): boolean {
  if (isOff(name, date)) return false
  if (days.includes(date.dayOfWeek)) return true
  const { hours, skips }: Resident = residents[name]
  const works = (day: Temporal.PlainDate) => hours?.days.includes(day.dayOfWeek) ?? true
  if (skips || !works(date)) return false
  let before = date.subtract({ days: 1 })
  while (isOff(name, before) || !works(before)) {
    if (isOff(name, before) && days.includes(before.dayOfWeek)) return true
    before = before.subtract({ days: 1 })
  }
  return false
}

function isOff(name: ResidentName, day: Temporal.PlainDate): boolean {
  const { away = [] }: Resident = residents[name]
  return away.some(({ from, to }) => from <= day.toString() && day.toString() <= to)
}

/** Each whose time came, with when. */
export function digestsSent({ digests, nameOf }: Past): string[] {
  return residentNames.flatMap((name) =>
    digests.flatMap(({ series, who, slot, at }) =>
      series === 'daily' && nameOf(who) === name ? [digest(name, slot, at)] : [],
    ),
  )
}

const readers: ResidentName[] = ['carol', 'meera']
const longAgo = Temporal.Instant.from('2026-01-10T00:00:00Z')

/** A task that is late for ever, so that its client and whoever manages always have something to read. */
export function leaveOneLate({ plan, clock, office }: Life): void {
  plan(clock.now.add({ hours: 30 }), () => office.hears('carol', '/delegate Find the lost key by 4 January 2026 17:00'))
}

/** The digests that arrived at those two, and those that were to. */
export function digestsRead({ heard, digests, nameOf }: Past): { arrived: string[]; sent: string[] } {
  const ofReaders = (all: Pick<Looked, 'who' | 'slot' | 'at'>[]) =>
    all
      .map(({ who, slot, at }) => ({ name: nameOf(who), slot, at }))
      .filter(({ name, at }) => readers.includes(name) && isAfter(at, longAgo))
      .map(({ name, slot, at }) => digest(name, slot, at))
      .toSorted()
  const arrived = heard.flatMap(({ line, at }) =>
    line.kind === 'digest' ? [{ who: line.person, slot: line.slot, at }] : [],
  )
  return { arrived: ofReaders(arrived), sent: ofReaders(digests.filter(({ series }) => series === 'daily')) }
}

function digest(name: string, slot: string, at: Temporal.Instant): string {
  return `${name} ${slot} ${at.toString()}`
}
