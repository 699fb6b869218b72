/** Something that stands in a room; `at` in milliseconds since the epoch. */
export type Post = { id: string; at: number; mine: boolean }
type Read = { id: string; posts: Post[] }

/** What each person has had before their eyes, for as long as the page is served. */
export type Reading = {
  /** How many posts of that room are news to that person. */
  unread(person: string, room: Read): number
  read(person: string, room: Read): void
}

export function createReading(): Reading {
  const seen = new Map<string, Set<string>>()
  const key = (person: string, room: Read) => `${person} ${room.id}`
  return {
    unread(person, room) {
      const before = seen.get(key(person, room))
      return room.posts.filter(({ id, mine }) => !mine && !before?.has(id)).length
    },
    read: (person, room) => void seen.set(key(person, room), new Set(room.posts.map(({ id }) => id))),
  }
}
