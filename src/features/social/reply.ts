/** What the asker is answered about accounts, slots and posts, as codes and data. */
export type SocialReply =
  | { of: 'account'; account: string }
  | { of: 'slot'; slot: string }
  | { of: 'slot-ended'; slot: string }
  | { of: 'approvals'; client: string; approvals: string }
  | { of: 'post'; what: PostSaid; number: number }
  | { of: 'week'; numbers: number[] }
  | { of: 'snoozed'; until: string }

/** What became of a post, as its doer is told. */
export type PostSaid =
  | 'drafted'
  | 'edited'
  | 'moved'
  | 'asked'
  | 'approved'
  | 'returned'
  | 'posted'
  | 'cancelled'
  | 'unchanged'
