import type { Agency } from '#db/repositories/agencies.ts'
import type { Tx } from '#db/connection/connect.ts'
import type { Card } from './card.ts'
import type { Profile } from './chat.ts'
import type { Person } from './person.ts'
import type { Refusal } from './refusal.ts'
import type { Draft, Reply } from './reply.ts'
import type { Handle, Origin } from './request.ts'
import type { Task } from '#src/features/tasks/task.ts'
import type { Uploads } from '#src/features/social/handlers/uploads.ts'

/** Where and by whom something was asked, within the transaction that will answer it. */
export type RequestContext = {
  tx: Tx
  agency: Agency
  /** The id of the place in our own tables. */
  place: string
  by: Person
  origin: Origin
  now: Temporal.Instant
  newId(): string
  /** People named in the request, with the names by which their platform calls them. */
  people: Handle[]
  /** What the platform says of the person named, where we knew nothing of them. */
  profile: Profile | null
  /** What became of the files that came with a form; null where there were none. */
  uploads: Uploads | null
  /** Whether the bot can write in the channel where it was asked. */
  member: boolean
  /** For hashing one-time codes and signing the addresses of feeds. */
  secret: string
  /** Where we are reached from outside; null where that is not known. */
  publicUrl: string | null
}

/** `secret` is shown once, to the asker, and kept nowhere. `task`: as it has become, for the answer. */
export type Outcome =
  | { ok: true; reply: Reply; secret?: string; task?: Task }
  | { ok: false; reason: Refusal; draft?: Draft }

/** A deed and what became of it, or a question and its card. */
export type Result = Outcome | { card: Card }

export function done(reply: Reply, secret?: string): Outcome {
  return secret === undefined ? { ok: true, reply } : { ok: true, reply, secret }
}

/** What became of a task, and the task as it has become. */
export function doneTo(task: Task, reply: Reply): Outcome {
  return { ok: true, reply, task }
}

export function no(reason: Refusal, draft?: Draft): Outcome {
  return draft === undefined ? { ok: false, reason } : { ok: false, reason, draft }
}
