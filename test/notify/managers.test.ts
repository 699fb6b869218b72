import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Database } from '#db/connection/connect.ts'
import { walk } from '#test/clock/walk.ts'
import { databases } from '#test/db/databases.ts'
import { agencyToRenew, monday, read, type Office } from '#test/handle/office.ts'
import { paperChat, type PaperChat } from './paper.ts'
import { tellAll } from './tell-all.ts'

const log = 'L1'

describe.each(databases)('what managers should look at, on $name', ({ create }) => {
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
    await office.type('meera', '/agency room log', { channel: log })
    await office.options('meeraInDiscord', 'agency assign', {
      ...{ client: 'Acme Textiles', duty: 'travel', primary: 'Asha Patil', backups: 'Jun Santos' },
    })
  })

  const tellEverybody = () => tellAll(office, [slack.chat, discord.chat])
  /** What is due until then is done and told. */
  async function until(at: Temporal.Instant): Promise<void> {
    await walk(office, at)
    await tellEverybody()
    // What was told may want to be looked at right away.
    await walk(office, at.add({ seconds: 1 }))
    await tellEverybody()
  }
  const after = (minutes: number) => until(monday.add({ minutes }))
  async function declined(title: string, marks = ''): Promise<string> {
    const number = /#(\d+)/u.exec(await office.hears('carol', `/delegate ${title} #travel ${marks}`))?.[1] ?? ''
    read(await office.submit('asha', 'decline', number, { reason: 'Too much to do' }))
    await tellEverybody()
    return number
  }

  it('stands in one message, with a way to give each task to someone', async () => {
    const one = await declined('Book a flight')
    const other = await declined('Book a hotel', '!high')

    expect(slack.in(log)).toHaveLength(1)
    expect(slack.read(log)).toMatch(
      new RegExp(
        `^2 tasks need a manager\\n.*Asha Patil declined #${other}.*Book a hotel.*Too much to do.*High.*Acme Textiles.*\\[Assign\\]\\n.*#${one}.*\\[Assign\\]`,
        'isu',
      ),
    )
  })

  it('no longer speaks of what somebody has taken on', async () => {
    const number = await declined('Book a flight')

    await office.press('jun', `sahayak:accept:${number}:`)
    await tellEverybody()

    expect(slack.read(log)).toBe('No task needs a manager now')
  })

  it('comes as a new message at most once an hour, and the old one then says that a newer one follows', async () => {
    await declined('Book a flight')
    await after(20)
    await declined('Book a hotel')
    await after(50)
    const before = slack.in(log).map(({ card }) => card.title)
    await after(61)

    expect(before).toEqual(['2 tasks need a manager'])
    expect(slack.in(log).map(({ card }) => card.title)).toEqual([
      'What needs a manager is in the newer message below',
      '2 tasks need a manager',
    ])
  })

  it('does not come as a new message when nothing is new', async () => {
    await declined('Book a flight')
    await after(70)

    expect(slack.in(log)).toHaveLength(1)
  })

  it('waits through the quiet hours of the one who has managed longest', async () => {
    // Half past ten at night in Kolkata.
    await after(120)
    await declined('Book a flight')
    await after(180)
    const atNight = slack.in(log).length
    await until(Temporal.Instant.from('2026-03-03T01:30:00Z'))

    expect(atNight).toBe(0)
    expect(slack.read(log)).toMatch(/^1 task needs a manager/u)
  })

  it('does not wait where something is urgent', async () => {
    await after(120)
    await declined('Book a flight', '!urgent')

    expect(slack.read(log)).toMatch(/^1 task needs a manager/u)
  })

  it('says that nobody has claimed a task, and that its client wants somebody else', async () => {
    const open = /#(\d+)/u.exec(await office.hears('dan', '/delegate Book a train #travel'))?.[1] ?? ''
    const mine = await declined('Book a flight')
    await office.press('jun', `sahayak:accept:${mine}:`)
    await office.submit('carol', 'edit-task', mine, { wish: 'Somebody with German' })
    await after(5)
    const wished = slack.read(log)
    await until(monday.add({ hours: 20 }))

    expect(wished).toMatch(new RegExp(`Carol Reyes .*#${mine}.*Somebody with German`, 'isu'))
    expect(slack.read(log)).toMatch(new RegExp(`Nobody has claimed #${open}`, 'iu'))
  })

  it('comes again where a moderator deleted it', async () => {
    await declined('Book a flight')
    slack.messages.splice(
      slack.messages.findIndex(({ channel }) => channel === log),
      1,
    )

    await declined('Book a hotel')

    expect(slack.read(log)).toMatch(/^2 tasks need a manager/u)
  })

  it('stands in the log that was chosen last, on whichever platform, and in no other', async () => {
    await office.ask(
      'meeraInDiscord',
      { kind: 'options', command: 'agency room', options: { purpose: 'log' }, people: [] },
      { channel: '950' },
    )
    await declined('Book a flight')

    expect(discord.read('950')).toMatch(/1 task needs a manager/u)
    expect(slack.in(log)).toEqual([])

    await office.type('meera', '/agency room log', { channel: 'L2' })
    await declined('Book a hotel')
    await after(70)

    expect(slack.read('L2')).toMatch(/need.* a manager/u)
  })

  it('goes to whoever has managed longest where there is no log room', async () => {
    slack.absent.add(log)
    await declined('Book a flight')

    expect(slack.read('D-U1')).toMatch(/1 task needs a manager/u)
  })
})
