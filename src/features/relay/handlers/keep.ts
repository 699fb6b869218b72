import type { Tx } from '#db/connection/connect.ts'
import { addLines } from '#db/repositories/outbox.ts'
import { keepSaid } from '#db/repositories/talk.ts'
import { lineOf } from '#src/features/relay/lines.ts'
import { partsToTell, toTell, type Heard, type Said } from '#src/features/relay/said.ts'
import { entryOf } from '#src/features/telling/line.ts'

/** The message as it stands now, with the lines that tell it on the other side. */
export async function keepHeard(
  { tx, agency, now, newId }: { tx: Tx; agency: { id: string }; now: Temporal.Instant; newId(): string },
  { heard, said }: { heard: Heard; said: Said },
): Promise<void> {
  keepSaid(tx, agency.id, said)
  const parts = partsToTell(heard, said)
  const lines = toTell(heard, said).flatMap((to) => parts.map((part) => entryOf(lineOf(said, to, part), newId)))
  await addLines(tx, agency.id, lines, now)
}
