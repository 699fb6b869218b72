import { plain, type Button } from '#src/kernel/card.ts'
import { cast } from '#test/handle/office.ts'
import { isAfter, local, momentOf } from './almanac.ts'
import type { Heard } from './heard.ts'
import type { Life } from './life.ts'
import type { Seen } from './outages.ts'
import { directOf } from './recorder.ts'
import { end, begin as newYear, residentNames, residents, say, type Resident, type ResidentName } from './world.ts'

/** Hours that a clock jumps over, or shows twice. */
const oddHours: [ResidentName, string][] = [
  ['carol', '2026-03-08T02:30'],
  ['carol', '2026-11-01T01:30'],
  ['leo', '2027-03-14T02:00'],
  ['dan', '2026-03-29T01:30'],
  ['dan', '2027-10-31T01:15'],
  ['sam', '2027-03-28T01:59'],
  ['sam', '2026-10-25T01:00'],
  ['max', '2026-10-04T02:30'],
  ['max', '2027-04-04T02:30'],
  ['nia', '2026-10-04T02:15'],
  ['nia', '2026-04-05T01:45'],
  ['nia', '2027-10-03T02:29'],
]

const hours = ['07:10', '23:50', '13:05', '00:20', '18:45']

/** What is done with a reminder, and by it; in turn. */
const fates = ['left', 'in an hour', 'cancelled', 'left', 'tomorrow morning'] as const

export type Expected = { what: string; to: ResidentName; at: Temporal.Instant }

/** People ask to be reminded, put it off when it comes, or change their minds. Answers what is to come, as it becomes known. */
export function remindEachOther(life: Life): Expected[] {
  const expected: Expected[] = []
  const wanted: [ResidentName, string][] = [...oddHours]
  for (let week = 2, i = 0; week < 102; week += 4, i++) {
    const date = newYear
      .toZonedDateTimeISO('UTC')
      .toPlainDate()
      .add({ weeks: week, days: i % 7 })
    wanted.push([residentNames[i % residentNames.length] ?? 'meera', `${date.toString()}T${hours[i % hours.length]}`])
  }
  for (const [index, [name, when]] of wanted.entries()) {
    // In the odd hours nothing is put off or cancelled.
    const fate = index < oddHours.length ? 'left' : fates[index % fates.length]
    askFor(life, expected, { name, when, what: `ring number ${index}`, fate: fate ?? 'left' })
  }
  return expected
}

type Wanted = { name: ResidentName; when: string; what: string; fate: (typeof fates)[number] }

function askFor(
  { plan, clock, office, recorder }: Life,
  expected: Expected[],
  { name, when, what, fate }: Wanted,
): void {
  const at = local(name, when)
  const isOver = () => isAfter(clock.now, at)
  const first = { what, to: name, at }
  plan(at.subtract({ hours: 50 }), async () => {
    // The bot was down until it was too late to ask.
    if (isOver()) return
    const answer = await say(office, name, 'remind', 'what', `me to ${what} on ${inWords(when)}`)
    if (!answer.includes(what)) throw new Error(answer)
    expected.push(first)
  })
  if (fate === 'cancelled') plan(at.subtract({ hours: 1 }), () => cancel())
  if (fate === 'in an hour') plan(at.add({ minutes: 2 }), () => putOff('1h', clock.now.add({ hours: 1 })))
  if (fate === 'tomorrow morning')
    plan(at.add({ minutes: 2 }), () => putOff('morning', tomorrowMorning(name, clock.now)))

  async function putOff(choice: string, until: Temporal.Instant): Promise<void> {
    if (!expected.includes(first)) return
    const message = recorder.said.findLast(
      ({ card, channel }) => channel === directOf(cast[name].platform, cast[name].user) && card.title.includes(what),
    )
    if (!message) throw new Error(`${name} was not reminded to ${what}`)
    await office.press(name, `sahayak:again:${numberIn(message.card.buttons)}:${choice}`)
    expected.push({ what, to: name, at: until })
  }

  async function cancel(): Promise<void> {
    if (!expected.includes(first) || isOver()) return
    const list = await office.ask(name, { kind: 'options', command: 'reminders', options: {}, people: [] })
    if (list.kind !== 'say') throw new Error('no list')
    const row = list.card.list?.find(({ text }) => plain(text).includes(what))
    await office.press(name, `sahayak:unremind:${numberIn(row?.button ? [row.button] : [])}:`)
    expected.splice(expected.indexOf(first), 1)
  }
}

/** The day after, or the same day before four; when they begin, or at nine. */
function tomorrowMorning(name: ResidentName, now: Temporal.Instant): Temporal.Instant {
  const { zone, hours: work }: Resident = residents[name]
  const here = now.toZonedDateTimeISO(zone)
  const date = here.toPlainDate().add({ days: here.hour < 4 ? 0 : 1 })
  return momentOf(date, work?.days.includes(date.dayOfWeek) ? work.from : '09:00', zone)
}

function numberIn(buttons: Button[] = []): string {
  for (const button of buttons) {
    if ('action' in button && (button.action.press === 'again' || button.action.press === 'unremind')) {
      return button.action.subject
    }
  }
  throw new Error(`no reminder's button on ${JSON.stringify(buttons)}`)
}

/** As one types it: `8 March 2026 at 02:30`. */
export function inWords(when: string): string {
  const at = Temporal.PlainDateTime.from(when)
  const months = 'January February March April May June July August September October November December'.split(' ')
  return `${at.day} ${months[at.month - 1]} ${at.year} at ${when.slice(11, 16)}`
}

/** What each was reminded of, where and when, in the order of time. */
export function remindersHeard(heard: Heard[]): string[] {
  return heard
    .filter(({ line, card }) => line.kind === 'reminder' && card.title.includes('ring number'))
    .map(({ card, channel, at }) => `${/ring number \d+/u.exec(card.title)?.[0]} ${channel} ${at.toString()}`)
    .toSorted()
}

/** However late, each comes. */
export function remindersToCome(expected: Expected[], seen: Seen, until = end): string[] {
  return expected
    .map(({ at, ...rest }) => ({ ...rest, at: seen(at) }))
    .filter(({ at }) => !isAfter(at, until))
    .map(({ what, to, at }) => `${what} ${directOf(cast[to].platform, cast[to].user)} ${at.toString()}`)
    .toSorted()
}
