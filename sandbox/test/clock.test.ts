import { afterEach, describe, expect, it } from 'vitest'
import { createClock, type SandboxClock } from '#sandbox/clock.ts'
import { eventually } from '#sandbox/eventually.ts'

const open: SandboxClock[] = []
afterEach(() => open.splice(0).forEach((clock) => clock.stop()))

function aClock(mode: 'frozen' | 'running', start = 1_000_000) {
  const clock = createClock({ mode, start })
  open.push(clock)
  const fired: [string, number][] = []
  const plan = (name: string, ms: number) => clock.after(ms, () => fired.push([name, clock.now()]))
  return { clock, fired, plan }
}

describe('a frozen clock', () => {
  it('stands until it is moved, then fires in the order of due times, each at its own time', () => {
    const { clock, fired, plan } = aClock('frozen')
    plan('later', 300)
    plan('sooner', 100)
    plan('never', 301)

    clock.advance(300)

    expect(fired).toEqual([
      ['sooner', 1_000_100],
      ['later', 1_000_300],
    ])
    expect(clock.now()).toBe(1_000_300)
  })

  it('fires within the same move what is planned while it moves', () => {
    const { clock, fired, plan } = aClock('frozen')
    clock.after(100, () => plan('follow-up', 100))

    clock.advance(1000)

    expect(fired).toEqual([['follow-up', 1_000_200]])
  })

  it('fires nothing when it goes back, nor what was called off', () => {
    const { clock, fired, plan } = aClock('frozen')
    plan('called off', 10)()
    plan('planned', 10)

    clock.set(0)
    expect(fired).toEqual([])
    clock.set(2_000_000)

    expect(fired).toEqual([['planned', 1_000_010]])
  })

  it('tells of every move until nobody listens', () => {
    const { clock } = aClock('frozen')
    let moves = 0
    const off = clock.onJump(() => (moves += 1))

    clock.advance(1)
    clock.set(5)
    off()
    clock.advance(1)

    expect(moves).toBe(2)
  })
})

describe('a frozen clock that is let go', () => {
  it('goes on from where it stood, with what was planned', async () => {
    const { clock, fired, plan } = aClock('frozen')
    plan('soon', 5)
    clock.go()

    await eventually(() => fired.length === 1)

    expect(fired).toEqual([['soon', expect.any(Number)]])
    expect(clock.now()).toBeGreaterThanOrEqual(1_000_005)
    expect(clock.now()).toBeLessThan(1_000_000 + 3_600_000)
  })
})

describe('a running clock', () => {
  it('goes on by itself from where it was set, and can still jump', async () => {
    const { clock, fired, plan } = aClock('running')
    plan('soon', 5)
    plan('tomorrow', 86_400_000)

    await eventually(() => fired.length === 1)
    clock.advance(86_400_000)

    expect(fired.map(([name]) => name)).toEqual(['soon', 'tomorrow'])
    expect(clock.now()).toBeGreaterThanOrEqual(1_000_000 + 86_400_000)
  })
})
