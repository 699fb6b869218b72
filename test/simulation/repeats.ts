import { sql } from 'drizzle-orm'
import { rows } from '#db/connect.ts'
import { local, occurrences, type Occurrence } from './almanac.ts'
import type { Past } from './heard.ts'
import type { Life } from './life.ts'
import { end, residents, type ResidentName } from './world.ts'

/** Something that repeats: as it is typed, and the days and the time that are meant. */
type Repeating = {
  by: ResidentName
  brief: string
  typed: string
  setUp: string
  time: string
  isDay: (date: Temporal.PlainDate) => boolean
  last?: string
  times?: number
  /** The one that is left out: its owner says so the day before. */
  skipped?: string
}

const isSunday = (date: Temporal.PlainDate, nth: number) => date.dayOfWeek === 7 && Math.ceil(date.day / 7) === nth

const repeating: Repeating[] = [
  {
    by: 'carol',
    brief: 'Water the plants',
    typed: 'every month on the second Sunday at 2:30am until 30 April 2027',
    setUp: '2026-02-01T10:00',
    time: '02:30',
    isDay: (date) => isSunday(date, 2),
    last: '2027-04-30',
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
    typed: 'every month on the 31st at 9am, 10 times',
    setUp: '2026-12-01T10:00',
    time: '09:00',
    isDay: (date) => date.day === date.daysInMonth,
    times: 10,
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
]

export type Made = Occurrence & { brief: string; outcome: 'made' | 'skipped' }

/** They set up what repeats, and take each task back an hour after it was made. Answers what is to become of each time. */
export function setUpRepeats(life: Life): Made[] {
  const expected: Made[] = []
  for (const each of repeating) {
    const { by, brief, typed, setUp } = each
    let number = ''
    life.plan(local(by, setUp), async () => {
      const said = await life.office.hears(by, `/delegate ${brief} ${typed}`)
      number = /It repeats, as repeat (\d+)/u.exec(said)?.[1] ?? ''
      if (!number) throw new Error(said)
    })
    for (const one of occurrencesOf(each)) {
      const dayBefore = one.at.subtract({ hours: 24 })
      if (skips(each, one)) {
        life.plan(dayBefore, () => life.office.hears(by, `/repeat skip ${number}`))
        expected.push({ ...one, at: dayBefore, brief, outcome: 'skipped' })
      } else {
        life.plan(one.at.add({ minutes: 61 }), () => takeBack(life, by, brief))
        expected.push({ ...one, brief, outcome: 'made' })
      }
    }
  }
  return expected
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

function skips({ skipped }: Repeating, { slot }: Occurrence): boolean {
  return skipped !== undefined && slot.startsWith(skipped)
}

function occurrencesOf({ by, setUp, time, isDay, last, times }: Repeating): Occurrence[] {
  const until = last ? local(by, `${last}T23:59`) : end
  return occurrences({ from: local(by, setUp), until }, residents[by].zone, [time], isDay).slice(0, times)
}

export function repeatsMade({ slots }: Past): string[] {
  return slots.map(repeatSlot).toSorted()
}

export function repeatsToCome(expected: Made[]): string[] {
  return expected.map(repeatSlot).toSorted()
}

function repeatSlot({ brief, slot, outcome, at }: Pick<Made, 'brief' | 'slot' | 'at'> & { outcome: string }): string {
  return `${brief} ${slot} ${outcome} ${at.toString()}`
}

/** The tasks that were made of them: none of one slot twice, and none of no slot. */
export function tasksOfRepeats({ events }: Past, expected: Made[]): string[] {
  const briefs = new Set(expected.map(({ brief }) => brief))
  return events
    .filter(({ title, seq }) => seq === 1 && briefs.has(title))
    .map(({ title, at }) => `${title} ${at.toString()}`)
    .toSorted()
}
