import { createHash } from 'node:crypto'
import type { Person } from '#src/kernel/person.ts'
import { may } from '#src/features/policy.ts'
import { taskSubject } from '#src/features/tasks/policy.ts'
import type { Task } from '#src/features/tasks/task.ts'
import type { Besides, Written } from '#src/kernel/talk.ts'
import { partsOf } from './parts.ts'

/** A conversation about a task has two sides: whoever asked for it, and whoever works on it. */
export type Side = 'requester' | 'assistant'

/** A message of a person about a task, as it stands where they wrote it. */
export type Said = {
  id: string
  task: string
  placeId: string
  channel: string
  /** The message of the channel that it stands below or replies to. */
  thread: string | null
  externalId: string
  /** On whose side it was written. */
  side: Side
  writer: { id: string; name: string; picture: string | null }
  text: string
  besides: Besides[]
  /** A note for assistants and managers, which no client sees. */
  internal: boolean
  writtenAt: Temporal.Instant
  editedAt: Temporal.Instant | null
  /** Its words are gone as well then. */
  removedAt: Temporal.Instant | null
}

/** The task that a message was written about, as far as it matters here. */
export type Spoken = Pick<Task, 'id' | 'requester' | 'client' | 'assistant' | 'status' | 'duty'>

/** What is known of the place in which a message was written. */
export type Heard = {
  task: Spoken
  /** Null: not a place where people talk about it, such as the board. */
  side: Side | null
  /** The message as it was before. */
  known: Said | null
  /** To whom it was told already: `requester`, or the id of an assistant. */
  told: string[]
  /** By which the words of it are known that were held back, for a secret in them; null where none were. */
  held: string | null
}

/**
 * One message has one id, whoever hears of it and how often: of two processes that hear of it at once the second means the same row.
 * A version 8 UUID, whose bits are ours to choose.
 */
export function idOf(placeId: string, channel: string, externalId: string): string {
  const bits = createHash('sha256').update(`${placeId} ${channel} ${externalId}`).digest('hex')
  return [
    bits.slice(0, 8),
    bits.slice(8, 12),
    `8${bits.slice(13, 16)}`,
    `8${bits.slice(17, 20)}`,
    bits.slice(20, 32),
  ].join('-')
}

/** `note:` at the beginning, in either language; marks of formatting before it and around it are no way out. */
const note = /^[\s*_~`>|#-]*(?:note|नोट)[\s*_~`]*[:：]/iu

export function isInternal(text: string): boolean {
  return note.test(text)
}

/**
 * What is to be kept of a message that was written or changed; null where it is nothing to the task: it was heard before and says the
 * same, came later than what is known, or is by somebody who may not see the task.
 */
export function hearWritten(
  { task, side, known }: Heard,
  { by, placeId }: { by: Person | null; placeId: string },
  written: Written,
): Said | null {
  if (!by || !side || !may(by, 'see', taskSubject(task))) return null
  if (written.text.trim() === '' && written.besides.length === 0) return null
  if (known && (known.removedAt || isOlder(written, known) || saysTheSame(written, known))) return null
  const { channel, thread, id: externalId, text, besides, at: writtenAt, editedAt } = written
  return {
    ...{ id: idOf(placeId, channel, externalId), task: task.id, placeId, channel, thread, externalId },
    side: known?.side ?? side,
    writer: known?.writer ?? { id: by.id, name: by.name, picture: written.by.picture },
    ...{ text, besides, internal: isInternal(text) },
    ...{ writtenAt: known?.writtenAt ?? writtenAt, editedAt, removedAt: null },
  }
}

/** Of a message that is no more, that it is; null where that is known, or nothing was known of it. */
export function hearTakenBack({ known }: Pick<Heard, 'known'>, now: Temporal.Instant): Said | null {
  return known && !known.removedAt ? { ...known, text: '', besides: [], removedAt: now } : null
}

function isOlder({ editedAt }: Written, known: Said): boolean {
  return known.editedAt !== null && (editedAt === null || Temporal.Instant.compare(editedAt, known.editedAt) < 0)
}

/** An address dies and is given anew: that is no change of the message. */
function saysTheSame(written: Written, known: Said): boolean {
  const plainly = (besides: Besides[]) =>
    JSON.stringify(besides.map((one) => (one.kind === 'file' ? { name: one.name, size: one.copy?.size } : one)))
  return written.text === known.text && plainly(written.besides) === plainly(known.besides)
}

/** To whom it is to be told how it stands now: the other side, and whoever was told before. */
export function toTell({ task, told }: Heard, said: Said): string[] {
  const other = said.side === 'assistant' ? 'requester' : workingOn(task)
  return [...new Set([...told, ...(other === null ? [] : [other])])]
}

/** One of the messages that something becomes on the other side: words in their order, and below them its files. */
export type Part = number | 'files'

/** The parts of it that are to be brought up to date: those that it has, and those that it had. */
export function partsToTell({ known }: Pick<Heard, 'known'>, said: Said): Part[] {
  const count = Math.max(partsOf(said).length, known ? partsOf(known).length : 1)
  const isWithFiles = [said, known].some((one) => one?.besides.some(({ kind }) => kind === 'file'))
  return [...Array.from({ length: count }, (_, part) => part), ...(isWithFiles ? ['files' as const] : [])]
}

/** What a part of it became on that side, among what is known of messages; `to`: `requester`, or the id of an assistant. */
export function topicOf(to: string, part: Part = 0): string {
  return part === 0 ? `to:${to}` : `to:${to}:${part}`
}

/** To whom a message of ours with that topic was told. */
export function toldBy(topic: string): string {
  return topic.split(':')[1] ?? topic
}

/** Whoever has taken it on. An offer shows no conversation: that comes with the work. */
export function workingOn({ assistant, status }: Spoken): string | null {
  return status === 'assigned' ? null : assistant
}

/** Before the topic of a message whose place a newer one has taken, and below which people may still write. */
export const formerly = 'was:'

/**
 * On which side people talk below a message of ours, by what it shows; null below one that is for others as well, such as the board.
 * `thread:PERSON` is an assistant's own thread, and `to:…` what somebody wrote on the other side.
 */
export function sideBelow(topic: string, requester: string): Side | null {
  const [what, whose] = (topic.startsWith(formerly) ? topic.slice(formerly.length) : topic).split(':')
  switch (what) {
    case 'requester':
      return 'requester'
    case 'assistant':
    case 'offer':
    case 'thread':
      return 'assistant'
    case 'to':
      return whose === 'requester' ? 'requester' : 'assistant'
    case 'notice':
      return whose === requester ? 'requester' : 'assistant'
    default:
      return null
  }
}
