import { describe, expect, it } from 'vitest'
import { goal, longest, pieces, repeated, timeOf } from '#test/bench/words.ts'
import { readLine } from './ours.ts'
import { settings } from './settings.ts'

const { us } = settings

describe('a line as long as a brief may be', () => {
  it.each(pieces)('is read in time in proportion to its length, made of %j', (piece) => {
    const rounds = [1, 2, 3, 4, 5]

    // Others use the machine too: one round in which it holds is enough.
    expect(rounds.some(() => isInProportion(timeOf(piece, longest / 4), timeOf(piece, longest)))).toBe(true)
  })

  /** The goal itself is held by `npm run bench -- words`, where nothing else runs: two tests beside one another take each other's processor. */
  it.each(pieces)(`is read in the order of ${goal} ms of the processor, made of %j`, (piece) => {
    const rounds = [1, 2, 3, 4, 5]

    expect(rounds.some(() => timeOf(piece, longest) < 4 * goal)).toBe(true)
  })

  it.each(pieces)('is kept to the letter, made of %j', (piece) => {
    const text = `Read ${repeated(piece, longest - 10)} end`
    const read = us && readLine(text, us)

    expect(read && ('code' in read || read.brief === text)).toBe(true)
  })
})

/** Four times as long: sixteen times as slow would be the square of it. Less than a millisecond or two the clock does not tell apart. */
function isInProportion(short: number, long: number): boolean {
  return long < 1 + 9 * Math.max(short, 1.5)
}
