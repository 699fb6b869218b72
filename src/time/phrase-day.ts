import { isWorkingDay } from './hours.ts'
import { readAbsoluteDate } from './phrase-chrono.ts'
import { counted, numberPattern, type World } from './phrase-world.ts'
import { dayPattern, type Weekday, weekdayNamed, wordEnd } from './weekdays.ts'

/** A day that someone named. */
export type DayReading = {
  date: Temporal.PlainDate
  end: number
  /** The day that was meant if this one turns out to be over: "Friday" said on a Friday evening. `null`: it stays. */
  next: Temporal.PlainDate | null
  /**
   * `clear`: enough to be a due date by itself; `named`: with "by" before it; `loose`: only where nothing but a
   * time was asked for ("3 weeks", "last Friday").
   */
  strength: 'clear' | 'named' | 'loose'
  /** In itself a word for a deadline: `eow`, `end of the month`. */
  deadline: boolean
  /** A time of day that came with it. */
  time: { hour: number; minute: number; settled: boolean; offset: number | null } | null
  part: string | null
}

type Rule = readonly [
  pattern: RegExp,
  read: (groups: readonly (string | undefined)[], world: World) => Partial<DayReading> | null,
]

const rule = (source: string, read: Rule[1]): Rule => [new RegExp(`(?:${source})${wordEnd}`, 'uy'), read]
const after =
  (days: number): Rule[1] =>
  (_, { today }) => ({ date: today.add({ days }) })

// Hindi in Latin letters: also names, as in "email Kal".
const named =
  (days: number): Rule[1] =>
  (_, { today }) => ({ date: today.add({ days }), strength: 'named' })

const next = 'next|अगले|अगली|अगला|आने वाले|agle'
const week = 'week|हफ़्ते|हफ्ते|हफ़्ता|हफ्ता|सप्ताह|hafte'
const month = 'month|महीने|महीना|माह|mahine'
const n = numberPattern
const workingDay = '(?:business|working|work) days?|कार्य ?(?:दिवसों|दिवस)|कामकाजी (?:दिनों|दिन)|वर्किंग डेज़?'
const within = 'within|in the next|in'

/** In order: what is longer or narrower comes before what would match its beginning. */
const rules: readonly Rule[] = [
  rule('(?:the )?day after tomorrow|overmorrow|परसों|परसो', after(2)),
  rule('parso|parson', named(2)),
  rule('today|आज', after(0)),
  rule('aaj', named(0)),
  rule('tomorrow|tomorow|tommorow|tommorrow|tmrw|tmr|कल', after(1)),
  rule('kal', named(1)),
  rule('tonight|tonite', (_, { today }) => ({ date: today, part: 'night' })),
  rule('(?:this|इस)(?= (?:morning|afternoon|evening|night|सुबह|दोपहर|शाम|रात))', after(0)),

  rule('(?:the )?next (?:business|working) day|अगले (?:कार्य ?दिवस|कामकाजी दिन)', (_, world) => inWorkingDays(1, world)),
  rule(
    `(?:(${within}) )?(${n}) (?:${workingDay})(?: from (?:now|today)| में| के (?:अंदर|भीतर|अन्दर))?`,
    ([before, count], world) => ({
      ...inWorkingDays(counted(count), world),
      deadline: before === 'within',
    }),
  ),

  rule(`eow|(?:the )?end of (?:the |this )?week|week ?end(?= eod)|(?:इस )?(?:${week}) के (?:अंत|आखिर)`, (_, world) =>
    endOfWeek(world),
  ),
  rule(`(?:the )?end of next week|अगले (?:${week}) के (?:अंत|आखिर)`, (_, world) => lastWorkday(1, world)),
  rule(`eom|(?:the )?end of (?:the |this )?month|month[- ]end|(?:इस )?(?:${month}) के (?:अंत|आखिर)`, (_, world) =>
    endOfMonth(0, world),
  ),
  rule(`(?:the )?end of next month|अगले (?:${month}) के (?:अंत|आखिर)`, (_, world) => endOfMonth(1, world)),
  rule('eoy|(?:the )?end of (?:the |this )?year|year[- ]end|साल के (?:अंत|आखिर)', (_, { today }) => ({
    date: today.with({ month: 12, day: 31 }),
    deadline: true,
  })),

  rule(
    `(this|coming|upcoming|इस|is|${next}|last|past|पिछले|पिछली)? ?(${dayPattern})(?: (this|next) week)?`,
    readWeekday,
  ),
  rule(`(?:${next}) (?:${week}) (?:on )?(${dayPattern})`, ([day], world) => ofWeek(1, weekdayNamed(day ?? ''), world)),
  rule(`(?:${next}) (?:${week})`, (_, world) => ({ ...lastWorkday(1, world), strength: 'named', deadline: false })),
  rule(`(?:this|इस) (?:${week})`, (_, world) => ({ ...endOfWeek(world), strength: 'named', deadline: false })),
  rule(`(?:${next}) (?:${month})`, (_, world) => ({ ...endOfMonth(1, world), strength: 'named', deadline: false })),
  rule(`(?:this|इस) (?:${month})`, (_, world) => ({ ...endOfMonth(0, world), strength: 'named', deadline: false })),

  rule(
    `(?:(${within}) )?(${n}) (days?|weeks?|months?|fortnights?|दिनों|दिन|din|${week}|हफ़्तों|हफ्तों|${month}|महीनों)( from (?:now|today)| hence| later| में| मे| mein| me| बाद| के (?:अंदर|भीतर|अन्दर|बाद))?`,
    readInDays,
  ),

  rule(
    '(?:the )?(\\d{1,2})(?:st|nd|rd|th)(?! of| jan| feb| mar| apr| may| jun| jul| aug| sep| oct| nov| dec)',
    readDayOfMonth,
  ),
  rule('(\\d{1,2}) (?:तारीख|तारीख़|tareekh|tarikh)', readDayOfMonth),
]

