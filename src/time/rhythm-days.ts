import { monthNamed, monthPattern } from './months.ts'
import type { Days, MonthDays } from './rhythm.ts'
import {
  and,
  datesOf,
  each,
  interval,
  match,
  nthOf,
  ordinal,
  readAdverb,
  readWeekdays,
  stepOf,
  sticky,
  timesOf,
  unit,
  working,
} from './rhythm-words.ts'
import { dayPattern, type Weekday, workdays } from './weekdays.ts'

/** How often, as far as the days are said: what is `null` is said behind it, or goes by the day on which it is typed. */
export type Core = {
  every: number
  unit: Days['unit']
  /** Of a week. */
  week: Weekday[] | null
  /** Of a month, or of a month of the year. */
  on: MonthDays | null
  month: number | null
  end: number
}

const among = `(${dayPattern}|${working}|days?|दिन)`
const months = '(?:महीने|माह|mahine)'
const ofThe = '(?:की|के|का|में|ki|ke|ka)'
const tareekh = '(?:तारीख़|तारीख|tareekh|tarikh)'
const more = (one: string) => `${one}(?:${and}${one})?(?:${and}${one})?`
const ordinalDates = more('(\\d{1,2})(?:st|nd|rd|th)')
const hindiDates = `${more('(\\d{1,2})')} ${tareekh}`
const nth = `${ordinal}(?:${and}${ordinal})? ${among}`
const ofMonth = ' (?:of|in) (?:the|every|each) (?:calendar )?month'
const begins = `(?:${each} |(?:on )?(?:the )?)`
const date = `(?:(\\d{1,2})(?:st|nd|rd|th)?(?: of)? (${monthPattern})|(${monthPattern}) (?:the )?(\\d{1,2})(?:st|nd|rd|th)?)`
const ko = '(?: (?:को|ko))?'

const pattern = {
  nthOfMonth: sticky(`${begins}${nth}${ofMonth}`),
  nthOfMonthHindi: sticky(`(?:(?:हर|प्रत्येक|har) )?${months} (?:${ofThe} )?${nth}${ko}`),
  // "Every second Friday" is each other one.
  everyNth: sticky(`${each} (first|1st|last|final|पहले|पहली|आख़िरी|आखिरी|अंतिम) ${among}`),
  datesOfMonth: sticky(`${begins}${ordinalDates}${ofMonth}`),
  datesOfMonthHindi: sticky(`(?:हर|प्रत्येक|har) ${months} (?:${ofThe} )?${hindiDates}${ko}`),
  everyDates: sticky(`${each} ${ordinalDates}(?! (?:of|days?|weeks?|months?|years?|${dayPattern}|${monthPattern}))`),
  everyDate: sticky(`${each} ${date}`),
  everyMonthNamed: sticky(`${each} (${monthPattern})`),
  everyWorkday: sticky(`${each} (?:${working})`),
  everyWeekend: sticky(`${each} (?:weekends?|सप्ताहांत|वीकेंड)`),
  everyInterval: new RegExp(`${each} (?:${interval} )?`, 'uy'),
  everyUnit: sticky(`${each} (?:${interval} )?${unit}(?: (?:में|पर|बाद|mein|par))?`),
  everyPart: sticky(`${each}(?= (?:morning|afternoon|evening|night|सुबह|शाम|रात|दोपहर))`),
  onceA: sticky(`once (?:a|an|per) ${unit}`),

  onNth: sticky(`,? (?:on )?(?:the )?(?:${ofThe} )?${nth}(?:${ofMonth})?${ko}`),
  onDates: sticky(`,? (?:on )?(?:the )?${ordinalDates}(?:${ofMonth})?`),
  onDatesHindi: sticky(`,? (?:${ofThe} )?${hindiDates}${ko}`),
  onDate: sticky(`,? (?:on )?(?:the )?${date}${ko}`),
}

/** The days of a rhythm that begins exactly at `at` of a readable text. */
export function readCore(text: string, at: number): Core | null {
  return readInMonth(text, at) ?? readInYear(text, at) ?? readInWeek(text, at) ?? readStep(text, at)
}

