import { randomUUIDv7 } from 'node:crypto'
import { sql } from '#orm/core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { rows, type Database } from '#db/connection/connect.ts'
import { keepMessages } from '#db/repositories/messages.ts'
import { formNames, pressNames } from '#src/features/actions.ts'
import { commandNames, specOf } from '#src/features/commands.ts'
import { optionsOf } from '#src/kernel/command.ts'
import type { Written } from '#src/kernel/talk.ts'
import { readCard } from '#test/read.ts'
import { databases } from '#test/db/databases.ts'
import { cast, monday, openAgency, read, type Office } from './office.ts'

/**
 * An internal note is for assistants and managers, and comes to no client by any road. The roads follow from the lists of commands, presses and
 * forms: one that is added is walked by itself.
 */
const [database] = databases
const note = /quagga/iu

describe('an internal note about a task', () => {
  let db: Database
  let office: Office

  beforeAll(async () => {
    if (!database) throw new Error('no database')
    db = await database.create()
    office = await openAgency(db)
    await office.type('carol', '/delegate Book a flight #travel by Friday 5pm')
    await office.press('asha', 'sahayak:claim:1:')
    await office.press('asha', 'sahayak:start:1:')
    await below()
    await office.options('asha', 'reply', { number: '1', text: 'note: the Quagga account pays late' })
    await office.core.talk.hear(written('note: quaggas are never refunded'))
    await office.core.talk.hear(written('Which seat?', '2002'))
  })
  afterAll(() => db.close())

  /** The card below which its client talks, and its assistant. */
  async function below(): Promise<void> {
    const [known] = await db.acrossAgencies((tx) =>
      rows<{ agency: string; task: string; place: string; asha: string }>(
        tx,
        sql`select t.agency_id as agency, t.id as task, t.assistant_id as asha,
          (select p.id from places p where p.agency_id = t.agency_id and p.platform = 'discord') as place from tasks t`,
      ),
    )
    if (!known) throw new Error('there is no task')
    const { agency, task, place: placeId, asha } = known
    await db.inAgency(agency, async (tx) => {
      const card = { agency, task, topic: `assistant:${asha}`, placeId, channel: 'D-12', externalId: '3000', hash: '' }
      await keepMessages(tx, [{ id: randomUUIDv7(), ...card }], monday)
    })
  }

  function written(text: string, id = '2001'): Written {
    return {
      ...{ what: 'written', platform: 'discord', place: '', channel: 'D-12', thread: '3000', id, text, besides: [] },
      ...{ by: { user: cast.asha.user, name: 'Asha', picture: null }, at: monday, editedAt: null },
    }
  }

  it('is kept, and no line that waits to be told holds its words: who may read it is asked as it is told', async () => {
    const kept = await db.acrossAgencies((tx) => rows(tx, sql`select text from talk_messages where internal`))
    const lines = await db.acrossAgencies((tx) =>
      rows<{ line: string; known: boolean }>(tx, sql`select line::text as line, line ? 'said' as known from outbox`),
    )

    expect(kept).toHaveLength(2)
    expect(lines.some(({ known }) => known)).toBe(true)
    expect(lines.filter(({ line }) => note.test(line))).toEqual([])
  })

  it.each(commandNames)('does not come to a client by /%s', async (command) => {
    const said: string[] = []
    const values: Record<string, string> = { number: '1', search: 'quagga', what: 'zebra', client: 'Acme Textiles' }
    const options = optionsOf(specOf(command)).filter(({ name }) => name in values)
    said.push(await office.options('carol', command, {}))
    for (const { name } of options) said.push(await office.options('carol', command, { [name]: values[name] ?? '' }))

    expect(withoutTyped(said.join('\n'))).not.toMatch(note)
  })

  it.each(pressNames)('does not come to a client by the button %s', async (press) => {
    const said: string[] = []
    for (const detail of ['', '1', '2']) said.push(read(await office.press('carol', `sahayak:${press}:1:${detail}`)))

    expect(said.join('\n')).not.toMatch(note)
  })

  it.each(formNames)('does not come to a client by the form %s', async (form) => {
    expect(read(await office.press('carol', `sahayak:open:1:${form}`))).not.toMatch(note)
  })

  it('does not come to a client by what is completed, nor on their own page', async () => {
    const offered: string[] = []
    for (const command of commandNames)
      for (const { name } of optionsOf(specOf(command)))
        offered.push(...(await office.suggests('carol', command, name, 'q')))
    const home = await office.core.home({
      ...{ platform: 'slack', place: 'T1', placeName: 'Banyan', channel: '', channelKind: 'direct' },
      ...{ user: cast.carol.user, userName: cast.carol.name, language: null },
    })

    expect(home.length).toBeGreaterThan(2)
    expect([...offered, ...home.map((card) => readCard(card))].join('\n')).not.toMatch(note)
  })
})

/** What was typed comes back in the sentence that refuses it, and as the title of a task. */
function withoutTyped(said: string): string {
  return said.replaceAll(/(?<![\w “])quagga|“quagga”|: quagga\b|#\d+ quagga\b/gu, '')
}
