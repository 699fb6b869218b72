import { messagesOf } from '#db/repositories/messages.ts'
import { rosterOf } from '#db/repositories/roster.ts'
import type { Notification } from '#src/features/telling/line.ts'
import type { Parts } from '#src/features/telling/tell/destinations.ts'
import { putCard, type Composed } from '#src/features/telling/tell/known.ts'
import type { Outgoing } from '#src/kernel/chat.ts'
import { readerFor } from '#src/words/reader.ts'
import { askingCard, heldCard } from '#src/features/guard/cards.ts'
import { heldBack } from '#src/features/guard/handlers/held.ts'

const topic = 'held'

/**
 * The question below a message that was held back. A platform shows something to one person alone only as the answer to what they pressed; whoever
 * reads it here reads the message itself as well, and none of it stands in the question.
 */
export async function composeHeld(
  { db, now }: Parts,
  agency: string,
  line: Extract<Notification, { kind: 'held' }>,
): Promise<Composed<Outgoing>> {
  const { held, roster, copies } = await db.inAgency(agency, async (tx) => ({
    held: await heldBack(tx, agency, line.said),
    roster: await rosterOf(tx, agency),
    copies: await messagesOf(tx, agency, line.said, topic),
  }))
  const [message = null] = copies
  const standing = { agency, subject: line.said, topic, message }
  if (!held?.at) {
    if (!message) return { kind: 'nothing', why: 'it is decided' }
    const { platform, place, placeId, channel } = message
    return putCard(standing, { platform, place, placeId, channel }, { withdrawn: true })
  }
  const { at } = held
  const writer = roster.person.get(held.by)
  const place = roster.places.find(({ id }) => id === at.placeId)
  if (!writer || !place) return { kind: 'nothing', why: 'its writer is gone' }
  const reader = readerFor(writer, now())
  const { platform, externalId } = place
  // On Discord it answers the message itself; Slack's threads have one depth.
  const thread = platform === 'discord' ? at.message : (at.thread ?? undefined)
  const to = { platform, place: externalId, placeId: place.id, channel: at.channel, thread }
  return putCard(
    standing,
    to,
    held.sealed === null ? heldCard('drop', reader) : askingCard(line.said, held.kinds, reader),
  )
}
