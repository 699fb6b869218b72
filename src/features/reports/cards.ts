import type { Chart, Series } from '#src/kernel/chart.ts'
import { formatCalendarDay } from '#src/time/words.ts'
import { formatWorkTime } from '#src/time/work-time.ts'
import type { Button, Card, Fact, Row } from '#src/kernel/card.ts'
import type { Reader } from '#src/words/reader.ts'
import { groupings, type Grouping, type Measure, type Measures, type Period, type Report, type Span } from './report.ts'

/** Rows on a page: few enough for both platforms beside a chart. */
export const linesShown = 8

/** What was asked for, so that the buttons can ask for something else. `client` is an id. */
export type Query = { period: Period; by: Grouping; client: string | null }

/** What stands open now, and what was done in the period, newest first: as much of it as is shown, and how much more there is. */
export type Work = { open: number; late: number; done: DoneTask[]; more: number }

type DoneTask = { number: number; title: string; by: string; day: Temporal.PlainDate }

/** Letters of a title. */
const longestTitle = 80

/** Titles on a report: few enough for both platforms below its lines. */
export const doneShown = 5

type Shown = { report: Report; query: Query; about: string; page: number; work?: Work }

/** How fast offers were answered and tasks done, and how that is against the targets. */
export function reportCard({ report, query, about, page, work }: Shown, reader: Reader): Card {
  const { reports } = reader.words
  const { span, total, lines, parts } = report
  const shown = lines.slice((page - 1) * linesShown, page * linesShown)
  const left = lines.length - page * linesShown
  const chart = finishedChart(span, parts, reader)
  return {
    title: reports.title(spanWords(span, reader)),
    tone: 'plain',
    status: about,
    ...(total.answers || total.ends ? {} : { body: reports.nothing }),
    facts: [
      ...measureFacts(total, reader),
      ...(work ? [{ label: reports.open, value: reports.openLate(work.open, work.late) }] : []),
    ],
    ...(chart ? { chart } : {}),
    list: [
      ...(work && page === 1 ? doneRows(work, reader) : []),
      ...(shown.length > 0 ? [{ text: reports.by[query.by], heading: true } as const] : []),
      ...shown.map((line) => lineRow(line, reader)),
    ],
    buttons: buttonsOf(query, page, left > 0, reader),
    note: reports.counted,
  }
}

function doneRows({ done, more }: Work, { words, language }: Reader): Row[] {
  const { reports, tasks, ui } = words
  if (done.length === 0) return []
  return [
    { text: reports.whatWasDone, heading: true },
    ...done.map(({ number, title, by, day }) => ({
      text: tasks.lists.row(
        number,
        title.length > longestTitle ? `${title.slice(0, longestTitle - 1).trimEnd()}…` : title,
      ),
      detail: reports.doneBy(by, formatCalendarDay(day, language)),
    })),
    ...(more > 0 ? [{ text: ui.more(more) }] : []),
  ]
}

export function spanWords({ first, last }: Span, { words, language }: Reader): string {
  return words.people.range(formatCalendarDay(first, language, last.year), formatCalendarDay(last, language))
}

/** A line for the answers and one for what was done; none of what there was none. */
export function measureFacts({ answers, ends }: Measures, reader: Reader): Fact[] {
  const { reports } = reader.words
  return [
    ...(ends ? [{ label: reports.ends, value: measureWords(ends, reader) }] : []),
    ...(answers ? [{ label: reports.answers, value: measureWords(answers, reader) }] : []),
  ]
}

/** `12, half within 40 min, nine of ten within 3 h · in time 10, late 2`. */
export function measureWords({ count, median, p90, met, missed }: Measure, { words, language }: Reader): string {
  const { reports } = words
  const [half, most] = [formatWorkTime(median, language), formatWorkTime(p90, language)]
  // Of a single one, and of several that took as long, there is but one time to say.
  const times = half === most ? reports.time(count, half) : reports.times(count, half, most)
  return met + missed > 0 ? `${times} · ${reports.against(met, missed)}` : times
}

function lineRow({ name, ...measures }: Report['lines'][number], reader: Reader): Row {
  const { reports } = reader.words
  const { answers, ends } = measures
  const detail = [
    ...(ends ? [`${reports.ends}: ${measureWords(ends, reader)}`] : []),
    ...(answers ? [`${reports.answers}: ${measureWords(answers, reader)}`] : []),
  ]
  return { text: name || reports.pool, detail: detail.join(' · ') }
}

/** What was done day by day or week by week; null when nothing was. */
export function finishedChart(span: Span, parts: (Measure | null)[], { words, language }: Reader): Chart | null {
  const { reports } = words
  if (parts.every((part) => part === null)) return null
  const values = (of: (part: Measure) => number) => parts.map((part) => (part ? of(part) : 0))
  const series: Series[] = [
    { name: reports.inTime, values: values(({ met }) => met), tone: 'good' },
    { name: reports.late, values: values(({ missed }) => missed), tone: 'attention' },
    { name: reports.noTarget, values: values(({ count, met, missed }) => count - met - missed), tone: 'plain' },
  ]
  const days = span.cuts.slice(0, -1).map((cut) => formatCalendarDay(cut.toPlainDate(), language))
  return {
    title: span.cuts.length - 1 === 7 ? reports.perDay : reports.perWeek,
    unit: reports.unit,
    categories: days,
    series: series.filter(({ values: all }) => all.some((value) => value > 0)),
  }
}

const other: Record<Period, [Period, Period]> = {
  week: ['last-week', 'month'],
  'last-week': ['week', 'last-month'],
  month: ['last-month', 'week'],
  'last-month': ['month', 'last-week'],
}

function buttonsOf(query: Query, page: number, more: boolean, { words }: Reader): Button[] {
  const { reports, tasks } = words
  const ask = (label: string, to: Query, at = 1): Button => ({
    label,
    style: 'plain',
    action: { press: 'report', subject: String(at), detail: writeReportQuery(to) },
  })
  return [
    ...(page > 1 ? [ask(tasks.buttons.previous, query, page - 1)] : []),
    ...(more ? [ask(tasks.buttons.next, query, page + 1)] : []),
    ...groupings.filter((by) => by !== query.by).map((by) => ask(reports.by[by], { ...query, by })),
    ...other[query.period].map((period) => ask(reports.periods[period], { ...query, period })),
  ]
}

export function writeReportQuery({ period, by, client }: Query): string {
  return [period, by, client ?? ''].join('.')
}
