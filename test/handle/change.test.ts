import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Database } from '#db/connection/connect.ts'
import { databases } from '#test/db/databases.ts'
import { openAgency, read, type Name, type Office } from './office.ts'

describe.each(databases)('a task that is put right, on $name', ({ create }) => {
  let db: Database
  let office: Office
  beforeAll(async () => {
    db = await create()
    office = await openAgency(db)
  })
  afterAll(() => db.close())

  const press = async (name: Name, id: string) => read(await office.press(name, id))

  async function delegated(line = 'Book a flight to Pune #travel'): Promise<string> {
    return /#(\d+)/u.exec(await office.hears('carol', `/delegate ${line}`))?.[1] ?? ''
  }

  it('is changed in a line, and the history keeps what was and what is', async () => {
    const number = await delegated()

    const said = await office.hears('carol', `/task ${number} edit due 6 March 5pm priority high`)
    const card = await office.hears('carol', `/task ${number}`)

    expect(said).toMatch(/is changed/u)
    expect(card).toMatch(/Due: Fri 6 Mar, 5:00 pm/u)
    expect(card).toMatch(/you changed it \(Slack\)/u)
    expect(card).toMatch(/Due: no due time → Fri 6 Mar, 5:00 pm/u)
    expect(card).toMatch(/Priority: normal → high/u)
  })

  it('is changed in a form, which holds what it is now', async () => {
    const number = await delegated()

    const form = await office.type('carol', `/task ${number} edit`)
    const said = read(await office.submit('carol', 'edit-task', number, { what: 'Book a train', due: '', wish: '' }))

    expect(read(form)).toContain('Book a flight to Pune')
    expect(said).toMatch(/is changed/u)
    expect(await office.hears('carol', `/task ${number}`)).toMatch(/#\d+ Book a train/u)
  })

  it('loses nothing of what was typed where the time cannot be read', async () => {
    const number = await delegated()

    const answer = await office.submit('carol', 'edit-task', number, { what: 'Book a train', due: '31 Feb' })

    expect(read(answer)).toMatch(/31 Feb/u)
    expect(await office.hears('carol', `/task ${number}`)).not.toContain('Book a train')
  })

  it('has notes and answers on its card, for whoever takes it over', async () => {
    const number = await delegated()
    await press('asha', `sahayak:claim:${number}:`)
    await press('asha', `sahayak:start:${number}:`)
    await office.submit('asha', 'ask', number, { question: 'Which day?', options: '' })
    await office.submit('carol', 'answer', number, { answer: 'Friday, not before noon' })
    await office.type('carol', `/task ${number} note The blue folder, please`)

    const card = await office.hears('meera', `/task ${number}`)

    expect(card).toMatch(/Asked and answered: Asha Patil: Which day\?\nCarol Reyes: Friday, not before noon/u)
    expect(card).toMatch(/Notes: Carol Reyes: The blue folder, please/u)
    expect(await press('meera', `sahayak:history:${number}:1`)).toMatch(/Carol Reyes added a note/u)
  })

  it('promises nothing at the claim, and by when with one tap', async () => {
    const number = await delegated()

    const claimed = await press('asha', `sahayak:claim:${number}:`)
    const before = await office.hears('carol', `/task ${number}`)
    const tapped = await press('asha', `sahayak:promise:${number}:2026-03-03`)

    expect(claimed).toMatch(/is yours/u)
    expect(claimed).toMatch(/\[Today, .*\[Tomorrow, .*\[Another time\]/su)
    expect(before).not.toMatch(/Promised by/u)
    expect(tapped).toMatch(/is promised by/u)
    expect(await office.hears('carol', `/task ${number}`)).toMatch(/Promised by/u)
  })

  it('says *you* to the one who works on it', async () => {
    const number = await delegated()
    await press('asha', `sahayak:claim:${number}:`)

    expect(await press('asha', `sahayak:start:${number}:`)).toMatch(/You are working on it/u)
    expect(await office.hears('carol', `/task ${number}`)).toMatch(/Asha Patil is working on it/u)
  })

  it('is not changed by its assistant, who may add a note', async () => {
    const number = await delegated()
    await press('asha', `sahayak:claim:${number}:`)

    expect(await office.hears('asha', `/task ${number} edit priority low`)).toMatch(/not yours to do|not one of your/u)
    expect(await office.hears('asha', `/task ${number} note Half done`)).toMatch(/Your note is on/u)
  })
})
