import { readable } from './digits.ts'

/** `on the 31st`, `31 तारीख को`: a day of which it is not said whether it is this month's or each month's. */
const someDay =
  /(?<=\s)on the (\d{1,2})(?:st|nd|rd|th)(?=\s*[.!?]?\s*$|\s*\n|\s+(?:[#!@<]|client:|at \d))|(?<!\S)(\d{1,2}) (?:तारीख़|तारीख) को(?![\p{L}\p{M}])/u

export function findSomeDay(input: string): { phrase: string; date: number; at: number } | null {
  const typed = input.normalize('NFC')
  const found = someDay.exec(readable(typed))
  const date = Number(found?.[1] ?? found?.[2])
  if (!found || date < 1 || date > 31) return null
  return { phrase: typed.slice(found.index, found.index + found[0].length), date, at: found.index }
}
