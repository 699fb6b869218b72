import type { Person } from '#src/kernel/person.ts'
import { managing, type Rules, type Subject } from '#src/kernel/policy.ts'

/** Who may do what with a client's accounts, and with a post for one of them. */
export const socialPolicy = {
  'manage-social': { any: managing, ownClient: true },
  'see-post': { any: managing, ownClient: true, serves: true },
  'draft-post': { any: managing, ownClient: true, serves: true },
  'approve-post': { any: managing, ownClient: true },
  'confirm-post': { any: managing, ownClient: true, serves: true },
} satisfies Rules

/** What a client's posts are to people: to its members, and to those who serve it. */
export function postSubject(client: string, servedBy: readonly string[]): Subject {
  return { client, servedBy }
}

/** A file in a post: one's own, or one that the post has already (`held`). */
export function mayUseFile(by: Person, file: { id: string; uploader: string }, held: readonly string[]): boolean {
  return file.uploader === by.id || held.includes(file.id)
}
