import { describe, expect, it } from 'vitest'
import { finishedChart, reportCard, writeReportQuery } from '#src/features/reports/cards.ts'
import { readReportQuery, readReportWords } from '#src/features/reports/read-report.ts'
import {
  groupings,
  reportPeriods,
  spanOf,
  weekBefore,
  type Measure,
  type Report,
} from '#src/features/reports/report.ts'
import { languages } from '#src/kernel/person.ts'
import { mostCategories, mostSeries } from '#src/kernel/chart.ts'
import { readerFor } from '#src/words/reader.ts'
import { carol, now } from '#test/tasks/cast.ts'
import { readCard } from '#test/read.ts'

const days = (span: { cuts: Temporal.ZonedDateTime[] }) => span.cuts.map((cut) => cut.toPlainDate().toString())
const at = (time: string) => Temporal.Instant.from(time)

describe('the period of a report', () => {
  // Wednesday, 4 March 2026, early in Kolkata and still Tuesday in New York.
  const early = at('2026-03-04T01:00:00+05:30')

  it.each([
    ['week', 'Asia/Kolkata', '2026-03-02', '2026-03-08'],
    ['last-week', 'Asia/Kolkata', '2026-02-23', '2026-03-01'],
    ['month', 'Asia/Kolkata', '2026-03-01', '2026-03-31'],
    ['last-month', 'Asia/Kolkata', '2026-02-01', '2026-02-28'],
  ] as const)('is one of the reader’s own calendar: %s', (period, zone, first, last) => {
    const span = spanOf(period, zone, early)

    expect([span.first.toString(), span.last.toString()]).toEqual([first, last])
  })

  it('begins on Monday, also late on Sunday and where it is still Sunday elsewhere', () => {
    const sunday = at('2026-03-08T23:30:00-04:00')

    expect(spanOf('week', 'America/New_York', sunday).first.toString()).toBe('2026-03-02')
    expect(spanOf('week', 'Asia/Kolkata', sunday).first.toString()).toBe('2026-03-09')
  })

  it('is cut into days, whatever the clock does, and a month into its weeks', () => {
    const week = spanOf('week', 'America/New_York', at('2026-03-08T12:00:00-04:00'))

    expect(days(week)).toHaveLength(8)
    expect(week.cuts.map((cut) => cut.hour)).toEqual([0, 0, 0, 0, 0, 0, 0, 0])
    expect(days(spanOf('month', 'Asia/Kolkata', early))).toEqual([
      ...['2026-03-01', '2026-03-02', '2026-03-09', '2026-03-16', '2026-03-23', '2026-03-30'],
      '2026-04-01',
    ])
  })

  it('is, for a summary of the week, the seven days before today', () => {
    expect(days(weekBefore('Asia/Kolkata', early))).toEqual([
      ...['2026-02-25', '2026-02-26', '2026-02-27', '2026-02-28', '2026-03-01', '2026-03-02', '2026-03-03'],
      '2026-03-04',
    ])
  })
})

describe('the words of /report', () => {
  it.each([
    ['', {}],
    ['month', { period: 'month' }],
    ['last month by assistant', { period: 'last-month', by: 'assistant' }],
    ['last-week duty', { period: 'last-week', by: 'duty' }],
    ['by client week client:Acme', { period: 'week', by: 'client', client: 'Acme' }],
    ['week Acme Textiles', { period: 'week', client: 'Acme Textiles' }],
  ])('are a period, a grouping and a client, in any order: %s', (line, read) => {
    expect(readReportWords(line.split(' ').filter(Boolean))).toEqual(read)
  })

  it('come back from every button as they went into it', () => {
    for (const period of reportPeriods) {
      for (const by of groupings) {
        for (const client of [null, '0199d2f0-0000-7000-8000-000000000000']) {
          expect(readReportQuery(writeReportQuery({ period, by, client }))).toEqual({ period, by, client })
        }
      }
    }
    expect(readReportQuery('')).toEqual({ period: 'week', by: 'client', client: null })
  })
})

const hour = 3_600_000
const measure = (changes: Partial<Measure> = {}): Measure => ({
  ...{ count: 12, median: 2 * hour, p90: 9 * hour, met: 10, missed: 2 },
  ...changes,
})

