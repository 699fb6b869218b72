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

const byName = new Map<string, Weekday>()
for (const [day, words] of names) for (const word of words.split('|')) byName.set(word, day)

/** The source of a pattern that matches one day's name, in English, Hindi or Hindi in Latin letters. */
export const dayPattern = names.map(([, words]) => words).join('|')

/** `\b` knows only Latin letters; this ends a word in any script. */
export const wordEnd = String.raw`(?![\p{L}\p{M}\p{N}_])`

export function weekdayNamed(word: string): Weekday | null {
  return byName.get(word.toLowerCase()) ?? null
}

export function weekdayOf(date: { dayOfWeek: number }): Weekday {
  return everyDay[date.dayOfWeek - 1] ?? 1
}

const groups: readonly (readonly [RegExp, readonly Weekday[]])[] = [
  [new RegExp(`(?:every ?day|all days|daily|रोज़?|रोज़|प्रतिदिन|हर दिन|har din|roz)${wordEnd}`, 'uy'), everyDay],
  [
    new RegExp(`(?:every weekday|weekdays?|working days?|business days?|कार्य ?दिवस|कामकाजी दिन)${wordEnd}`, 'uy'),
    workdays,
  ],
  [new RegExp(`(?:every weekend|weekends?|सप्ताहांत|वीकेंड)${wordEnd}`, 'uy'), [6, 7]],
]
const span = new RegExp(
  `(${dayPattern})s?\\.?${wordEnd}(?:\\s*(?:-|–|—|to${wordEnd}|through${wordEnd}|से|se${wordEnd})\\s*(${dayPattern})${wordEnd}(?:\\s*(?:तक|tak)${wordEnd})?)?`,
  'uy',
)

/** Days named at `at` of a text in small letters, and where their name ends: `mon-fri`, `weekdays`, `सोम से शुक्र`. */
export function readDays(text: string, at: number): { days: readonly Weekday[]; end: number } | null {
  for (const [pattern, days] of groups) {
    pattern.lastIndex = at
    if (pattern.test(text)) return { days, end: pattern.lastIndex }
  }

  span.lastIndex = at
  const found = span.exec(text)
  const from = weekdayNamed(found?.[1] ?? '')
  if (!from) return null
  return { days: daysBetween(from, weekdayNamed(found?.[2] ?? '') ?? from), end: span.lastIndex }
}

/** Both included; `fri` to `mon` goes over the weekend. */
function daysBetween(from: Weekday, to: Weekday): Weekday[] {
  const length = (to - from + 7) % 7
  return Array.from({ length: length + 1 }, (_, i) => everyDay[(from - 1 + i) % 7] ?? from)
}
