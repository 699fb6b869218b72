/**
 * What a digest may hold so that it is one message on both platforms, whatever it is about: Discord's 40 components and 4,000
 * characters are the narrower. A row with a button beside it takes three components, rows without one share a single text
 * with the heading before them.
 */
const components = 40
/** The container, the head, the line before the list, the note. */
const fixed = 4
const perButtonRow = 3
const buttonsInRow = 5
const mostRows = 8
const mostInSection = 5

/** How many rows each section shows: one each as long as there are rows, then more of what matters first. */
export function rowsOf(counts: number[]): number[] {
  const rows = counts.map(() => 0)
  let left = mostRows
  for (let round = 0; round < mostInSection && left > 0; round++) {
    // After the first row the sections before it have theirs filled up first.
    for (const [at, count] of counts.entries()) {
      const more = round === 0 ? 1 : mostInSection - (rows[at] ?? 0)
      const given = Math.max(0, Math.min(more, count - (rows[at] ?? 0), left))
      rows[at] = (rows[at] ?? 0) + given
      left -= given
    }
  }
  return rows
}

/** What stands in a digest beside the rows of its sections: rows with a button, and texts between them. */
export type Beside = { buttonRows: number; texts: number }

/** How many of the rows may have a button beside them. */
export function buttonsBeside(sections: number, buttonsBelow: number, beside: Beside): number {
  const below = buttonsBelow + Math.ceil(buttonsBelow / buttonsInRow)
  // Each heading begins a text of its own behind a row with a button; so does the list of who is how busy.
  const texts = sections + 1 + beside.texts
  return Math.max(0, Math.floor((components - fixed - below - texts - perButtonRow * beside.buttonRows) / perButtonRow))
}

/** Long titles and names are cut, so that all rows together keep within the characters. */
export const longest = { title: 70, client: 40 }
