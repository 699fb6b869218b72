import { loadAgency, type Agency } from '#db/repositories/agencies.ts'
import type { Leased } from '#db/repositories/outbox.ts'
import { viewFrom } from '#src/features/tasks/queries/views.ts'
import { assistantCard, boardCard, offerCard, requesterCard } from '#src/features/tasks/cards.ts'
import { isStill, noticeCard } from '#src/features/tasks/notices.ts'
import type { Outgoing } from '#src/kernel/chat.ts'
import type { Notification } from '#src/features/telling/line.ts'
import { readerFor } from '#src/words/reader.ts'
import { wordsIn } from '#src/words/words.ts'
import { composeAnswered } from './answered.ts'
import { composeAway } from '#src/features/tasks/tell/away.ts'
import { composeDigest, composeRoomDigest, composeWeek } from '#src/features/digests/tell/digest.ts'
import { composeGathered } from '#src/features/tasks/tell/gathered.ts'
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
import { astray, isGone, load, place, put, type Composed, type Known } from '#src/features/telling/tell/known.ts'
import { composeRelayed, relaySoFar } from '#src/features/relay/tell/relayed.ts'
import { composeHeld } from '#src/features/guard/tell/held.ts'
import { composeNotCarried } from '#src/features/relay/tell/not-carried.ts'
import { composeLeaving } from '#src/features/leaving/tell/leaving.ts'
import { composeSocial } from '#src/features/social/tell/social.ts'
import { composeRepeat } from '#src/features/repeats/tell/repeats.ts'
import { composeRoomClosed, lookAgain } from '#src/features/telling/tell/closed-room.ts'
import { undeliveredCard } from './undelivered.ts'

export type { Composed }

type CardLine = Extract<Notification, { kind: 'card' }>

/** Words are made now, from what is so now, for whoever reads it. Nothing is said that would only repeat what is there. */
export async function compose(parts: Parts, leased: Leased): Promise<Composed<Outgoing>> {
  const { line } = leased
  switch (line.kind) {
    case 'card':
      return composeCard(parts, leased.agency, line)
    case 'notice':
      return composeNotice(parts, leased.agency, line)
    case 'relayed':
      return composeRelayed(parts, leased.agency, line)
    case 'not-carried':
      return composeNotCarried(parts, leased.agency, line)
    case 'held':
      return composeHeld(parts, leased.agency, line)
    case 'alert':
    case 'managers':
      return composeGathered(parts, leased.agency)
    case 'nudge': {
      const { person } = line
      return person === null
        ? composeGathered(parts, leased.agency)
        : composeNudge(parts, leased.agency, { ...line, person })
    }
    default:
      return composeOther(parts, leased, line)
  }
}

type TaskLine = Extract<
  Notification,
  { kind: 'card' | 'notice' | 'alert' | 'nudge' | 'relayed' | 'not-carried' | 'held' | 'managers' }
>

/** What is about something else than a task, or about several. */
async function composeOther(parts: Parts, leased: Leased, line: Exclude<Notification, TaskLine>): Promise<Composed> {
  const agency = await parts.db.inAgency(leased.agency, (tx) => loadAgency(tx, leased.agency))
  switch (line.kind) {
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
    case 'leaving':
      return composeLeaving(parts, agency, line)
    case 'room-closed':
      return composeRoomClosed(parts, agency, line)
    case 'undelivered':
      return composeUndelivered(parts, agency, line)
  }
}

async function composeCard(parts: Parts, home: string, line: CardLine): Promise<Composed> {
  const person = 'person' in line ? line.person : null
  const known = await load(parts, { agency: home, task: line.task }, { topic: topicOf(line), person })
  if (!known) return { kind: 'nothing', why: 'the task is gone' }
  switch (line.for) {
    case 'requester':
      return composeForRequester(parts, known)
    case 'board':
      return composeForBoard(parts, known, line.room)
    case 'offer':
      return composeOffer(parts, known, line.person)
    case 'assistant':
      return composeForAssistant(parts, known, line.person)
  }
}

