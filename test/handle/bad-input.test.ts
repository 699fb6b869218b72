import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Database } from '#db/connection/connect.ts'
import { understand } from '#src/bot/understand.ts'
import { databases } from '#test/db/databases.ts'
import { openAgency, read, type Name, type Office } from './office.ts'

/** Who types what, and what the sentence has in it besides an example. */
const mistakes: [Name, string, RegExp][] = [
  ['meera', '/agency role', /“person” is missing/u],
  ['meera', '/agency role @carol', /“role” is missing/u],
  ['meera', '/agency role @carol boss', /no role “boss”\. There are: owner, manager, client, assistant/u],
  ['meera', '/agency role Nobody assistant', /cannot tell who “Nobody” is/u],
  ['meera', '/agency role Carl client Acme', /cannot tell who “Carl” is\. Did you mean Carol Reyes\?/u],
  ['meera', '/agency client add', /“name” is missing/u],
  ['meera', '/agency client add acme TEXTILES', /a client acme TEXTILES already/u],
  ['meera', '/agency client ad Initech', /no “\/agency client ad”/u],
  ['meera', '/agency assign Acme travel', /Who is to serve them\?/u],
  ['meera', '/agency assign Acme travel Carol', /Carol Reyes is not an assistant/u],
  ['meera', '/agency room kitchen', /cannot be for “kitchen”\. There are: board, digest, log/u],
  ['meera', '/agency people now', /what “now” is for/u],
  ['meera', '/agency peopel', /no “\/agency peopel”\. Did you mean \/agency people\?/u],
  ['meera', '/digest on whenever', /“whenever” is not a time/u],
  ['meera', '/digest on weekdays', /“weekdays” is not a time/u],
  ['meera', '/digest of', /Did you mean \/digest on or \/digest off\?/u],
  ['dan', '/profile zone', /“zone” is missing/u],
  ['dan', '/profile zone Narnia', /“Narnia” is not a time zone/u],
  ['dan', '/profile zone Kolkatta', /“Kolkatta” is not a time zone that I know\. Did you mean Asia\/Kolkata\?/u],
  ['dan', '/profile zone IST', /“IST” is not a time zone that I know\. Did you mean .*Asia\/Kolkata/u],
  ['dan', '/profile language', /“language” is missing/u],
  ['dan', '/profile language fr', /do not speak “fr” yet\. There are English \(en\) and Hindi \(hi\)/u],
  ['dan', '/profile hours', /“hours” is missing/u],
  ['dan', '/profile hours whenever', /“whenever” is not a set of hours/u],
  ['dan', '/profile hours Mon-Fri 25-26', /“Mon-Fri 25-26” is not a set of hours/u],
  ['dan', '/profile duties', /“duties” is missing/u],
  ['dan', '/profile duties travel, juggling', /no duty “juggling”\. There are: .*#travel/u],
  ['dan', '/profile duties travl', /no duty “travl”\. Did you mean #travel\?/u],
  ['dan', '/profile capacity', /“count” is missing/u],
  ['dan', '/profile capacity 0', /“0” is not a number from 1 to 50/u],
  ['dan', '/profile capacity 51', /“51” is not a number from 1 to 50/u],
  ['dan', '/profile capacity five', /“five” is not a number from 1 to 50/u],
  ['dan', '/profile away', /“days” is missing/u],
  ['dan', '/profile away sometime', /“sometime” are not days/u],
  ['dan', '/profile away 1 Jan 2026 to 2 Jan 2026', /are not days that I understand/u],
  ['dan', '/profile nonsense', /no “\/profile nonsense”\. Did you mean \/profile/u],
  ['dan', '/profile link ABCD-EFGH', /belongs to someone in the agency already/u],
  [
    'carol',
    '/delegate Book a flight #trvel',
    /“#trvel” stays in the text: there is no such duty\. Did you mean #travel\?/u,
  ],
  [
    'carol',
    '/delegate Book a flight !urgnt',
    /“!urgnt” stays in the text\. Priorities are !low !normal !high !urgent/u,
  ],
  [
    'carol',
    '/delegate Book a flight #travel by 1 March 2026',
    /“1 March 2026”, which I read as yesterday Sun 1 Mar.* has passed already/u,
  ],
  [
    'carol',
    '/delegate Book a flight #travel @Juna',
    /“@Juna” stays in the text: no assistant .* Did you mean Jun Santos\?/u,
  ],
  // Whom a client does not work with they do not come across.
  ['carol', '/delegate Book a flight #travel @Dan', /“@Dan” stays in the text: that is no assistant here/u],
  ['carol', '/delegate Book a flight #travel assistant:Xerxes', /cannot tell who “Xerxes” is\./u],
  ['carol', '/delegate Book a flight #travel @dan', /“@Dan Weber” stays in the text: that is no assistant here/u],
  ['carol', '/delegate Book a flight #writing @Asha', /Asha Patil does not do writing/u],
  ['carol', '/delegate Book it client:Globex', /no client “Globex” that you can name\. There are: Acme Textiles/u],
  ['meera', '/delegate Book a flight', /For which client\? Add one of these: client:"Acme Textiles", client:"Globex/u],
  [
    'meera',
    '/delegate Book a flight client:Acne',
    /no client “Acne” that you can name\. There are: Acme Textiles, Globex/u,
  ],
  ['carol', '/delegate #travel !high', /What is to be done\?/u],
  ['carol', '/task', /“number” is missing/u],
  ['carol', '/task forty-two', /no task #forty-two/u],
  ['carol', '/task 999', /no task #999/u],
  ['carol', '/task 1 2', /what “2” is for/u],
  ['asha', '/claim 999', /no task #999/u],
  ['asha', '/claim it', /no task #it/u],
  ['carol', '/tasks client:Initech', /no client “Initech” that you can name/u],
  ['carol', '/tsks', /no “\/tsks”\. Did you mean \/tasks/u],
  ['carol', '/help delegat', /no “\/delegat”\. Did you mean \/delegate\?/u],
]

const examples = /\/(agency|profile|digest|delegate|tasks|task|claim|help)\b([^.()“”?/\n]*)/gu

// What is decided and said does not depend on where it is kept.
const [database] = databases

describe('what is typed wrong', () => {
  let db: Database
  let office: Office
  beforeAll(async () => {
    if (!database) throw new Error('no database')
    db = await database.create()
    office = await openAgency(db)
  })
  afterAll(() => db.close())

  const say = async (name: Name, line: string) => {
    if (name !== 'asha') return office.hears(name, line)
    const number = line.split(' ')[1]
    return office.options(name, 'claim', number ? { number } : {})
  }

  it.each(mistakes)('is answered with what was wrong: %s types %s', async (name, line, sentence) => {
    const said = await say(name, line)

    expect(said).toMatch(sentence)
    expect(said.length).toBeLessThan(line.startsWith('/help') ? 5_000 : 500)
  })

  it.each(mistakes.filter(([, line]) => !line.startsWith('/help')))(
    'is answered with commands that can be typed as they stand: %s types %s',
    async (name, line) => {
      // What it may have meant is named without its words.
      const said = (await say(name, line)).replace(/Did you mean [^?]*\?/u, '')

      for (const [, root = '', rest = ''] of said.matchAll(examples)) {
        const typed = rest.split(/ shows| lists|,? or |, /u)[0]?.trim() ?? ''
        // What was typed stands in quotes, and is no example.
        if (said.includes(`“/${`${root} ${typed}`.trim()}`)) continue
        expect(understand(root, typed)).toMatchObject({ ok: true })
      }
    },
  )

  it('changes nothing of what was there', async () => {
    const before = await office.hears('dan', '/profile')

    for (const line of ['zone Narnia', 'hours whenever', 'duties travel juggling', 'capacity 99', 'away sometime'])
      await office.type('dan', `/profile ${line}`)

    expect(await office.hears('dan', '/profile')).toBe(before)
  })

  it.each([
    ['zone', 'Narnia', 'Time zone: Narnia'],
    ['hours', 'whenever', 'Working hours (optional): whenever'],
    ['duties', 'juggling', 'Duties (optional): juggling'],
    ['capacity', 'many', 'Tasks at once: many'],
  ])('is not lost: /profile %s comes back in the form', async (field, typed, shown) => {
    const id = `slack:profile.${field}`
    const said = await office.type('dan', `/profile ${field} ${typed}`, { id })

    const buttons = said.kind === 'say' ? (said.card.buttons ?? []) : []
    const form = await office.press('dan', `sahayak:open:${id.replaceAll(':', '~')}:profile`)

    expect(buttons).toContainEqual(
      expect.objectContaining({ action: { press: 'open', subject: `slack~profile.${field}`, detail: 'profile' } }),
    )
    expect(read(form)).toContain(shown)
  })

  it.each([
    ['zone', { zone: 'Narnia' }],
    ['hours', { hours: 'whenever' }],
    ['duties', { duties: 'juggling' }],
    ['capacity', { capacity: 'many' }],
  ])('stands beside its field in the form, and nothing of the form is kept: %s', async (field, wrong) => {
    const before = await office.hears('dan', '/profile')
    const good = { zone: 'Tokyo', language: 'en', hours: 'Mon 9-12', duties: 'travel', capacity: '7' }

    const mend = await office.submit('dan', 'profile', '', { ...good, ...wrong })

    expect(mend.kind === 'mend' ? Object.keys(mend.errors) : []).toEqual([field])
    expect(await office.hears('dan', '/profile')).toBe(before)
  })

  it.each([
    ['client', { client: 'Initech', duty: '*', primary: 'Asha Patil', backups: '' }],
    ['duty', { client: 'Acme Textiles', duty: 'juggling', primary: 'Asha Patil', backups: '' }],
    ['primary', { client: 'Acme Textiles', duty: '*', primary: 'Carol Reyes', backups: '' }],
    ['primary', { client: 'Acme Textiles', duty: '*', primary: '', backups: '' }],
    ['backups', { client: 'Acme Textiles', duty: '*', primary: 'Asha Patil', backups: 'Jun Santos, Xerxes' }],
  ])('stands beside its field in the form for an assignment: %s', async (field, values) => {
    const mend = await office.submit('meera', 'assignment', '', values)

    expect(mend.kind === 'mend' ? Object.keys(mend.errors) : []).toEqual([field])
    expect(read(mend)).toContain(values.backups)
  })

  it('keeps who was named, where the form has to ask for the client', async () => {
    const id = 'discord:named'
    await office.options('meeraInDiscord', 'delegate', { what: 'Book a flight', assistant: 'Asha Patil' }, id)

    const form = await office.press('meeraInDiscord', 'sahayak:open:discord~named:delegate')
    const sent = await office.submit('meeraInDiscord', 'delegate', 'discord~named', {
      what: 'Book a flight @"Asha Patil"',
      client: 'Acme Textiles',
      duty: 'travel',
    })

    expect(read(form)).toMatch(/What is to be done\?: Book a flight\n[\s\S]*Assistant \(optional\): Asha Patil/u)
    expect(read(sent)).toMatch(/Offered to Asha Patil/u)
  })

  it('takes a mistake in one command for no more than that: the next one works', async () => {
    await office.type('carol', '/delegate Book a flight #trvel')

    expect(await office.hears('carol', '/delegate Book a flight #travel')).toMatch(/is on its way/u)
  })

  it('is told in Hindi to one who reads Hindi, with the option in their words', async () => {
    await office.type('dan', '/profile language hi')

    expect(await office.hears('dan', '/profile zone')).toBe(
      'यह नहीं हो सका\n“क्षेत्र” नहीं लिखा। जैसे: /profile zone Asia/Kolkata',
    )
    expect(await office.hears('dan', '/profile duties travl')).toMatch(/क्या आपका मतलब #travel था\?/u)
    await office.type('dan', '/profile language en')
  })

  it('does not take a direct message for a room', async () => {
    const said = await office.hears('meera', '/agency room board', { kind: 'direct', channel: 'D1' })

    expect(said).toMatch(/This is a direct message\. Type it in the channel/u)
  })

  it('says so when the bot is not in the channel that was made a room', async () => {
    office.bot.member = false

    const said = await office.hears('meera', '/agency room log', { channel: 'C7' })

    office.bot.member = true
    expect(said).toMatch(/This channel is now the log\nI am not in this channel yet: invite me/u)
  })
})
