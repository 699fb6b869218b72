/** What is told about posts and slots, as codes and data. Words are made when it is sent, from the state as it is then. */
export type SocialLine =
  /** All that is needed to post it, to whoever posts; null: nobody is there, so to the log room or a manager. */
  | { about: 'due'; post: string; person: string | null; cycle: number }
  /** The same person, once more. */
  | { about: 'again'; post: string; person: string | null; cycle: number; event: number }
  /** To the log room or a manager: it is not posted. */
  | { about: 'overdue'; post: string; cycle: number }
  /** To a member of the client, as long as just these words wait for approval. */
  | { about: 'to-approve'; post: string; person: string; hash: string }
  /** What happened, to one who must know. Null: to the log room or a manager. */
  | { about: 'news'; post: string; person: string | null; event: number; news: News }
  /** One line in a social room. */
  | { about: 'room'; post: string; room: string; cycle: number }
  /** A slot without content, as an ISO instant; to a person, a room, or a manager. */
  | { about: 'empty'; slot: string; at: string; person: string | null; room: string | null }

export type News =
  | { what: 'approved'; by: string }
  | { what: 'returned'; by: string; text: string }
  | { what: 'moved'; by: string }
  | { what: 'cancelled'; by: string; text: string }
  | { what: 'unapproved'; stage: 'ahead' | 'late' }
  | { what: 'missed' }

/** Lines of one recipient are told in the order in which they were written. */
export function socialRecipient(line: SocialLine): string {
  if (line.about === 'empty') return `social:${line.person ?? line.room ?? 'log'}:${line.slot}`
  if (line.about === 'room') return `social:${line.room}:${line.post}`
  return `social:${('person' in line && line.person) || 'log'}:${line.post}`
}

/** Lines with the same key say the same thing, the later ones better. */
export function socialMergeKey(line: SocialLine): string {
  return `${socialRecipient(line)}:${socialTopic(line)}`
}

/** Which message it is: the same topic again brings that message up to date. */
export function socialTopic(line: SocialLine): string {
  switch (line.about) {
    case 'due':
      return `post-due:${line.cycle}:${line.person ?? ''}`
    case 'again':
      return `post-again:${line.event}:${line.person ?? ''}`
    case 'overdue':
      return `post-overdue:${line.cycle}`
    case 'to-approve':
      return `post-approve:${line.hash}:${line.person}`
    case 'news':
      return `post-news:${line.event}:${line.person ?? ''}`
    case 'room':
      return `post-room:${line.cycle}:${line.room}`
    case 'empty':
      return `slot-empty:${line.at}:${line.person ?? line.room ?? ''}`
  }
}
