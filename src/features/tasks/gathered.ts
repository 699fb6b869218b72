import type { Card, Row } from '#src/kernel/card.ts'
import { priorities } from '#src/kernel/priority.ts'
import type { Notice } from '#src/features/telling/line.ts'
import type { Reader } from '#src/words/reader.ts'
import { pageSize } from './list-card.ts'
import type { NudgeStep } from './kept.ts'
import { noticeWords } from './notices.ts'
import { nudgeTitle } from './nudges.ts'
import { joined, pressingParts } from './row-words.ts'
import type { TaskView } from './view.ts'

/** Why managers should look at a task. `left`: whoever has it is no longer there. */
export type Cause = { why: 'nudge'; step: NudgeStep } | { why: 'notice'; notice: Notice } | { why: 'left' }

/** One row of what is gathered; `at`: since when it is so. */
export type Gathered = { view: TaskView; cause: Cause; at: Temporal.Instant }

/** No more than one new message for managers in this time; in between the one that stands there is brought up to date. */
const between = Temporal.Duration.from({ hours: 1 })

/** The message that was posted last. `closed`: it says that a newer one follows. */
type Standing = { postedAt: Temporal.Instant; closed: boolean; here: boolean }

/** `again`: when to look once more; `null` where nothing is to come of itself. */
type Plan =
  | { do: 'nothing'; again: Temporal.Instant | null }
  | { do: 'post' }
  | { do: 'edit'; again: Temporal.Instant | null }
  | { do: 'close'; again: Temporal.Instant }

/**
 * What becomes of the managers' message. A new one is for news alone: what came after the last was posted, though it stands in that
 * one already. It waits for the hour to be over, and in `quietUntil` for that, unless something is urgent.
 */
export function planGathered(
  all: Gathered[],
  last: Standing | null,
  now: Temporal.Instant,
  quietUntil: Temporal.Instant,
): Plan {
  const news = last?.here ? all.filter(({ at }) => Temporal.Instant.compare(at, last.postedAt) > 0) : all
  const isUrgent = news.some(({ view }) => view.task.priority === 'urgent')
  const spoken = isUrgent ? now : quietUntil
  const isHere = last !== null && last.here
  const due = isHere ? later(last.postedAt.add(between), spoken) : spoken
  const isDue = Temporal.Instant.compare(due, now) <= 0
  if (last && !last.closed) {
    if (!last.here || (news.length > 0 && isDue)) return { do: 'close', again: now }
    return { do: 'edit', again: news.length > 0 ? due : null }
  }
  const waits = last?.closed ? all : news
  if (waits.length === 0) return { do: 'nothing', again: null }
  return isDue ? { do: 'post' } : { do: 'nothing', again: due }
}

function later(a: Temporal.Instant, b: Temporal.Instant): Temporal.Instant {
  return Temporal.Instant.compare(a, b) < 0 ? b : a
}

/** What presses most first, and of what presses alike what has waited longest. */
export function inOrder(all: Gathered[]): Gathered[] {
  const weight = ({ view }: Gathered) => priorities.indexOf(view.task.priority)
  return all.toSorted((a, b) => weight(b) - weight(a) || Temporal.Instant.compare(a.at, b.at))
}

/** What managers should look at, in one message, each with a way to give it to someone. */
export function gatheredCard(all: Gathered[], reader: Reader): Card {
  const { gathered, ui } = reader.words
  if (all.length === 0) return { title: gathered.none, tone: 'good' }
  const more = all.length - pageSize
  return {
    title: gathered.title(all.length),
    tone: 'attention',
    list: inOrder(all)
      .slice(0, pageSize)
      .map((each) => gatheredRow(each, reader)),
    ...(more > 0 ? { note: ui.more(more) } : {}),
  }
}

/** What stands where the last message was, once a newer one follows. */
export function followedCard({ words }: Reader): Card {
  return { title: words.gathered.followed, tone: 'closed' }
}

function gatheredRow({ view, cause }: Gathered, reader: Reader): Row {
  const { task, client } = view
  const { title, body } = causeWords(view, cause, reader)
  const why = body?.split('\n').filter(Boolean) ?? []
  return {
    text: title,
    detail: joined([task.title, ...why, ...pressingParts(view, reader), client]),
    button: {
      label: reader.words.tasks.buttons.assign,
      style: 'plain',
      action: { press: 'open', subject: String(task.number), detail: 'assign' },
    },
  }
}

function causeWords(view: TaskView, cause: Cause, reader: Reader): { title: string; body?: string } {
  if (cause.why === 'notice') return noticeWords(view, cause.notice, reader)
  if (cause.why === 'nudge') return { title: nudgeTitle(view, cause.step, reader) }
  const { task, nameOf } = view
  return { title: reader.words.gathered.left(task.assistant ? nameOf(task.assistant) : '', task.number) }
}
