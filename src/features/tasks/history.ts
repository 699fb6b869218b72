import type { Row } from '#src/kernel/card.ts'
import { when, type Reader } from '#src/words/reader.ts'
import type { TaskEventType, Via } from './task.ts'

/** One event as it is told: who did it, to whom, when and where. `why` is the reason they gave, if any. */
export type Happened = {
  type: TaskEventType
  at: Temporal.Instant
  via: Via
  /** The person who did it, or to whom it happened; null is the clock. */
  who: string | null
  why: string | null
}

/** Events of a history that a card shows; of a longer one the newest. */
export const historyShown = 8

/** What happened to a task, oldest first, under a heading of its own. */
export function historyRows(history: Happened[], nameOf: (id: string) => string, reader: Reader): Row[] {
  const { tasks, ui } = reader.words
  if (history.length === 0) return []
  const earlier = history.length - historyShown
  return [
    { text: tasks.facts.history, heading: true },
    ...(earlier > 0 ? [{ text: ui.more(earlier) }] : []),
    ...history.slice(-historyShown).map((event) => ({
      text: [when(event.at, reader), ' · ', wordsOf(event, nameOf, reader)],
      ...(event.why ? { detail: event.why } : {}),
    })),
  ]
}

function wordsOf({ type, who, via }: Happened, nameOf: (id: string) => string, { words }: Reader): string {
  const { history } = words.tasks
  const said = history[type]
  const sentence = typeof said === 'string' ? said : said(who === null ? history.theClock : nameOf(who))
  return via === 'clock' ? sentence : `${sentence} (${platformNames[via]})`
}

const platformNames = { slack: 'Slack', discord: 'Discord' } as const

export function peopleInHistory(history: Happened[]): string[] {
  return [...new Set(history.flatMap(({ who }) => (who === null ? [] : [who])))]
}

/** Whom an event's sentence names: to whom a task was offered, who let it go, and otherwise who did it. */
export function whoIsNamed(type: TaskEventType, by: string | null, assistant: string | null): string | null {
  switch (type) {
    case 'task-assigned':
    case 'assignment-declined':
    case 'assignment-passed-on':
    case 'task-released':
    case 'lease-ran-out':
    case 'task-handed-over':
      return assistant
    default:
      return by
  }
}
