/** Chance that comes the same each time: a number from 0 below `below`. */
export type Chance = {
  below: (below: number) => number
  of: <T>(...from: readonly [T, ...T[]]) => T
  some: <T>(from: readonly T[], most: number) => T[]
}

/** mulberry32: small, and good enough to choose from lists. */
export function chanceOf(seed: number): Chance {
  let state = seed
  const next = () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  const below = (limit: number) => Math.floor(next() * limit)
  return {
    below,
    of: (...from) => from[below(from.length)] ?? from[0],
    some: (from, most) => {
      const wanted = 1 + below(most)
      const left = [...from]
      return Array.from({ length: Math.min(wanted, from.length) }, () => left.splice(below(left.length), 1)).flat()
    },
  }
}
