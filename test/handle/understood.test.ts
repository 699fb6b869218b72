import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Database } from '#db/connection/connect.ts'
import { databases } from '#test/db/databases.ts'
import { openAgency, read, type Name, type Office } from './office.ts'

describe.each(databases)('what was understood, on $name', ({ create }) => {
  let db: Database
  let office: Office
  beforeAll(async () => {
    db = await create()
    office = await openAgency(db)
  })
  afterAll(() => db.close())

  const press = async (name: Name, id: string) => read(await office.press(name, id))
  const numberIn = (said: string) => /#(\d+)/u.exec(said)?.[1] ?? ''

  it('is shown back, each with one press to change it', async () => {
    const said = await office.hears('carol', '/delegate Book a flight to Pune #travel by Friday 5pm !high')

    expect(said).toMatch(/Due Fri 6 Mar, 5:00 pm \(New York\) · \[Change due time\]/u)
    expect(said).toMatch(/Client: Acme Textiles\n/u)
    expect(said).toMatch(/Duty: travel · \[Change duty\]/u)
    expect(said).toMatch(/Priority: high · \[Change priority\]/u)
    expect(said).toMatch(/Assistant: .* · \[Change assistant\]/u)
  })

  it.each([
    ['due', { due: 'Thursday 3pm' }, /Due Thu 5 Mar, 3:00 pm \(New York\) · \[Change due time\]/u],
    ['duty', { duty: 'writing' }, /Duty: writing/u],
    ['priority', { priority: 'urgent' }, /Priority: urgent/u],
  ])('is changed in a form that asks for nothing else: %s', async (fact, values, words) => {
    const number = numberIn(await office.hears('carol', '/delegate Book a flight to Goa #travel'))

    const form = await office.press('carol', `sahayak:open:${number}.${fact}:edit-fact`)
    const changed = read(await office.submit('carol', 'edit-fact', `${number}.${fact}`, values))

    expect(form).toMatchObject({ kind: 'form', form: { fields: [{ name: fact, required: true }] } })
    expect(read(form)).toContain(`#${number} Book a flight to Goa. Now: `)
    expect(changed).toMatch(/is changed/u)
    expect(changed).toMatch(words)
  })

  it('asks again where the new due time cannot be read, with what was typed', async () => {
    const number = numberIn(await office.hears('carol', '/delegate Book a flight to Goa #travel'))
    const id = `slack:fact.${number}`

    const refused = read(await office.submit('carol', 'edit-fact', `${number}.due`, { due: '31 Feb' }, id))
    const again = await press('carol', `sahayak:open:${id.replaceAll(':', '~')}:edit-fact`)

    expect(refused).toMatch(/31 Feb/u)
    expect(again).toMatch(/Due: 31 Feb/u)
  })

  it('lets a manager give it to somebody, and a client say what they wish', async () => {
    const number = numberIn(await office.hears('meera', '/delegate Book a flight #travel client:"Acme Textiles"'))

    const chosen = await press('meera', `sahayak:open:${number}.assistant:edit-fact`)
    const wished = await press('carol', `sahayak:open:${number}.assistant:edit-fact`)
    await office.submit('meera', 'edit-fact', `${number}.assistant`, { assistant: 'Jun Santos' })

    expect(chosen).toMatch(/\nAssistant: /u)
    expect(wished).toMatch(/Another assistant\?/u)
    expect(await office.hears('carol', `/task ${number}`)).toMatch(/Jun Santos/u)
  })

  it('is another client’s where it was the wrong one: cancelled for the one, delegated for the other', async () => {
    const said = await office.hears('meera', '/delegate Call the bank by Friday 5pm client:"Globex Travel" !high')
    const number = numberIn(said)

    const moved = read(await office.submit('meera', 'edit-fact', `${number}.client`, { client: 'Acme Textiles' }))

    expect(said).toMatch(/Client: Globex Travel · \[Change client\]/u)
    expect(moved).toMatch(/Client: Acme Textiles/u)
    expect(moved).toMatch(/Due Fri 6 Mar, 5:00 pm/u)
    expect(moved).toMatch(/Priority: high/u)
    expect(await office.hears('meera', `/task ${number}`)).toMatch(/Cancelled/u)
  })

  it('is not another client’s once somebody works on it', async () => {
    const number = numberIn(await office.hears('meera', '/delegate Book a room #travel client:"Acme Textiles"'))
    await press('asha', `sahayak:claim:${number}:`)

    const said = read(await office.submit('meera', 'edit-fact', `${number}.client`, { client: 'Globex Travel' }))

    expect(said).not.toMatch(/is on its way/u)
    expect(await office.hears('meera', `/task ${number}`)).toMatch(/Client: Acme Textiles/u)
  })
})
