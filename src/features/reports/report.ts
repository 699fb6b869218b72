export const reportPeriods = ['week', 'month', 'last-week', 'last-month'] as const
export type Period = (typeof reportPeriods)[number]

export const groupings = ['client', 'assistant', 'duty'] as const
export type Grouping = (typeof groupings)[number]

/** Times in milliseconds; `met` and `missed` are of those that had a target. */
export type Measure = { count: number; median: number; p90: number; met: number; missed: number }

/** Answers to offers, and tasks that were done. */
export type Measures = { answers: Measure | null; ends: Measure | null }

/** A period of the calendar, cut into days or weeks; `cuts` has both ends in it. */
export type Span = { first: Temporal.PlainDate; last: Temporal.PlainDate; cuts: Temporal.ZonedDateTime[] }

export type Report = {
  span: Span
  total: Measures
  /** Who or what, most first. */
  lines: (Measures & { name: string })[]
  /** What was done in each part of the span. */
  parts: (Measure | null)[]
}

/** Weeks begin on Monday; a week is cut into its days, a month into its weeks, all by the reader's own calendar. */
export function spanOf(period: Period, zone: string, now: Temporal.Instant): Span {
  const today = now.toZonedDateTimeISO(zone).toPlainDate()
  if (period === 'week' || period === 'last-week') {
    const monday = mondayOf(today).subtract({ days: period === 'week' ? 0 : 7 })
    return cutInto(monday, monday.add({ days: 7 }), 1, zone)
  }
  const first = today.with({ day: 1 }).subtract({ months: period === 'month' ? 0 : 1 })
  return cutInto(first, first.add({ months: 1 }), 7, zone)
}

/** The seven days before today. */
export function weekBefore(zone: string, now: Temporal.Instant): Span {
  const today = now.toZonedDateTimeISO(zone).toPlainDate()
  return cutInto(today.subtract({ days: 7 }), today, 1, zone)
}

function mondayOf(date: Temporal.PlainDate): Temporal.PlainDate {
  return date.subtract({ days: date.dayOfWeek - 1 })
}

function cutInto(first: Temporal.PlainDate, end: Temporal.PlainDate, days: 1 | 7, zone: string): Span {
  const cuts: Temporal.PlainDate[] = []
  for (let date = first; Temporal.PlainDate.compare(date, end) < 0;) {
    cuts.push(date)
    date = days === 1 ? date.add({ days: 1 }) : mondayOf(date).add({ days: 7 })
  }
  return { first, last: end.subtract({ days: 1 }), cuts: [...cuts, end].map((date) => date.toZonedDateTime(zone)) }
}

export function isNothing({ answers, ends }: Measures): boolean {
  return !answers && !ends
}
