import { sql } from '#orm/core'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { rows, type Database } from '#db/connection/connect.ts'
import { loadAgency } from '#db/repositories/agencies.ts'
import { personByIdentity } from '#db/repositories/people.ts'
import { refreshPerson } from '#src/features/settings/handlers/refresh.ts'
import type { Checked } from '#src/kernel/chat.ts'
import { databases } from '#test/db/databases.ts'
import { newId } from '#test/db/rows.ts'
import { agencyToRenew, cast, type Name, type Office } from '#test/handle/office.ts'
import { paperChat, type PaperChat } from './paper.ts'
import { tellAll } from './tell-all.ts'

const nobodyElse = { zone: null, language: null, picture: null }

describe.each(databases)('somebody whom a platform speaks of anew, on $name', ({ create }) => {
  let db: Database
  let office: Office
  let slack: PaperChat
  let discord: PaperChat
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
  })

  const agency = async () => {
    const [row] = await db.acrossAgencies((tx) => rows<{ id: string }>(tx, sql`select agency_id as id from agencies`))
    if (!row) throw new Error('there is no agency')
    return row.id
  }
  async function says(name: Name, seen: Checked): Promise<void> {
    const id = await agency()
    const { platform, user } = cast[name]
    await db.inAgency(id, async (tx) =>
      refreshPerson({ tx, agency: await loadAgency(tx, id), now: office.clock.now, newId }, { platform, user }, seen),
    )
  }
  const person = async (name: Name) => {
    const id = await agency()
    return db.inAgency(id, (tx) => personByIdentity(tx, id, cast[name].platform, cast[name].user))
  }
  const tellEverybody = () => tellAll(office, [slack.chat, discord.chat])
  const delegated = async (line: string) => /#(\d+)/u.exec(await office.hears('carol', line))?.[1] ?? ''

  it('has the name and the zone that they have there', async () => {
    await says('carol', { ...nobodyElse, name: 'Carol Reyes-Lind', zone: 'Europe/Lisbon' })

    expect(await person('carol')).toMatchObject({ name: 'Carol Reyes-Lind', zone: 'Europe/Lisbon' })
  })

  it('keeps the zone that they chose themselves', async () => {
    await office.hears('carol', '/profile zone Asia/Tokyo')
    await says('carol', { ...nobodyElse, name: 'Carol Reyes', zone: 'Europe/Lisbon' })

    expect(await person('carol')).toMatchObject({ zone: 'Asia/Tokyo' })
  })

  it('goes by the name of the place that was connected first', async () => {
    await says('meeraInDiscord', { ...nobodyElse, name: 'meera_plays' })

    expect(await person('meera')).toMatchObject({ name: 'Meera Iyer' })
  })

  it('is offered nothing once they have left, and keeps their name', async () => {
    await office.options('meeraInDiscord', 'agency assign', {
      ...{ client: 'Acme Textiles', duty: 'travel', primary: 'Asha Patil', backups: 'Jun Santos' },
    })
    await says('asha', 'left')
    const number = await delegated('/delegate Book a flight #travel')
    const named = await office.hears('carol', '/delegate Book a hotel #travel assistant:"Asha Patil"')
    await tellEverybody()

    expect(await office.hears('carol', `/task ${number}`)).toMatch(/Offered to Jun Santos/u)
    expect(named).not.toMatch(/Offered to Asha/u)
    expect(discord.read(`D-${cast.asha.user}`)).toBe('')
    expect(await person('asha')).toMatchObject({ name: 'Asha Patil', roles: ['assistant'] })
  })

  it('is said to managers once, with what they held, and is told nothing more', async () => {
    await office.options('meeraInDiscord', 'agency assign', { client: 'Acme', duty: 'travel', primary: 'Asha Patil' })
    const number = await delegated('/delegate Book a flight #travel')
    await office.press('asha', `sahayak:accept:${number}:`)
    await tellEverybody()
    const before = [...discord.told]
    await says('asha', 'left')
    await says('asha', 'left')
    await office.submit('carol', 'add-note', number, { note: 'By train, please' })
    await tellEverybody()

    expect(slack.read(`D-${cast.meera.user}`)).toMatch(
      new RegExp(`^1 task needs a manager\\nAsha Patil has left, and still has #${number}.*\\[Assign\\]$`, 'su'),
    )
    expect(discord.told.slice(before.length).filter((said) => said.startsWith('post'))).toEqual([])
    expect(slack.read(`D-${cast.meera.user}`)).not.toMatch(/could not be told/iu)
  })

  it('is there again with the first thing that they ask for, under the name that they have in that server', async () => {
    await says('asha', 'left')
    await office.ask(
      'asha',
      { kind: 'options', command: 'tasks', options: {}, people: [] },
      { userName: 'Asha from Pune' },
    )

    const back = await person('asha')
    expect(back).toMatchObject({ name: 'Asha from Pune' })
    expect(back?.left).toBeUndefined()
  })

  it('is as before once they are back', async () => {
    await says('asha', 'left')
    await says('asha', { ...nobodyElse, name: 'Asha Patil' })
    await office.options('meeraInDiscord', 'agency assign', { client: 'Acme', duty: 'travel', primary: 'Asha Patil' })

    const number = await delegated('/delegate Book a flight #travel')

    expect(await office.hears('carol', `/task ${number}`)).toMatch(/Offered to Asha Patil/u)
  })
})
