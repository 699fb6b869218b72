import { randomUUIDv7 } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Database } from '#db/connection/connect.ts'
import { findPlace } from '#db/repositories/agencies.ts'
import { addPerson } from '#db/repositories/people.ts'
import { commandNames, type CommandName } from '#src/features/commands.ts'
import { type FormName } from '#src/kernel/action-id.ts'
import { databases } from '#test/db/databases.ts'
import { aPerson } from '#test/db/rows.ts'
import { cast, monday, openAgency, read, type Name, type Office } from './office.ts'
import { formNames, pressNames } from '#src/features/actions.ts'

const everyone = ['owner', 'manager', 'client', 'assistant', 'nobody', 'stranger'] as const
type Who = (typeof everyone)[number]
const known: Who[] = ['owner', 'manager', 'client', 'assistant', 'nobody']

/** Who they are in the office; `nobody` is of the agency and has no role. */
const actors: Record<Who, Name> = {
  owner: 'meera',
  manager: 'max',
  client: 'carol',
  assistant: 'asha',
  nobody: 'nia',
  stranger: 'sam',
}

/**
 * "Roles: what each may do", command by command: who is not refused. A command that is added and not listed here does not
 * compile. What lists tasks is anyone's; what stands in it is another test's.
 */
const table: Record<CommandName, { options: Record<string, string>; may: readonly Who[] }> = {
  delegate: { options: { what: 'Call the bank', client: 'Acme Textiles' }, may: ['owner', 'manager', 'client'] },
  bulk: { options: { numbers: '1', priority: 'high' }, may: ['owner', 'manager'] },
  tasks: { options: {}, may: known },
  task: { options: { number: '1' }, may: ['owner', 'manager', 'client', 'assistant'] },
  claim: { options: { number: '1' }, may: ['assistant'] },
  talk: { options: { number: '1' }, may: ['owner', 'manager', 'client', 'assistant'] },
  reply: { options: { number: '1', text: 'A window seat' }, may: ['owner', 'manager', 'client', 'assistant'] },
  help: { options: {}, may: everyone },
  'agency setup': { options: { code: 'ABCD-EFGH' }, may: [] },
  'agency connect': { options: {}, may: ['owner'] },
  'agency people': { options: {}, may: ['owner', 'manager'] },
  'agency role': { options: { person: 'Asha Patil', role: 'assistant' }, may: ['owner'] },
  'agency remove': { options: { person: 'Leo Grant', role: 'assistant' }, may: ['owner'] },
  'agency client list': { options: {}, may: ['owner', 'manager'] },
  'agency client rename': { options: { client: 'Acme Textiles', name: 'Acme Textiles' }, may: ['owner', 'manager'] },
  'agency client archive': { options: { client: 'Acme Textiles' }, may: ['owner', 'manager'] },
  'agency client restore': { options: { client: 'Acme Textiles' }, may: ['owner', 'manager'] },
  'agency client add': { options: { name: 'Initech' }, may: ['owner', 'manager'] },
  'agency client edit': {
    options: { client: 'Acme Textiles', review: '3 days' },
    may: ['owner', 'manager', 'client'],
  },
  'agency settings': { options: { review: '7 days' }, may: ['owner', 'manager'] },
  'agency assign': { options: { client: 'Globex Travel', primary: 'Jun Santos' }, may: ['owner', 'manager'] },
  'agency room': { options: { purpose: 'log' }, may: ['owner', 'manager'] },
  'agency export': { options: {}, may: ['owner'] },
  'agency delete': { options: {}, may: ['owner'] },
  'agency rule add': { options: { assistant: 'pool', duty: 'travel' }, may: ['owner', 'manager'] },
  'agency rule list': { options: {}, may: ['owner', 'manager'] },
  'agency rule move': { options: { place: '1', to: '1' }, may: ['owner', 'manager'] },
  'agency rule remove': { options: { place: '1' }, may: ['owner', 'manager'] },
  'agency rule try': { options: { sample: 'Book a flight #travel client:Acme' }, may: ['owner', 'manager'] },
  'agency target': { options: { client: 'Acme Textiles', respond: '1h' }, may: ['owner', 'manager'] },
  report: { options: {}, may: ['owner', 'manager', 'client', 'assistant'] },
  'profile show': { options: {}, may: known },
  'profile edit': { options: {}, may: known },
  'profile zone': { options: { zone: 'Lisbon' }, may: known },
  'profile language': { options: { language: 'en' }, may: known },
  'profile hours': { options: { hours: 'Mon-Fri 0:00-24:00' }, may: known },
  'profile duties': { options: { duties: 'travel, bookkeeping' }, may: known },
  'profile capacity': { options: { count: '50' }, may: known },
  'profile away': { options: { days: 'none' }, may: known },
  'profile link': { options: {}, may: known },
  'digest show': { options: {}, may: known },
  'digest on': { options: { when: '8:30 weekdays' }, may: known },
  'digest off': { options: {}, may: known },
  'digest weekly': { options: { when: 'monday 9:00' }, may: known },
  'digest holidays': { options: { rule: 'skip' }, may: known },
  'digest room on': { options: { when: '9:00 weekdays' }, may: ['owner', 'manager'] },
  'digest room weekly': { options: { when: 'friday 16:00' }, may: ['owner', 'manager'] },
  'digest room off': { options: {}, may: ['owner', 'manager'] },
  remind: { options: { what: 'call the bank', time: 'tomorrow 9am' }, may: known },
  reminders: { options: {}, may: known },
  later: { options: {}, may: known },
  'calendar feed': { options: {}, may: ['owner', 'manager', 'client', 'assistant'] },
  'calendar social': { options: { client: 'Acme Textiles' }, may: ['owner', 'manager', 'client'] },
  'calendar holidays list': { options: {}, may: known },
  'calendar holidays add': {
    options: { url: 'https://example.com/holidays.ics', whose: 'agency' },
    may: ['owner', 'manager'],
  },
  'social calendar': { options: { client: 'Acme Textiles' }, may: ['owner', 'manager', 'client'] },
  'social draft': { options: { account: 'instagram', text: 'Sale' }, may: [] },
  'social show': { options: { post: 'P1' }, may: [] },
  'social approve': { options: { post: 'P1' }, may: [] },
  'social move': { options: { post: 'P1', when: 'tomorrow 9am' }, may: [] },
  'social report': { options: { client: 'Acme Textiles' }, may: ['owner', 'manager', 'client'] },
  'social accounts': { options: { client: 'Acme Textiles' }, may: ['owner', 'manager', 'client'] },
  'social approvals': {
    options: { approvals: 'optional', client: 'Acme Textiles' },
    may: ['owner', 'manager', 'client'],
  },
  'social account add': {
    options: { network: 'blog', handle: 'https://acme.example/blog', client: 'Acme Textiles' },
    may: ['owner', 'manager', 'client'],
  },
  'social slot add': { options: { account: 'nowhere', schedule: 'mon 09:00' }, may: [] },
  'repeat list': { options: {}, may: known },
  'repeat show': { options: { repeat: 'R404' }, may: [] },
  'repeat pause': { options: { repeat: 'R404' }, may: [] },
  'repeat resume': { options: { repeat: 'R404' }, may: [] },
  'repeat skip': { options: { repeat: 'R404' }, may: [] },
  'repeat edit': { options: { repeat: 'R404' }, may: [] },
  'repeat end': { options: { repeat: 'R404' }, may: [] },
  'template list': { options: {}, may: known },
  'template show': { options: { name: 'Nothing' }, may: [] },
  'template edit': { options: { name: 'Nothing' }, may: [] },
  'template remove': { options: { name: 'Nothing' }, may: [] },
  'calendar holidays remove': { options: { count: '1' }, may: ['owner', 'manager'] },
}

