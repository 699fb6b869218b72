import { at, isKey, isSign, skip, type Tokens } from './pieces.ts'
import { everyDay, type Weekday, workdays } from './weekdays.ts'

type Named = { on: Weekday[]; end: number; plural: boolean }

/** A week has no more; some are named twice. */
const mostNamed = 10

/** The days of the week that are named from here on: `Mon, Wed and Fri`, `weekdays`, `Sat-Mon`. */
export function readNamed(tokens: Tokens, i: number): Named | null {
  const on = new Set<Weekday>()
  let [end, plural] = [i, false]
  let next: number | null = i
  for (let count = 0; next !== null && count < mostNamed; count++, next = jointAt(tokens, end)) {
    const read: Named | null = readOne(tokens, next)
    if (!read) break
    for (const day of read.on) on.add(day)
    end = read.end
    plural ||= read.plural
  }
  return on.size > 0 ? { on: everyDay.filter((day) => on.has(day)), end, plural } : null
}

/** Behind a comma or an "and" that joins two days; `null` where nothing is joined. */
export function jointAt(tokens: Tokens, i: number): number | null {
  const comma = isSign(tokens, i, ',/&') ? i + 1 : i
  const and = skip(tokens, comma, 'and')
  return and > i ? skip(tokens, and, 'every', 'on') : null
}

function readOne(tokens: Tokens, i: number): Named | null {
  const { weekday, plural, unit, key } = at(tokens, i).means
  if (unit === 'workday') return { on: [...workdays], end: i + 1, plural: at(tokens, i).text.endsWith('s') }
  if (key === 'working' && at(tokens, i + 1).means.unit === 'day') {
    return { on: [...workdays], end: i + 2, plural: at(tokens, i + 1).text.endsWith('s') }
  }
  if (key === 'weekend') return { on: [6, 7], end: i + 1, plural: at(tokens, i).text.endsWith('s') }
  if (weekday === undefined) return null
  const from = isSign(tokens, i + 1, '.') && at(tokens, i + 1).glued && at(tokens, i).text.length <= 4 ? i + 2 : i + 1
  const to = isSign(tokens, from, '-–—') || isKey(tokens, from, 'to', 'through', 'se', 'until') ? from + 1 : null
  const last = to === null ? undefined : at(tokens, to).means.weekday
  if (to === null || last === undefined) return { on: [weekday], end: i + 1, plural: plural === true }
  return {
    on: between(weekday, last),
    end: skip(tokens, to + 1, 'tak'),
    plural: plural === true || at(tokens, to).means.plural === true,
  }
}

/** Both included; Friday to Monday goes over the weekend. */
function between(from: Weekday, to: Weekday): Weekday[] {
  const days = [from]
  for (let day = from; day !== to;) {
    day = everyDay[day % 7] ?? to
    days.push(day)
  }
  return days
}
