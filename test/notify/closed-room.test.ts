import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Database } from '#db/connection/connect.ts'
import { runTimers } from '#src/bot/timers.ts'
import { databases } from '#test/db/databases.ts'
import { newId } from '#test/db/rows.ts'
import { agencyToRenew, type Office } from '#test/handle/office.ts'
import { paperChat, type PaperChat } from './paper.ts'
import { tellAll } from './tell-all.ts'

const board = '900'
const meera = 'D-U1'

describe.each(databases)('what cannot be written to any more, on $name', ({ create }) => {
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
    for (const errand of await runTimers({ db, log, now, newId })) {
      const outside = { db, now, newId, resume: async () => {}, stopping: new AbortController().signal }
      await errand({ ...outside, canPost: async () => closed === null })
    }
    await tellEverybody()
  }
  const saidOfIt = () => slack.in(meera).filter(({ card }) => /no longer write/u.test(card.title))

  it.each(['404 10003: Unknown Channel', '403 50001: Missing Access', 'is_archived'])(
    'is a room, of which managers are told once, whatever was to be told there: %s',
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

  it('is a room that has what waited for it once it is open again, as it is by then', async () => {
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

  it('is a room that keeps its cards where they stand, and brings them up to date then', async () => {
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

  /** Asha has a task, and of what stood in its thread nothing is left; what is said there is refused so often. */
  async function lostThread(why: string, times = Infinity) {
    const number = await delegated('/delegate Book a flight #travel')
    await office.press('asha', `sahayak:claim:${number}:`)
    await tellEverybody()
    const [thread = ''] = discord.threads.keys()
    discord.remove(thread)
    let left = times
    discord.plans.push(({ channel }) => (channel === thread && left-- > 0 ? { outcome: 'gone', why } : null))
    const change = async (due: string) => {
      await office.hears('carol', `/task ${number} edit due ${due}`)
      await tellEverybody()
    }
    return { thread, change }
  }
  const ashas = () =>
    [...slack.messages, ...discord.messages]
      .filter(({ channel }) => channel.startsWith('D-'))
      .map(({ channel, card }) => `${channel}: ${card.title}`)
  const undelivered = () => ashas().filter((title) => /could not be delivered/u.test(title))

  it('is another thread, with the card and what there was to say, where somebody deleted a task’s own', async () => {
    // On paper the new one has the same name: it is refused once.
    const { thread, change } = await lostThread('404 10003: Unknown Channel', 1)

    await change('tomorrow 5pm')

    expect(discord.read(thread)).toMatch(/Carol Reyes changed #\d+[^]*\n---\n[^]*\[Start\]/u)
    expect(undelivered()).toEqual([])
  })

  it('is a task’s own thread, which then makes way for the direct message', async () => {
    const { thread, change } = await lostThread('403 50013: Missing Permissions')

    await change('tomorrow 5pm')
    await change('tomorrow 6pm')

    expect(discord.in(thread)).toEqual([])
    expect(ashas().join('\n')).toMatch(/Carol Reyes changed #\d+[^]*Carol Reyes changed #\d+/u)
    expect(undelivered()).toEqual([])
  })

  it('is not moved for ever: where no new thread takes it managers hear of it', async () => {
    const { change } = await lostThread('404 10003: Unknown Channel')

    await change('tomorrow 5pm')

    expect(undelivered()).not.toEqual([])
  })

  it('is a direct message, which is opened anew', async () => {
    closed = '404 10003: Unknown Channel'
    let left = 1
    slack.plans.push(({ channel }) =>
      channel === meera && left-- > 0 ? { outcome: 'gone', why: 'channel_not_found' } : null,
    )

    await delegated('/delegate Book a flight #travel')
    await tellEverybody()

    expect(saidOfIt()).toHaveLength(1)
    expect(undelivered()).toEqual([])
  })
})
