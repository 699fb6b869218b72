import { beforeAll, describe, expect, it } from 'vitest'
import { drawChart } from '#src/pictures/draw-chart.ts'
import { openLetters, type Letters } from '#src/pictures/letters.ts'
import { pictureOfChart } from '#src/pictures/picture.ts'
import { chartInWords, type Chart } from '#src/kernel/chart.ts'
import { finished } from '#test/adapters/charts.ts'

let letters: Letters
beforeAll(async () => {
  letters = await openLetters()
})

/** The columns, by their height, in the order in which they stand. */
function columns(chart: Chart): number[] {
  const bars = drawChart(chart, letters).matchAll(/<rect[^>]*width="[\d.]+" height="([\d.]+)" rx="3"/gu)
  return [...bars].map(([, height]) => Number(height))
}

describe('a chart', () => {
  it('has a column for each value, as high as it is much', () => {
    const [three, one, two] = columns(finished)

    expect(columns(finished)).toHaveLength(3)
    expect(three).toBeCloseTo(3 * (one ?? 0), 5)
    expect(two).toBeCloseTo(2 * (one ?? 0), 5)
  })

  it('shows what is there, however little it is beside the rest', () => {
    const chart: Chart = { ...finished, series: [{ name: 'in time', values: [10_000, 1], tone: 'good' }] }

    expect(columns(chart)[1]).toBeGreaterThanOrEqual(3)
  })

  it('stays within the picture, whatever there is to count', () => {
    for (const highest of [1, 2, 3, 7, 10, 99, 100, 101, 4_999, 123_456]) {
      const chart: Chart = { ...finished, series: [{ name: 'in time', values: [highest, 0], tone: 'good' }] }
      const [height = 0] = columns(chart)

      expect(height).toBeGreaterThan(100)
      expect(height).toBeLessThanOrEqual(280)
    }
  })

  it('holds no words that another font could draw otherwise', () => {
    expect(drawChart(finished, letters)).not.toContain('<text')
  })

  it('is a PNG of a thousand by five hundred points, and of a few thousand bytes', async () => {
    const picture = Buffer.from((await pictureOfChart(finished)) ?? [])

    expect(picture.subarray(1, 4).toString()).toBe('PNG')
    expect([picture.readUInt32BE(16), picture.readUInt32BE(20)]).toEqual([1000, 500])
    expect(picture.length).toBeGreaterThan(5_000)
    expect(picture.length).toBeLessThan(100_000)
  })

  it('is said in words with all its figures', () => {
    expect(chartInWords(finished)).toBe(
      'Finished in the last week (tasks)\nMon 2 Mar: in time 3, late 1\nTue 3 Mar: in time 0, late 2',
    )
  })
})
