import { finishedChart, measureFacts, measureWords, spanWords } from '#src/features/reports/cards.ts'
import type { Span } from '#src/features/reports/report.ts'
import { pageSize } from '#src/features/tasks/list-card.ts'
import { rowDetail } from '#src/features/tasks/row-words.ts'
import { movesOf } from '#src/features/tasks/next.ts'
import { socialDigestRows, socialSize } from '#src/features/social/digest.ts'
import type { Task } from '#src/features/tasks/task.ts'
import type { TaskView } from '#src/features/tasks/view.ts'
import type { Person } from '#src/kernel/person.ts'
import { formatDate } from '#src/time/words.ts'
import type { Button, Card, Row } from '#src/kernel/card.ts'
import { pageButtons } from '#src/kernel/pages.ts'
import type { Reader } from '#src/words/reader.ts'
import { isEmpty, type Digest, type Section, type Week } from './digest.ts'
import { cutTo } from '#src/kernel/cut-to.ts'
import { buttonsBeside, longest, rowsOf } from './fit.ts'
import type { Series } from './schedule.ts'

/**
 * Since when what happened is news: its buttons ask for the same news, whenever they are pressed. One that was sent by itself
 * can be had again later.
 */
export type Sent = { since: Temporal.Instant; again: boolean }

/** Rows that may be acted on right there, before any post has a button of its own. */
const fewest = 4

/** Someone with several roles has so many headings that there is little room for more. */
const manySections = 5

/**
 * One summary for one person: headings with what matters first, beside the rows what can be done about them right there, and
 * below it all a way to the rest.
 */
export function digestCard(digest: Digest, person: Person, reader: Reader, sent: Sent): Card {
  const { digests } = reader.words
  const sections = digest.sections.filter(({ count }) => count > 0)
  const rows = rowsOf(sections.map(({ views }) => views.length))
  const shown = sections.map((section, at) => ({ ...section, views: section.views.slice(0, rows[at] ?? 0) }))
  const below = [...restButtons(shown, sent, reader), ...laterButtons('daily', sent, reader)]
  const weeks = shown.length > manySections ? 1 : 3
  const posts = digest.social ? socialSize(digest.social, weeks) : { buttonRows: 0, texts: 0, posts: 0 }
  const room = buttonsBeside(shown.length, below.length, posts)
  // What waits for its reader has its buttons first; then posts have theirs, and then the other rows.
  const forPosts = Math.min(posts.posts, Math.max(0, room - fewest))
  const beside = acted(shown, person, reader, room - forPosts)
  return {
    title: digests.title(formatDate(reader.now, reader.zone, reader.language)),
    tone: 'plain',
    ...(isEmpty(digest) ? { body: digests.nothing } : {}),
    list: [
      ...(digest.social ? socialDigestRows(digest.social, { weeks, buttons: forPosts }, reader) : []),
      ...shown.flatMap((section) => sectionRows(section, beside, reader, person.id)),
      ...loadRows(digest, reader),
    ],
    buttons: below,
    ...responseNote(digest, reader),
  }
}

function loadRows({ load }: Digest, { words: { digests } }: Reader): Row[] {
  if (!load || load.assistants === 0) return []
  return [
    { text: digests.sections.load, heading: true },
    ...load.busiest.map(({ name, inHand, capacity }) => ({
      text: digests.loadLine(cutTo(name, longest.client), inHand, capacity),
    })),
    { text: digests.loadFree(load.free, load.assistants) },
  ]
}

function responseNote({ response }: Digest, reader: Reader): Pick<Card, 'note'> {
  const { digests } = reader.words
  const { answers = null, ends = null } = response ?? {}
  const said = [
    ...(answers ? [digests.response(measureWords(answers, reader))] : []),
    ...(ends ? [digests.completion(measureWords(ends, reader))] : []),
  ]
  return said.length > 0 ? { note: said.join(' ') } : {}
}

function sectionRows({ name, views, count }: Section, beside: Map<Task, Button>, reader: Reader, me: string): Row[] {
  const { digests } = reader.words
  return [
    { text: digests.count(digests.sections[name], count), heading: true },
    // Those that can be acted on stand together: what follows shares one text.
    ...views
      .toSorted((a, b) => Number(beside.has(b.task)) - Number(beside.has(a.task)))
      .map((view) => digestRow(view, beside.get(view.task) ?? null, reader, me)),
  ]
}

