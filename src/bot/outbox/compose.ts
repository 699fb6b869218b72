import { loadAgency, type Agency } from '#db/repositories/agencies.ts'
import type { Tx } from '#db/connection/connect.ts'
import { keepHash, keepMessage } from '#db/repositories/messages.ts'
import type { Leased } from '#db/repositories/outbox.ts'
import { noteSeen } from '#db/repositories/seen.ts'
import type { Stored } from '#db/repositories/tasks.ts'
import type { MessageRef } from '#src/kernel/chat.ts'
import { viewOf } from '#src/features/tasks/queries/views.ts'
import { assistantCard, boardCard, offerCard, requesterCard } from '#src/features/tasks/cards.ts'
import { isStill, noticeCard } from '#src/features/tasks/notices.ts'
import type { Line, Notice } from '#src/features/telling/line.ts'
import { readerFor } from '#src/words/reader.ts'
import { wordsIn } from '#src/words/words.ts'
import { composeAnswered } from './answered.ts'
import { composeAway } from '#src/features/tasks/tell/away.ts'
import { composeDigest, composeRoomDigest, composeWeek } from '#src/features/digests/tell/digest.ts'
import { composeNudge } from '#src/features/tasks/tell/nudge.ts'
import { composeReminder } from '#src/features/reminders/tell/reminder.ts'
import {
  findDesk,
  findDirect,
  findLog,
  findOrigin,
  isDirect,
  type Found,
  type Parts,
} from '#src/features/telling/tell/destinations.ts'
import { composeHolidays } from '#src/features/calendars/tell/holidays.ts'
import { astray, hashOf, isGone, load, place, put, type Composed } from '#src/features/telling/tell/known.ts'
import { composeSocial } from '#src/features/social/tell/social.ts'
import { composeRepeat } from '#src/features/repeats/tell/repeats.ts'
import { undeliveredCard } from './undelivered.ts'

export type { Composed }

type CardLine = Extract<Line, { kind: 'card' }>

/** Words are made now, from what is so now, for whoever reads it. Nothing is said that would only repeat what is there. */
export async function compose(parts: Parts, leased: Leased): Promise<Composed> {
  const { agency: id, line } = leased
  const agency = await parts.db.inAgency(id, (tx) => loadAgency(tx, id))
  switch (line.kind) {
    case 'card':
      return composeCard(parts, agency, line)
    case 'notice':
      return composeNotice(parts, agency, line)
    case 'alert':
      return composeAlert(parts, agency, line)
    case 'nudge':
      return composeNudge(parts, agency, line)
    case 'reminder':
      return composeReminder(parts, agency, line)
    case 'digest':
      return composeDigest(parts, agency, leased, line)
    case 'holidays':
      return composeHolidays(parts, agency, line)
    case 'social':
      return composeSocial(parts, agency, line.social)
    case 'repeat':
      return composeRepeat(parts, agency, line)
    case 'away':
      return composeAway(parts, agency, line)
    case 'week':
      return composeWeek(parts, agency, leased, line)
    case 'room-digest':
      return composeRoomDigest(parts, agency, line)
    case 'answered':
      return composeAnswered(parts, agency, line)
    case 'undelivered':
      return composeUndelivered(parts, agency, line)
  }
}

async function composeCard(parts: Parts, agency: Agency, line: CardLine): Promise<Composed> {
  const topic = topicOf(line)
  const known = await load(parts, agency, line.task, topic, 'person' in line ? line.person : null)
  if (!known) return { kind: 'nothing', why: 'the task is gone' }
  const { stored, message, person, requester, rooms } = known
  const { task } = stored
  const view = await parts.db.inAgency(agency.id, (tx) => viewOf(tx, agency, task, parts.now()))

  switch (line.for) {
    case 'requester': {
      if (!requester) return { kind: 'nothing', why: 'the requester is gone' }
      const to = message ? place(message) : await findOrigin(parts, agency, stored)
      if (to.kind !== 'here') return astray(to)
      // In a channel others read it too; in a message to them alone what they saw last stays.
      if (isGone(requester, stored) && (await isDirect(parts, agency, requester.id, to.at)))
        return { kind: 'nothing', why: 'no longer theirs to see' }
      const here = to.at.channel === stored.origin.channel
      const card = requesterCard(view, requester, readerFor(requester, parts.now(), here))
      const { elsewhere } = wordsIn(requester.language).tasks
      return put(known, to.at, here ? card : { ...card, note: [card.note, elsewhere].filter(Boolean).join('\n') })
    }
    case 'board': {
      const room = rooms.find(({ id }) => id === line.room)
      if (!message && task.status !== 'open') return { kind: 'nothing', why: 'not on the board' }
      const to: Found | null = message ? place(message) : room ? { kind: 'here', at: room } : null
      if (!to) return { kind: 'nothing', why: 'not on the board' }
      return to.kind === 'here' ? put(known, to.at, boardCard(view, readerFor(agency, parts.now(), true))) : astray(to)
    }
    case 'offer': {
      const offered = task.status === 'assigned' && task.assistant === line.person
      if (!person || (!message && !offered)) return { kind: 'nothing', why: 'the offer is over' }
      const to = message ? place(message) : await findDirect(parts, agency, line.person, 'discord')
      return to.kind === 'here'
        ? put(known, to.at, offerCard(view, person, readerFor(person, parts.now())))
        : astray(to)
    }
    case 'assistant': {
      if (!person || (!message && task.assistant !== line.person)) return { kind: 'nothing', why: 'no longer theirs' }
      const to = message ? place(message) : await findDesk(parts, agency, stored, line.person)
      return to.kind === 'here'
        ? put(known, to.at, assistantCard(view, person, readerFor(person, parts.now())))
        : astray(to)
    }
  }
}

