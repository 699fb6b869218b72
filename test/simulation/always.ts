import { expect, it } from 'vitest'
import type { Lived } from './agency.ts'
import { digestsRead, summariesSent, summariesToCome } from './digests.ts'
import type { Seen } from './outages.ts'
import { linesAstray, wordsInQuietHours, wordsTooLate, wordsTooMany } from './words.ts'

/** What holds whether or not the bot was there all the time. `seen` says when something is seen that was due then. */
export function holdsAlways(lived: () => Lived, seen: Seen): void {
  it('go by without a fault', () => {
    expect(lived().faults).toEqual([])
  })

  it('bring each summary of a week, and each digest of a room, once', () => {
    const due = summariesToCome(seen)

    expect(due.length).toBeGreaterThan(15)
    expect(summariesSent(lived().past)).toEqual(due)
  })

  it('bring a digest to whoever has something to read in it, each time', () => {
    const { arrived, sent } = digestsRead(lived().past)

    expect(arrived.length).toBeGreaterThan(20)
    expect(arrived).toEqual(sent)
  })

  it('wake nobody in their quiet hours', () => {
    expect(wordsInQuietHours(lived().past)).toEqual([])
  })

  it('say nothing of what was done before', () => {
    expect(wordsTooLate(lived().past)).toEqual([])
  })

  it('say nothing twice, and no more than three words of one thing', () => {
    expect(wordsTooMany(lived().past)).toEqual([])
  })

  it('tell every line once', () => {
    expect(linesAstray(lived().past)).toEqual([])
  })
}
