import { formatCalendarDay, formatTime, formatZone } from '#src/time/words.ts'
import type { MonthDays, Rhythm } from '#src/time/rhythm.ts'
import type { Reader } from '#src/words/reader.ts'

/** How often, as it was understood: “every 2 weeks on Monday at 9:00 am, until Tue 30 Jun”. */
export function rhythmWords(rhythm: Rhythm, reader: Reader): string {
  const { words, language, zone, now } = reader
  const { zone: named, from, until, count } = rhythm
  const said = words.rhythm
  const today = now.toZonedDateTimeISO(zone).toPlainDate()
  const day = (date: string) => formatCalendarDay(Temporal.PlainDate.from(date), language, today.year)

  let sentence = said.at(
    dayWords(rhythm, reader),
    words.listOf(rhythm.times.map((time) => said.time(timeWords(time, reader)))),
  )
  if (rhythm.shift) sentence = said.shifted(sentence)
  if (named !== null) sentence = said.inZone(sentence, formatZone(named, language))
  if (from !== null && from > today.toString()) sentence = said.from(sentence, day(from))
  if (until !== null) sentence = said.until(sentence, day(until))
  return count === null ? sentence : said.times(sentence, count)
}

/** What a month does that lacks the day; `null` where every month has it. */
export function shortMonthWords({ days }: Rhythm, { words }: Reader): string | null {
  if (days.unit !== 'month' && days.unit !== 'year') return null
  // Of the months that are named alone, February's end moves, and a 31st may have been meant of a month with 30.
  const short = days.unit === 'month' || days.month === 2 ? 28 : 30
  return 'dates' in days.on && days.on.dates.some((date) => date > short) ? words.repeats.shortMonth : null
}

function dayWords({ every, days }: Rhythm, reader: Reader): string {
  const said = reader.words.rhythm
  switch (days.unit) {
    case 'day':
      return said.day(every)
    case 'week':
      return said.week(every, weekWords(days.on, every, reader))
    case 'month':
      return said.month(every, inMonth(days.on, reader))
    case 'year': {
      const month = said.months[days.month - 1] ?? ''
      const { on } = days
      const date =
        'dates' in on
          ? reader.words.listOf(on.dates.map((one) => said.date(one === -1 ? said.lastDay : String(one), month)))
          : said.nthInMonth(inMonth(on, reader), month)
      return said.year(every, date)
    }
  }
}

function weekWords(on: number[], every: number, { words }: Reader): string {
  const { weekdays, weekday, weekend } = words.rhythm
  const days = on.join()
  if (days === '1,2,3,4,5' && every === 1) return weekday
  if (days === '6,7') return weekend
  return words.listOf(on.map((day) => weekdays[day - 1] ?? ''))
}

function inMonth(on: MonthDays, { words }: Reader): string {
  const { numbered, dates, lastDay, nth, which, weekdays, workday } = words.rhythm
  if ('dates' in on) {
    const days = on.dates.filter((date) => date > 0)
    const said = days.length === 0 ? [] : [dates(words.listOf(days.map((date) => numbered(date))))]
    return words.listOf([...said, ...(days.length === on.dates.length ? [] : [lastDay])])
  }
  const places = on.nth.map((place) => which[placeNames[place] ?? 'last'])
  const day = on.among.length === 1 ? (weekdays[(on.among[0] ?? 1) - 1] ?? '') : workday
  return nth(words.listOf(places), day)
}

const placeNames: Record<number, keyof Reader['words']['rhythm']['which']> = {
  1: 'first',
  2: 'second',
  3: 'third',
  4: 'fourth',
}

/** A time of day of no day in particular. */
function timeWords(time: string, { language }: Reader): string {
  const at = Temporal.PlainDateTime.from(`2000-01-01T${time}`).toZonedDateTime('UTC').toInstant()
  return formatTime(at, 'UTC', language)
}
