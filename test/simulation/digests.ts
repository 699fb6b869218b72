import { isAfter, local, occurrences } from './almanac.ts'
import type { Past } from './heard.ts'
import type { Life } from './life.ts'
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
export function digestsToCome(chosen: Chosen[], seen: Seen): string[] {
  return residentNames.flatMap((name) => {
    const mine = chosen.filter((each) => each.name === name)
    const all = mine.flatMap(({ at, rhythm }, index) => {
      if (!rhythm) return []
      const { times, days } = rhythm
      const span = { from: at, until: mine[index + 1]?.at ?? end }
      return occurrences(span, residents[name].zone, times, ({ dayOfWeek }) => days.includes(dayOfWeek))
    })
    return together(all, seen).flatMap(({ at, those }) => {
      const newest = those.at(-1)
      const isInTime = newest && Temporal.Duration.compare(newest.at.until(at), grace) <= 0
      return isInTime ? [digest(name, newest.slot, at)] : []
    })
  })
}

/** Each that was written down to be sent, with when. */
export function digestsSent({ written, nameOf }: Past): string[] {
  return residentNames.flatMap((name) =>
    written.flatMap(({ line, at }) =>
      line.kind === 'digest' && nameOf(line.person) === name ? [digest(name, line.slot, at)] : [],
    ),
  )
}

/** Those that arrived: nothing is sent where there is nothing to say. */
export function digestsHeard({ heard, nameOf }: Past, name: ResidentName, since: Temporal.Instant): string[] {
  return heard.flatMap(({ line, at }) =>
    line.kind === 'digest' && nameOf(line.person) === name && isAfter(at, since) ? [digest(name, line.slot, at)] : [],
  )
}

function digest(name: string, slot: string, at: Temporal.Instant): string {
  return `${name} ${slot} ${at.toString()}`
}
