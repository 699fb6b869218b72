import type { TimeContext, TimeReading } from './reading.ts'

export function readTimeWhole(text: string, _context: TimeContext): TimeReading {
  return { kind: 'unreadable', why: 'not-a-time', text }
}
