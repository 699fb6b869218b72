import type { Said } from '#src/features/telling/line.ts'
import type { Fact, Row } from '#src/kernel/card.ts'
import { when, type Reader } from '#src/words/reader.ts'
import { changeLines, whenPlain } from './changes-said.ts'
import { short } from './said-on.ts'
import type { TaskEventType, Via } from './task.ts'
import { asYou, namesFor } from './you.ts'

/** One event as it is told: who did it, to whom, when and where. `why`: the words that they gave with it, if any. */
export type Happened = {
  type: TaskEventType
  at: Temporal.Instant
  via: Via
  /** The person who did it, or to whom it happened; null is the clock. */
  who: string | null
  why: string | null
  changed?: { was: Said; is: Said }
  /** By when it is promised: an ISO instant. */
  promise?: string
}

/** Events of a history that a card shows; of a longer one the newest. */
export const historyShown = 8
/** Characters of what was said with an event, there. */
const wordsShown = 200
/** On a page of the whole history: fewer events, with more of what was said. */
export const historyPage = 5
const wordsOnPage = 600

/** What happened to a task, oldest first, under a heading of its own; what its facts above say whole is not said again. */
export function historyRows(
  history: Happened[],
  nameOf: (id: string) => string,
  reader: Reader,
  above: readonly Fact[] = [],
): Row[] {
  const { tasks, ui } = reader.words
  if (history.length === 0) return []
  const earlier = history.length - historyShown
  return [
    { text: tasks.facts.history, heading: true },
    ...(earlier > 0 ? [{ text: ui.more(earlier) }] : []),
    ...history.slice(-historyShown).map((event) => rowOf(saidOnce(event, above), wordsShown, nameOf, reader)),
  ]
}

function saidOnce(event: Happened, above: readonly Fact[]): Happened {
  const { why } = event
  if (why === null || !above.some(({ value }) => typeof value === 'string' && says(value, why))) return event
  return { ...event, why: null }
}

/** As all of a fact, or as a line of it behind the name of who said it. */
function says(fact: string, why: string): boolean {
  return `\n${fact}\n`.includes(`\n${why}\n`) || `${fact}\n`.includes(`: ${why}\n`)
}

/** A page of all of it: the first has the newest, and each is read from the oldest on. */
export function historyPageRows(
  history: Happened[],
  page: number,
  nameOf: (id: string) => string,
  reader: Reader,
): Row[] {
  const end = history.length - (page - 1) * historyPage
  return history
    .slice(Math.max(0, end - historyPage), Math.max(0, end))
    .map((event) => rowOf(event, wordsOnPage, nameOf, reader))
}

/** Whether a card shows less than there is. */
export function isCut(history: Happened[], reader: Reader): boolean {
  return history.length > historyShown || history.some((event) => detailOf(event, reader).length > wordsShown)
}

function rowOf(event: Happened, most: number, nameOf: (id: string) => string, reader: Reader): Row {
  const detail = detailOf(event, reader)
  return {
    text: [when(event.at, reader), ' · ', wordsOf(event, nameOf, reader)],
    ...(detail ? { detail: short(detail, most) } : {}),
  }
}

function detailOf({ why, changed, promise }: Happened, reader: Reader): string {
  if (changed) return changeLines(changed, reader).join('\n')
  return promise ? whenPlain(promise, reader) : (why ?? '')
}

function wordsOf({ type, who, via }: Happened, nameOf: (id: string) => string, reader: Reader): string {
  const { history } = reader.words.tasks
  const said = history[type]
  const name = who === null ? history.theClock : namesFor(nameOf, reader)(who)
  const sentence = typeof said === 'string' ? said : asYou(said(name), who, reader)
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
