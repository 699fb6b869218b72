import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import { readHolidays } from '#src/features/calendars/holidays.ts'

/** A calendar and the days between which it is read, both included. */
export type Reading = { id: string; file: string; from: string; to: string }
/** The days, each with what it is called, in order; or why there are none. */
export type Answer = { days: string[]; passed: string[] } | { error: string }

const program = fileURLToPath(new URL('reader.py', import.meta.url))
const answer = z.object({ id: z.string(), days: z.array(z.string()).optional(), error: z.string().optional() })

/** By python3-icalendar and python3-recurring-ical-events, in one process of Debian's own Python. */
export function readByOthers(readings: readonly Reading[]): Map<string, Answer> {
  const input = readings.map((reading) => JSON.stringify(reading)).join('\n')
  const said = execFileSync('/usr/bin/python3', ['-W', 'ignore', program], {
    input,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const answers = said
    .trim()
    .split('\n')
    .map((line) => answer.parse(JSON.parse(line)))
  return new Map(
    answers.map(({ id, days, error }): [string, Answer] => [id, days ? { days, passed: [] } : { error: error ?? '' }]),
  )
}

/** By us. */
export function readByUs({ file, from, to }: Reading): Answer {
  const text = readFileSync(file, 'utf8')
  const read = readHolidays(text, Temporal.PlainDate.from(from), Temporal.PlainDate.from(to))
  if (!read.ok) return { error: read.why }
  const days = read.holidays.map(({ day, name }) => `${day.toString()} ${name}`)
  return { days: days.toSorted(), passed: read.passed.map(({ name, why }) => `${name} (${why})`) }
}

/** Debian's versions of what it reads with. */
export function versionsOfOthers(): string {
  const names = ['python3-icalendar', 'python3-recurring-ical-events', 'python3-dateutil', 'python3-tz']
  const format = '--showformat=${Package} ${Version}\n'
  return execFileSync('dpkg-query', ['--show', format, ...names], { encoding: 'utf8' })
    .trim()
    .split('\n')
    .join(', ')
}
