import type { Refusal } from './refusal.ts'

/** What a rule says of a command: what happens because of it, or why nothing does. */
export type Decision<Event> = { ok: true; events: Event[] } | { ok: false; reason: Refusal }

export function accept<Event>(...events: Event[]): Decision<Event> {
  return { ok: true, events }
}

export function refuse<Event>(reason: Refusal): Decision<Event> {
  return { ok: false, reason }
}
