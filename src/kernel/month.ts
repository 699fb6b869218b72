/** A month shown as a picture: a cell a day, each with its lines. Plain text, as on a card. */
export type MonthPicture = {
  title: string
  /** ISO year and month, such as `2026-03`. */
  month: string
  /** Monday first. */
  weekdays: readonly string[]
  /** Days without a line are left out. `rest` says what a cell has no room for. */
  days: { day: number; lines: MonthLine[]; rest: string | null }[]
  /** What the marks mean. */
  legend: { mark: MonthMark; name: string }[]
  /** All of it in words: for whoever cannot see the picture, and where none can be drawn. */
  words: string
  /** Said in its place on a platform that cannot show it in an answer, and sends it to the person directly. */
  elsewhere: string
}

export type MonthLine = { text: string; mark: MonthMark }

/** How far something is. `gap` is what is not there. */
export type MonthMark = 'open' | 'waiting' | 'ready' | 'now' | 'done' | 'missed' | 'gap'

/** Lines that fit a cell below the day's number, the one that counts the rest among them. */
export const linesInCell = 5
