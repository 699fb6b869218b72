import type { Size } from './seed.ts'

/** How a bench is run. */
export type How = {
  /** Medians are of so many. */
  rounds: number
  /** A short look, not worth telling to others. */
  quick: boolean
  /** How long each contender is under load in a round. */
  seconds: number
  size: Size
  /** Folders of builds of another day, by name. */
  beside: Map<string, string>
}

/** The build of this folder, among those that it is measured beside. */
export const ours = 'this build'
