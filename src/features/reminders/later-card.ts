import { formatInstant } from '#src/time/words.ts'
import type { Card, Row } from '#src/kernel/card.ts'
import type { Reader } from '#src/words/reader.ts'
import { detailsButtons } from '#src/features/details.ts'
import { inWords } from './cards.ts'

/** One thing that will be sent. `otherZone`: where the other side of the task lives; `ifNothing`: only if nothing is done before. */
export type Upcoming = {
  at: Temporal.Instant
  what: string
  task: number | null
  otherZone: string | null
  ifNothing: boolean
}

/** Rows of one card, the next first. */
const shown = 12

/** What will be sent to its reader, with the local times of both sides where a task has two. */
export function laterCard(all: Upcoming[], reader: Reader): Card {
  const { later, ui } = reader.words
  const inOrder = all.toSorted((a, b) => Temporal.Instant.compare(a.at, b.at))
  const more = inOrder.length - shown
  const times = inOrder.slice(0, shown).map(({ at }) => at)
  const details = detailsButtons('later', times, reader.zone, reader.words)
  return {
    title: later.title,
    tone: 'plain',
    ...(all.length ? {} : { body: later.nothing }),
    list: [...inOrder.slice(0, shown).map((each) => row(each, reader)), ...(more > 0 ? [{ text: ui.more(more) }] : [])],
    ...(details.length > 0 ? { buttons: details } : {}),
  }
}

function row({ at, what, task, otherZone, ifNothing }: Upcoming, reader: Reader): Row {
  const { words, zone, language, now } = reader
  const there = otherZone && otherZone !== zone ? formatInstant(at, otherZone, language, now) : ''
  const label = words.tasks.buttons.show
  return {
    text: what,
    detail: [inWords(at, reader), there, ifNothing ? words.later.onlyIf : ''].filter(Boolean).join(' · '),
    ...(task === null
      ? {}
      : { button: { label, style: 'plain', action: { press: 'show', subject: String(task), detail: '' } } }),
  }
}
