import { describe, expect, it } from 'vitest'
import { drawMonth } from '#src/pictures/draw-month.ts'
import { openLetters, type Letters } from '#src/pictures/letters.ts'
import { pictureOfMonth } from '#src/pictures/picture.ts'
import { march } from '#test/adapters/months.ts'

/** Letters that can be read again, each as wide as it is high. */
const readable: Letters = (text, size) => ({ svg: `<text>${text}</text>`, width: text.length * size })

function placeOf(svg: string, text: string): { x: number; y: number } {
  const found = new RegExp(`translate\\(([0-9.]+) ([0-9.]+)\\)"[^>]*><text>${text}</text>`, 'u').exec(svg)
  return { x: Number(found?.[1]), y: Number(found?.[2]) }
}

describe('the picture of a month', () => {
  it('has a cell a day, each week beginning on Monday', () => {
    const svg = drawMonth(march, readable)

    expect([...svg.matchAll(/<rect /gu)]).toHaveLength(1 + 31)
    // Sunday, 1 March 2026 stands last in its row, Monday the 2nd first in the next.
    expect(placeOf(svg, '1').x).toBeGreaterThan(placeOf(svg, '2').x)
    expect(placeOf(svg, '2').x).toBe(placeOf(svg, '9').x)
  })

  it('has what there is on a day in that day’s cell', () => {
    const svg = drawMonth(march, readable)
    const [day, post] = [placeOf(svg, '4'), placeOf(svg, '9:00 P7')]

    expect(post.x).toBeGreaterThan(day.x)
    expect(post.y).toBeGreaterThan(day.y)
    expect(post.y).toBeLessThan(day.y + 130)
    expect(svg).toContain('<text>+3</text>')
  })

  it('cuts what does not fit a line, at a whole letter', () => {
    const svg = drawMonth(
      { ...march, days: [{ day: 4, lines: [{ text: 'x'.repeat(200), mark: 'open' }], rest: null }] },
      readable,
    )

    expect(svg).toMatch(/<text>x{5,40}…<\/text>/u)
  })

  it('explains each mark, and holds no words that another font could draw otherwise', async () => {
    const svg = drawMonth(march, readable)

    for (const { name } of march.legend) expect(svg).toContain(name)
    expect(drawMonth(march, await openLetters())).not.toContain('<text')
  })

  it('is a PNG of that width', async () => {
    const picture = Buffer.from((await pictureOfMonth(march)) ?? [])

    expect(picture.subarray(1, 4).toString()).toBe('PNG')
    expect(picture.readUInt32BE(16)).toBe(1500)
  })
})
