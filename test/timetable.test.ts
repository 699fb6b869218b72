import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { startTimetable } from '#src/bot/timetable.ts'
import { createLog } from '#src/kernel/log.ts'

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] }))
afterEach(() => void vi.useRealTimers())

const nextTurn = () => new Promise<void>((resolve) => setImmediate(resolve))

it('a machine that slept is one warning in the log, as JSON, and nothing beside it', async () => {
  const written = [vi.spyOn(console, 'warn'), vi.spyOn(console, 'error'), vi.spyOn(console, 'info')]
  const lines: string[] = []
  const log = createLog({ level: 'info', pretty: false, write: (line) => void lines.push(line) })
  vi.setSystemTime('2026-03-02T08:30:00.500Z')
  let ran = 0
  const timetable = startTimetable(log)
  timetable.at('* * * * * *', 'tick', async () => void ran++)

  vi.setSystemTime('2026-03-02T08:30:06.500Z')
  await vi.advanceTimersByTimeAsync(1000)
  await nextTurn()
  await nextTurn()
  await timetable.stop()

  expect(lines.map((line): unknown => JSON.parse(line))).toMatchObject([
    { level: 'warn', job: 'tick', times: 6, since: '2026-03-02T08:30:01.000Z' },
  ])
  expect(ran).toBe(1)
  for (const write of written) expect(write).not.toHaveBeenCalled()
})