/** About posts, which have tests of their own: test/handle/social.test.ts. */
type SocialForm = Extract<FormName, `social-${string}`>
/** About what repeats and what is kept: test/repeats, test/templates. */
type KeptForm = 'repeat' | 'repeat-fact' | 'save-template' | 'template' | 'template-more' | 'from-template'

const refused = /That did not work/u
const cases = commandNames.flatMap((command) => everyone.map((who) => ({ command, who, may: table[command].may })))

// What is decided and said does not depend on where it is kept.
const [database] = databases

describe('who may do what', () => {
  let db: Database
  let office: Office
  /** A task that Asha holds. */
  let ashas: string
  beforeAll(async () => {
    if (!database) throw new Error('no database')
    db = await database.create()
    office = await openAgency(db)
    await office.type('meera', '/agency role @max manager')
    await office.type('meera', '/agency room digest', { channel: 'CDIGEST' })
    const place = await db.acrossAgencies((tx) => findPlace(tx, 'slack', 'T1'))
    if (!place) throw new Error('no place')
    const nia = aPerson({ name: cast.nia.name, roles: [], duties: ['travel'] })
    await db.inAgency(place.agency, (tx) =>
      addPerson(tx, place.agency, nia, { platform: 'slack', externalId: cast.nia.user, placeId: place.place }, monday),
    )
    ashas = await aTask()
    await office.press('asha', `sahayak:claim:${ashas}:`)
  })
  afterAll(() => db.close())

  /** A new task in the pool, so that each case has one of its own. */
  async function aTask(): Promise<string> {
    const said = await office.hears('carol', '/delegate Book a flight to Pune #travel\nThe passport is Z1234567')
    return /#(\d+)/u.exec(said)?.[1] ?? ''
  }

  /** One of the agency's, so that there is a first in the list. */
  async function aCalendar(): Promise<void> {
    const added = await office.hears('meera', `/calendar holidays add https://example.com/${randomUUIDv7()}.ics agency`)
    if (refused.test(added)) await office.hears('meera', '/calendar holidays remove 1')
  }

  it.each(cases)('/$command: $who', async ({ command, who, may }) => {
    const number = command === 'task' || command === 'claim' ? { number: await aTask() } : {}
    const ofItsOwn: Partial<Record<CommandName, Record<string, string>>> = {
      'agency client add': { name: `Initech ${randomUUIDv7()}` },
      'social account add': { handle: `https://acme.example/${randomUUIDv7()}` },
      'calendar holidays add': { url: `https://example.com/${randomUUIDv7()}.ics` },
    }
    if (command === 'bulk') ofItsOwn.bulk = { numbers: await aTask() }
    const given: Record<string, string> = { ...table[command].options, ...number, ...ofItsOwn[command] }
    if (command === 'calendar holidays remove') await aCalendar()
    if (command === 'agency client archive') await office.type('meera', '/agency client restore Acme Textiles')
    if (command === 'agency client restore') await office.type('meera', '/agency client archive Acme Textiles')
    if (command === 'agency remove') await office.type('meera', '/agency role @leo assistant')

    const said = command.startsWith('digest room')
      ? await office.hears(actors[who], `/${command} ${given['when'] ?? ''}`, { channel: 'CDIGEST' })
      : await office.options(actors[who], command, given)

    if (command.startsWith('agency client ')) await office.type('meera', '/agency client restore Acme Textiles')
    expect(refused.test(said)).toBe(!may.includes(who))
    if (who === 'stranger' && command !== 'help') expect(said).not.toMatch(/Acme|Asha|Carol|flight/u)
  })

  it('says who could, to whom it refuses', async () => {
    expect(await office.hears('carol', '/agency role @dan manager')).toMatch(/Ask an owner to do it\./u)
    expect(await office.hears('carol', '/agency people')).toMatch(/Ask an owner or a manager to do it\./u)
    expect(await office.options('asha', 'delegate', { what: 'x' })).toMatch(
      /Ask an owner, a manager or a client to do it\./u,
    )
  })

  it('lets a client delegate for their own client and for no other', async () => {
    const other = await office.hears('carol', '/delegate Call the bank client:"Globex Travel"')
    const any = await office.hears('max', '/delegate Call the bank client:"Globex Travel"')

    expect(other).toMatch(/There is no client “Globex Travel” that you can name\. There are: Acme Textiles/u)
    expect(any).toMatch(/is on its way/u)
  })

  const aboutTask = {
    ask: { question: 'Which day?' },
    answer: { answer: 'Friday' },
    submit: { result: 'Booked' },
    return: { reason: 'No' },
    decline: { reason: 'No' },
    release: { reason: 'No' },
    cancel: { reason: 'No' },
    reopen: { reason: 'No' },
    assign: { assistant: '*' },
    'edit-task': { due: 'tomorrow 5pm' },
    'edit-fact': { due: 'tomorrow 5pm' },
    'add-note': { text: 'The blue folder' },
    reply: { text: 'A window seat' },
    promise: { due: 'tomorrow 5pm' },
    snooze: { time: 'tomorrow 9am' },
  } satisfies Record<
    Exclude<
      FormName,
      | 'profile'
      | 'bulk'
      | 'delete-agency'
      | 'delegate'
      | 'assignment'
      | 'remind'
      | 'remind-again'
      | 'remind-words'
      | SocialForm
      | KeptForm
    >,
    Record<string, string>
  >
  const outsiders = ['dan', 'jun', 'nia', 'sam'] as const

  const forms = formNames.flatMap((form) =>
    form in aboutTask
      ? outsiders.map((name) => ({
          form,
          name,
          values: Object.entries(aboutTask).find(([known]) => known === form)?.[1] ?? {},
        }))
      : [],
  )
  it.each(forms)(
    'refuses the form $form from $name, whose task it is not, and shows nothing of it',
    async ({ form, name, values }) => {
      const said = read(await office.submit(name, form, ashas, values))

      expect(said).toMatch(/not one of your tasks|not yours to do|not part of this agency/u)
      expect(said).not.toMatch(/Z1234567|passport|flight/u)
    },
  )

  it.each(
    pressNames
      // What anyone may read, and figures of one's own, whatever stands behind the name.
      .filter((press) => !['open', 'help', 'report', 'details'].includes(press) && !press.endsWith('page'))
      .flatMap((press) => outsiders.map((name) => ({ press, name }))),
  )('shows $name nothing of a task that is not theirs, whatever is pressed: $press', async ({ press, name }) => {
    const number = await aTask()
    await office.press('asha', `sahayak:claim:${number}:`)

    const said = read(await office.press(name, `sahayak:${press}:${ashas}:${press === 'rate' ? '5' : ''}`))

    expect(said).toMatch(refused)
    expect(said).not.toMatch(/Z1234567|passport|flight/u)
  })
})
