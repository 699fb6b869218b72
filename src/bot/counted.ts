import type { Tx } from '#db/connection/connect.ts'
import { numberCounted } from '#db/repositories/life.ts'
import type { Reply } from '#src/kernel/reply.ts'

/** It speaks of what was just made, whose number only the commit tells. */
export function isToBeCounted(reply: Reply): reply is Extract<Reply, { number: number }> {
  return 'number' in reply && reply.number === 0
}

/** With its number, where that is known by now, since something was asked behind what was made. */
export async function withNumber(tx: Tx, reply: Reply): Promise<Reply> {
  const number = isToBeCounted(reply) ? numberCounted(tx) : null
  return isToBeCounted(reply) && number ? { ...reply, number: await number } : reply
}
