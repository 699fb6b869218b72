import { describe, expect, it } from 'vitest'
import { createFaults } from '#sandbox/faults.ts'

describe('weather', () => {
  const often = (input: { seed?: number } = {}) => {
    const faults = createFaults()
    faults.add({ platform: 'slack', name: 'chat.*', kind: 'cut-after', chance: 0.05, ...input })
    return Array.from({ length: 10_000 }, () => faults.take('slack', 'chat.postMessage') !== undefined)
  }
  const hits = (taken: boolean[]) => taken.filter(Boolean).length

  it('strikes about as often as its chance says, for as long as it lasts', () => {
    expect(hits(often())).toBeGreaterThan(400)
    expect(hits(often())).toBeLessThan(600)
    expect(hits(often().slice(9_000))).toBeGreaterThan(20)
  })

  it('is the same for the same seed, and another one for another', () => {
    expect(often({ seed: 7 })).toEqual(often({ seed: 7 }))
    expect(often({ seed: 7 })).not.toEqual(often({ seed: 8 }))
  })

  it('is over after so many times, where they are named, and strikes nobody else', () => {
    const faults = createFaults()
    faults.add({ platform: 'slack', name: 'chat.update', kind: 'cut-before', chance: 1, times: 2 })

    const taken = ['chat.postMessage', 'chat.update', 'chat.update', 'chat.update'].map(
      (name) => faults.take('slack', name)?.kind,
    )

    expect(taken).toEqual([undefined, 'cut-before', 'cut-before', undefined])
  })

  it('of several kinds strikes each in its turn', () => {
    const faults = createFaults()
    faults.add({ platform: 'discord', name: '*', kind: 'rate-limited', retryAfter: 1, chance: 0.3 })
    faults.add({ platform: 'discord', name: '*', kind: 'cut-after', chance: 0.3, seed: 2 })

    const taken = new Set(Array.from({ length: 200 }, () => faults.take('discord', 'POST /channels/1/messages')?.kind))

    expect([...taken].toSorted()).toEqual(['cut-after', 'rate-limited', undefined])
  })
})
