import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Database, Tx } from '#db/connection/connect.ts'
import {
  addReminder,
  countReminders,
  forgetReminders,
  moveReminder,
  noteReminded,
  reminderById,
  lockReminder,
  roomForReminder,
  remindersOf,
  removeReminder,
} from '#db/repositories/reminders.ts'
import { databases } from '../databases.ts'
import { monday, newId, seed, type Seeded } from '../rows.ts'

const after = (hours: number) => monday.add({ hours })

describe.each(databases)('reminders, on $name', ({ create }) => {
  let db: Database
  let office: Seeded
  beforeAll(async () => {
    db = await create()
  })
  afterAll(() => db.close())
  beforeEach(async () => {
    office = await db.acrossAgencies((tx) => seed(tx))
  })

  const here = <T>(run: (tx: Tx, agency: string) => Promise<T>) =>
    db.inAgency(office.agency, (tx) => run(tx, office.agency))

  async function add(text: string, at: Temporal.Instant, person = office.requester.id): Promise<[string, number]> {
    const id = newId()
    const reminder = { id, person, task: null, text, platform: 'slack' as const, at, setAt: monday }
    return here(async (tx, agency) => {
      const { number } = await roomForReminder(tx, agency, person)
      await addReminder(tx, agency, { ...reminder, number })
      return [id, number]
    })
  }
  const texts = async () =>
    (await here((tx, agency) => remindersOf(tx, agency, office.requester.id, 10))).map(({ text }) => text)

  it('come back as they were set, by their number and to their own person alone', async () => {
    const [id, number] = await add('बैंक, "call"; \\ %', after(5))

    const kept = await here((tx, agency) => lockReminder(tx, agency, office.requester.id, number))

    expect(kept).toEqual({
      ...{ id, person: office.requester.id, number, task: null, text: 'बैंक, "call"; \\ %', platform: 'slack' },
      ...{ at: after(5), setAt: monday, toldAt: null },
    })
    expect(await here((tx, agency) => lockReminder(tx, agency, office.assistant.id, number))).toBeNull()
  })

  it('never have the number of another, also of one that is gone', async () => {
    const [id, first] = await add('one', after(1))
    await here((tx, agency) => removeReminder(tx, agency, id))

    const [, second] = await add('two', after(1))

    expect(second).toBeGreaterThan(first)
    expect(await here((tx, agency) => reminderById(tx, agency, id))).toBeNull()
  })

  it('are listed and counted while they are to come, the next one first', async () => {
    await add('later', after(9))
    const [told] = await add('told', after(1))
    await add('sooner', after(2))
    await add('of somebody else', after(1), office.assistant.id)
    await here((tx, agency) => noteReminded(tx, agency, told, after(1)))

    expect(await texts()).toEqual(['sooner', 'later'])
    expect(await here((tx, agency) => countReminders(tx, agency, office.requester.id))).toBe(2)
  })

  it('are to come again when they are moved', async () => {
    const [told] = await add('told', after(1))
    await here((tx, agency) => noteReminded(tx, agency, told, after(1)))

    await here((tx, agency) => moveReminder(tx, agency, told, after(3)))

    expect(await here((tx, agency) => reminderById(tx, agency, told))).toMatchObject({ at: after(3), toldAt: null })
  })

  it('are forgotten once they were told long ago, and no other', async () => {
    const [old] = await add('old', after(1))
    const [recent] = await add('recent', after(2))
    await add('to come', after(1))
    await here((tx, agency) => noteReminded(tx, agency, old, after(1)))
    await here((tx, agency) => noteReminded(tx, agency, recent, after(2)))

    await db.acrossAgencies((tx) => forgetReminders(tx, after(2)))

    expect(await here((tx, agency) => reminderById(tx, agency, old))).toBeNull()
    expect(await here((tx, agency) => reminderById(tx, agency, recent))).not.toBeNull()
    expect(await texts()).toEqual(['to come'])
  })

  it('are of their agency alone', async () => {
    const [id, number] = await add('here', after(1))
    const { requester } = office
    office = await db.acrossAgencies((tx) => seed(tx))

    expect(await here((tx, agency) => reminderById(tx, agency, id))).toBeNull()
    expect(await here((tx, agency) => lockReminder(tx, agency, requester.id, number))).toBeNull()
  })
})
