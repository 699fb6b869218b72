import { createWriteStream } from 'node:fs'
import { writeArchive } from '#adapters/http/export.ts'
import { connectDatabase } from '#db/connection/connect.ts'
import { allAgencies } from '#db/repositories/agencies.ts'
import { exported } from '#src/features/leaving/queries/export.ts'
import { readConfig, readEnvironment } from './config.ts'

const usage = `Usage: sahayak export NAME FILE

Everything of the agency of that name (or id), as a tar archive. For example: sahayak export "Banyan" banyan.tar
`

/** The same archive that owners download, for whoever runs the bot. With the embedded database the bot must not be running. */
export async function exportTo([name, file]: string[], say: (text: string) => void): Promise<number> {
  if (name === undefined || file === undefined) {
    say(usage)
    return 1
  }
  const read = readConfig(readEnvironment())
  if (!read.ok) {
    say(`${read.message}\n`)
    return 1
  }
  const db = await connectDatabase({ ...read.config.database, log: say })
  try {
    const known = await db.acrossAgencies((tx) => allAgencies(tx))
    const found = known.filter((each) => each.id === name || each.name.toLocaleLowerCase() === name.toLocaleLowerCase())
    const [agency, another] = found
    if (!agency || another) {
      const names = known.map((each) => `  ${each.name}  (${each.id})\n`).join('')
      say(
        another
          ? `More than one is called so: name its id.\n${names}`
          : `There is no agency “${name}”. There are:\n${names}`,
      )
      return 1
    }
    await writeArchive(
      exported(db, agency.id),
      Temporal.Now.instant(),
      createWriteStream(file, { flags: 'wx', mode: 0o600 }),
    )
    say(`Written: ${file}\n`)
    return 0
  } finally {
    await db.close()
  }
}

if (import.meta.main) {
  process.exitCode = await exportTo(process.argv.slice(2), (text) => process.stderr.write(text))
}
