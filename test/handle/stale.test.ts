import { tmpdir } from 'node:os'
import { sql } from '#orm/core'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { connectDatabase, rows, type Database } from '#db/connection/connect.ts'
import { postgresUrl } from '#test/db/databases.ts'
import { agencyToRenew, empty, openAgency, openOffice, type Name, type Office } from './office.ts'

/*
 * Two processes on one database. Each remembers an agency's people and begins on what it remembers; whether that still is so
 * it hears from the database in the same moment.
 */
describe('what one process remembers and another has changed', () => {
  let one: Database
  let other: Database
  let renew: () => Promise<Office>
  let there: Office
  let process: Office
  let transactions = 0
  let deliveries = 0
  beforeAll(async () => {
    const url = await postgresUrl()
    one = await connectDatabase({ url, dataDir: tmpdir(), max: 5, watch: () => (transactions += 1) })
    other = await connectDatabase({ url, dataDir: tmpdir(), max: 5 })
    renew = await agencyToRenew(other)
  })
  beforeEach(async () => {
    there = await renew()
    process = openOffice(one)
    // From now on it remembers.
    await here('carol', '/delegate Book a hotel #travel')
  })
  afterAll(async () => {
    await one.close()
    await other.close()
  })

  /** Delivered to the one process, under numbers that the other does not use. */
  const here = (name: Name, line: string) => process.hears(name, line, { id: `here:${++deliveries}` })
  const numbers = () =>
    other.acrossAgencies((tx) => rows<{ number: number }>(tx, sql`select number from tasks order by number`))

  it('nobody may do what they were just forbidden to', async () => {
    await there.hears('meera', '/agency remove @carol')

    const heard = await here('carol', '/delegate Book a train #travel')

    expect(heard).toContain('That is not yours to do here.')
    expect(await numbers()).toEqual([{ number: 1 }])
  })

  it('whoever was just let in is, and what was begun on what was remembered uses up no number', async () => {
    await there.hears('meera', '/agency role @max client Acme Textiles')
    transactions = 0

    const heard = await here('max', '/delegate Book a train #travel')
    await here('carol', '/delegate Book a flight #travel')

    expect(heard).toContain('#2')
    expect(await numbers()).toEqual([{ number: 1 }, { number: 2 }, { number: 3 }])
    // The first was begun a second time, the second was not.
    expect(transactions).toBe(3)
  })

  it('a place that is another agency’s by now is served there', async () => {
    await empty(other)
    const anew = await openAgency(other)
    await anew.hears('carol', '/delegate Book a room #travel')

    const heard = await here('carol', '/delegate Book a train #travel')

    expect(heard).toContain('#2')
  })

  it('a place that is nobody’s by now is told so', async () => {
    await empty(other)

    const heard = await here('carol', '/delegate Book a train #travel')

    expect(heard).not.toContain('#')
    expect(await numbers()).toEqual([])
  })
})
