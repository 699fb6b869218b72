import { createHash } from 'node:crypto'

/**
 * By what a line's message is known on its platform, in 25 letters and digits at most. It is made of the line's id, which is
 * given by chance: numbers that a database counts by itself would come again in one that is restored, or beside it, and Discord
 * takes what one writer says twice within minutes for the same.
 */
export function markOf(line: string): string {
  const bits = createHash('sha256').update(line).digest('hex').slice(0, 32)
  return BigInt(`0x${bits}`).toString(36)
}
