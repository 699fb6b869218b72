import { Worker } from 'node:worker_threads'
import { z } from 'zod'
import { passedReasons, type ReadHolidays } from '#src/features/calendars/holidays.ts'

const secondsToRead = 10
const mostMegabytes = 128

const answer = z.union([
  z.object({
    ok: z.literal(true),
    holidays: z.array(
      z.object({
        day: z.string().transform((text) => Temporal.PlainDate.from(text)),
        name: z.string(),
        observance: z.boolean(),
      }),
    ),
    passed: z.array(z.object({ name: z.string(), why: z.enum(passedReasons) })),
    cut: z.array(z.string()),
  }),
  z.object({ ok: z.literal(false), why: z.enum(['not-a-calendar', 'too-many']) }),
])

/**
 * Reads a shared calendar in a thread of its own, for a few seconds and within a little memory: what a rule costs to spell out
 * nobody can say beforehand, and whoever wrote the calendar is a stranger.
 */
export async function readHolidaysApart(
  text: string,
  from: Temporal.PlainDate,
  to: Temporal.PlainDate,
  seconds = secondsToRead,
): Promise<ReadHolidays | { ok: false; why: 'too-much-work' }> {
  const worker = new Worker(new URL('./holidays-worker.ts', import.meta.url), {
    workerData: { text, from: from.toString(), to: to.toString() },
    resourceLimits: { maxOldGenerationSizeMb: mostMegabytes },
    env: {},
  })
  const came = Promise.withResolvers<unknown>()
  const limit = setTimeout(() => came.resolve(null), seconds * 1000)
  worker.once('message', came.resolve)
  worker.once('exit', () => came.resolve(null))
  worker.once('error', () => came.resolve(null))
  const read = answer.safeParse(await came.promise)
  clearTimeout(limit)
  await worker.terminate()
  return read.success ? read.data : { ok: false, why: 'too-much-work' }
}
