import { describe, expect, it } from 'vitest'
import { readAway } from '#src/time/away.ts'
import type { TimeContext } from '#src/time/reading.ts'

// Wednesday, noon, in Kolkata.
const noon: TimeContext = {
  now: Temporal.Instant.from('2026-03-04T06:30Z'),
  zone: 'Asia/Kolkata',
  language: 'en',
  use: 'due',
}

function read(text: string): string[] | string | null {
  const away = readAway(text, noon)
  if (away === null || away === 'none') return away
  return away.map(({ from, to }) => `${from.toString().slice(5)}..${to.toString().slice(5)}`)
}

describe('days away in words', () => {
  it.each([
    ['12-15 March', ['03-12..03-15']],
    ['12 to 15 March', ['03-12..03-15']],
    ['12th - 15th march', ['03-12..03-15']],
    ['12 March to 15 March', ['03-12..03-15']],
    ['March 12 - March 15', ['03-12..03-15']],
    ['2026-03-12 to 2026-03-15', ['03-12..03-15']],
    ['March 12-15', ['03-12..03-15']],
    ['the 6th to the 10th of April', ['04-06..04-10']],
    ['May 12th to the 15th', ['05-12..05-15']],
    ['12 March', ['03-12..03-12']],
    ['today', ['03-04..03-04']],
    ['tomorrow', ['03-05..03-05']],
    ['Friday', ['03-06..03-06']],
    ['from Friday to Monday', ['03-06..03-09']],
    ['Sat-Wed', ['03-07..03-11']],
    ['28 December to 3 January', ['12-28..01-03']],
    ['next week', ['03-09..03-15']],
    ['this week', ['03-04..03-08']],
    ['tomorrow, 12-15 March and 24 December', ['03-05..03-05', '03-12..03-15', '12-24..12-24']],
    ['12 से 15 मार्च तक', ['03-12..03-15']],
    ['१२ मार्च से १५ मार्च तक', ['03-12..03-15']],
    ['कल और परसों', ['03-05..03-05', '03-06..03-06']],
    ['सोमवार से बुधवार', ['03-09..03-11']],
    ['none', 'none'],
    ['कोई नहीं', 'none'],
  ])('%j', (text, days) => {
    expect(read(text)).toEqual(days)
  })

  it.each([
    '',
    ' ',
    'soon',
    '12',
    '15 March to 12 March',
    '1 March',
    'yesterday',
    'tomorrow 5pm',
    '12-15 March maybe',
    '12-40 March',
  ])('does not guess at %j', (text) => {
    expect(read(text)).toBeNull()
  })
})
