import { describe, expect, it } from 'vitest'
import { hear, readLine } from './ours.ts'
import { inWords, judgeAll, tally } from './report.ts'
import { readRows } from './rows.ts'

const rows = readRows()
const judged = judgeAll(rows, hear, { strict: true })

describe('what people type about time', () => {
  it('is never heard as another time than was meant, without a word', () => {
    const wrong = judged.filter(({ verdict }) => verdict === 'wrong')

    expect(wrong.map(inWords)).toEqual([])
  })

  it('is understood in at least 95 of 100 cases in which a time is meant', () => {
    const { right, meant } = tally(judged)

    expect(right / meant).toBeGreaterThanOrEqual(0.95)
  })

  it('is left alone where no time is meant', () => {
    const taken = judged.filter(({ verdict }) => verdict === 'taken')

    expect(taken.map(inWords)).toEqual([])
  })

  it('leaves as a title what is not about the time', () => {
    const titles = judged.filter(({ row, verdict }) => row.title !== null && verdict === 'right')

    expect(Object.fromEntries(titles.map(({ row, hearing }) => [row.id, hearing.title]))).toEqual(
      Object.fromEntries(titles.map(({ row }) => [row.id, row.title])),
    )
  })

  it('is kept as a brief to the letter, whatever was understood of it', () => {
    const lines = rows.filter(({ place, use }) => place === 'line' && use !== 'remind')

    for (const { say, setting } of lines) {
      const read = readLine(say, setting)
      if ('code' in read) continue
      expect(read.brief).toBe(say)
    }
  })
})
