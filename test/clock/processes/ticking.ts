import { tmpdir } from 'node:os'
import { connectDatabase } from '#db/connection/connect.ts'
import { runTimers } from '#src/bot/timers.ts'
import { newId } from '#test/db/rows.ts'

/** `node ticking.ts URL FROM UNTIL MINUTES`: ticks through that time in steps of so many minutes, as fast as it can. */
const [, , url = '', from = '', until = '', minutes = ''] = process.argv
const db = await connectDatabase({ url, dataDir: tmpdir(), max: 2 })
const end = Temporal.Instant.from(until)
let now = Temporal.Instant.from(from)
const log = {
  debug() {},
  info() {},
  warn() {},
  error: (about: object, text: string) => process.stderr.write(`${text} ${JSON.stringify(about)}\n`),
}
process.stdout.write('ready\n')
while (Temporal.Instant.compare(now, end) <= 0) {
  await runTimers({ db, log, now: () => now, newId })
  now = now.add({ minutes: Number(minutes) })
}
await db.close()