/** The day that is named exactly at `at`. */
export function readDay(text: string, at: number, world: World): DayReading | null {
  const own = readByRules(text, at, world)
  const absolute = readAbsoluteDate(text, at, world)
  // "Friday" of "Friday 13 March" is ours, but there is more to it.
  return absolute && absolute.end > (own?.end ?? 0) ? absolute : own
}

function readByRules(text: string, at: number, world: World): DayReading | null {
  for (const [pattern, read] of rules) {
    pattern.lastIndex = at
    const found = pattern.exec(text)
    const reading = found && read(found.slice(1), world)
    if (!reading?.date) continue
    const plain = { next: null, strength: 'clear' as const, deadline: false, time: null, part: null }
    return { ...plain, ...reading, date: reading.date, end: pattern.lastIndex }
  }
  return null
}

function readWeekday([which, name, later]: readonly (string | undefined)[], world: World): Partial<DayReading> | null {
  const day = weekdayNamed(name ?? '')
  if (!day) return null
  if (which && /^(?:last|past|पिछल)/.test(which))
    return { date: coming(day, world).subtract({ days: 7 }), strength: 'loose' }
  if (later === 'next' || (which && new RegExp(`^(?:${next})$`).test(which))) return ofWeek(1, day, world)

  const date = coming(day, world)
  // Short names are also words: "sat", "sun", "रवि".
  return { date, next: date.add({ days: 7 }), strength: which || (name ?? '').length > 5 ? 'clear' : 'named' }
}

/** The nearest such day, today included. */
function coming(day: Weekday, { today }: World): Temporal.PlainDate {
  return today.add({ days: (day - today.dayOfWeek + 7) % 7 })
}

/** Weeks begin on Monday: "next Friday" is the Friday after the coming Sunday. */
function ofWeek(weeks: number, day: Weekday | null, { today }: World): Partial<DayReading> | null {
  return day && { date: today.add({ days: day - today.dayOfWeek + 7 * weeks }) }
}

function lastWorkday(weeks: number, world: World): Partial<DayReading> {
  const monday = world.today.add({ days: 1 - world.today.dayOfWeek + 7 * weeks })
  for (let i = 6; i > 0; i--) {
    const date = monday.add({ days: i })
    if (isWorkingDay(date, world.hours, world.away)) return { date, deadline: true }
  }
  return { date: monday.add({ days: 4 }), deadline: true }
}

function endOfWeek(world: World): Partial<DayReading> {
  return { ...lastWorkday(0, world), next: lastWorkday(1, world).date ?? null }
}

function endOfMonth(months: number, { today }: World): Partial<DayReading> {
  const first = today.with({ day: 1 }).add({ months })
  return { date: first.with({ day: first.daysInMonth }), deadline: true }
}

function inWorkingDays(count: number, world: World): Partial<DayReading> | null {
  let date = world.today
  let left = count
  // As many days off as this in a row, and nobody can say what was meant.
  for (let tried = 0; left > 0 && tried < 1_000; tried++) {
    date = date.add({ days: 1 })
    if (isWorkingDay(date, world.hours, world.away)) left -= 1
  }
  return left > 0 ? null : { date }
}

function readInDays(
  [before, count, unit, behind]: readonly (string | undefined)[],
  { today }: World,
): Partial<DayReading> | null {
  const amount = counted(count)
  const size = unit ?? ''
  if (!Number.isInteger(amount)) return null

  const said: Partial<DayReading> = {
    strength: before || behind ? 'clear' : 'loose',
    deadline: before === 'within',
  }
  if (/^(?:day|दिन|din)/.test(size)) return { date: today.add({ days: amount }), ...said }
  if (/^fortnight/.test(size)) return { date: today.add({ weeks: 2 * amount }), ...said }
  if (/^(?:month|मह|माह|mah)/.test(size)) return { date: today.add({ months: amount }), ...said }
  return { date: today.add({ weeks: amount }), ...said }
}

function readDayOfMonth([written]: readonly (string | undefined)[], { today }: World): Partial<DayReading> | null {
  const day = Number(written)
  if (day < 1 || day > 31) return null

  const dates: Temporal.PlainDate[] = []
  for (let months = 0; dates.length < 2; months++) {
    const first = today.with({ day: 1 }).add({ months })
    const date = day <= first.daysInMonth ? first.with({ day }) : null
    if (date && Temporal.PlainDate.compare(date, today) >= 0) dates.push(date)
  }
  const [date, then] = dates
  return date ? { date, next: then ?? null, strength: 'named' } : null
}
