import { listRooms } from '#db/repositories/agencies.ts'
import type { Tx } from '#db/connection/connect.ts'
import type { NewLine } from '#db/repositories/outbox.ts'
import { longestManaging, peopleById } from '#db/repositories/people.ts'
import { entryOf, type Notification } from '#src/features/telling/line.ts'
import { afterQuiet } from '#src/time/quiet.ts'

type Writing = { tx: Tx; agency: { id: string }; now: Temporal.Instant; newId(): string }

/**
 * Lines for the outbox of what time did. Nobody is woken for it: what is new to one person waits for the end of their quiet
 * hours; so does what is for managers, where it has no room and goes to one of them. Cards that are brought up to date wake nobody,
 * and rooms have no hours; `wokenBy` says whom a card wakes all the same.
 */
export async function heldLines(
  { tx, agency, now, newId }: Writing,
  lines: Notification[],
  wokenBy: (card: Notification) => string | null = () => null,
): Promise<NewLine[]> {
  const manager = lines.some(isForManagers) ? await managerWoken(tx, agency.id) : null
  const woken = lines.map((line) => (isForManagers(line) ? manager : (newsTo(line) ?? wokenBy(line))))
  const people = await peopleById(tx, agency.id, [...new Set(woken.filter((person) => person !== null))])
  return lines.map((line, index): NewLine => {
    const person = people.find(({ id }) => id === woken[index])
    const at = person ? afterQuiet(now, person) : now
    return { ...entryOf(line, newId), ...(Temporal.Instant.compare(at, now) > 0 ? { heldUntil: at } : {}) }
  })
}

function isForManagers(line: Notification): boolean {
  // What is gathered for them waits where it is told: until then their message is brought up to date, which wakes nobody.
  return line.kind === 'away' || (line.kind === 'repeat' && line.person === null)
}

/** Null where there is a room for it. */
async function managerWoken(tx: Tx, agency: string): Promise<string | null> {
  const rooms = await listRooms(tx, agency)
  if (rooms.some(({ purpose }) => purpose === 'log')) return null
  return (await longestManaging(tx, agency))?.id ?? null
}

/** To whom a line is news; null: to nobody. */
function newsTo(line: Notification): string | null {
  if (line.kind === 'notice' || line.kind === 'repeat') return line.person
  if (line.kind !== 'social' || line.social.about !== 'news') return null
  // When the rest of what is said of posts comes is decided where its time is: posting waits for nobody's hours.
  return line.social.news.what === 'missed' ? line.social.person : null
}
