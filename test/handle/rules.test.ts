import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Database } from '#db/connection/connect.ts'
import { databases } from '#test/db/databases.ts'
import { agencyToRenew, type Office } from './office.ts'

describe.each(databases)("the agency's rules, on $name", ({ create }) => {
  let db: Database
  let office: Office
  let renew: () => Promise<Office>
  beforeAll(async () => {
    db = await create()
    renew = await agencyToRenew(db)
  })
  beforeEach(async () => {
    office = await renew()
  })
  afterAll(() => db.close())

  const delegates = (text: string) => office.hears('carol', `/delegate ${text}`)

  it('send a task where they say before the assignment does, and the card says why', async () => {
    await office.options('meeraInDiscord', 'agency assign', { client: 'Acme', duty: 'travel', primary: 'Asha Patil' })

    const added = await office.hears(
      'meera',
      '/agency rule add if client:acme duty:travel words:visa, "work permit" then Jun Santos',
    )

    expect(added).toContain('Added as number 1')
    expect(added).toContain('1. Acme Textiles, travel, with the words “visa” or “work permit” → Jun Santos')
    const said = await delegates('Apply for a visa #travel')
    expect(said).toMatch(/Offered to Jun Santos/u)
    expect(said).toMatch(/Why: rule 1 \(this client, travel, “visa”\) names Jun Santos/u)
    expect(await delegates('Book a hotel #travel')).toMatch(/Why: Asha Patil is first for travel/u)
  })

  it('pass a declined task on to the next that fits, and then to the pool', async () => {
    await office.type('meera', '/agency rule add duty:travel then Jun Santos')
    await office.type('meera', '/agency rule add words:flight then Asha Patil')
    await delegates('Book a flight #travel')

    await office.submit('jun', 'decline', '1', { reason: 'At the dentist' })

    expect(await office.hears('carol', '/task 1')).toMatch(
      /Offered to Asha Patil[\s\S]*rule 2 \(“flight”\) names Asha/u,
    )
    await office.submit('asha', 'decline', '1', { reason: 'No time' })
    expect(await office.hears('carol', '/task 1')).toMatch(/Jun Santos declined and Asha Patil declined/u)
  })

  it('send a task to the pool past the assignment', async () => {
    await office.options('meeraInDiscord', 'agency assign', { client: 'Acme', duty: 'travel', primary: 'Asha Patil' })
    await office.options('meeraInDiscord', 'agency rule add', { assistant: 'pool', words: 'quote' })

    expect(await delegates('A quote for the train #travel')).toMatch(
      /Why: rule 1 \(“quote”\) says that anyone with the duty may claim it/u,
    )
  })

  it('are tried without making anything, and each says why it decides or not', async () => {
    await office.type('meera', '/agency rule add client:globex then Asha Patil')
    await office.type('meera', '/agency rule add duty:travel words:visa then Jun Santos')
    await office.type('meera', '/agency rule add duty:travel then pool')

    const tried = await office.hears('meera', '/agency rule try client:acme #travel A visa for Pune')

    expect(tried).toMatch(/Would go to Jun Santos[\s\S]*rule 2 \(travel, “visa”\) names Jun Santos/u)
    expect(tried).toMatch(
      /1\. Globex[^\n]*Asha Patil[\s\S]*Another client[\s\S]*Fits, and decides[\s\S]*Fits too, but an/u,
    )
    expect(await office.hears('carol', '/task 1')).toMatch(/no task/iu)
  })

  it('are put in another order and taken away, and the list says what is so', async () => {
    await office.type('meera', '/agency rule add duty:travel then Asha Patil')
    await office.type('meera', '/agency rule add duty:travel then Jun Santos')

    expect(await office.hears('meera', '/agency rule move 2 1')).toMatch(
      /1\. travel → Jun Santos[\s\S]*2\. travel → Asha/u,
    )
    expect(await delegates('Book a flight #travel')).toMatch(/Offered to Jun Santos/u)
    expect(await office.hears('meera', '/agency rule remove 1')).toMatch(/Number 1 is removed[\s\S]*1\. travel → Asha/u)
    expect(await office.hears('meera', '/agency rule list')).not.toContain('Jun Santos')
  })

  it('say of whom they pass over because they are no assistant any more', async () => {
    await office.type('meera', '/agency rule add duty:travel then Jun Santos')
    await office.options('meera', 'agency remove', { person: 'Jun Santos' })

    expect(await office.hears('meera', '/agency rules')).toMatch(/Jun Santos is no assistant here any more/u)
    expect(await delegates('Book a flight #travel')).toMatch(/anyone with the duty may claim it/u)
  })

  it('are read in Hindi', async () => {
    await office.type('meera', '/profile language hi')

    expect(await office.hears('meera', '/agency rule add अगर duty:travel words:वीज़ा तो Jun Santos')).toMatch(
      /1\. travel, जिसमें “वीज़ा” लिखा हो → Jun Santos/u,
    )
    await office.type('carol', '/profile language hi')
    expect(await delegates('वीज़ा का फ़ॉर्म भरें #travel')).toMatch(/नियम 1 \(travel, “वीज़ा”\) में Jun Santos का नाम है/u)
  })

  it.each([
    ['/agency rule add then Jun Santos', /needs to say of which tasks/u],
    ['/agency rule add duty:travel', /“assistant” is missing/u],
    ['/agency rule add always duty:travel then Jun', /what “always” is for/u],
    ['/agency rule add duty:juggling then Jun', /no duty “juggling”/u],
    ['/agency rule add client:nobody then Jun', /There is no client “nobody”/u],
    ['/agency rule add duty:travel then Carol Reyes', /Carol Reyes is not an assistant/u],
    ['/agency rule add words:"!!" then Jun', /needs to say of which tasks/u],
    ['/agency rule remove 3', /There is no rule yet/u],
  ])('answer “%s” with a sentence and an example', async (line, sentence) => {
    expect(await office.hears('meera', line)).toMatch(sentence)
  })
})
