import type { Agency } from '#db/agencies.ts'
import type { Tx } from '#db/connect.ts'
import type { Entry } from '#src/calendars/feed.ts'
import type { Reader } from '#src/ui/reader.ts'

/** Everything about a client that is to be posted, or was since; its social calendar. Nothing is planned anywhere yet. */
export async function socialEntries(
  _tx: Tx,
  _agency: Agency,
  _client: string,
  _about: { since: Temporal.Instant; reader: Reader },
): Promise<Entry[]> {
  return []
}
