import { sql } from '#orm/core'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { rows, type Database } from '#db/connection/connect.ts'
import { databases } from '#test/db/databases.ts'
import { monday, type Office } from '#test/handle/office.ts'
import { hands, openSocialAgency } from '#test/social/agency.ts'
import { paperChat, type PaperChat } from './paper.ts'
import { tellAll } from './tell-all.ts'

describe.each(databases)('what is told of posts, on $name', ({ create }) => {
  let db: Database
  let office: Office
  let slack: PaperChat
  let discord: PaperChat
  beforeAll(async () => {
    db = await create()
    office = await openSocialAgency(db)
  })
  afterAll(() => db.close())
  beforeEach(async () => {
    await db.acrossAgencies((tx) => rows(tx, sql`delete from outbox`))
    office.clock.now = monday
    slack = paperChat('slack')
    discord = paperChat('discord')
  })

  const tellEverybody = () => tellAll(office, [slack.chat, discord.chat])
  const asked = async () => {
    const number = await hands(office).draft('asha', '/social draft x at:"tomorrow 9am" The indigo is secret')
    await hands(office).press('asha', await hands(office).show('asha', number), 'Ask for approval')
    return number
  }

  it('asks a member of the client to approve it', async () => {
    await asked()
    await tellEverybody()

    expect(slack.read('D-U2')).toMatch(/To approve: P\d+[\s\S]*The indigo is secret/u)
  })

  it('is told no more to one who speaks for the client no longer, nor shown on what they were sent before', async () => {
    const number = await asked()
    await tellEverybody()
    const before = slack.read('D-U2')
    await asked()
    await office.type('meera', '/agency remove @carol client Acme Textiles')
    await hands(office).submit('asha', 'social-edit', String(number), { text: 'Another secret', link: '', media: '' })
    await tellEverybody()
    await office.type('meera', '/agency role @carol client Acme Textiles')

    expect(slack.read('D-U2')).toBe(before)
  })
})
