import { sql } from '#orm/core'
import { rows } from '#db/connection/connect.ts'
import { isAfter, local, occurrences, type Occurrence } from './almanac.ts'
import type { Past } from './heard.ts'
import type { Life } from './life.ts'
import { together, type Seen } from './outages.ts'
import { end, residents, type ResidentName } from './world.ts'

/** Something that repeats: as it is typed, and the days and the time that are meant. */
export type Repeating = {
  by: ResidentName
  brief: string
  typed: string
  setUp: string
  time: string
  isDay: (date: Temporal.PlainDate) => boolean
  last?: string | undefined
  times?: number
  /** The one that is left out: its owner says so the day before. */
  skipped?: string
}

const isSunday = (date: Temporal.PlainDate, nth: number) => date.dayOfWeek === 7 && Math.ceil(date.day / 7) === nth

const repeating: Repeating[] = [
  {
    by: 'carol',
    brief: 'Water the plants',
    typed: 'every month on the second Sunday at 2:30am until 31 August 2026',
    setUp: '2026-02-01T10:00',
    time: '02:30',
    isDay: (date) => isSunday(date, 2),
    last: '2026-08-31',
    skipped: '2026-06-14',
  },
  {
    by: 'nia',
    brief: 'Count the birds',
    typed: 'on the first Sunday of every month at 2:15am until 31 October 2026',
    setUp: '2026-05-20T10:00',
    time: '02:15',
    isDay: (date) => isSunday(date, 1),
    last: '2026-10-31',
  },
  {
    by: 'dan',
    brief: 'Pay the rent',
    typed: 'every month on the 31st at 9am, 6 times',
    setUp: '2026-12-01T10:00',
    time: '09:00',
    isDay: (date) => date.day === date.daysInMonth,
    times: 6,
  },
  {
    by: 'sam',
    brief: 'Wind the clock',
    typed: 'every 2 weeks on Sunday at 1:30am until 31 May 2026',
    setUp: '2026-01-31T10:00',
    time: '01:30',
    isDay: (date) => date.dayOfWeek === 7 && date.since('2026-02-01', { largestUnit: 'days' }).days % 14 === 0,
    last: '2026-05-31',
  },
  {
    // So often that several of them go by while nobody is there.
    by: 'sam',
    brief: 'Feed the fish',
    typed: 'every day at 8:30am until 7 April 2026',
    setUp: '2026-03-26T10:00',
    time: '08:30',
    isDay: () => true,
    last: '2026-04-07',
  },
]

export type Outcome = 'made' | 'skipped' | 'missed'
export type Made = Occurrence & { brief: string; outcome: Outcome }

/** What was really set up, and really skipped, and when. */
export type SetUp = { repeating: Repeating; at: Temporal.Instant; skips: Map<string, Temporal.Instant> }

/** They set up what repeats, and take each task back an hour after it was made. */
export function setUpRepeats(life: Life): SetUp[] {
  const made: SetUp[] = []
  for (const each of repeating) {
    const { by, brief, typed } = each
    let number = ''
    const skips: SetUp['skips'] = new Map()
    life.plan(local(by, each.setUp), async () => {
      const said = await life.office.hears(by, `/delegate ${brief} ${typed}`)
      number = /It repeats, as repeat (\d+)/u.exec(said)?.[1] ?? ''
      if (!number) throw new Error(said)
      made.push({ repeating: each, at: life.clock.now, skips })
    })
    for (const { slot, at } of occurrencesOf(each, local(by, each.setUp))) {
      life.plan(at.add({ minutes: 61 }), () => takeBack(life, by, brief))
      if (!each.skipped || !slot.startsWith(each.skipped)) continue
      life.plan(at.subtract({ hours: 24 }), async () => {
        // Later it would be the next one.
        if (!isAfter(at, life.clock.now)) return
        await life.office.hears(by, `/repeat skip ${number}`)
        skips.set(slot, life.clock.now)
      })
    }
  }
  return made
}

/** When repeats are set up: everything is counted from there. */
export const setUps = repeating.map(({ by, setUp }) => local(by, setUp))

/** What is to become of each time: of several that went by the newest is made, unless it is too late for it. */
export function repeatsDue(made: SetUp[], seen: Seen, until = end): Made[] {
  const due = made.flatMap(({ repeating: each, at, skips }) => {
    const { brief, times = Number.POSITIVE_INFINITY } = each
    const all = occurrencesOf(each, at)
    const found = [...skips].map(([slot, when]): Made => ({ brief, slot, at: when, outcome: 'skipped' }))
    let left = times
    for (const { at: now, those } of together(
      all.filter(({ slot }) => !skips.has(slot)),
      seen,
    )) {
      const newest = those.at(-1)
      if (!newest || left === 0) continue
      const outcome = isInTime(each, newest, now) ? 'made' : 'missed'
      found.push({ brief, slot: newest.slot, at: now, outcome })
      if (outcome === 'made') left -= 1
    }
    return found
  })
  return due.filter(({ at }) => !isAfter(at, until))
}

const week = 7 * 24 * 60 * 60 * 1000

/** Until half of the time to the next one has gone by, a week at most. */
function isInTime(each: Repeating, { at }: Occurrence, now: Temporal.Instant): boolean {
  const [next] = occurrencesOf({ ...each, last: undefined }, at)
  if (!next) return true
  const half = (next.at.epochMilliseconds - at.epochMilliseconds) / 2
  return now.epochMilliseconds - at.epochMilliseconds <= Math.min(half, week)
}

async function takeBack({ db, office }: Life, by: ResidentName, title: string): Promise<void> {
  const open = await db.acrossAgencies((tx) =>
    rows<{ number: number }>(
      tx,
      sql`select number from tasks where title = ${title} and status not in ('done', 'cancelled')`,
    ),
  )
  for (const { number } of open) await office.submit(by, 'cancel', String(number), { reason: '' })
}

function occurrencesOf({ by, time, isDay, last }: Repeating, from: Temporal.Instant): Occurrence[] {
  const until = last ? local(by, `${last}T23:59`) : end.add({ hours: 24 * 60 })
  return occurrences({ from, until }, residents[by].zone, [time], isDay)
}

export function repeatsMade({ slots }: Past): string[] {
  return slots.map(repeatSlot).toSorted()
}

export function repeatsToCome(due: Made[]): string[] {
  return due
    .filter(({ at }) => !isAfter(at, end))
    .map(repeatSlot)
    .toSorted()
}

function repeatSlot({ brief, slot, outcome, at }: Pick<Made, 'brief' | 'slot' | 'at'> & { outcome: string }): string {
  return `${brief} ${slot} ${outcome} ${at.toString()}`
}

/** The tasks that were made of them. */
export function tasksOfRepeats({ events }: Past): string[] {
  const briefs = new Set(repeating.map(({ brief }) => brief))
  return events
    .filter(({ title, seq }) => seq === 1 && briefs.has(title))
    .map(({ title, at }) => `${title} ${at.toString()}`)
    .toSorted()
}

/** One for each that is made, and none besides. */
export function tasksToMake(due: Made[]): string[] {
  return due
    .filter(({ outcome }) => outcome === 'made')
    .map(({ brief, at }) => `${brief} ${at.toString()}`)
    .toSorted()
}
