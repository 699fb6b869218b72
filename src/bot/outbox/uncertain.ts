import type { Leased } from '#db/repositories/outbox.ts'
import type { Chat, Where } from '#src/kernel/chat.ts'
import { markOf } from './mark.ts'
import { forgetShown, rememberFound } from './outcomes.ts'
import { end, leaveTo, type Telling } from './telling.ts'

/**
 * First of all, of a send whose outcome nobody knows: whether it arrived, also where there would be nothing to say any more. What is
 * found counts as a message that shows nothing known, so that it is brought up to date. Null: it cannot be known now.
 */
export async function clearUp(telling: Telling, line: Leased): Promise<Leased | null> {
  const { db, now, newId } = telling
  const { begun, uncertainSince } = line
  if (!begun || !uncertainSince) return line
  const certain = { ...line, begun: null, uncertainSince: null }
  if (begun.kind === 'edit') {
    await db.inAgency(line.agency, (tx) => forgetShown(tx, line, begun.message))
    return certain
  }
  const chat = telling.chats.get(begun.to.platform)
  if (!chat) return leaveTo(telling, line, begun.to.platform)
  const message = await lookFor(chat, begun.to, line, uncertainSince)
  if (!message) return certain
  await db.inAgency(line.agency, (tx) => rememberFound(tx, line, begun, { message, id: newId(), now: now() }))
  if (begun.topic !== null) return certain
  await end(telling, { line, to: 'sent', why: null })
  return null
}

/** Clocks differ: ours and the platform's are allowed two minutes between them. */
export function lookFor(chat: Chat, to: Where, line: Leased, since: Temporal.Instant) {
  return chat.find(to, markOf(line.id), since.subtract({ minutes: 2 }))
}
