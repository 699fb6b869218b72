/** Monday is 1 and Sunday 7, as in ISO 8601. */
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7

export const everyDay: readonly Weekday[] = [1, 2, 3, 4, 5, 6, 7]
export const workdays: readonly Weekday[] = [1, 2, 3, 4, 5]

const names: readonly (readonly [Weekday, string])[] = [
  [1, 'monday|mon|सोमवार|सोम|somvaar|somvar'],
  [2, 'tuesday|tues|tue|मंगलवार|मंगल|mangalvaar|mangalvar'],
  [3, 'wednesday|weds|wed|बुधवार|बुध|budhvaar|budhvar'],
  [4, 'thursday|thurs|thur|thu|गुरुवार|गुरूवार|बृहस्पतिवार|वीरवार|गुरु|guruvaar|guruvar'],
  [5, 'friday|fri|शुक्रवार|शुक्र|shukravaar|shukravar'],
  [6, 'saturday|sat|शनिवार|शनि|shanivaar|shanivar'],
  [7, 'sunday|sun|रविवार|इतवार|रवि|ravivaar|ravivar'],
]

/** The source of a pattern that matches one day's name, in English, Hindi or Hindi in Latin letters. */
export const dayPattern = names.map(([, words]) => words).join('|')

/** `\b` knows only Latin letters; this ends a word in any script. */
export const wordEnd = String.raw`(?![\p{L}\p{M}\p{N}_])`

export function weekdayOf(date: { dayOfWeek: number }): Weekday {
  return everyDay[date.dayOfWeek - 1] ?? 1
}
