import { listRooms, type Agency, type Room } from '#db/repositories/agencies.ts'
import type { Database } from '#db/connection/connect.ts'
import { keepThread, noThread } from '#db/repositories/messages.ts'
import type { Destination } from '#db/repositories/outbox.ts'
import { identitiesOf, keepDirect, longestManaging, withRole, type Identity } from '#db/repositories/people.ts'
import type { About, TaskReading } from '#db/repositories/telling.ts'
import type { Chat, Sent } from '#src/kernel/chat.ts'
import type { Person, Platform } from '#src/kernel/person.ts'
import type { Untellable } from '#src/features/telling/line.ts'

export type { Destination }

/** `wait`: a platform asked for patience, or may have done what it did not confirm. */
export type Found =
  | { kind: 'here'; at: Destination }
  | { kind: 'wait'; sent: Exclude<Sent, { outcome: 'sent' }> }
  | { kind: 'nowhere'; why: Untellable }

export type Parts = {
  db: Database
  chats: ReadonlyMap<Platform, Chat>
  now(): Temporal.Instant
  /** Reads what one line is about, together with what others are; alone where it is left out. */
  read?(about: About): Promise<TaskReading | null>
  /** Nobody has tried to tell this line before, so nothing was begun that would have to be looked for. */
  isFirst?: boolean
}

/** People's private threads hold their managers too; a large agency's are not all called to each task. */
const managersInThread = 5

/** The channel where the task was asked for, if the bot can write there; else the requester's direct message. */
export async function findOrigin(
  parts: Parts,
  { agency, stored: { task, origin }, places, identities }: TaskReading,
): Promise<Found> {
  const place = places.find(({ id }) => id === origin.place)
  if (place) {
    const { platform, externalId, id: placeId } = place
    const at = { platform, place: externalId, placeId, channel: origin.channel }
    if (await canPostIn(parts, at)) return { kind: 'here', at }
  }
  return findDirect(parts, agency, task.requester, place?.platform ?? null, identities)
}

/**
 * A person's direct message: on the platform preferred, if they are there, else wherever they can be written to. Where this
 * process speaks to none of their platforms it is left to another one.
 */
export async function findDirect(
  parts: Parts,
  agency: Agency,
  person: string,
  preferred: Platform | null,
  known?: TaskReading['identities'],
): Promise<Found> {
  const identities = known ? (known.get(person) ?? []) : await identitiesFor(parts, agency, person)
  const there = identities.filter(({ left }) => left === null)
  if (there.length === 0 && identities.length > 0) return { kind: 'nowhere', why: 'has-left' }
  const inOrder = there.toSorted((a, b) => Number(b.platform === preferred) - Number(a.platform === preferred))
  const spokenTo = inOrder.filter(({ platform }) => parts.chats.has(platform))
  for (const identity of spokenTo) {
    const channel = await directOf(parts, agency, identity)
    if (channel)
      return {
        kind: 'here',
        at: { platform: identity.platform, place: identity.place, placeId: identity.placeId, channel },
      }
  }
  if (spokenTo.length < inOrder.length) {
    return { kind: 'wait', sent: { outcome: 'later', at: parts.now(), why: 'no connection', everywhere: false } }
  }
  return { kind: 'nowhere', why: inOrder.length ? 'cannot-be-written-to' : 'no-account-here' }
}

async function identitiesFor({ db }: Parts, agency: Agency, person: string): Promise<Identity[]> {
  const identities = await db.inAgency(agency.id, (tx) => identitiesOf(tx, agency.id, [person]))
  return identities.get(person) ?? []
}

/** Whether it is a direct message with that person. */
export async function isDirect(parts: Parts, agency: Agency, person: string, at: Destination): Promise<boolean> {
  const direct = await findDirect(parts, agency, person, at.platform)
  return direct.kind === 'here' && direct.at.channel === at.channel
}

async function directOf(
  { db, chats }: Parts,
  agency: Agency,
  { platform, place, externalId, direct }: Identity,
): Promise<string | null> {
  if (direct) return direct
  const channel = (await chats.get(platform)?.direct(place, externalId)) ?? null
  if (channel) await db.inAgency(agency.id, (tx) => keepDirect(tx, agency.id, platform, externalId, channel))
  return channel
}

/** Where an assistant works on a task: its private thread below the board, or their direct message. */
export async function findDesk(parts: Parts, reading: TaskReading, person: string): Promise<Found> {
  const { agency, rooms, identities, threads } = reading
  const { chats } = parts
  const mine = (identities.get(person) ?? []).filter(({ left }) => left === null)
  const board = rooms.find(
    (room) => room.purpose === 'board' && mine.some((identity) => identity.placeId === room.placeId),
  )
  const me = board && mine.find((identity) => identity.placeId === board.placeId)
  const chat = board && chats.get(board.platform)
  if (!board || !me || !chat) return findDirect(parts, agency, person, null, identities)

  const thread = threads.find((each) => each.person === person)
  const at = { platform: board.platform, place: board.place, placeId: board.placeId }
  if (thread?.channel === noThread) return findDirect(parts, agency, person, board.platform, identities)
  if (thread) return { kind: 'here', at: { ...at, channel: thread.channel } }
  return openDesk(parts, reading, { chat, board, me, person })
}

async function openDesk(
  parts: Parts,
  { agency, stored: { task }, identities }: TaskReading,
  { chat, board, me, person }: { chat: Chat; board: Room; me: Identity; person: string },
): Promise<Found> {
  const { db, now, isFirst = false } = parts
  const managing = await db.inAgency(agency.id, async (tx) => {
    const managers = await withRole(tx, agency.id, ['owner', 'manager'])
    const found = await identitiesOf(
      tx,
      agency.id,
      managers.slice(0, managersInThread).map(({ id }) => id),
    )
    return [...found.values()].flat()
  })
  const there = managing.filter((identity) => identity.placeId === board.placeId)
  const members = [...new Set([me, ...there].map(({ externalId }) => externalId))]
  const opened = await chat.thread(board.place, board.channel, `#${task.number} ${task.title}`, members, { isFirst })
  if (opened === null || opened.outcome === 'gone') return findDirect(parts, agency, person, board.platform, identities)
  if (opened.outcome !== 'sent') return { kind: 'wait', sent: opened }

  const { channel } = opened.message
  const { platform, place, placeId } = board
  await db.inAgency(agency.id, (tx) =>
    keepThread(tx, agency.id, { taskId: task.id, personId: person, placeId, channel }, now()),
  )
  return { kind: 'here', at: { platform, place, placeId, channel } }
}

/** The log room, or where there is none, whoever has managed longest. */
export async function findLog(parts: Parts, agency: Agency): Promise<{ found: Found; reader: Person | null }> {
  const { rooms, first } = await parts.db.inAgency(agency.id, async (tx) => ({
    rooms: await listRooms(tx, agency.id),
    first: await longestManaging(tx, agency.id),
  }))
  const log = rooms.find((room) => room.purpose === 'log')
  // Where we were thrown out of the log room a manager still has to know.
  if (log && (await canPostIn(parts, log))) {
    const { platform, place, placeId, channel } = log
    return { found: { kind: 'here', at: { platform, place, placeId, channel } }, reader: null }
  }
  if (!first) return { found: { kind: 'nowhere', why: 'no-manager' }, reader: null }
  return { found: await findDirect(parts, agency, first.id, null), reader: first }
}

/** Of a platform that another process speaks to it is for that one to say. */
async function canPostIn({ chats }: Parts, { platform, place, channel }: Destination): Promise<boolean> {
  return (await chats.get(platform)?.canPost(place, channel)) ?? true
}
