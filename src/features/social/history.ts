import { formatInstant } from '#src/time/words.ts'
import type { Row } from '#src/kernel/card.ts'
import type { Reader } from '#src/words/reader.ts'
import type { PostEvent } from './post.ts'

/** Rows of a history that a card shows: the newest, since the card above says how it stands. */
const shownEvents = 6

/** What happened to a post, oldest first; of a long history the end. */
export function postHistoryRows(events: readonly PostEvent[], nameOf: (id: string) => string, reader: Reader): Row[] {
  const { words, zone, language, now } = reader
  const { social, tasks, ui } = words
  const shown = events.slice(-shownEvents)
  const left = events.length - shown.length
  return [
    { text: tasks.facts.history, heading: true },
    ...(left > 0 ? [{ text: ui.more(left) }] : []),
    ...shown.map((event) => {
      const who = event.by === null ? tasks.history.theClock : nameOf(event.by)
      const place = event.via === 'clock' ? '' : ` (${event.via === 'slack' ? 'Slack' : 'Discord'})`
      return { text: `${formatInstant(event.at, zone, language, now)}: ${social.history[event.type](who)}${place}` }
    }),
  ]
}
