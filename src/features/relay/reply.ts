import { may } from '#src/features/policy.ts'
import { keep } from '#src/features/talk/kept.ts'
import type { Names } from '#src/features/talk/markup.ts'
import { readDiscord } from '#src/features/talk/read-discord.ts'
import { readSlack } from '#src/features/talk/read-slack.ts'
import { taskSubject } from '#src/features/tasks/policy.ts'
import type { Task } from '#src/features/tasks/task.ts'
import type { Person, Platform } from '#src/kernel/person.ts'
import { idOf, isInternal, workingOn, type Said } from './said.ts'

/** Letters of one reply: what a field of a form holds on both platforms. */
export const longestReply = 3_000

/**
 * What stands before the id of what was said by a command or a form: it stands nowhere as a message, so that nobody looks for it there and
 * takes it for one that was taken back.
 */
export const replyMark = 'reply:'

export function isReply({ externalId }: Pick<Said, 'externalId'>): boolean {
  return externalId.startsWith(replyMark)
}

const asTyped: Names = { person: (id) => id, room: (id) => id, group: (id) => id }

/** What was typed, by the signs of the platform where it was typed, as talk is kept. Mentions are names by then. */
export function replyText(typed: string, platform: Platform): string {
  const escaped = () => typed.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
  return keep(platform === 'slack' ? readSlack({ text: escaped() }, asTyped) : readDiscord(typed, asTyped))
}

type Typed = { text: string; id: string; placeId: string; channel: string; now: Temporal.Instant }

/** A reply as something that was said about a task; null where its writer may not see it. Who works on it speaks for that side. */
export function replyOf(task: Task, by: Person, { text, id, placeId, channel, now }: Typed): Said | null {
  if (!may(by, 'see', taskSubject(task))) return null
  const externalId = `${replyMark}${id}`
  return {
    ...{ id: idOf(placeId, channel, externalId), task: task.id, placeId, channel, thread: null, externalId },
    side: workingOn(task) === by.id ? 'assistant' : 'requester',
    writer: { id: by.id, name: by.name, picture: null },
    ...{ text, besides: [], internal: isInternal(text) },
    ...{ writtenAt: now, editedAt: null, removedAt: null },
  }
}

/**
 * Whom it is told: both sides but for its writer, who sees it in the answer. In a thread the writer's own side has read it already; here
 * it has not.
 */
export function readersOf(task: Task, { writer, internal }: Said): string[] {
  const working = workingOn(task)
  return [
    ...(internal || task.requester === writer.id ? [] : ['requester']),
    ...(working === null || working === writer.id ? [] : [working]),
  ]
}
