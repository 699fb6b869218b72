import { formatCalendarDay, formatTime } from '#src/time/words.ts'
import type { Button, Card, Row } from '#src/kernel/card.ts'
import type { Reader } from '#src/words/reader.ts'
import type { PeriodName } from './commands.ts'
import { postRow } from './cards.ts'
import type { Account } from './network.ts'
import { accountLabel, shortText, type PostView } from './view.ts'

/** Days from the first to the last, both included, of one zone's calendar. */
export type Period = { name: PeriodName; from: Temporal.PlainDate; to: Temporal.PlainDate }

/** The week, from Monday, or the month that a day is in. */
export function periodAround(name: PeriodName, day: Temporal.PlainDate): Period {
  if (name === 'week') {
    const from = day.subtract({ days: day.dayOfWeek - 1 })
    return { name, from, to: from.add({ days: 6 }) }
  }
  const from = day.with({ day: 1 })
  return { name, from, to: from.with({ day: from.daysInMonth }) }
}

export function beside({ name, from, to }: Period, step: -1 | 1): Period {
  return periodAround(name, step === 1 ? to.add({ days: 1 }) : from.subtract({ days: 1 }))
}

export function spanOf({ from, to }: Period, zone: string): { from: Temporal.Instant; to: Temporal.Instant } {
  return {
    from: from.toZonedDateTime(zone).toInstant(),
    to: to.add({ days: 1 }).toZonedDateTime(zone).toInstant(),
  }
}

/** A slot's time without a post. */
export type Gap = { at: Temporal.Instant; account: Account }

export type Calendar = {
  period: Period
  client: { id: string; name: string; zone: string }
  posts: PostView[]
  gaps: Gap[]
  ideas: PostView[]
  /** There is no account yet to post for. */
  accounts: number
}

/** Rows with a button of their own: more do not fit one message beside the rest. */
const withButtons = 7

/** A client's week or month in its own zone, day by day. */
export function calendarCard(calendar: Calendar, reader: Reader): Card {
  const { period, client, posts, gaps, ideas } = calendar
  const { social } = reader.words
  const there: Reader = { ...reader, zone: client.zone, shared: false }
  const days = daysOf(calendar)
  const rows = period.name === 'week' ? weekRows(days, there) : monthRows(days, there)
  const waiting = posts.filter(({ post }) => post.status === 'approval').length
  const empty = posts.length === 0 && gaps.length === 0
  return {
    title: social.calendar.title(client.name, rangeWords(period, there)),
    tone: 'plain',
    status: social.calendar.counts(posts.length, waiting, gaps.length),
    ...(empty ? { body: calendar.accounts === 0 ? social.calendar.noAccounts : social.calendar.empty } : {}),
    list: [...rows, ...ideaRows(ideas, there)],
    buttons: pageButtons(period, client.id, there),
    note: social.calendar.note(client.zone.split('/').at(-1)?.replaceAll('_', ' ') ?? client.zone),
  }
}

type Entry = { at: Temporal.Instant; view: PostView | null; account: Account }
type Day = { day: Temporal.PlainDate; entries: Entry[] }

function daysOf({ posts, gaps, client }: Calendar): Day[] {
  const entries: Entry[] = [
    ...posts.flatMap((view) => (view.post.at ? [{ at: view.post.at, view, account: view.account }] : [])),
    ...gaps.map(({ at, account }) => ({ at, view: null, account })),
  ].toSorted((a, b) => Temporal.Instant.compare(a.at, b.at))
  const byDay = Map.groupBy(entries, ({ at }) => at.toZonedDateTimeISO(client.zone).toPlainDate().toString())
  return [...byDay].map(([day, found]) => ({ day: Temporal.PlainDate.from(day), entries: found }))
}

function weekRows(days: Day[], reader: Reader): Row[] {
  let buttons = 0
  return days.flatMap(({ day, entries }): Row[] => [
    { text: formatCalendarDay(day, reader.language), heading: true },
    ...entries.map(({ at, view, account }): Row => {
      const time = formatTime(at, reader.zone, reader.language)
      const text = `${time} · ${accountLabel(account, reader)}`
      if (!view) return { text: `${text}: ${reader.words.social.calendar.gap}` }
      const row = postRow(view, reader, { text })
      buttons += 1
      return buttons <= withButtons ? row : { text, ...(row.detail ? { detail: row.detail } : {}) }
    }),
  ])
}

/** One line a day, so that a busy month fits one message. */
function monthRows(days: Day[], reader: Reader): Row[] {
  return days.map(({ day, entries }) => ({
    text: `${formatCalendarDay(day, reader.language)}: ${entries.map((entry) => monthEntry(entry, reader)).join('; ')}`,
  }))
}

function monthEntry({ at, view, account }: Entry, reader: Reader): string {
  const { social, postStatusNames } = reader.words
  const time = `${formatTime(at, reader.zone, reader.language)} ${accountLabel(account, reader)}`
  if (!view) return `${time} (${social.calendar.gap})`
  return `${time} ${social.number(view.post.number)} (${postStatusNames[view.post.status]})`
}

function ideaRows(ideas: PostView[], reader: Reader): Row[] {
  if (ideas.length === 0) return []
  const { social } = reader.words
  return [
    { text: social.calendar.ideas(ideas.length), heading: true },
    ...ideas.slice(0, 5).map(({ post, account }) => ({
      text: `${social.number(post.number)} · ${accountLabel(account, reader)}: ${shortText(post)}`,
    })),
  ]
}

function rangeWords({ name, from, to }: Period, { words, language }: Reader): string {
  if (name === 'month') return words.social.calendar.month(words.monthNames[from.month - 1] ?? '', from.year)
  return words.social.calendar.week(formatCalendarDay(from, language), formatCalendarDay(to, language))
}

/** The ones beside it, and the other kind around the same days. */
function pageButtons(period: Period, client: string, { words }: Reader): Button[] {
  const { buttons } = words.social
  const other = periodAround(period.name === 'week' ? 'month' : 'week', period.from)
  const go = (label: string, to: Period): Button => ({
    label,
    style: 'plain',
    action: { press: 'calendar', subject: client, detail: `${to.name}.${to.from.toString()}` },
  })
  return [
    go(buttons.previous[period.name], beside(period, -1)),
    go(buttons.next[period.name], beside(period, 1)),
    go(buttons.as[other.name], other),
    {
      label: buttons.picture,
      style: 'plain',
      action: { press: 'calendar-picture', subject: client, detail: `${period.name}.${period.from.toString()}` },
    },
  ]
}

export function readPeriod(detail: string): Period | null {
  const [name, day = ''] = detail.split('.')
  const first = readDay(day)
  return first && (name === 'week' || name === 'month') ? periodAround(name, first) : null
}

/** A day as a button carries it; null for what is none. */
export function readDay(text: string): Temporal.PlainDate | null {
  if (!/^\d{4}-\d{2}-\d{2}$/u.test(text)) return null
  try {
    return Temporal.PlainDate.from(text)
  } catch {
    return null
  }
}
