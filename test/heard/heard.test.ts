import { describe, expect, it } from 'vitest'
import { hear, readLine } from './ours.ts'
import { inWords, type Judged, judgeAll, tally } from './report.ts'
import { readRows } from './rows.ts'

const rows = readRows()
const judged = judgeAll(rows, hear, { strict: true })

/** Of a hundred times that were meant so many are understood; the rest are asked about or seen to be missing. */
const least = 0.98

describe('what people type about time', () => {
  it('is never heard as another time than was meant, without a word', () => {
    const wrong = judged.filter(({ verdict }) => verdict === 'wrong')

    expect(wrong.map(inWords)).toEqual([])
  })

  it(`is understood in at least ${100 * least} of 100 cases in which a time is meant`, () => {
    const { right, meant } = tally(judged)

    expect(right / meant).toBeGreaterThanOrEqual(least)
  })

  it('is left alone where no time is meant', () => {
    const taken = judged.filter(({ verdict }) => verdict === 'taken')

    expect(taken.map(inWords)).toEqual([])
  })

  it('leaves as a title what is not about the time', () => {
    const others = judged.filter((one) => one.verdict === 'right' && !hasTitle(one))

    expect(others.map(inWords)).toEqual([])
  })

  it('is kept as a brief to the letter, whatever was understood of it', () => {
    const lines = rows.filter(({ place, use }) => place === 'line' && use !== 'remind')
    const kept = lines.flatMap(({ say, setting }) => {
      const read = readLine(say, setting)
      return 'code' in read ? [] : [{ say, brief: read.brief }]
    })

    expect(kept.map(({ brief }) => brief)).toEqual(kept.map(({ say }) => say))
    expect(kept.length).toBeGreaterThan(0.9 * lines.length)
  })
})

function hasTitle({ row, hearing }: Judged): boolean {
  return row.title === null || hearing.title === row.title
}
