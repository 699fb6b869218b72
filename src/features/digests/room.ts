import type { Client } from '#src/features/people/client.ts'
import { finishedChart, measureFacts, spanWords } from '#src/features/reports/cards.ts'
import type { Span } from '#src/features/reports/report.ts'
import { formatDate } from '#src/time/words.ts'
import type { Button, Card, Row } from '#src/kernel/card.ts'
import type { Reader } from '#src/words/reader.ts'
import { digestRow, showButton } from './cards.ts'
import type { Section, SectionName, Week } from './digest.ts'
import { rowsOf } from './fit.ts'

/**
 * What everyone in a room may read. In the agency's own: the open tasks, as the board shows them, and of all others no more
 * than how many there are. In a client's room: that client's tasks, by their titles and whose move they are.
 */
export type RoomDigest = { sections: Section[]; counts: Counts }

export const countNames = ['inProgress', 'waiting', 'late', 'finished'] as const
export type Counts = Record<(typeof countNames)[number], number>

export const roomSections = {
  agency: ['unclaimed'],
  client: ['late', 'waiting', 'due', 'finished'],
} as const satisfies {
  agency: SectionName[]
  client: SectionName[]
}

export function isQuiet({ sections, counts }: RoomDigest): boolean {
  return sections.every(({ count }) => count === 0) && counts.late === 0 && counts.finished === 0
}

type About = { agency: string; client: Client | null }

export function roomDigestCard({ sections, counts }: RoomDigest, { agency, client }: About, reader: Reader): Card {
  const { digests } = reader.words
  const filled = sections.filter(({ count }) => count > 0)
  const rows = rowsOf(filled.map(({ views }) => views.length))
  return {
    title: digests.roomTitle(client?.name ?? agency, formatDate(reader.now, reader.zone, reader.language)),
    tone: 'plain',
    list: [
      ...filled.flatMap((section, at) => sectionRows(section, rows[at] ?? 0, reader)),
      ...(client ? [] : countRows(counts, reader)),
    ],
    buttons: filled.map((section) => listButton(section, reader)),
    note: client ? digests.roomNoteClient : digests.roomNote,
  }
}

function sectionRows({ name, views, count }: Section, shown: number, reader: Reader): Row[] {
  const { digests, tasks } = reader.words
  const heading = digests.count(digests.roomSections[name], count)
  return [
    { text: heading, heading: true },
    ...views.slice(0, shown).map((view) => {
      const { task } = view
      const claim: Button = {
        label: tasks.buttons.claim,
        style: 'primary',
        action: { press: 'claim', subject: String(task.number), detail: '' },
      }
      return digestRow(view, name === 'unclaimed' ? claim : showButton(task, tasks.buttons.show), reader)
    }),
  ]
}

function countRows(counts: Counts, { words: { digests } }: Reader): Row[] {
  const said = countNames.filter((name) => counts[name] > 0)
  if (said.length === 0) return []
  return [
    { text: digests.roomCounts, heading: true },
    { text: said.map((name) => digests.count(digests.counts[name], counts[name])).join(' · ') },
  ]
}

const lists: Partial<Record<SectionName, string>> = { unclaimed: 'pool', late: 'late', finished: 'done', due: 'open' }

/** A list of what whoever presses may see of it. */
function listButton({ name, count }: Section, { words: { digests } }: Reader): Button {
  return {
    label: digests.all(digests.roomSections[name], count),
    style: 'plain',
    action: { press: 'page', subject: '1', detail: `${lists[name] ?? 'waiting'}..` },
  }
}

/** Figures without names. Of how long things took the agency's own room reads nothing. */
export function roomWeekCard(week: Week, span: Span, { agency, client }: About, reader: Reader): Card {
  const { digests, reports } = reader.words
  const chart = finishedChart(span, week.parts, reader)
  const { ends } = week
  const counted =
    ends && ends.met + ends.missed > 0 ? `${ends.count} · ${reports.against(ends.met, ends.missed)}` : null
  return {
    title: digests.roomWeek(client?.name ?? agency, spanWords(span, reader)),
    tone: 'plain',
    facts: client
      ? measureFacts(week, reader)
      : ends
        ? [{ label: reports.ends, value: counted ?? String(ends.count) }]
        : [],
    ...(chart ? { chart } : {}),
    ...(client ? { note: reports.counted } : {}),
  }
}
