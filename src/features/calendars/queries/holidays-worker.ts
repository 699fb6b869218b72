import { parentPort, workerData } from 'node:worker_threads'
import { z } from 'zod'
import { readHolidays } from '#src/features/calendars/holidays.ts'

/** What runs in a thread of its own: see `holidays-apart.ts`. */
const day = z.string().transform((text) => Temporal.PlainDate.from(text))
const { text, from, to } = z.object({ text: z.string(), from: day, to: day }).parse(workerData)
const read = readHolidays(text, from, to)
parentPort?.postMessage(
  read.ok ? { ok: true, holidays: read.holidays.map((each) => ({ day: each.day.toString(), name: each.name })) } : read,
)
