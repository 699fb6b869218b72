import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Database } from '#db/connection/connect.ts'
import type { Answer, Quoted } from '#src/kernel/request.ts'
import { databases } from '#test/db/databases.ts'
import { openAgency, read, type Office } from './office.ts'

const link = 'https://acme.slack.com/archives/C1/p1772452800000100'

describe.each(databases)('Delegate this, from the menu of a message, on $name', ({ create }) => {
  let db: Database
  let office: Office
  beforeAll(async () => {
    db = await create()
    office = await openAgency(db)
  })
  afterAll(() => db.close())

  const from = (name: 'carol' | 'sam', message: Partial<Quoted>) =>
    office.ask(name, {
      kind: 'shortcut',
      name: 'delegate-this',
      message: { text: '', files: [], link, ...message },
      people: [],
    })
  const whatIn = (answer: Answer) => {
    const field = answer.kind === 'form' && answer.form.fields.find(({ name }) => name === 'what')
    return field && 'value' in field ? field.value : ''
  }

  it('opens the form with the message, the names of its files and where it is, to be put right before it is sent', async () => {
    const files = [{ name: 'fares.pdf', type: 'application/pdf', size: 5, source: 'F1' }]

    const form = await from('carol', { text: 'Could somebody compare these fares?', files })
    expect(whatIn(form)).toBe(`Could somebody compare these fares?\n\nFiles in the message: fares.pdf\n${link}`)

    const values = { what: whatIn(form), duty: 'travel' }
    const said = await office.ask('carol', {
      kind: 'form',
      name: 'delegate',
      subject: '',
      values,
      people: [],
      files: [],
    })
    expect(read(said)).toMatch(/#\d+ is on its way/u)
    const [, number] = /#(\d+)/u.exec(read(said)) ?? []
    expect(await office.hears('carol', `/task ${number}`)).toContain(link)
  })

  it('fits the form, and says where the end of a longer message is', async () => {
    const text = 'बनारसी साड़ी 🧵 '.repeat(400)

    const form = await from('carol', { text })

    expect(whatIn(form).length).toBeLessThanOrEqual(3_000)
    expect(whatIn(form)).toMatch(/(?:साड़ी|🧵|बनारसी)…\n\nhttps:/u)
    expect(read(form)).toMatch(/longer than this form holds: its end is behind the link/u)
  })

  it('of a picture without a word has its name and address', async () => {
    const files = [{ name: 'loom.jpg', type: 'image/jpeg', size: 5, source: 'F1' }]

    expect(whatIn(await from('carol', { files }))).toBe(`Files in the message: loom.jpg\n${link}`)
  })

  it('says to a stranger who they are not', async () => {
    expect(read(await from('sam', { text: 'Do this' }))).toMatch(/not part of this agency/u)
  })
})
