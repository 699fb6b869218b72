import { randomUUIDv7 } from 'node:crypto'
import type { Tx } from '#db/connection/connect.ts'
import { forgetMessage, messagesOf, threadOf, type MessagePlace } from '#db/repositories/messages.ts'
import { addLines } from '#db/repositories/outbox.ts'
import { rosterOf, type Roster } from '#db/repositories/roster.ts'
import { saidById, saidSoFar } from '#db/repositories/talk.ts'
import { taskById } from '#db/repositories/tasks.ts'
import { copyFiles } from './files.ts'
import { lineOf } from '#src/features/relay/lines.ts'
import { filesOf, relayedOf } from '#src/features/relay/relayed.ts'
import { partsToTell, topicOf, workingOn, type Said } from '#src/features/relay/said.ts'
import type { Task } from '#src/features/tasks/task.ts'
import { entryOf, type Notification } from '#src/features/telling/line.ts'
import type { Destination, Parts } from '#src/features/telling/tell/destinations.ts'
import { hashOf, putCard, type Composed } from '#src/features/telling/tell/known.ts'
import type { Outgoing } from '#src/kernel/chat.ts'
import type { Person, Platform } from '#src/kernel/person.ts'
import { taskSubject } from '#src/features/tasks/policy.ts'
import { may } from '#src/features/policy.ts'
import type { Withdrawn } from '#src/kernel/talk.ts'
import { wordsIn } from '#src/words/words.ts'

type RelayedLine = Extract<Notification, { kind: 'relayed' }>

/** All that one message's way to the other side asks for. */
type Reading = {
  said: Said
  task: Task
  roster: Roster
  /** What it became there before. */
  copy: MessagePlace | null
  /** Below which message of ours, or in which thread, people talk there; null while there is none. */
  home: Destination | null
  reader: Person
}

const withdrawn: Withdrawn = { withdrawn: true }

/**
 * What somebody wrote, brought to the other side as it stands now: said, changed or taken back. A message that somebody removed over
 * there stays away.
 */
export async function composeRelayed(parts: Parts, agency: string, line: RelayedLine): Promise<Composed<Outgoing>> {
  const known = await parts.db.inAgency(agency, (tx) => read(tx, agency, line))
  if (!known) return { kind: 'nothing', why: 'the message, the task or the reader is gone' }
  const { said, roster, copy, home, reader } = known
  const standing = { agency, subject: said.id, topic: topicOf(line.to, line.part) }
  if (isHidden(said, line.to)) {
    return copy ? putCard({ ...standing, message: copy }, placeOf(copy), withdrawn) : nothing('not for that side')
  }
  if (!isReader(known, line.to)) return nothing('no longer theirs to see')

  const at = copy ? placeOf(copy) : home
  if (!at) return { kind: 'wait', sent: { outcome: 'later', at: parts.now(), why: 'no card yet', everywhere: false } }
  const from = roster.places.find(({ id }) => id === said.placeId)?.platform ?? at.platform
  const words = wordsIn(reader.language)
  const about = words.tasks.heading(known.task.number, known.task.title)
  const outgoing = await outgoingOf(parts, agency, { known, line, from, about })
  if (outgoing && 'outcome' in outgoing) return { kind: 'wait', sent: outgoing }
  // It was longer before: what it no longer needs is taken back.
  if (!outgoing)
    return copy ? putCard({ ...standing, message: copy }, placeOf(copy), withdrawn) : nothing('no such part')
  // What was taken back and is to be said after all is said anew.
  const isAnew = copy !== null && copy.hash === hashOf(withdrawn)
  if (isAnew) await parts.db.inAgency(agency, (tx) => forgetMessage(tx, agency, copy.id))
  return putCard({ ...standing, message: isAnew ? null : copy }, isAnew && home ? home : at, outgoing)
}

type Wanted = { known: Reading; line: RelayedLine; from: Platform; about: string }