describe('a report', () => {
  const span = spanOf('week', 'Asia/Kolkata', now)
  const parts = [
    measure({ count: 3, met: 3, missed: 0 }),
    null,
    measure({ count: 9, met: 7, missed: 1 }),
    null,
    null,
    null,
    null,
  ]
  const report: Report = {
    span,
    total: { ends: measure(), answers: measure({ count: 1, median: hour / 2, p90: hour / 2, met: 0, missed: 0 }) },
    lines: [
      { name: 'Acme Textiles', ends: measure(), answers: null },
      { name: '', ends: null, answers: measure() },
    ],
    parts,
  }
  const query = { period: 'week', by: 'client', client: null } as const
  const shown = (language: 'en' | 'hi', content = report, page = 1) =>
    reportCard({ report: content, query, about: 'Banyan', page }, readerFor({ ...carol, language }, now))

  it('says how many, how fast, and how that is against the targets', () => {
    const text = readCard(shown('en'))

    expect(text).toContain('Report: Mon 2 Mar to Sun 8 Mar\nBanyan')
    expect(text).toContain('Done: 12, usually within 2 h, nearly always within 9 h · 10 in time, 2 late')
    expect(text).toContain('Answered by an assistant: 1, in 30 min\n')
    expect(text).toContain('By client\nAcme Textiles · Done: 12')
    expect(text).toContain('Tasks open to all · Answered by an assistant: 12')
  })

  it('says what is open and late, and what was done by whom and when', () => {
    const day = Temporal.PlainDate.from('2026-03-03')
    const done = [{ number: 42, title: 'Book a flight to Pune', by: 'Asha', day }]
    const work = { open: 3, late: 1, done, more: 2 }

    const text = readCard(reportCard({ report, query, about: 'Banyan', page: 1, work }, readerFor(carol, now)))

    expect(text).toContain('Open now: 3, 1 of them late')
    expect(text).toContain('What was done\n#42 Book a flight to Pune · by Asha, Tue 3 Mar\n… and 2 more')
  })

  it('says so when there is nothing', () => {
    const nothing: Report = { ...report, total: { ends: null, answers: null }, lines: [], parts: parts.map(() => null) }

    expect(readCard(shown('en', nothing))).toContain('Nothing was taken on or finished in this time.')
    expect(shown('en', nothing).chart).toBeUndefined()
  })

  it('has a chart of what was done day by day, in time, late, and without a target', () => {
    const chart = finishedChart(span, parts, readerFor(carol, now))

    expect(chart?.categories).toEqual([
      ...['Mon 2 Mar', 'Tue 3 Mar', 'Wed 4 Mar', 'Thu 5 Mar', 'Fri 6 Mar', 'Sat 7 Mar', 'Sun 8 Mar'],
    ])
    expect(chart?.series).toEqual([
      { name: 'in time', values: [3, 0, 7, 0, 0, 0, 0], tone: 'good' },
      { name: 'late', values: [0, 0, 1, 0, 0, 0, 0], tone: 'attention' },
      { name: 'no target', values: [0, 0, 1, 0, 0, 0, 0], tone: 'plain' },
    ])
  })

  it.each(languages)('has no more in its chart than both platforms can show, in %s', (language) => {
    for (const period of reportPeriods) {
      const any = spanOf(period, 'Asia/Kolkata', now)
      const chart = finishedChart(
        any,
        any.cuts.slice(1).map(() => measure({ count: 99 })),
        readerFor({ ...carol, language }, now),
      )

      expect(chart?.categories.length).toBeLessThanOrEqual(mostCategories)
      expect(chart?.series.length).toBeLessThanOrEqual(mostSeries)
      expect(new Set(chart?.categories).size).toBe(chart?.categories.length)
      // Slack's charts hold twenty letters a name and fifty a title.
      expect(chart?.categories.every((name) => name.length <= 20)).toBe(true)
      expect(chart?.series.every(({ name }) => name.length <= 20)).toBe(true)
      expect(chart?.title.length).toBeLessThanOrEqual(50)
    }
  })

  it('goes on over pages, and to other periods and groupings', () => {
    const lines = Array.from({ length: 19 }, (_, index) => ({
      name: `Client ${index}`,
      ends: measure(),
      answers: null,
    }))
    const labels = (page: number) => (shown('en', { ...report, lines }, page).buttons ?? []).map(({ label }) => label)

    expect(labels(1)).toEqual(['Next page', 'By assistant', 'By duty', 'Last week', 'This month'])
    expect(labels(2).slice(0, 2)).toEqual(['Previous page', 'Next page'])
    expect(labels(3).slice(0, 2)).toEqual(['Previous page', 'By assistant'])
    expect(readCard(shown('en', { ...report, lines }, 3))).toContain('Client 18')
  })
})