async function composeNotice(parts: Parts, agency: Agency, line: Extract<Line, { kind: 'notice' }>): Promise<Composed> {
  const known = await load(parts, agency, line.task, `notice:${line.person}:${line.notice.event}`, line.person)
  if (!known?.person) return { kind: 'nothing', why: 'the task or the person is gone' }
  const { stored, message, person } = known
  if (!message && isGone(person, stored)) return { kind: 'nothing', why: 'no longer theirs to see' }
  if (!message && !isStill(stored.task, line.notice)) return { kind: 'nothing', why: 'overtaken by what came after' }

  const working = stored.task.assistant === person.id
  const to = message
    ? place(message)
    : await (working ? findDesk(parts, agency, stored, person.id) : findDirect(parts, agency, person.id, null))
  if (to.kind !== 'here') return astray(to)
  const view = await viewFor(parts, agency, stored, line.notice)
  return put(known, to.at, noticeCard(view, line.notice, readerFor(person, parts.now()), person))
}

async function composeAlert(parts: Parts, agency: Agency, line: Extract<Line, { kind: 'alert' }>): Promise<Composed> {
  const known = await load(parts, agency, line.task, `alert:${line.notice.event}`, null)
  if (!known) return { kind: 'nothing', why: 'the task is gone' }
  const { found, reader } = await findLog(parts, agency)
  const to = known.message ? place(known.message) : found
  if (to.kind !== 'here') return astray(to)
  const view = await viewFor(parts, agency, known.stored, line.notice)
  return put(
    known,
    to.at,
    noticeCard(view, line.notice, readerFor(reader ?? agency, parts.now(), reader === null), reader),
  )
}

async function composeUndelivered(
  parts: Parts,
  agency: Agency,
  line: Extract<Line, { kind: 'undelivered' }>,
): Promise<Composed> {
  const { found, reader } = await findLog(parts, agency)
  if (found.kind !== 'here') return astray(found)
  const card = await parts.db.inAgency(agency.id, (tx) =>
    undeliveredCard(tx, agency.id, line, (reader ?? agency).language),
  )
  return { kind: 'post', to: found.at, card, task: null, topic: null }
}

function viewFor({ db, now }: Parts, agency: Agency, { task }: Stored, notice: Notice) {
  const named = [...(notice.by ? [notice.by] : []), ...('assistant' in notice ? [notice.assistant] : [])]
  return db.inAgency(agency.id, (tx) => viewOf(tx, agency, task, now(), named))
}

function topicOf(line: CardLine): string {
  if (line.for === 'requester') return 'requester'
  return line.for === 'board' ? `board:${line.room}` : `${line.for}:${line.person}`
}

/** Which message the card became, so that what comes later edits it. */
export async function remember(
  tx: Tx,
  line: Leased,
  composed: Extract<Composed, { kind: 'post' | 'edit' }>,
  message: MessageRef,
  { now, newId }: { now(): Temporal.Instant; newId(): string },
): Promise<void> {
  await noteTold(tx, line, now())
  const hash = hashOf(composed.card)
  if (composed.kind === 'edit') return keepHash(tx, line.agency, composed.id, hash)
  if (composed.topic === null) return
  const { placeId } = composed.to
  await keepMessage(
    tx,
    line.agency,
    composed.task,
    { id: newId(), topic: composed.topic, placeId, channel: message.channel, externalId: message.id, hash },
    now(),
  )
}

/** Whoever was sent a message of their own that a task is done is not told so again by a digest. */
async function noteTold(tx: Tx, { agency, line }: Leased, now: Temporal.Instant): Promise<void> {
  if (line.kind !== 'notice' || line.notice.about !== 'accepted') return
  await noteSeen(tx, agency, line.person, line.task, now)
}
