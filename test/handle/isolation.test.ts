import { sql } from '#orm/core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { rows, type Database } from '#db/connection/connect.ts'
import { findPlace } from '#db/repositories/agencies.ts'
import { formNames, pressNames, type FormName } from '#src/features/actions.ts'
import { commandNames, specOf } from '#src/features/commands.ts'
import { optionsOf, type OptionKind } from '#src/kernel/command.ts'
import type { Answer } from '#src/kernel/request.ts'
import { databases } from '#test/db/databases.ts'
import { openAgency, read, type Office } from './office.ts'

/**
 * Two agencies in one database. Eve is the owner of the second, so that nothing is refused to her for want of a role, and she tries whatever can be
 * typed, pressed, filled in and completed with all that is the first one's: its numbers, ids, names and handles.
 *
 * What is walked over follows from the lists of commands, presses and forms: one that is added is tried by itself.
 */

// What is decided and said does not depend on where it is kept; that the tables hold it is another test's.
const [database] = databases

describe('one agency and another’s', () => {
  let db: Database
  let office: Office
  let theirs: { agency: string; persons: string[]; clients: string[]; ids: string[] }
  let before: string

  beforeAll(async () => {
    if (!database) throw new Error('no database')
    db = await database.create()
    office = await openAgency(db)
    await fill()
    await office.type('eve', `/agency setup ${await office.setupCode()}`)
    await office.type('eve', '/agency client add Initech')
    const place = await db.acrossAgencies((tx) => findPlace(tx, 'slack', 'T1'))
    if (!place) throw new Error('no place')
    const idsIn = async (table: string) => {
      const found = await db.asOwner((tx) =>
        rows<{ id: string }>(
          tx,
          sql`select id::text as id from ${sql.identifier(table)} where agency_id = ${place.agency}`,
        ),
      )
      return found.map(({ id }) => id)
    }
    theirs = {
      agency: place.agency,
      persons: await idsIn('persons'),
      clients: await idsIn('clients'),
      ids: [
        ...(await idsIn('outbox')),
        ...(await idsIn('messages')),
        ...(await idsIn('reminders')),
        ...(await idsIn('social_accounts')),
        ...(await idsIn('posts')),
      ],
    }
    before = await allOfTheirs()
  })
  afterAll(() => db.close())

  /** Something of everything, each with a word that stands nowhere else. */
  async function fill(): Promise<void> {
    await office.type('meera', '/agency client add Zanzibar Quaggaworks')
    for (let number = 1; number <= 12; number++)
      await office.type('carol', `/delegate Quaggapassport ${number} #travel by Friday 5pm`)
    await office.press('asha', 'sahayak:claim:12:')
    await office.press('asha', 'sahayak:start:12:')
    await office.submit('asha', 'ask', '12', { question: 'Quaggaquestion?', options: 'Quaggayes\nQuaggano' })
    await office.options('meera', 'task', { number: '11', template: 'Quaggatemplate' })
    await office.type('carol', '/delegate Quaggafigures every Friday at 9:00 due 5pm')
    await office.type('carol', '/remind me to Quaggacall tomorrow 9am')
    await office.type('carol', '/social account add instagram @quaggatextiles')
    await office.type('carol', '/social slot add instagram mon,wed 09:00')
    await office.options('carol', 'social draft', { account: 'instagram', text: 'Quaggapost' })
    await office.type('meera', '/agency rule add if duty:travel words:quaggavisa then pool')
    await office.options('meeraInDiscord', 'agency assign', { client: 'Globex', duty: 'travel', primary: 'Asha Patil' })
    await office.type('meera', '/agency target acme urgent respond 1h done 8h')
    await office.type('meera', '/agency room digest', { channel: 'CQUAGGA' })
    await office.type('meera', '/digest room on 9:00 weekdays', { channel: 'CQUAGGA' })
    await office.options('asha', 'profile away', { days: '24-26 December' })
    await office.type('carol', '/digest weekly monday 9:00')
    await office.type('carol', '/calendar feed')
    await office.type('carol', '/social approvals required')
    await office.type('meera', '/calendar holidays add https://example.com/quaggadays.ics agency')
  }

  /** What only the clock or a platform’s own messages make. */
  const madeElsewhere = [
    'checklist_items',
    'files',
    'holidays',
    'messages',
    'post_files',
    'repeat_slots',
    'talk_messages',
    'threads',
  ]

  /** All rows of the first agency, as one value. */
  async function allOfTheirs(): Promise<string> {
    const tables = await db.asOwner((tx) =>
      rows<{ name: string }>(
        tx,
        sql`select table_name as name from information_schema.columns
            where table_schema = 'public' and column_name = 'agency_id' order by 1`,
      ),
    )
    const sums = tables.map(
      ({ name }) =>
        sql`select ${name} || ' ' || count(*) || ' ' || coalesce(md5(string_agg(t::text, '|' order by t::text)), '') as sum
            from ${sql.identifier(name)} t where agency_id = ${theirs.agency}`,
    )
    const found = await db.asOwner((tx) => rows<{ sum: string }>(tx, sql.join(sums, sql` union all `)))
    return found.map(({ sum }) => sum).join('\n')
  }

  it('is walked over with something of everything there', () => {
    const counts = Object.fromEntries(before.split('\n').map((line) => line.split(' ').slice(0, 2)))
    expect(Object.keys(counts).filter((table) => counts[table] === '0' && !madeElsewhere.includes(table))).toEqual([])
  })

  const theirWords = /quagga|Patil|Santos|Iyer/iu
  /** Neither shown nor touched. */
  async function expectNothingOfTheirs(said: string): Promise<void> {
    expect(said).not.toMatch(theirWords)
    expect(await allOfTheirs()).toBe(before)
  }

  /** What is the first agency's, as it would be named for an option of that kind. */
  function named(kind: OptionKind): string[] {
    const texts: Partial<Record<OptionKind, string[]>> = {
      task: ['12', '11'],
      client: ['Zanzibar', 'Acme Textiles', ...theirs.clients.slice(0, 1)],
      person: ['<@U2>', 'Asha'],
      member: ['Asha', ...theirs.persons.slice(0, 1)],
      assistant: ['Asha', ...theirs.persons.slice(0, 1)],
      post: ['P1'],
      repeat: ['R1'],
      template: ['Quaggatempl'],
      account: ['instagram', '@quaggatext'],
      count: ['1'],
      time: ['tomorrow 9am'],
      duty: ['travel'],
      role: ['manager'],
      code: ['ABCD-EFGH'],
      period: ['this-month'],
      'report-period': ['this-month'],
    }
    return texts[kind] ?? ['1']
  }

  it.each(commandNames.filter((name) => name !== 'agency delete'))(
    'are strangers to one another, whatever is given to /%s',
    async (command) => {
      const options = optionsOf(specOf(command))
      const said: string[] = []
      for (const turn of [0, 1, 2]) {
        const given = options.map(({ name, kind }) => [name, named(kind)[turn % named(kind).length] ?? ''])
        said.push(await office.options('eve', command, Object.fromEntries(given)))
        const needed = given.filter(([name]) => options.find((each) => each.name === name)?.required)
        said.push(await office.options('eve', command, Object.fromEntries(needed)))
      }
      await expectNothingOfTheirs(withoutTyped(said.join('\n')))
    },
  )

  it.each(commandNames)('are strangers to one another in what is completed for /%s', async (command) => {
    const offered: string[] = []
    for (const { name } of optionsOf(specOf(command)))
      for (const typed of ['', '1', 'q', 'a', 'i'])
        offered.push(...(await office.suggests('eve', command, name, typed)))

    await expectNothingOfTheirs(offered.join('\n'))
  })

  it.each(pressNames)('are strangers to one another, whatever the button is about: %s', async (press) => {
    const said: string[] = []
    const subjects = [
      '12',
      'P1',
      'R1',
      ...theirs.clients.slice(0, 1),
      ...theirs.persons.slice(0, 1),
      ...theirs.ids.slice(0, 3),
    ]
    for (const subject of subjects)
      for (const detail of ['', '1', ...theirs.persons.slice(0, 1), ...theirs.clients.slice(0, 1)])
        said.push(read(await pressed(press, subject, detail)))

    await expectNothingOfTheirs(said.join('\n'))
  })

  it.each(formNames.filter((name) => name !== 'delete-agency'))(
    'are strangers to one another, whatever form is sent about it: %s',
    async (form) => {
      const [person = '', client = ''] = [theirs.persons[0], theirs.clients[0]]
      const values = {
        ...{
          question: 'Which?',
          answer: 'This',
          result: 'Done',
          reason: 'No',
          text: 'Text',
          what: 'Call',
          words: 'Call',
        },
        ...{ due: 'tomorrow 5pm', time: 'tomorrow 9am', when: 'tomorrow 9am', name: 'Mine', title: 'Mine' },
        ...{ assistant: person, client, account: theirs.ids.at(-1) ?? '', numbers: ['12'], template: 'Quaggatempl' },
      }
      const own: Partial<Record<FormName, Record<string, string>>> = {
        delegate: { what: 'Call', client, assistant: person, template: 'Quaggatempl' },
        assignment: { client, primary: person, backups: 'Asha' },
        remind: { what: 'Call', time: 'tomorrow 9am' },
      }
      const said: string[] = []
      for (const subject of ['12', 'P1', 'R1', client, person, ...theirs.ids.slice(0, 3)])
        said.push(read(await office.submit('eve', form, subject, own[form] ?? values)))

      await expectNothingOfTheirs(withoutTyped(said.join('\n')))
    },
  )

  it('are strangers to one another where a delivery comes by the other’s number', async () => {
    const seen = await office.ask('carol', { kind: 'words', command: 'tasks', text: '' }, { id: 'one-and-the-same' })
    before = await allOfTheirs()

    const said = await office.ask('eve', { kind: 'words', command: 'tasks', text: '' }, { id: 'one-and-the-same' })

    expect(read(seen)).toMatch(theirWords)
    await expectNothingOfTheirs(read(said))
  })

  it('do not hear what is written in the other’s threads and channels', async () => {
    const at = office.clock.now
    for (const channel of ['C1', '900'])
      await office.core.talk.hear({
        ...{
          what: 'written',
          platform: 'slack',
          place: 'T9',
          channel,
          thread: '1',
          id: '2',
          text: 'Hello',
          besides: [],
        },
        ...{ by: { user: 'U9', name: 'Eve Novak', picture: null }, at, editedAt: null },
      })

    await expectNothingOfTheirs('')
  })

  it('are not mixed up where one of them has two workspaces', async () => {
    const code = /[A-Z0-9]{4,}-[A-Z0-9]{4,}/u.exec(await office.hears('meera', '/agency connect'))?.[0] ?? ''
    await office.type('leo', `/agency connect ${code}`, { place: 'T2' })
    before = await allOfTheirs()

    const inSecond = await office.hears('leo', '/tasks', { place: 'T2' })
    const inEves = await office.hears('leo', '/tasks', { place: 'T9' })

    const second = await db.acrossAgencies((tx) => findPlace(tx, 'slack', 'T2'))
    expect(second?.agency).toBe(theirs.agency)
    expect(inSecond).not.toMatch(/Initech/u)
    await expectNothingOfTheirs(`${inSecond}\n${inEves}`)
  })

  it('cannot have the other’s server or workspace: it is said whose it is not', async () => {
    const said = await office.hears('eve', '/agency connect')
    const code = /[A-Z0-9]{4,}-[A-Z0-9]{4,}/u.exec(said)?.[0] ?? ''

    const taken = await office.options('meeraInDiscord', 'agency connect', { code })

    expect(code).not.toBe('')
    expect(taken).toMatch(/That did not work/u)
    expect(taken).not.toMatch(/Initech|Novak/u)
    const whose = await db.acrossAgencies((tx) => findPlace(tx, 'discord', '100'))
    expect(whose?.agency).toBe(theirs.agency)
  })

  it('tell nobody of the other’s: what waits to be told names the places of its own agency alone', async () => {
    const crossed = await db.asOwner((tx) =>
      rows<{ id: string }>(
        tx,
        sql`select o.id::text as id from outbox o
            where o.agency_id <> ${theirs.agency} and (o.line::text like ${`%${theirs.agency}%`} or o.line::text ~* 'quagga')`,
      ),
    )

    expect(crossed).toEqual([])
  })

  async function pressed(press: string, subject: string, detail: string): Promise<Answer> {
    return office.press('eve', `sahayak:${press}:${subject}:${detail}`)
  }
})

/** What was typed comes back in the sentence that refuses it. */
function withoutTyped(said: string): string {
  return said.replaceAll(/Quaggatempl(?!a)|@quaggatext(?!i)/gu, '')
}
