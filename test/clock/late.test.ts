import { sql } from '#orm/core'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { rows, type Database } from '#db/connection/connect.ts'
import { noteRunning, wasDown } from '#db/repositories/runs.ts'
import { databases } from '#test/db/databases.ts'
import { newId } from '#test/db/rows.ts'
import { agencyToRenew, monday, type Office } from '#test/handle/office.ts'
import { tick, toldBy } from './walk.ts'

describe.each(databases)('“I was not running then”, on $name', ({ create }) => {
  let db: Database
  let office: Office
  let renew: () => Promise<Office>
  beforeAll(async () => {
    db = await create()
    renew = await agencyToRenew(db)
  })
  afterAll(() => db.close())
  beforeEach(async () => {
    office = await renew()
  })

  const runs = (hours: number, starting = false) =>
    db.acrossAgencies((tx) => noteRunning(tx, { id: newId(), now: monday.add({ minutes: hours * 60 }), starting }))
  /** As the database sees it, so many minutes have passed since. */
  const silent = (minutes: number) =>
    db.acrossAgencies((tx) => rows(tx, sql`update runs set beat = beat - make_interval(mins => ${minutes})`))
  const down = (hours: number) => db.acrossAgencies((tx) => wasDown(tx, monday.add({ minutes: hours * 60 })))
  async function reminded(): Promise<boolean | undefined> {
    office.clock.now = monday.add({ hours: 5 })
    await tick(office)
    return (await toldBy(db)).flatMap(({ line }) => (line.kind === 'reminder' ? [line.late] : []))[0]
  }

  it('is said of what came due while nobody ran', async () => {
    await office.hears('carol', '/remind me in 1 hour to call')
    await runs(0, true)
    await silent(240)
    await runs(5, true)

    expect(await reminded()).toBe(true)
  })

  it('is not said of what merely came late', async () => {
    await office.hears('carol', '/remind me in 1 hour to call')
    await runs(0, true)
    await runs(5)

    expect(await reminded()).toBe(false)
  })

  it('is not said where nobody knows whether the bot ran', async () => {
    await office.hears('carol', '/remind me in 1 hour to call')
    await runs(5, true)

    expect(await reminded()).toBe(false)
  })

  it('knows of a process that stood still, and of one that was started again at once', async () => {
    await runs(0, true)
    await runs(1)
    await silent(10)
    await runs(2)
    await runs(2, true)

    expect(await Promise.all([down(0.5), down(1.5), down(2)])).toEqual([false, true, false])
  })
})
