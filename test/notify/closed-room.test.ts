import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Database } from '#db/connection/connect.ts'
import { runWakes } from '#src/bot/wakes.ts'
import { databases } from '#test/db/databases.ts'
import { newId } from '#test/db/rows.ts'
import { agencyToRenew, type Office } from '#test/handle/office.ts'
import { paperChat, type PaperChat } from './paper.ts'
import { tellAll } from './tell-all.ts'

const board = '900'
const meera = 'D-U1'

describe.each(databases)('a room that cannot be written to any more, on $name', ({ create }) => {
  let db: Database
  let office: Office
  let slack: PaperChat
  let discord: PaperChat
  let closed: string | null
  let renew: () => Promise<Office>
  beforeAll(async () => {
    db = await create()
    renew = await agencyToRenew(db)
  })
  afterAll(() => db.close())
  beforeEach(async () => {
    office = await renew()
    slack = paperChat('slack')
    discord = paperChat('discord')
    closed = null
    discord.plans.push(({ channel }) => (closed && channel === board ? { outcome: 'gone', why: closed } : null))
  })

  const tellEverybody = () => tellAll(office, [slack.chat, discord.chat])
  const delegated = async (line: string) => /#(\d+)/u.exec(await office.hears('carol', line))?.[1] ?? ''
  /** An hour later somebody looks whether it is open again. */
  async function anHourLater(): Promise<void> {
    office.clock.now = office.clock.now.add({ minutes: 61 })
    const { log } = office.house
    const now = () => office.clock.now
    for (const errand of await runWakes({ db, log, now, newId })) {
      const outside = { db, now, newId, resume: async () => {}, stopping: new AbortController().signal }
      await errand({ ...outside, canPost: async () => closed === null })
    }
    await tellEverybody()
  }
  const saidOfIt = () => slack.in(meera).filter(({ card }) => /no longer write/u.test(card.title))

  it.each(['404 10003: Unknown Channel', '403 50001: Missing Access'])(
    'is told to managers once, whatever was to be told there: %s',
    async (why) => {
      closed = why
      await delegated('/delegate Book a flight #travel')
      await tellEverybody()
      await delegated('/delegate Book a hotel #travel')
      await tellEverybody()
      await anHourLater()

      expect(saidOfIt()).toHaveLength(1)
      expect(slack.read(meera)).toMatch(/channel on Discord \(Banyan\) that is set for: board/u)
      expect(slack.read(meera)).not.toMatch(/could not be told/iu)
    },
  )

  it('has what waited for it once it is open again, as it is by then', async () => {
    closed = '404 10003: Unknown Channel'
    const [one, other] = [
      await delegated('/delegate Book a flight #travel'),
      await delegated('/delegate Book a hotel #travel'),
    ]
    await tellEverybody()
    await office.press('asha', `sahayak:claim:${other}:`)
    await tellEverybody()
    closed = null
    await anHourLater()

    expect(discord.read(board)).toContain(`#${one} Book a flight`)
    expect(discord.read(board)).not.toContain(`#${other}`)
  })

  it('keeps its cards where they stand, and brings them up to date then', async () => {
    const number = await delegated('/delegate Book a flight #travel')
    await tellEverybody()
    closed = '403 50001: Missing Access'
    await office.press('asha', `sahayak:claim:${number}:`)
    await tellEverybody()
    closed = null
    await anHourLater()

    expect(discord.in(board)).toHaveLength(1)
    expect(discord.read(board)).toMatch(/Taken by Asha Patil/u)
  })
})
