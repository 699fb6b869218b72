import { sql } from '#orm/core'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { rows, type Database } from '#db/connection/connect.ts'
import { databases } from '#test/db/databases.ts'
import { agencyToRenew, type Office } from '#test/handle/office.ts'
import { paperChat, type PaperChat } from './paper.ts'
import { tellAll } from './tell-all.ts'

/** A look for lines that finds none: `begin`, the scope, the lease and `commit`. There is one now and then, however little there is to tell. */
const look = 4
/** Around what a transaction says: `begin`, the scope and `commit`. */
const around = 3

/** What a look for lines answers where there are none: nothing was taken. */
function isEmpty(found: unknown): boolean {
  if (Array.isArray(found)) return found.length === 0
  return typeof found === 'object' && found !== null && 'taken' in found && isEmpty(found.taken)
}

describe.each(databases)('what telling asks of the database, on $name', ({ create }) => {
  let db: Database
  let renew: () => Promise<Office>
  let office: Office
  let slack: PaperChat
  let discord: PaperChat
  /** The statements of each transaction. */
  const spent: number[] = []

  beforeAll(async () => {
    db = await create(({ statements }) => spent.push(statements))
    renew = await agencyToRenew(db)
  })
  beforeEach(async () => {
    office = await renew()
    slack = paperChat('slack')
    discord = paperChat('discord')
    await tellAll(office, [slack.chat, discord.chat])
  })
  afterAll(() => db.close())

  /** Tells all that waits, by a process of its own, and says what that cost: `own` leaves out what is around each transaction. */
  async function tell() {
    // Alone on its database a pump takes back what another one left, once.
    let looks = db.kind === 'embedded' ? 1 : 0
    const watched: Database = {
      ...db,
      async acrossAgencies(run) {
        const found = await db.acrossAgencies(run)
        if (isEmpty(found)) looks += 1
        return found
      },
    }
    const messages = countMessages()
    spent.length = 0
    await tellAll({ ...office, db: watched }, [slack.chat, discord.chat])
    const all = spent.reduce((sum, statements) => sum + statements, 0) - looks * look
    const own = all - (spent.length - looks) * around
    return { all, own, messages: countMessages() - messages }
  }
  const countMessages = () => slack.messages.length + discord.messages.length
  const delegates = (n: number) => office.hears(n % 2 ? 'carol' : 'dan', `/delegate Book flight ${n} #travel`)

  it('is three statements for a line that is told alone: what is to be told, that it begins, and what became of it', async () => {
    await delegates(1)
    await db.acrossAgencies((tx) => rows(tx, sql`delete from outbox where recipient like 'room%'`))

    const cost = await tell()

    expect(cost).toEqual({ own: 3, all: 3 * look, messages: 1 })
  })

  it('is shared by all that are told at once: sixty-four lines ask for hardly more than one', async () => {
    for (let n = 1; n <= 32; n++) await delegates(n)

    const cost = await tell()

    expect(cost.messages).toBe(64)
    expect(cost.all / cost.messages).toBeLessThan(1)
  })

  it('is kept apart: a task that cannot be read holds back nobody else', async () => {
    for (let n = 1; n <= 3; n++) await delegates(n)
    await db.acrossAgencies((tx) => rows(tx, sql`update tasks set result = '{"text":7}' where number = 2`))

    const { messages } = await tell()

    expect(messages).toBe(4)
  })
})
