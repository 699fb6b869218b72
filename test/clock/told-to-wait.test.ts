import { sql } from '#orm/core'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { rows, type Database } from '#db/connection/connect.ts'
import { runTimers } from '#src/bot/timers.ts'
import type { Delivery, Origin, Request } from '#src/kernel/request.ts'
import { databases } from '#test/db/databases.ts'
import { cast, monday, openAgency, read, type Office } from '#test/handle/office.ts'
import { paperChat, type PaperChat } from '#test/notify/paper.ts'
import { tellAll } from '#test/notify/tell-all.ts'

const origin: Origin = {
  ...{ platform: 'slack', place: 'T1', placeName: 'Banyan', channel: 'C1', channelKind: 'room' },
  ...{ user: cast.carol.user, userName: 'Carol Reyes', language: 'en' },
}
const words: Request = { kind: 'words', command: 'delegate', text: 'Book a flight #travel' }

describe.each(databases)('somebody who was told to wait, on $name', ({ create }) => {
  let db: Database
  let office: Office
  let slack: PaperChat
  let count = 0
  beforeAll(async () => {
    db = await create()
    office = await openAgency(db)
  })
  afterAll(() => db.close())
  beforeEach(async () => {
    await db.acrossAgencies((tx) => rows(tx, sql`delete from outbox`))
    office.clock.now = monday
    slack = paperChat('slack')
  })

  const delivery = (request: Request, by = origin): Delivery => ({ id: `late:${++count}`, origin: by, request })
  async function minutesLater(minutes: number): Promise<void> {
    office.clock.now = office.clock.now.add({ minutes })
    await runTimers(office.house)
  }
  async function told(): Promise<string> {
    await tellAll(office, [slack.chat, paperChat('discord').chat])
    return slack.read(`D-${cast.carol.user}`)
  }
  const tasks = async () => (await db.acrossAgencies((tx) => rows(tx, sql`select from tasks`))).length

  it('is told in a direct message that it did not come about, with what they wrote, when nobody carried it out', async () => {
    const written = await office.core.promise(delivery(words)).written
    await minutesLater(1)

    expect(written).toBe(true)
    expect(await told()).toMatch(
      /I was interrupted before I could do it, so nothing was done\. Please send it again: \/delegate Book a flight #travel/u,
    )
  })

  it('is told once, and not before there is nobody left who could carry it out', async () => {
    await office.core.promise(delivery(words)).written
    office.clock.now = monday.add({ seconds: 59 })
    await runTimers(office.house)
    const early = await told()
    await minutesLater(1)
    await minutesLater(1)
    await told()

    expect(early).toBe('')
    expect(slack.in(`D-${cast.carol.user}`)).toHaveLength(1)
  })

  it('hears nothing more when they were answered', async () => {
    const asked = delivery(words)
    const promised = office.core.promise(asked)
    await office.core.handle(asked)
    await promised.kept()
    await minutesLater(10)

    expect(await told()).toBe('')
  })

  it('is told that it was done, where it was and only the answer is missing', async () => {
    const asked = delivery(words)
    await office.core.promise(asked).written
    await office.core.handle(asked)
    await minutesLater(1)

    expect(await told()).toBe('I was interrupted before I could answer. What you asked for was done.')
  })

  it('is told the truth: what they were told did not come about is not carried out after that', async () => {
    const before = await tasks()
    const asked = delivery(words)
    await office.core.promise(asked).written
    await minutesLater(1)

    const late = read(await office.core.handle(asked))

    expect(late).toMatch(/nothing was done/u)
    expect(await tasks()).toBe(before)
  })

  it('gets their form back with all that they had filled in', async () => {
    const values = { what: 'Book a flight', brief: 'Two seats' }
    await office.core.promise(delivery({ kind: 'form', name: 'delegate', subject: '', values, people: [], files: [] }))
      .written
    await minutesLater(1)

    expect(await told()).toMatch(/nothing was done[\s\S]*\[Fix it in a form\]/u)
  })

  it('is promised nothing where we do not know them', async () => {
    const stranger = { ...origin, user: 'U999' }

    expect(await office.core.promise(delivery(words, stranger)).written).toBe(false)
  })
})
