import { messagesOf } from '#db/repositories/messages.ts'
import { rosterOf } from '#db/repositories/roster.ts'
import { saidById } from '#db/repositories/talk.ts'
import { taskById } from '#db/repositories/tasks.ts'
import { isReply } from '#src/features/relay/reply.ts'
import type { Notification } from '#src/features/telling/line.ts'
import type { Parts } from '#src/features/telling/tell/destinations.ts'
import { putCard, type Composed } from '#src/features/telling/tell/known.ts'
import type { Outgoing } from '#src/kernel/chat.ts'
import type { Relayed } from '#src/kernel/talk.ts'
import { wordsIn, type Words } from '#src/words/words.ts'

/**
 * Tells whoever wrote it, where they wrote it and in their language, which files did not get across, and why; or that the message itself did not.
 * What arrives is told of by nothing: it is what people expect.
 */
export async function composeNotCarried(
  { db }: Parts,
  agency: string,
  line: Extract<Notification, { kind: 'not-carried' }>,
): Promise<Composed<Outgoing>> {
  const topic = line.files.length > 0 ? 'not-carried' : 'not-arrived'
  const { said, stored, roster, copies } = await db.inAgency(agency, async (tx) => ({
    said: await saidById(tx, agency, line.said),
    stored: await taskById(tx, agency, line.task),
    roster: await rosterOf(tx, agency),
    copies: await messagesOf(tx, agency, line.said, topic),
  }))
  const writer = said && roster.person.get(said.writer.id)
  const place = said && roster.places.find(({ id }) => id === said.placeId)
  if (!said || !stored || !writer || !place || said.removedAt) return { kind: 'nothing', why: 'it is gone' }
  const { relay, tasks } = wordsIn(writer.language)
  const outgoing: Relayed = {
    about: tasks.heading(stored.task.number, stored.task.title),
    writer: { name: 'Sahayak', picture: null },
    text: '',
    notes: notesOf(line.files, stored.task.number, relay).map((text) => ({ text, url: null })),
  }
  const { platform, externalId } = place
  // On Discord it answers the message itself; Slack's threads have one depth.
  const thread = platform === 'discord' && !isReply(said) ? said.externalId : (said.thread ?? undefined)
  const to = { platform, place: externalId, placeId: place.id, channel: said.channel, thread }
  return putCard({ agency, subject: said.id, topic, message: copies[0] ?? null }, to, outgoing)
}

function notesOf(
  files: Extract<Notification, { kind: 'not-carried' }>['files'],
  number: number,
  relay: Words['relay'],
): string[] {
  if (files.length === 0) return [relay.notArrived(number)]
  return [...files.map(({ name, why }) => relay.leftBehind[why](name)), relay.wordsArrived]
}
