import type { Grouping, Period } from '#src/features/reports/report.ts'

export const reports = {
  title: (span: string) => `Report: ${span}`,
  nothing: 'Nothing was taken on or finished in this time.',
  ends: 'Done',
  answers: 'Answered by an assistant',
  time: (count: number, time: string) => `${count}, in ${time}`,
  times: (count: number, median: string, p90: string) =>
    `${count}, usually within ${median}, nearly always within ${p90}`,
  against: (met: number, missed: number) => `${met} in time, ${missed} late`,
  open: 'Open now',
  openLate: (open: number, late: number) => (late > 0 ? `${open}, ${late} of them late` : `${open}, none of them late`),
  whatWasDone: 'What was done',
  doneBy: (who: string, day: string) => `by ${who}, ${day}`,
  pool: 'Tasks open to all',
  ownWork: 'your own work',
  by: { client: 'By client', assistant: 'By assistant', duty: 'By duty' } satisfies Record<Grouping, string>,
  periods: {
    week: 'This week',
    month: 'This month',
    'last-week': 'Last week',
    'last-month': 'Last month',
  } satisfies Record<Period, string>,
  perDay: 'Done, day by day',
  perWeek: 'Done, week by week',
  unit: 'tasks',
  inTime: 'in time',
  late: 'late',
  noTarget: 'no target',
  counted:
    'Times are in working hours, without the time in which the client was waited for. In time and late go by what was agreed as the target.',
}

/** What may be typed, and its names where it is chosen from a list. */
export const reportPeriodNames: Record<Period, string> = {
  week: 'this week',
  month: 'this month',
  'last-week': 'last week',
  'last-month': 'last month',
}
export const groupingNames: Record<Grouping, string> = { client: 'client', assistant: 'assistant', duty: 'duty' }
