import { tmpdir } from 'node:os'
import { connectDatabase } from '#db/connection/connect.ts'
import { migrate } from '#db/connection/migrate.ts'

/** `node migrate.ts URL`: says "ready", and migrates once it is told to. */
const database = await connectDatabase({ url: process.argv[2] ?? '', dataDir: tmpdir(), max: 2 })
process.stdout.write('ready\n')
await new Promise((resolve) => process.stdin.once('data', resolve))
process.stdin.destroy()
await migrate(database)
await database.close()
