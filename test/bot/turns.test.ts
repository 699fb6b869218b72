import { describe, expect, it } from 'vitest'
import { createTurns, type Turns } from '#src/bot/turns.ts'

/** Begins one that ends when it is told to; `begun` lists those that were let in, in that order. */
function aDoor(turns: Turns) {
  const begun: string[] = []
  const ends = new Map<string, { resolve(): void; reject(error: Error): void }>()
  const done = new Map<string, Promise<void>>()
  return {
    begun,
    come(name: string, key = 'acme') {
      const { promise, resolve, reject } = Promise.withResolvers<void>()
      ends.set(name, { resolve, reject })
      const run = async () => {
        begun.push(name)
        await promise
      }
      done.set(name, turns.take(key, run))
    },
    async leave(name: string) {
      ends.get(name)?.resolve()
      await done.get(name)
    },
    async fail(name: string) {
      ends.get(name)?.reject(new Error(`${name} failed`))
      await done.get(name)
    },
  }
}

describe('taking turns', () => {
  it('lets in as many as there is room for, and the next when one has gone', async () => {
    const door = aDoor(createTurns(2, 2))
    for (const name of ['a', 'b', 'c', 'd']) door.come(name)

    expect(door.begun).toEqual(['a', 'b'])
    await door.leave('b')
    expect(door.begun).toEqual(['a', 'b', 'c'])
    await door.leave('a')
    expect(door.begun).toEqual(['a', 'b', 'c', 'd'])
  })

  it('keeps nobody waiting for an agency that is in a hurry', () => {
    const door = aDoor(createTurns(3, 2))
    for (const name of ['a', 'b', 'c']) door.come(name, 'busy')

    door.come('x', 'calm')

    expect(door.begun).toEqual(['a', 'b', 'x'])
  })

  it('passes by those whose agency has its share already, and comes back to them', async () => {
    const door = aDoor(createTurns(2, 1))
    door.come('a', 'busy')
    door.come('b', 'other')
    door.come('c', 'busy')
    door.come('d', 'third')

    await door.leave('b')
    expect(door.begun).toEqual(['a', 'b', 'd'])
    await door.leave('a')
    expect(door.begun).toEqual(['a', 'b', 'd', 'c'])
  })

  it('gives the turn of one who failed to the next, and tells the fault to who asked', async () => {
    const door = aDoor(createTurns(1, 1))
    door.come('a')
    door.come('b')

    await expect(door.fail('a')).rejects.toThrow('a failed')

    expect(door.begun).toEqual(['a', 'b'])
  })

  it('says who would have to wait: those of a busy agency, and everybody once all turns are taken', async () => {
    const turns = createTurns(2, 1)
    const door = aDoor(turns)
    const full = () => ['busy', 'other'].map((key) => turns.isFull(key))

    expect(full()).toEqual([false, false])
    door.come('a', 'busy')
    expect(full()).toEqual([true, false])
    door.come('b', 'third')
    expect(full()).toEqual([true, true])
    await door.leave('a')
    expect(full()).toEqual([false, false])
  })
})
