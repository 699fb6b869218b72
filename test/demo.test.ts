import { describe, expect, it } from 'vitest'
import { nextStart } from '#src/bot/demo.ts'

describe('the demo', () => {
  it.each([
    ['2026-03-01T23:59:59Z', '2026-03-02T08:30:00Z'],
    ['2026-03-02T08:30:00Z', '2026-03-02T08:30:00Z'],
    ['2026-03-02T08:30:01Z', '2026-03-09T08:30:00Z'],
    ['2026-03-06T17:00:00Z', '2026-03-09T08:30:00Z'],
  ])('opened at %s begins on the Monday morning of %s, with the week’s posts before it', (now, start) => {
    expect(nextStart(Temporal.Instant.from(now)).toString()).toBe(start)
  })
})
