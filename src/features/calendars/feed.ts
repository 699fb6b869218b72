/** A calendar of ours that somebody subscribes to: a person's own, a client's, or a client's social calendar. */
export const feedKinds = ['person', 'client', 'social'] as const
export type FeedKind = (typeof feedKinds)[number]

export type Feed = {
  id: string
  kind: FeedKind
  /** Who asked for it. */
  person: string
  /** Null for a person's own. */
  client: string | null
  /** When it was first asked for. */
  createdAt: Temporal.Instant
  /** Counted up when its address is renewed. */
  version: number
}

/** One entry of a feed. Its `id` and `sequence` make calendars change an entry instead of doubling it. */
export type Entry = {
  id: string
  sequence: number
  /** When it last changed. */
  changedAt: Temporal.Instant
  title: string
  /** Lines below the title; empty when there is no more to say. */
  details: string
  cancelled: boolean
} & ({ at: Temporal.Instant; minutes: number } | { from: Temporal.PlainDate; to: Temporal.PlainDate })
