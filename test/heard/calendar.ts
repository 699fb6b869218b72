import type { Row } from './rows.ts'
import type { Wanted } from './wanted.ts'

/*
 * What a calendar alone says about a row: none of our readers is asked. It knows a few plain words, and where a row holds
 * one of them once, the value that was written by hand must agree with it.
 */

const weekdays: readonly RegExp[] = [
  /\bmon(?:day)?s?\b|\bsom[vw]ar\b|सोमवार/giu,
  /\btue(?:s|sday)?s?\b|\bmangal[vw]ar\b|मंगलवार/giu,
  /\bwed(?:nesday)?s?\b|\bbudh[vw]ar\b|बुधवार/giu,
  /\bthu(?:rs|rsday)?s?\b|\bguru[vw]ar\b|गुरुवार/giu,
  /\bfri(?:day)?s?\b|\bshukra[vw]ar\b|शुक्रवार/giu,
  /\bsat(?:urday)?s?\b|\bshani[vw]ar\b|शनिवार/giu,
  /\bsun(?:day)?s?\b|\bravi[vw]ar\b|रविवार/giu,
]
const months: readonly RegExp[] = [
  /\bjan(?:uary)?\b|जनवरी/giu,
  /\bfeb(?:ruary)?\b|\bfarvari\b|फ़रवरी|फरवरी/giu,
  /\bmar(?:ch)?\b|मार्च/giu,
  /\bapr(?:il)?\b|अप्रैल/giu,
  /\bmay\b|मई/giu,
  /\bjune?\b|जून/giu,
  /\bjuly?\b|जुलाई/giu,
  /\baug(?:ust)?\b|अगस्त/giu,
  /\bsep(?:t|tember)?\b|सितंबर/giu,
  /\boct(?:ober)?\b|अक्टूबर/giu,
  /\bnov(?:ember)?\b|नवंबर/giu,
  /\bdec(?:ember)?\b|दिसंबर/giu,
]
/** Where another place's clock is named, the local day and hour are not those that were said. */
const elsewhere =
  /\b(?:[PCEM][SD]?T|IST|CET|GMT|UTC|AEDT|BST|Pacific|Eastern|Central|Mountain)\b|\btime\b|\d{4}-\d\d-\d\dT\S*Z/u
/** Counted from a day, or up to it: the day that is meant is another. */
const shifted =
  /\bbefore\b|\bfrom\b|\bafter\b|fortnight|से पहले|se pehle|नहीं|chhodkar|['’]s |except|midnight|छोड़कर|weekday|every day but|other than/u

const clock = /\b(\d{1,2})(?:[:.](\d\d))? ?([ap])\.?m\b/giu

/** What is wrong with a row's values by the calendar; nothing where they agree. */
export function disagreements(row: Row): string[] {
  return row.wanted.flatMap((wanted) => momentsOf(wanted).flatMap((local) => disagreement(row, local) ?? []))
}

function disagreement(row: Row, local: string): string | null {
  const { say } = row
  const date = Temporal.PlainDate.from(local.slice(0, 10))
  if (isOver(row, local)) return `${local} is over`
  if (elsewhere.test(say)) return null

  const weekday = onlyOne(say, weekdays)
  if (weekday !== null && !shifted.test(say) && row.use !== 'away' && date.dayOfWeek !== weekday)
    return `${local} is no such weekday`
  const month = onlyOne(say, months)
  if (month !== null && !/until|starting|months/.test(say) && date.month !== month)
    return `${local} is of another month`
  // Of days away the last ones are not those that are named first.
  return (row.use === 'away' ? null : wrongNear(row, local)) ?? wrongClock(say, local)
}

/** `tomorrow` and the day after it. */
function wrongNear({ say, setting }: Row, local: string): string | null {
  const today = setting.now.toZonedDateTimeISO(setting.zone).toPlainDate()
  const days = today.until(local.slice(0, 10), { largestUnit: 'days' }).days
  if (/days? after tomorrow|परसों|\bpar(?:so|son)\b/u.test(say))
    return /\bया\b|\bya\b|और|aur|(?:two|three) days/u.test(say) || days === 2 ? null : `${local} is not in two days`
  if (
    /\btomorrow\b|कल(?!\p{M})|\bkal\b/u.test(say) &&
    !/\bor\b|\bto\b|और|\band\b|midnight|week tomorrow/u.test(say) &&
    days !== 1
  )
    return `${local} is not tomorrow`
  return /\btoday\b|\btonight\b|आज|\baaj\b/u.test(say) && !/from today|\bor\b/.test(say) && days !== 0
    ? `${local} is not today`
    : null
}

function wrongClock(say: string, local: string): string | null {
  const found = [...say.matchAll(clock)]
  const [only] = found
  if (!only || found.length > 1 || local.length < 16 || /minutes before/.test(say)) return null
  const hour = (Number(only[1]) % 12) + (only[3]?.toLowerCase() === 'p' ? 12 : 0)
  const said = `${String(hour).padStart(2, '0')}:${only[2] ?? '00'}`
  // An hour that the clocks leave out is an hour later.
  return local.slice(11) === said || said.startsWith('02:') ? null : `${local} is not at ${said}`
}

function isOver({ setting, use }: Row, local: string): boolean {
  const now = setting.now.toZonedDateTimeISO(setting.zone).toPlainDateTime()
  if (use === 'away' || local.length < 16) return local.slice(0, 10) < now.toPlainDate().toString()
  // On the night on which clocks go back a later moment may show an earlier time, but none before now by a day.
  return Temporal.PlainDateTime.compare(Temporal.PlainDateTime.from(local), now) <= 0
}

/** The number of the only one that stands in a text, from one; `null` where there is none, or several. */
function onlyOne(say: string, names: readonly RegExp[]): number | null {
  const found = names.flatMap((name, index) => [...say.matchAll(name)].map(() => index + 1))
  return found.length === 1 ? (found[0] ?? null) : null
}

function momentsOf(wanted: Wanted): string[] {
  if (wanted.is === 'day') return [wanted.day]
  if (wanted.is === 'at') return [wanted.at]
  if (wanted.is === 'within') return [wanted.to]
  if (wanted.is === 'every') return wanted.next
  if (wanted.is === 'away') return wanted.days.split('; ').flatMap((span) => span.split('..'))
  return []
}
