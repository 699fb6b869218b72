import { isAfter, local, occurrences } from './almanac.ts'
import type { Past } from './heard.ts'
import type { Life } from './life.ts'
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

/** Each digest that is to come, by the calendar: `name slot moment`. */
export function digestsToCome(chosen: Chosen[], until = end): string[] {
  return residentNames.flatMap((name) => {
    const mine = chosen.filter((each) => each.name === name)
    return mine.flatMap(({ at, rhythm }, index) => {
      if (!rhythm) return []
      const { times, days } = rhythm
      const span = { from: at, until: mine[index + 1]?.at ?? until }
      return occurrences(span, residents[name].zone, times, ({ dayOfWeek }) => days.includes(dayOfWeek))
        .toSorted((a, b) => Temporal.Instant.compare(a.at, b.at))
        .map((each) => digest(name, each.slot, each.at))
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
