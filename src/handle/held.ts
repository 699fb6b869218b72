import type { Tx } from '#db/connect.ts'
import type { NewLine } from '#db/outbox.ts'
import { personById } from '#db/people.ts'
import type { Line } from '#src/telling/line.ts'
import { mergeKeyOf, recipientOf } from '#src/telling/line.ts'
import { afterQuiet } from '#src/time/quiet.ts'

type Writing = { tx: Tx; agency: { id: string }; now: Temporal.Instant; newId(): string }

/**
 * Lines for the outbox of what time did. Nobody is woken for it: what is new to one person waits for the end of their quiet
 * hours. Cards that are brought up to date wake nobody, and rooms have no hours; `wokenBy` says whom a card wakes all the same.
 */
export async function heldLines(
  { tx, agency, now, newId }: Writing,
  lines: Line[],
  wokenBy: (card: Line) => string | null = () => null,
): Promise<NewLine[]> {
  const people = new Map<string, Temporal.Instant | null>()
  async function until(person: string): Promise<Temporal.Instant | null> {
    const known = people.get(person)
    if (known !== undefined) return known
    const found = await personById(tx, agency.id, person)
    const at = found && afterQuiet(now, found)
    const held = at && Temporal.Instant.compare(at, now) > 0 ? at : null
    people.set(person, held)
    return held
  }
  const written: NewLine[] = []
  for (const line of lines) {
    const person = newsTo(line) ?? wokenBy(line)
    const held = person === null ? null : await until(person)
    written.push({ ...entryOf(line, newId), ...(held ? { heldUntil: held } : {}) })
  }
  return written
}

export function entryOf(line: Line, newId: () => string): NewLine {
  return { id: newId(), recipient: recipientOf(line), line, mergeKey: mergeKeyOf(line) }
}

/** To whom a line is news; null: to nobody. */
function newsTo(line: Line): string | null {
  if (line.kind === 'notice' || line.kind === 'repeat') return line.person
  if (line.kind !== 'social' || line.social.about !== 'news') return null
  // When the rest of what is said of posts comes is decided where its time is: posting waits for nobody's hours.
  return line.social.news.what === 'missed' ? line.social.person : null
}
