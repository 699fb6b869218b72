import { defaultDuties } from '#src/features/people/client.ts'
import { readReminder } from '#src/features/reminders/remind-text.ts'
import { readDelegation } from '#src/features/reading/delegate-text.ts'
import { titleOf } from '#src/features/tasks/title.ts'
import { readAway } from '#src/time/away.ts'
import { readTime, type TimeContext } from '#src/time/grammar.ts'
import { parseHours, type WeeklyHours } from '#src/time/hours.ts'
import { readRhythm } from '#src/time/rhythm-grammar.ts'
import { firstDay, nextOccurrences, type Rhythm } from '#src/time/rhythm.ts'
import { everyDay } from '#src/time/weekdays.ts'
import { asked, type Hearing, most, nothing } from './hearing.ts'
import type { Row } from './rows.ts'
import type { Setting } from './settings.ts'

const hours = parseHours('Mon-Fri 9:00-18:00')

/** What we hear: the one place where the set meets our readers. */
export function hear(row: Row): Hearing {
  if (row.use === 'remind') return hearReminder(row)
  if (row.place === 'line') return hearLine(row)
  if (row.use === 'repeat') return hearRhythm(row)
  if (row.use === 'hours') return hearHours(row)
  return row.use === 'away' ? hearAway(row) : hearField(row)
}

/** A line as it is typed after `/delegate`. */
function hearLine({ say, setting }: Row): Hearing {
  const read = readLine(say, setting)
  if ('code' in read) return asked
  const title = titleOf(read.bare)
  if (read.rhythm) return { ...everyOf(read.rhythm.rhythm, setting, read.rhythm.read !== null), title }
  if (read.someDay || read.due?.past) return { ...asked, title }
  if (!read.due) return { ...nothing, title }
  return { heard: { is: 'at', at: read.due.at.toZonedDateTimeISO(setting.zone), said: read.due.read !== null }, title }
}

/** What the whole of a line is read as, by somebody in an agency of nobody else. */
export function readLine(say: string, setting: Setting) {
  const nobody = { clients: [], assistants: [], mentions: {} }
  return readDelegation(say, { ...speakerOf(setting), duties: [...defaultDuties], ...nobody })
}

/** All our readers on one text, and the brief that would be kept of it; `null` where a question comes first. */
export function readMoments(text: string, setting: Setting): { kept: string | null } {
  readTime(text, contextOf(setting))
  readRhythm(text, contextOf(setting))
  readReminder(text, speakerOf(setting))
  readAway(text, { ...speakerOf(setting), use: 'moment' })
  parseHours(text)
  const read = readLine(text, setting)
  return { kept: 'code' in read ? null : read.brief }
}

function hearReminder({ say, setting }: Row): Hearing {
  const { time, text } = readReminder(say, speakerOf(setting))
  if (!time || 'code' in time || Temporal.Instant.compare(time.at, setting.now) <= 0) return { ...asked, title: text }
  return { heard: { is: 'at', at: time.at.toZonedDateTimeISO(setting.zone), said: time.read !== null }, title: text }
}

function hearField({ say, setting }: Row): Hearing {
  const read = readTime(say, contextOf(setting))
  if (read.kind !== 'understood') return asked
  return { heard: { is: 'at', at: read.at.toZonedDateTimeISO(setting.zone), said: read.said !== null }, title: null }
}

function hearRhythm({ say, setting }: Row): Hearing {
  const read = readRhythm(say, contextOf(setting))
  return read.kind === 'understood' ? everyOf(read.rhythm, setting, read.said !== null) : asked
}

function hearHours({ say }: Row): Hearing {
  const read = parseHours(say)
  return read ? { heard: { is: 'hours', hours: inWords(read) }, title: null } : asked
}

function hearAway({ say, setting }: Row): Hearing {
  const read = readAway(say, { ...speakerOf(setting), use: 'moment' })
  if (!read || read === 'none') return asked
  const days = joined(read)
    .map(({ from, to }) => [from.toString(), to.toString()].join('..'))
    .join('; ')
  return { heard: { is: 'away', days }, title: null }
}

type Days = { from: Temporal.PlainDate; to: Temporal.PlainDate }

/** Days that touch are one absence: so they are kept. */
function joined(all: Days[]): Days[] {
  const found: Days[] = []
  for (const days of all) {
    const last = found.at(-1)
    if (last?.to.add({ days: 1 }).equals(days.from)) found[found.length - 1] = { from: last.from, to: days.to }
    else found.push(days)
  }
  return found
}

function everyOf(rhythm: Rhythm, { zone, now }: Setting, said: boolean): Hearing {
  const first = firstDay(rhythm, zone, now)
  const slots = first === null ? [] : nextOccurrences(rhythm, first, zone, now, most)
  const next = slots.map(({ at }) => at.toZonedDateTimeISO(zone))
  return { heard: { is: 'every', next: next.slice(0, rhythm.count ?? most), timed: true, said }, title: null }
}

function contextOf({ zone, language, now }: Setting): TimeContext {
  return { zone, language, now, hours, use: 'due' }
}

function speakerOf({ zone, language, now }: Setting) {
  return { zone, now, language, locale: language, hours }
}

/** `1 09:00-18:00; 2 09:00-18:00`, Monday first. */
function inWords(week: WeeklyHours): string {
  return everyDay
    .flatMap((day) =>
      week[day] ? [[day, week[day].map(({ from, to }) => [from, to].join('-')).join(',')].join(' ')] : [],
    )
    .join('; ')
}