/** That part of it in words or files; null where it has none such. Files that do not get across are told to whoever sent them. */
async function outgoingOf(parts: Parts, agency: string, { known, line, from, about }: Wanted) {
  const { said, reader, roster } = known
  const words = wordsIn(reader.language)
  if (line.part !== 'files') return relayedOf(said, { from, about, part: line.part ?? 0 }, { words })
  const place = roster.places.find(({ id }) => id === said.placeId)?.externalId ?? ''
  const copied = await copyFiles(parts, agency, { said, platform: from, place })
  if ('outcome' in copied) return copied
  const { left } = copied
  if (left.length > 0) {
    const files = left.map(({ name, why }) => ({ name, why }))
    const notice = entryOf({ kind: 'not-carried', task: said.task, said: said.id, files }, randomUUIDv7)
    await parts.db.inAgency(agency, (tx) => addLines(tx, agency, [notice], parts.now()))
  }
  return filesOf(said, { from, about, ...copied }, { words })
}

const nothing = (why: string): Composed<Outgoing> => ({ kind: 'nothing', why })

function isHidden({ removedAt, internal }: Said, to: string): boolean {
  return removedAt !== null || (internal && to === 'requester')
}

/** Whoever works on it, or asked for it and still speaks for the client; nobody is told what they wrote themselves. */
function isReader({ said, task, reader }: Reading, to: string): boolean {
  if (reader.id === said.writer.id || !may(reader, 'see', taskSubject(task))) return false
  return to === 'requester' || workingOn(task) === reader.id
}

async function read(tx: Tx, agency: string, { said: id, task: about, to, part }: RelayedLine): Promise<Reading | null> {
  const [said, stored, copies, roster] = await Promise.all([
    saidById(tx, agency, id),
    taskById(tx, agency, about),
    messagesOf(tx, agency, id, topicOf(to, part)),
    rosterOf(tx, agency),
  ])
  const reader = stored && roster.person.get(to === 'requester' ? stored.task.requester : to)
  if (!said || !stored || !reader) return null
  const [copy = null] = copies
  const home = await (to === 'requester'
    ? belowCard(tx, agency, about, ['requester'])
    : deskOf(tx, agency, about, to, roster))
  return { said, task: stored.task, roster, copy, home, reader }
}

/** The thread in which an assistant works on it, or the one below the card in their direct message. */
async function deskOf(
  tx: Tx,
  agency: string,
  task: string,
  person: string,
  roster: Roster,
): Promise<Destination | null> {
  const thread = await threadOf(tx, agency, task, person)
  const place = thread && roster.places.find(({ id }) => id === thread.placeId)
  if (!thread || !place) return belowCard(tx, agency, task, [`assistant:${person}`, `offer:${person}`])
  return { platform: place.platform, place: place.externalId, placeId: place.id, channel: thread.channel }
}

async function belowCard(tx: Tx, agency: string, task: string, topics: string[]): Promise<Destination | null> {
  const found = await Promise.all(topics.map((topic) => messagesOf(tx, agency, task, topic)))
  const [card] = found.flat()
  return card ? { ...placeOf(card), thread: card.externalId } : null
}

function placeOf({ platform, place, placeId, channel }: MessagePlace): Destination {
  return { platform, place, placeId, channel }
}

/** Whoever takes a task on reads what its client said of it before. Whatever is there already is not said twice. */
export async function relaySoFar(
  { db, now }: Parts,
  about: { agency: string; task: string; person: string },
): Promise<void> {
  const { agency, task, person } = about
  await db.inAgency(agency, async (tx) => {
    const said = await saidSoFar(tx, agency, task, 'requester')
    const lines = said.flatMap((one) =>
      partsToTell({ known: null }, one).map((part) => entryOf(lineOf(one, person, part), randomUUIDv7)),
    )
    await addLines(tx, agency, lines, now())
  })
}
