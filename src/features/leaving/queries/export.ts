import type { Database } from '#db/connection/connect.ts'
import { exportedTables, exportFiles, exportRows, type Batch } from '#db/repositories/export.ts'
import { fileBytes } from '#db/repositories/files.ts'

/** One file of the archive: UTF-8 where it is text. */
export type Entry = { name: string; bytes: Uint8Array }

const about = `Everything that Sahayak keeps of one agency.

Each folder is a table; each line in it is one row, as JSON, in the order of the table's key. Times are in UTC.
"files" holds the files that were kept, in a folder named by the id under which the table "files" has them.
What stands in Slack and Discord is not in here.
`

/**
 * All of an agency, piece by piece: no more than one piece is in memory at a time. Each is read in a transaction of its own, so that nobody
 * waits for whoever downloads slowly; what changes meanwhile is in it as it was when its piece was read.
 */
export async function* exported(db: Database, agency: string): AsyncGenerator<Entry> {
  yield { name: 'README.txt', bytes: Buffer.from(about) }
  for (const each of exportedTables) {
    let after: string[] | null = null
    for (let part = 1; part === 1 || after !== null; part++) {
      const from: string[] | null = after
      const batch: Batch = await db.inAgency(agency, (tx) => exportRows(tx, agency, each, from))
      after = batch.after
      if (batch.lines.length === 0) continue
      const name = `${each.name}/${String(part).padStart(6, '0')}.jsonl`
      yield { name, bytes: Buffer.from(`${batch.lines.join('\n')}\n`) }
    }
  }
  for (const { id, name } of await db.inAgency(agency, (tx) => exportFiles(tx, agency))) {
    const bytes = await db.inAgency(agency, (tx) => fileBytes(tx, agency, id))
    if (bytes) yield { name: `files/${id}/${plainName(name)}`, bytes }
  }
}

/** A name that leads nowhere else when it is unpacked. */
function plainName(name: string): string {
  const plain = name.replaceAll(/[\\/:*?"<>|\p{Cc}]/gu, '_').replace(/^\.+/u, '_')
  return Array.from(plain).slice(0, 80).join('') || 'file'
}
