import { describe, expect, it } from 'vitest'
import type { Database } from '#db/connection/connect.ts'
import { startSideEffects } from '#src/kernel/side-effects.ts'

const nowhere = async () => Promise.reject(new Error('nothing is asked of the database here'))
const db: Database = {
  kind: 'embedded',
  inAgency: nowhere,
  acrossAgencies: nowhere,
  asOwner: nowhere,
  housekeeping: nowhere,
  close: nowhere,
  listen: nowhere,
}

function sideEffects() {
  const faults: unknown[] = []
  const log = { debug() {}, info() {}, warn() {}, error: (data: object) => void faults.push(data) }
  const now = () => Temporal.Instant.fromEpochMilliseconds(0)
  const started = startSideEffects({ db, log, now, newId: () => 'id', resume: nowhere })
  return { ...started, faults }
}

describe('sideEffects beside the clock', () => {
  it('hold up nobody: a few run at once, the others wait their turn, and all are run', async () => {
    const { send, idle } = sideEffects()
    const gate = Promise.withResolvers<void>()
    const begun: number[] = []

    for (let index = 0; index < 10; index++) {
      send(async () => {
        begun.push(index)
        await gate.promise
      })
    }
    expect(begun).toEqual([0, 1, 2, 3])
    gate.resolve()
    await idle()

    expect(begun).toHaveLength(10)
  })

  it('are logged when they fail, and the next is run', async () => {
    const { send, idle, faults } = sideEffects()
    let ran = false

    for (let index = 0; index < 4; index++) send(async () => Promise.reject(new Error('far away')))
    send(async () => void (ran = true))
    await idle()

    expect(faults).toHaveLength(4)
    expect(ran).toBe(true)
  })

  it('come back at once when the bot stops, and no other sets out', async () => {
    const { send, stop } = sideEffects()
    let late = false

    for (let index = 0; index < 4; index++) {
      send(({ stopping }) => new Promise((resolve) => stopping.addEventListener('abort', () => resolve())))
    }
    send(async () => void (late = true))
    await stop()

    expect(late).toBe(false)
  })
})
