import { afterEach, describe, expect, it, vi } from 'vitest'
import { eventually } from '#sandbox/eventually.ts'

afterEach(() => void vi.useRealTimers())

describe('eventually', () => {
  it('gives what was read as soon as it is as wanted', async () => {
    let count = 0

    expect(
      await eventually(
        () => ++count,
        (value) => value === 3,
      ),
    ).toBe(3)
  })

  it('looks at once when something says that it changed', async () => {
    // With the machine's timers standing still, only being told can wake it.
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    let tell = () => {}
    let listening = true
    const source = {
      onChange: (listener: () => void) => {
        tell = listener
        return () => (listening = false)
      },
    }
    let value = ''
    const read = eventually(() => value, Boolean, { on: [source] })

    value = 'there'
    tell()

    expect(await read).toBe('there')
    expect(listening).toBe(false)
  })

  it('says what it saw last when it gives up', async () => {
    await expect(
      eventually(
        () => ({ a: 1 }),
        () => false,
        { limitMs: 1 },
      ),
    ).rejects.toThrow('Not within 1 ms; last seen: {"a":1}')
  })

  it('tries again what throws, and gives up with what it threw', async () => {
    let count = 0
    const third = () => {
      if (++count < 3) throw new Error('not yet')
      return count
    }

    expect(await eventually(third)).toBe(3)
    await expect(
      eventually(
        () => {
          throw new Error('never')
        },
        Boolean,
        { limitMs: 1 },
      ),
    ).rejects.toThrow('never')
  })
})
