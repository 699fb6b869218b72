import { postSubject } from '#src/features/social/policy.ts'
import { listRooms, type Agency } from '#db/repositories/agencies.ts'
import { messagesOf, type MessagePlace } from '#db/repositories/messages.ts'
import { personById } from '#db/repositories/people.ts'
import { findPosts, postById } from '#db/repositories/posts.ts'
import { accountById, slotById } from '#db/repositories/social.ts'
import { clientTeamOf } from '#src/features/social/queries/client-team.ts'
import { postView } from '#src/features/social/queries/views.ts'
import type { Person } from '#src/kernel/person.ts'
import { may } from '#src/features/policy.ts'
import { roomCard } from '#src/features/social/cards.ts'
import { againCard, dueCard, overdueCard } from '#src/features/social/due-cards.ts'
import { socialTopic, type SocialLine } from '#src/features/telling/social-lines.ts'
import { emptySlotCard, newsCard, toApproveCard } from '#src/features/social/notices.ts'
import type { Post } from '#src/features/social/post.ts'
import type { Card } from '#src/kernel/card.ts'
import { readerFor, type Reader } from '#src/words/reader.ts'
import { findDirect, findLog, type Found, type Parts } from '#src/features/telling/tell/destinations.ts'
import { place, putCard, type Composed } from '#src/features/telling/tell/known.ts'

type EmptyLine = Extract<SocialLine, { about: 'empty' }>
type PostLine = Exclude<SocialLine, EmptyLine>

/** A line about a post or a slot in words, and where they go. */
export async function composeSocial(parts: Parts, agency: Agency, line: SocialLine): Promise<Composed> {
  return line.about === 'empty' ? composeEmpty(parts, agency, line) : composePost(parts, agency, line)
}

async function composePost(parts: Parts, agency: Agency, line: PostLine): Promise<Composed> {
  const topic = socialTopic(line)
  const known = await parts.db.inAgency(agency.id, async (tx) => {
    const post = await postById(tx, agency.id, line.post)
    if (!post) return null
    const named = line.about === 'news' && 'by' in line.news ? [line.news.by] : []
    const [message] = await messagesOf(tx, agency.id, post.id, topic)
    return { ...(await postView(tx, agency, post, parts.now(), named)), message: message ?? null }
  })
  if (!known) return { kind: 'nothing', why: 'the post is gone' }
  const { view, context, message } = known
  // A message that was never sent is not sent any more once what it asks for is over.
  if (!message && isOver(line, view.post)) return { kind: 'nothing', why: 'overtaken by what came after' }

  const to = await readerOf(parts, agency, line, message)
  if ('kind' in to) return to
  const { reader, person } = to
  if (person && !may(person, 'see-post', postSubject(view.post.client, context.serving)))
    return { kind: 'nothing', why: 'no longer theirs to see' }
  const say = (card: Card) => putCard({ agency: agency.id, subject: line.post, topic, message }, to.at, card)
  switch (line.about) {
    case 'due':
      return say(dueCard(view, reader, line.person))
    case 'again':
      return say(againCard(view, reader))
    case 'overdue':
      return say(overdueCard(view, reader))
    case 'room':
      return say(roomCard(view, reader))
    case 'news':
      return say(newsCard(view, line.news, reader))
    case 'to-approve':
      return person
        ? say(toApproveCard(view, line.hash, person, context, reader))
        : { kind: 'nothing', why: 'the person is gone' }
  }
}

function isOver(line: PostLine, post: Post): boolean {
  switch (line.about) {
    case 'due':
    case 'overdue':
      return post.status !== 'due' || post.due.cycle !== line.cycle
    case 'again':
      return !post.due || post.due.cycle !== line.cycle || post.status === 'posted'
    case 'to-approve':
      return post.status !== 'approval' || post.content.hash !== line.hash
    case 'news':
      return line.news.what === 'unapproved' && post.status !== 'draft' && post.status !== 'approval'
    case 'room':
      return false
  }
}

type Towards = { at: Extract<Found, { kind: 'here' }>['at']; reader: Reader; person: Person | null }

/** Where the message stands already, or where it belongs; and for whom it is worded. */
async function readerOf(
  parts: Parts,
  agency: Agency,
  line: SocialLine,
  message: MessagePlace | null,
): Promise<Towards | Composed> {
  const stands = message && place(message)
  if ('room' in line && line.room !== null) {
    const rooms = await parts.db.inAgency(agency.id, (tx) => listRooms(tx, agency.id))
    const room = rooms.find(({ id }) => id === line.room)
    const found: Found | null = stands ?? (room ? { kind: 'here', at: room } : null)
    if (!found) return { kind: 'nothing', why: 'the room is gone' }
    if (room?.closed) return { kind: 'nothing', why: 'its room cannot be written to' }
    return found.kind === 'here' ? { at: found.at, reader: readerFor(agency, parts.now(), true), person: null } : found
  }
  const id = 'person' in line ? line.person : null
  if (id === null) {
    const log = await findLog(parts, agency)
    const found = stands ?? log.found
    if (found.kind !== 'here') return found
    return {
      at: found.at,
      reader: readerFor(log.reader ?? agency, parts.now(), log.reader === null),
      person: log.reader,
    }
  }
  const person = await parts.db.inAgency(agency.id, (tx) => personById(tx, agency.id, id))
  if (!person) return { kind: 'nothing', why: 'the person is gone' }
  const found = stands ?? (await findDirect(parts, agency, id, null))
  return found.kind === 'here' ? { at: found.at, reader: readerFor(person, parts.now()), person } : found
}

async function composeEmpty(parts: Parts, agency: Agency, line: EmptyLine): Promise<Composed> {
  const at = Temporal.Instant.from(line.at)
  const known = await parts.db.inAgency(agency.id, async (tx) => {
    const slot = await slotById(tx, agency.id, line.slot)
    const account = slot && (await accountById(tx, agency.id, slot.account))
    if (!slot || !account) return null
    const { client, zone } = await clientTeamOf(tx, agency, account.client)
    const there = await findPosts(tx, agency.id, { account: account.id, at })
    return { account, client: client.name, zone, filled: there.some(({ status }) => status !== 'cancelled') }
  })
  if (!known) return { kind: 'nothing', why: 'the slot is gone' }
  if (known.filled) return { kind: 'nothing', why: 'it was filled meanwhile' }
  const to = await readerOf(parts, agency, line, null)
  if ('kind' in to) return to
  const { filled, ...empty } = known
  const card = emptySlotCard({ ...empty, slot: line.slot, at }, { filled, room: line.room !== null }, to.reader)
  return { kind: 'post', to: to.at, card, task: null, topic: null }
}
