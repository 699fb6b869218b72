import { isAfter, local, occurrences } from './almanac.ts'
import type { Past } from './heard.ts'
import type { Life, Looked } from './life.ts'
import { together, type Seen } from './outages.ts'
import {
  chooseDigest,
  end,
  residentNames,
  residents,
  seasons,
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

/** Each digest that is to come, by the calendar: `name slot moment`. Of several that went by the newest stands for all. */
export function digestsToCome(chosen: Chosen[], seen: Seen, until = end): string[] {
  return residentNames.flatMap((name) => {
    const mine = chosen.filter((each) => each.name === name)
    const all = mine.flatMap(({ at, rhythm }, index) => {
      if (!rhythm) return []
      const { times, days } = rhythm
      const span = { from: at, until: mine[index + 1]?.at ?? until }
      return occurrences(span, residents[name].zone, times, (date) => comesOn(name, date, days))
    })
    return together(all, seen).flatMap(({ at, those }) => {
      const newest = those.at(-1)
      const isInTime = newest && Temporal.Duration.compare(newest.at.until(at), grace) <= 0
      return isInTime ? [digest(name, newest.slot, at)] : []
    })
  })
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
    digests.flatMap(({ person, slot, at }) => (nameOf(person) === name ? [digest(name, slot, at)] : [])),
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
  const ofReaders = (all: Looked[]) =>
    all
      .map(({ person, slot, at }) => ({ name: nameOf(person), slot, at }))
      .filter(({ name, at }) => readers.includes(name) && isAfter(at, longAgo))
      .map(({ name, slot, at }) => digest(name, slot, at))
      .toSorted()
  const arrived = heard.flatMap(({ line, at }) =>
    line.kind === 'digest' ? [{ person: line.person, slot: line.slot, at }] : [],
  )
  return { arrived: ofReaders(arrived), sent: ofReaders(digests) }
}

function digest(name: string, slot: string, at: Temporal.Instant): string {
  return `${name} ${slot} ${at.toString()}`
}
