import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { answerTo, forgetAnswers, keepAnswer } from '#db/repositories/inbox.ts'
import type { Reply } from '#src/kernel/reply.ts'
import type { Database } from '#db/connection/connect.ts'
import { databases } from '../databases.ts'
import { monday, seed } from '../rows.ts'

const moved = (detail: string): Reply => ({ say: 'moved', what: 'claimed', number: 42, detail })

describe.each(databases)('the inbox, on $name', ({ name, create }) => {
  let db: Database
  let agency: string
  beforeAll(async () => {
    db = await create()
  })
  afterAll(() => db.close())
  beforeEach(async () => {
    agency = (await db.acrossAgencies((tx) => seed(tx))).agency
  })

  const keep = (delivery: string, answer: Reply, { of = agency, at = monday } = {}) =>
    db.inAgency(of, (tx) => keepAnswer(tx, of, delivery, answer, at))
  const told = (delivery: string, of = agency) => db.inAgency(of, (tx) => answerTo(tx, of, delivery))

  it('keeps the first answer to a delivery, and tells who comes second that there is one', async () => {
    const first = await keep('slack:1', moved('"हाँ'))
    const second = await keep('slack:1', { say: 'linked' })

    expect([first, second]).toEqual([true, false])
    expect(await told('slack:1')).toEqual(moved('"हाँ'))
  })

  it('has no answer to what was never asked, or was asked of another agency', async () => {
    const other = (await db.acrossAgencies((tx) => seed(tx))).agency
    await keep('slack:1', { say: 'linked' })

    expect(await told('slack:2')).toBeNull()
    expect(await told('slack:1', other)).toBeNull()
    expect(await keep('slack:1', { say: 'set-up' }, { of: other })).toBe(true)
  })

  it('forgets an answer with the transaction that it was for', async () => {
    const undone = db.inAgency(agency, async (tx) => {
      await keepAnswer(tx, agency, 'slack:1', { say: 'linked' }, monday)
      throw new Error('undo')
    })

    await expect(undone).rejects.toThrow('undo')
    expect(await keep('slack:1', { say: 'linked' })).toBe(true)
  })

  it('lets one of two win that come at the same moment', async () => {
    const kept = await Promise.all(Array.from({ length: 4 }, (_, index) => keep('slack:1', moved(String(index)))))

    expect(kept.filter(Boolean)).toHaveLength(1)
    expect(await told('slack:1')).toEqual(moved(String(kept.indexOf(true))))
  })

  it.skipIf(name === 'embedded')(
    'lets the second wait for the first one, and take its place when that one is undone',
    async () => {
      const entered = Promise.withResolvers<void>()
      const undo = Promise.withResolvers<void>()
      const first = db
        .inAgency(agency, async (tx) => {
          await keepAnswer(tx, agency, 'slack:1', moved('first'), monday)
          entered.resolve()
          await undo.promise
          throw new Error('undo')
        })
        .catch(() => 'undone')
      await entered.promise

      const second = keep('slack:1', moved('second'))
      undo.resolve()

      expect(await first).toBe('undone')
      expect(await second).toBe(true)
      expect(await told('slack:1')).toEqual(moved('second'))
    },
  )

  it('forgets what was answered before then, in every agency, and nothing later', async () => {
    const other = (await db.acrossAgencies((tx) => seed(tx))).agency
    const old = { at: monday.subtract({ hours: 1 }) }
    await keep('old', moved('1'), old)
    await keep('old', moved('1'), { of: other, ...old })
    await keep('new', moved('1'))

    await db.acrossAgencies((tx) => forgetAnswers(tx, monday))

    expect([await told('old'), await told('old', other)]).toEqual([null, null])
    expect(await told('new')).toEqual(moved('1'))
  })
})
