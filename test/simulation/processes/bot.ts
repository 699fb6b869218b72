import { tmpdir } from 'node:os'
import { connectDatabase } from '#db/connection/connect.ts'
import { z } from 'zod'
import { startMoving } from '../bot.ts'
import { openPlatform } from '../platform.ts'

/** `node bot.ts URL`: does what is due at each time that it is told. `dies`: when its next message has come in, it is killed. */
const told = z.object({ now: z.string(), does: z.enum(['tick', 'tell']), dies: z.boolean() })

const [, , url = ''] = process.argv
const db = await connectDatabase({ url, dataDir: tmpdir(), max: 3 })
const platform = openPlatform(url)
const clock = { now: Temporal.Instant.fromEpochMilliseconds(0) }
const faults: unknown[] = []
let dies = false

const chats = platform.chats(() => {
  if (dies) process.kill(process.pid, 'SIGKILL')
})

process.once('message', (first) => {
  void begin(first)
})
process.send?.({ ready: true })

/** Nothing is told before it knows what time it is. */
async function begin(first: unknown): Promise<void> {
  clock.now = Temporal.Instant.from(told.parse(first).now)
  const moving = await startMoving({ db, chats, clock, faults })
  const step = async (message: unknown) => {
    const asked = told.parse(message)
    clock.now = Temporal.Instant.from(asked.now)
    dies = asked.dies
    await (asked.does === 'tick' ? moving.tick() : moving.told())
    process.send?.({ faults: faults.splice(0) })
  }
  process.on('message', (message) => void step(message))
  await step(first)
}
