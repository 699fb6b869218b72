import { describe, expect, it } from 'vitest'
import { longest, pieces, repeated, timeOf } from '#test/bench/words.ts'
import { readLine } from './ours.ts'
import { settings } from './settings.ts'

const { us } = settings

describe('a line as long as a brief may be', () => {
  it.each(pieces)('is read in time in proportion to its length, made of %j', (piece) => {
    const short = timeOf(piece, longest / 4)
    const long = timeOf(piece, longest)

    // Four times as long: sixteen times as slow would be the square of it. What takes less than a millisecond or two the clock does not tell apart.
    expect(long).toBeLessThan(1 + 9 * Math.max(short, 1.5))
  })

  it.each(pieces)('is kept to the letter, made of %j', (piece) => {
    const text = `Read ${repeated(piece, longest - 10)} end`
    const read = us && readLine(text, us)

    expect(read && ('code' in read || read.brief === text)).toBe(true)
  })
})