async function composeForRequester(parts: Parts, known: Known): Promise<Composed> {
  const { agency, stored, message, requester } = known
  if (!requester) return { kind: 'nothing', why: 'the requester is gone' }
  const to = message ? place(message) : await findOrigin(parts, known)
  if (to.kind !== 'here') return astray(to)
  // In a channel others read it too; in a message to them alone what they saw last stays.
  if (isGone(requester, stored) && (await isDirect(parts, agency, requester.id, to.at)))
    return { kind: 'nothing', why: 'no longer theirs to see' }
  const here = to.at.channel === stored.origin.channel
  const card = requesterCard(viewFrom(known, parts.now()), requester, readerFor(requester, parts.now(), here))
  const { elsewhere } = wordsIn(requester.language).tasks
  return put(known, to.at, here ? card : { ...card, note: [card.note, elsewhere].filter(Boolean).join('\n') })
}

function composeForBoard({ now }: Parts, known: Known, board: string): Composed {
  const { agency, stored, message, rooms } = known
  const room = rooms.find(({ id }) => id === board)
  if (!message && stored.task.status !== 'open') return { kind: 'nothing', why: 'not on the board' }
  const to: Found | null = message ? place(message) : room ? { kind: 'here', at: room } : null
  if (!to) return { kind: 'nothing', why: 'not on the board' }
  if (to.kind !== 'here') return astray(to)
  if (room?.closed) return { kind: 'held', seconds: lookAgain.total('seconds') }
  return put(known, to.at, boardCard(viewFrom(known, now()), readerFor(agency, now(), true)))
}

async function composeOffer(parts: Parts, known: Known, assistant: string): Promise<Composed> {
  const { agency, message, person, identities } = known
  const { task } = known.stored
  const offered = task.status === 'assigned' && task.assistant === assistant
  if (!person || (!message && !offered)) return { kind: 'nothing', why: 'the offer is over' }
  const to = message ? place(message) : await findDirect(parts, agency, assistant, 'discord', identities)
  if (to.kind !== 'here') return astray(to)
  return put(known, to.at, offerCard(viewFrom(known, parts.now()), person, readerFor(person, parts.now())))
}

async function composeForAssistant(parts: Parts, known: Known, assistant: string): Promise<Composed> {
  const { message, person } = known
  if (!person || (!message && known.stored.task.assistant !== assistant))
    return { kind: 'nothing', why: 'no longer theirs' }
  const to = message ? place(message) : await findDesk(parts, known, assistant)
  if (to.kind !== 'here') return astray(to)
  const { agency, stored } = known
  if (!message) await relaySoFar(parts, { agency: agency.id, task: stored.task.id, person: assistant })
  return put(known, to.at, assistantCard(viewFrom(known, parts.now()), person, readerFor(person, parts.now())))
}

async function composeNotice(
  parts: Parts,
  home: string,
  line: Extract<Notification, { kind: 'notice' }>,
): Promise<Composed> {
  const { task, notice } = line
  const about = { topic: `notice:${line.person}:${notice.event}`, person: line.person }
  const known = await load(parts, { agency: home, task }, about)
  if (!known?.person) return { kind: 'nothing', why: 'the task or the person is gone' }
  const { agency, stored, message, person, identities } = known
  if (!message && isGone(person, stored)) return { kind: 'nothing', why: 'no longer theirs to see' }
  if (!message && !isStill(stored.task, notice)) return { kind: 'nothing', why: 'overtaken by what came after' }

  const working = stored.task.assistant === person.id
  const to = message
    ? place(message)
    : await (working ? findDesk(parts, known, person.id) : findDirect(parts, agency, person.id, null, identities))
  if (to.kind !== 'here') return astray(to)
  const card = noticeCard(viewFrom(known, parts.now()), notice, readerFor(person, parts.now()), person)
  return put(known, to.at, card)
}

async function composeUndelivered(
  parts: Parts,
  agency: Agency,
  line: Extract<Notification, { kind: 'undelivered' }>,
): Promise<Composed> {
  const { found, reader } = await findLog(parts, agency)
  if (found.kind !== 'here') return astray(found)
  const card = await parts.db.inAgency(agency.id, (tx) =>
    undeliveredCard(tx, agency.id, line, (reader ?? agency).language),
  )
  return { kind: 'post', to: found.at, card, task: null, topic: null }
}

function topicOf(line: CardLine): string {
  if (line.for === 'requester') return 'requester'
  return line.for === 'board' ? `board:${line.room}` : `${line.for}:${line.person}`
}
