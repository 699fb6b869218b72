import { describe, expect, it } from 'vitest'
import { longest, pieces, repeated, timeOf } from '#test/bench/words.ts'
import { readLine } from './ours.ts'
import { settings } from './settings.ts'

const { us } = settings

describe('a line as long as a brief may be', () => {
  it.each(pieces)('is read in time in proportion to its length, made of %j', (piece) => {
    // Four times as long: sixteen times as slow would be the square of it, and it would be that each time. What takes less than a millisecond or
    // two the clock does not tell apart, and one time alone may fall into another program's.
    const isInProportion = () => timeOf(piece, longest) < 1 + 9 * Math.max(timeOf(piece, longest / 4), 1.5)

    expect(Array.from({ length: 5 }).some(isInProportion)).toBe(true)
  })

  it.each(pieces)('is kept to the letter, made of %j', (piece) => {
    const text = `Read ${repeated(piece, longest - 10)} end`
    const read = us && readLine(text, us)

    expect(read && ('code' in read || read.brief === text)).toBe(true)
  })
})