export function digestRow(view: TaskView, button: Button | null, reader: Reader, me?: string): Row {
  const { task } = view
  return {
    text: reader.words.tasks.lists.row(task.number, cutTo(task.title, longest.title)),
    detail: rowDetail(view, reader, { me, short: (name) => cutTo(name, longest.client) }),
    ...(button ? { button } : {}),
  }
}

/** As many as there is room for: what carries the work on before what only opens the task. */
function acted(sections: Section[], person: Person, { words, now }: Reader, room: number): Map<Task, Button> {
  const all = sections.flatMap(({ views }) =>
    views.map(({ task }) => ({ task, acting: actionOf(task, person, words.tasks.buttons, now) })),
  )
  const first = [...all.filter(({ acting }) => acting), ...all.filter(({ acting }) => !acting)].slice(0, room)
  return new Map(first.map(({ task, acting }) => [task, acting ?? showButton(task, words.tasks.buttons.show)]))
}

type Labels = Reader['words']['tasks']['buttons']

/** The likeliest thing to do about it, if one press does it. */
function actionOf(task: Task, person: Person, buttons: Labels, now: Temporal.Instant): Button | null {
  const subject = String(task.number)
  const moves = movesOf(task, person, now)
  const press = (name: 'claim' | 'accept' | 'start', label: string): Button => ({
    label,
    style: 'primary',
    action: { press: name, subject, detail: '' },
  })
  if (moves.includes('claim')) return press('claim', buttons.claim)
  if (moves.includes('take-on')) return press('accept', buttons.acceptOffer)
  if (moves.includes('answer')) {
    return { label: buttons.answer, style: 'primary', action: { press: 'open', subject, detail: 'answer' } }
  }
  if (moves.includes('accept')) return press('accept', buttons.acceptResult)
  return moves.includes('start') ? press('start', buttons.start) : null
}

export function showButton(task: Task, label: string): Button {
  return { label, style: 'plain', action: { press: 'show', subject: String(task.number), detail: '' } }
}

/** What is not shown is one press away. */
function restButtons(sections: Section[], { since }: Sent, { words: { digests } }: Reader): Button[] {
  return sections
    .filter(({ views, count }) => count > views.length)
    .map(({ name, count }) => ({
      label: digests.all(digests.sections[name], count),
      style: 'plain',
      action: { press: 'section', subject: '1', detail: `${name}.${secondsOf(since)}` },
    }))
}

/** Minutes after which a digest comes again. */
export const laterMinutes = [60, 180] as const

function laterButtons(series: Series, { since, again }: Sent, { words: { digests } }: Reader): Button[] {
  if (!again) return []
  return laterMinutes.map((minutes) => ({
    label: digests.later(minutes / 60),
    style: 'plain',
    action: { press: 'digest-later', subject: series, detail: `${minutes}.${secondsOf(since)}` },
  }))
}

function secondsOf(at: Temporal.Instant): number {
  return Math.floor(at.epochMilliseconds / 1000)
}

/** All of one section, page by page. */
export function sectionCard(
  { name, views, count, page, since }: Section & { page: number; since: Temporal.Instant },
  reader: Reader,
  me?: string,
): Card {
  const { digests, tasks } = reader.words
  const pages = Math.max(1, Math.ceil(count / pageSize))
  const goTo = (to: number) =>
    ({ press: 'section', subject: String(to), detail: `${name}.${secondsOf(since)}` }) as const
  return {
    title: digests.count(digests.sections[name], count),
    tone: 'plain',
    ...(views.length ? {} : { body: digests.nothing }),
    list: views.map((view) => digestRow(view, showButton(view.task, tasks.buttons.show), reader, me)),
    buttons: pageButtons({ page, pages }, tasks.buttons, goTo),
    ...(pages > 1 ? { note: tasks.lists.page(page, pages, count) } : {}),
  }
}

/** The week that lies behind its reader: how much was done, how fast, and how that is against the targets. */
export function weekCard(week: Week, span: Span, reader: Reader, sent: Sent): Card {
  const { digests, reports } = reader.words
  const chart = finishedChart(span, week.parts, reader)
  return {
    title: digests.week(spanWords(span, reader)),
    tone: 'plain',
    ...(week.answers || week.ends ? {} : { body: reports.nothing }),
    facts: measureFacts(week, reader),
    ...(chart ? { chart } : {}),
    buttons: [
      { label: digests.whole, style: 'plain', action: { press: 'report', subject: '1', detail: 'last-week.client.' } },
      ...laterButtons('weekly', sent, reader),
    ],
    note: reports.counted,
  }
}
