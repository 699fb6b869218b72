import { createHash } from 'node:crypto'
import type { Database, Tx } from '#db/connection/connect.ts'
import { forgetMessage, retireMessage, type MessagePlace } from '#db/repositories/messages.ts'
import type { Stored } from '#db/repositories/tasks.ts'
import { readForTelling, type About, type TaskReading } from '#db/repositories/telling.ts'
import type { MessageRef, Outgoing, Sent } from '#src/kernel/chat.ts'
import type { Person } from '#src/kernel/person.ts'
import { may } from '#src/features/policy.ts'
import type { Untellable } from '#src/features/telling/line.ts'
import type { Card } from '#src/kernel/card.ts'
import type { Destination, Found, Parts } from './destinations.ts'

/** A line in words, and where they go. */
export type Composed<Said extends Outgoing = Card> =
  | { kind: 'nothing'; why: string }
  | { kind: 'nowhere'; why: Untellable }
  /** Its room cannot be written to by now: it waits for that, and no try is counted. */
  | { kind: 'held'; seconds: number }
  | { kind: 'wait'; sent: Exclude<Sent, { outcome: 'sent' }> }
  | { kind: 'post'; to: Destination; card: Said; task: string | null; topic: string | null }
  | { kind: 'edit'; to: Destination; card: Said; message: MessageRef; id: string; forget(tx: Tx): Promise<void> }

/** What is to be sent. */
export type Sending = Extract<Composed<Outgoing>, { kind: 'post' | 'edit' }>

/** What is known of what a line is about, in one snapshot; `message` is what it became when it was told before. */
export type Known = TaskReading & {
  topic: string
  message: MessagePlace | null
  person: Person | null
  requester: Person | null
}

/** Null: the task is gone. */
export async function load(
  { db, read = (about) => readAlone(db, about) }: Parts,
  { agency, task }: { agency: string; task: string },
  { topic, person }: { topic: string; person: string | null },
): Promise<Known | null> {
  const reading = await read({ agency, task })
  if (!reading) return null
  const { people, messages, stored } = reading
  const personOf = (id: string | null) => people.find((each) => each.id === id) ?? null
  const message = messages.find((each) => each.topic === topic) ?? null
  return { ...reading, topic, message, person: personOf(person), requester: personOf(stored.task.requester) }
}

async function readAlone(db: Database, about: About): Promise<TaskReading | null> {
  const [reading] = await db.inAgency(about.agency, (tx) => readForTelling(tx, [about]))
  return reading?.() ?? null
}

/** Whoever asked for it and speaks for the client no longer, or has no role at all any more, or has left, is told nothing new of it. */
export function isGone(person: Person, { task }: Stored): boolean {
  return (
    person.left !== undefined ||
    person.roles.length === 0 ||
    (person.id === task.requester && !may(person, 'see', { client: task.client, holder: task.assistant }))
  )
}

/** A task's message: see `putCard`. */
export function put({ agency, stored, topic, message }: Known, to: Destination, card: Card): Composed {
  return putCard({ agency: agency.id, subject: stored.task.id, topic, message }, to, card)
}

type Standing = {
  agency: string
  /** The task or the post that it is about, or what somebody wrote; null: none by itself. */
  subject: string | null
  topic: string
  message: MessagePlace | null
}

/** A new message, or the one that stands there brought up to date, unless it says so already. */
export function putCard<Said extends Outgoing>(
  { agency, subject, topic, message }: Standing,
  to: Destination,
  card: Said,
): Composed<Said> {
  if (!message) return { kind: 'post', to, card, task: subject, topic }
  if (message.hash === hashOf(card)) return { kind: 'nothing', why: 'it says so already' }
  const ref = { channel: message.channel, id: message.externalId }
  const forget = (tx: Tx) => (isTalkedBelow(topic) ? retireMessage : forgetMessage)(tx, agency, message.id)
  return { kind: 'edit', to, card, message: ref, id: message.id, forget }
}

/** Cards and notices of one person, which people answer in a thread. */
function isTalkedBelow(topic: string): boolean {
  return /^(?:requester$|assistant:|offer:|notice:)/u.test(topic)
}

export function place(message: MessagePlace): Found {
  const { platform, place: external, placeId, channel } = message
  return { kind: 'here', at: { platform, place: external, placeId, channel } }
}

export function astray(found: Exclude<Found, { kind: 'here' }>): Composed {
  return found
}

/** Of what a message shows: an edit that would change nothing is not sent. */
export function hashOf(card: Outgoing): string {
  return createHash('sha256').update(JSON.stringify(card)).digest('base64url')
}
