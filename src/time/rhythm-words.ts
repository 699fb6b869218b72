import { counted, numberPattern } from './phrase-world.ts'
import type { Days, MonthDays } from './rhythm.ts'
import { everyDay, readDays, type Weekday, weekdayNamed, wordEnd, workdays } from './weekdays.ts'

/** What was said of each part of a pattern, and where it ends. */
export type Said = { groups: (string | undefined)[]; end: number }

/** A pattern that is tried exactly where one looks, up to the end of a word. */
export function sticky(source: string): RegExp {
  return new RegExp(`(?:${source})${wordEnd}`, 'uy')
}

export function match(text: string, at: number, expression: RegExp): Said | null {
  expression.lastIndex = at
  const found = expression.exec(text)
  return found && { groups: found.slice(1), end: expression.lastIndex }
}

/** The sources of patterns, in English, Hindi, and Hindi in Latin letters. */
export const each = '(?:every single|once every|every|each|हर|प्रत्येक|प्रति|har)'
export const and = '(?:, ?| and | & |, and | और | aur )(?:the )?'
export const working = 'weekdays?|(?:working|business|work) days?|कार्य ?(?:दिवस|दिन)|कामकाजी दिन'
export const interval = `(other|alternate|second|third|fourth|\\d{1,3}(?:st|nd|rd|th)?|दूसरे|दूसरी|दूसरा|तीसरे|तीसरी|तीसरा|चौथे|चौथी|${numberPattern})`

const ordinals: readonly (readonly [string, number])[] = [
  ['first|1st|पहला|पहली|पहले|pehla|pehle', 1],
  ['second|2nd|दूसरा|दूसरी|दूसरे', 2],
  ['third|3rd|तीसरा|तीसरी|तीसरे', 3],
  ['fourth|4th|चौथा|चौथी|चौथे', 4],
  ['last|final|आख़िरी|आखिरी|आख़री|आखरी|अंतिम|अन्तिम|aakhri|akhri', -1],
]
export const ordinal = `(${ordinals.map(([words]) => words).join('|')})`

const units: readonly (readonly [string, RegExp, Days['unit'], number])[] = [
  ['days?|दिनों|दिन|रोज़|रोज|din', /^(?:day|दिन|रोज|din)/u, 'day', 1],
  ['weeks?|हफ़्तों|हफ़्ते|हफ़्ता|हफ्तों|हफ्ते|हफ्ता|सप्ताह|hafte', /^(?:week|हफ|सप्ताह|hafte)/u, 'week', 1],
  ['fortnights?', /^fortnight/u, 'week', 2],
  ['months?|महीनों|महीने|महीना|माह|mahine', /^(?:month|महीन|माह|mahine)/u, 'month', 1],
  ['quarters?|तिमाही', /^(?:quarter|तिमाही)/u, 'month', 3],
  ['years?|सालों|साल|वर्ष|saal', /^(?:year|साल|वर्ष|saal)/u, 'year', 1],
]
export const unit = `(${units.map(([words]) => words).join('|')})`

/** `daily`, `monthly`, `रोज़ाना`: in one word. */
const adverbs: readonly (readonly [string, Days['unit'], number])[] = [
  ['daily|रोज़ाना|रोजाना|रोज़|रोज|प्रतिदिन|rozana|roz', 'day', 1],
  ['weekly', 'week', 1],
  ['fortnightly|bi-?weekly', 'week', 2],
  ['monthly', 'month', 1],
  ['quarterly', 'month', 3],
  ['yearly|annually', 'year', 1],
]

type Step = { unit: Days['unit']; every: number }

/** `2` and `weeks`: how long a step is; a number that is no whole one is none. */
export function stepOf(times: string | undefined, size: string | undefined): Step | null {
  const known = units.find(([, words]) => words.test(size ?? ''))
  const every = timesOf(times) * (known?.[3] ?? 1)
  return known && Number.isInteger(every) && every >= 1 ? { unit: known[2], every } : null
}

export function readAdverb(text: string, at: number): (Step & { end: number }) | null {
  for (const [words, named, every] of adverbs) {
    const found = match(text, at, sticky(words))
    if (found) return { unit: named, every, end: found.end }
  }
  return null
}

/** `other`, `2nd`, `दूसरे`, `3`. */
export function timesOf(word: string | undefined): number {
  if (word === undefined) return 1
  if (/^(?:other|alternate|second|दूसर)/u.test(word)) return 2
  if (/^(?:third|तीसर)/u.test(word)) return 3
  if (/^(?:fourth|चौथ)/u.test(word)) return 4
  return counted(word.replace(/(?:st|nd|rd|th)$/u, ''))
}

/** `last` and `friday`, `first` and `day`, `आख़िरी` and `कार्य दिवस`. */
export function nthOf(which: (string | undefined)[], word: string | undefined): MonthDays | null {
  const nth = which.flatMap((one) => ordinals.find(([words]) => words.split('|').includes(one ?? ''))?.[1] ?? [])
  if (word === undefined || nth.length === 0) return null
  const day = weekdayNamed(word)
  if (day) return { nth, among: [day] }
  if (/^(?:day|दिन)/u.test(word)) return { dates: nth }
  return { nth, among: [...workdays] }
}

export function datesOf(written: (string | undefined)[]): MonthDays | null {
  const dates = written.flatMap((one) => (one === undefined ? [] : [Number(one)]))
  const good = dates.length > 0 && dates.every((date) => date >= 1 && date <= 31)
  return good ? { dates: [...new Set(dates)].toSorted((a, b) => a - b) } : null
}

const joint = new RegExp('(?:, and |, ?| and | & | ?/ ?|, और | और | aur )(?:every |on |हर )?', 'uy')
const to = sticky(' (?:को|ko)')
/** The groups that `readDays` knows besides are units here. */
const group = sticky('every ?day|all days|daily|weekdays?|weekends?|working days?|business days?|every week(?:day|end)')

/** `Mon, Wed and Fri`, `Monday to Friday`, `सोमवार और बुधवार को`. */
export function readWeekdays(text: string, at: number): { days: Weekday[]; end: number } | null {
  const days = new Set<Weekday>()
  let end = at
  for (let next: number | null = at; next !== null; next = match(text, end, joint)?.end ?? null) {
    const read = match(text, next, group) ? null : readDays(text, next)
    if (!read) break
    for (const day of read.days) days.add(day)
    end = read.end
  }
  return days.size > 0 ? { days: everyDay.filter((day) => days.has(day)), end: match(text, end, to)?.end ?? end } : null
}
