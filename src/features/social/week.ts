import { formatCalendarDay } from '#src/time/words.ts'
import type { Button, Card, Row } from '#src/kernel/card.ts'
import type { Reader } from '#src/words/reader.ts'
import { postRow } from './cards.ts'
import type { PostView } from './view.ts'

/** What waits for a client's approval within seven days, or is late for it. */
export type Week = {
  client: { id: string; name: string }
  /** The day on which it was looked at, in the client's zone. */
  from: Temporal.PlainDate
  waiting: PostView[]
  /** Whether its reader may approve. */
  judges: boolean
  /** Of all numbers and contents together: a press approves what was shown, or nothing. */
  seal: string
}

export const weekDays = 7
/** Rows that a card shows; the rest is counted, and approved only when it was looked at. */
const shownInWeek = 7

/** Everything that waits, with one press for all of it where all of it is shown. */
export function weekCard(week: Week, reader: Reader): Card {
  const { social } = reader.words
  const { waiting, client, from } = week
  const to = from.add({ days: weekDays - 1 })
  return {
    title: social.week.title(
      client.name,
      formatCalendarDay(from, reader.language),
      formatCalendarDay(to, reader.language),
    ),
    tone: waiting.length > 0 ? 'waiting' : 'good',
    ...(waiting.length === 0 ? { body: social.week.nothing } : {}),
    list: weekRows(week, reader),
    buttons: weekButtons(week, reader),
    ...(waiting.length > 0 && week.judges ? { note: social.approveNote } : {}),
  }
}

export function weekRows({ waiting }: Week, reader: Reader): Row[] {
  const more = waiting.length - shownInWeek
  return [
    ...waiting.slice(0, shownInWeek).map((view) => postRow(view, reader)),
    ...(more > 0 ? [{ text: reader.words.ui.more(more) }] : []),
  ]
}

/** Nobody approves what was not shown: a longer week is approved in parts. */
export function weekButtons({ client, from, waiting, seal, judges }: Week, { words }: Reader): Button[] {
  if (waiting.length === 0 || !judges) return []
  return [
    {
      label: words.social.buttons.approveAll(Math.min(waiting.length, shownInWeek)),
      style: 'primary',
      action: { press: 'week-approve', subject: client.id, detail: `${from.toString()}.${seal}` },
    },
  ]
}

/** Those of a week that its card shows, and its button approves. */
export function shownOf<T>(waiting: T[]): T[] {
  return waiting.slice(0, shownInWeek)
}
