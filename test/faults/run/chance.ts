/** Numbers from 0 to 1 that look like chance, and come again for the same seed. */
export type Chance = () => number

export function oneOf<T>(all: readonly T[], chance: Chance): T | undefined {
  return all[Math.floor(chance() * all.length)]
}
