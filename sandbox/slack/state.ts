import type { SandboxClock } from '../clock.ts'
import type { Faults } from '../faults.ts'
import type { Traffic } from '../traffic.ts'
import { createRateLimits } from './rate-limits.ts'
import { createWorld, type Slack } from './world.ts'

export type SlackOptions = { clock: SandboxClock; traffic: Traffic; faults: Faults; baseUrl: () => string }

export function createState(options: SlackOptions): Slack {
  const counters = new Map<string, number>()
  const changes = listened()
  const resets = listened()
  let last = 0

  const next = (series: string) => {
    const number = (counters.get(series) ?? 0) + 1
    counters.set(series, number)
    return number
  }

  return {
    ...options,
    world: createWorld(),
    next,
    id: (letter) => `${letter}0${String(next(letter)).padStart(8, '0')}`,
    ts() {
      // Microseconds, so that a frozen clock still gives each message its own.
      last = Math.max(options.clock.now() * 1000, last + 1)
      return `${Math.floor(last / 1_000_000)}.${String(last % 1_000_000).padStart(6, '0')}`
    },
    limits: createRateLimits(options.clock),
    changed: changes.tell,
    onChange: changes.listen,
    era: () => counters.get('era') ?? 0,
    startOver() {
      next('era')
      resets.tell()
    },
    onStartOver: resets.listen,
  }
}

function listened() {
  const listeners = new Set<() => void>()
  return {
    tell: () => listeners.forEach((listener) => listener()),
    listen(listener: () => void) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
}
