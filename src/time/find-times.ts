import type { FoundTime, TimeContext } from './reading.ts'

export function findTimesIn(_text: string, _context: TimeContext): FoundTime[] {
  return []
}