const plain = { every: 1, week: null, on: null, month: null } as const

function readInMonth(text: string, at: number): Core | null {
  const found =
    readNth(text, at, pattern.nthOfMonth) ??
    readNth(text, at, pattern.nthOfMonthHindi) ??
    readFirstOrLast(text, at) ??
    readDates(text, at, pattern.datesOfMonth) ??
    readDates(text, at, pattern.datesOfMonthHindi) ??
    readDates(text, at, pattern.everyDates)
  return found && { ...plain, unit: 'month', ...found }
}

type InMonth = { on: MonthDays; end: number }

function readNth(text: string, at: number, expression: RegExp): InMonth | null {
  const found = match(text, at, expression)
  const on = found && nthOf(found.groups.slice(0, 2), found.groups[2])
  return found && on && { on, end: found.end }
}

function readFirstOrLast(text: string, at: number): InMonth | null {
  const found = match(text, at, pattern.everyNth)
  const on = found && nthOf([found.groups[0]], found.groups[1])
  return found && on && { on, end: found.end }
}

function readDates(text: string, at: number, expression: RegExp): InMonth | null {
  const found = match(text, at, expression)
  const on = found && datesOf(found.groups)
  return found && on && { on, end: found.end }
}

function readInYear(text: string, at: number): Core | null {
  const dated = readDate(text, at, pattern.everyDate)
  if (dated) return { ...plain, unit: 'year', ...dated }
  const named = match(text, at, pattern.everyMonthNamed)
  return named && { ...plain, unit: 'year', month: monthNamed(named.groups[0] ?? ''), end: named.end }
}

function readDate(text: string, at: number, expression: RegExp): (InMonth & { month: number }) | null {
  const found = match(text, at, expression)
  const [day, month, monthFirst, dayLast] = found?.groups ?? []
  const on = datesOf([day ?? dayLast])
  const named = monthNamed(month ?? monthFirst ?? '')
  return found && on && named ? { on, month: named, end: found.end } : null
}

function readInWeek(text: string, at: number): Core | null {
  const work = match(text, at, pattern.everyWorkday)
  if (work) return { ...plain, unit: 'week', week: [...workdays], end: work.end }
  const free = match(text, at, pattern.everyWeekend)
  if (free) return { ...plain, unit: 'week', week: [6, 7], end: free.end }
  const found = match(text, at, pattern.everyInterval)
  const days = found && readWeekdays(text, found.end)
  const every = timesOf(found?.groups[0])
  return days && Number.isInteger(every) && every > 0
    ? { ...plain, unit: 'week', every, week: days.days, end: days.end }
    : null
}

function readStep(text: string, at: number): Core | null {
  const found = match(text, at, pattern.everyUnit)
  const once = found ? null : match(text, at, pattern.onceA)
  const step = stepOf(found?.groups[0], found?.groups[1] ?? once?.groups[0])
  if (step) return { ...plain, ...step, end: found?.end ?? once?.end ?? at }
  const part = match(text, at, pattern.everyPart)
  if (part) return { ...plain, unit: 'day', end: part.end }
  const adverb = readAdverb(text, at)
  return adverb && { ...plain, ...adverb }
}

/** `on Monday`, `on the last Friday`, `31 तारीख को`, `on 5 April`: behind a week, a month or a year that is not so said yet. */
export function readDaysOf(text: string, core: Core): Core | null {
  const { unit: of, end } = core
  if (of === 'week' && core.week === null) {
    const on = match(text, end, /,? (?:on )?(?:the )?/uy)
    const days = on && readWeekdays(text, on.end)
    return days && { ...core, week: days.days, end: days.end }
  }
  if (of === 'year' && core.on === null && core.month === null) {
    const dated = readDate(text, end, pattern.onDate)
    return dated && { ...core, ...dated }
  }
  if ((of === 'month' || of === 'year') && core.on === null) {
    const on =
      readNth(text, end, pattern.onNth) ??
      readDates(text, end, pattern.onDates) ??
      readDates(text, end, pattern.onDatesHindi)
    return on && { ...core, ...on }
  }
  return null
}
