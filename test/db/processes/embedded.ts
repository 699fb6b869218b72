import { connectDatabase } from '#db/connection/connect.ts'
import { createAgency } from '#db/repositories/agencies.ts'
import { migrate } from '#db/connection/migrate.ts'
import { anAgency, monday } from '../rows.ts'

/** `node embedded.ts FOLDER`: opens the database, says "open", and then adds agencies without end, saying each one's id once it is committed. */
const database = await connectDatabase({ dataDir: process.argv[2] ?? '' })
await migrate(database)
process.stdout.write('open\n')

for (;;) {
  const agency = anAgency()
  await database.acrossAgencies((tx) => createAgency(tx, agency, monday))
  process.stdout.write(`${agency.id}\n`)
}
