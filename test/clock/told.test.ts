import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { hands, type Hands } from '#src/bot/demo/hands.ts'
import { startDemo, type Demo } from '#src/bot/demo.ts'
import { embeddedFolder } from '#test/db/databases.ts'
import { eventually } from '#sandbox/eventually.ts'

/** Monday, 2 March 2026, two in the afternoon in Kolkata: Asha works until half past six. */
const start = Temporal.Instant.from('2026-03-02T08:30:00Z')
const inKolkata = (local: string) => Temporal.PlainDateTime.from(local).toZonedDateTime('Asia/Kolkata').toInstant()

describe('what the clock says, as people read it', () => {
  let demo: Demo
  let hand: Hands
  beforeAll(async () => {
    demo = await startDemo({ port: 0, start, frozen: true, dataDir: await embeddedFolder() })
    hand = hands(demo.sandbox, demo.world)
  })
  afterAll(() => demo.stop())

  async function goTo(local: string): Promise<void> {
    demo.sandbox.clock.set(inKolkata(local).epochMilliseconds)
    await demo.bot.clock?.tick()
    await demo.bot.pump?.settled()
  }

  it('reaches an assistant beside the work, can be put off there, and is closed once it is done', async () => {
    const { slack, discord, reads } = hand
    await slack.type('carol', 'acme', '/delegate Book a flight to Pune #travel by Friday 5pm')
    await discord.press('asha', await reads(discord, 'asha', /#1 Book a flight/u), 'Claim')
    await reads(discord, 'asha', /#1 is yours/u)

    // Six of the eight hours of her lease: half past four until half past six, and three and a half the next morning.
    await goTo('2026-03-03T11:00')
    const nudge = await reads(discord, 'asha', /#1 waits for you to start/u)
    await discord.press('asha', nudge, 'In 15 minutes')
    const answer = await reads(discord, 'asha', /I will remind you again today, 11:15 am \(Kolkata\)/u)
    await goTo('2026-03-03T11:15')
    const all = () => discord.sees('asha').filter(({ plain }) => /#1 waits for you to start/u.test(plain))
    const again = (await eventually(all, ({ length }) => length === 2, { on: [demo.sandbox] })).length
    await discord.press('asha', all().at(-1) ?? nudge, 'Start')
    await reads(discord, 'asha', /#1 is started/u)
    const closed = await eventually(all, (found) => found.every(({ buttons }) => buttons.length === 0), {
      on: [demo.sandbox],
    })

    expect(nudge.channel).toMatch(/#1 Book a flight/u)
    expect(nudge.buttons).toEqual([
      'Start',
      'Release',
      'Open',
      'In 15 minutes',
      'In 1 hour',
      'Tomorrow morning',
      'Another time',
    ])
    expect(nudge.plain).toMatch(/it goes back to the pool: today, 3:00 pm \(Kolkata\)/u)
    expect(answer.ephemeral).toBe(true)
    expect(again).toBe(2)
    expect(closed).toHaveLength(2)
  })

  it('tells a client why their task went back, and a manager in the log room', async () => {
    const { slack, discord, reads } = hand
    await slack.type('dan', 'globex', '/delegate Find a hotel near Pune station #travel')
    await discord.press('asha', await reads(discord, 'asha', /#2 Find a hotel/u), 'Claim')
    await reads(discord, 'asha', /#2 is yours/u)

    // Back it goes at a quarter to seven in London, and nobody is woken for that.
    for (const time of ['03T17:15', '04T10:15', '04T12:15']) await goTo(`2026-03-${time}`)
    expect(slack.sees('dan').filter(({ plain }) => /so it goes back/u.test(plain))).toEqual([])
    await goTo('2026-03-04T13:00')
    const told = await reads(slack, 'dan', /Asha Patil did not start #2 in time, so it goes back/u)
    const logged = await reads(discord, 'meera', /Asha Patil did not start #2 in time/u)
    const board = await reads(discord, 'jun', /#2 Find a hotel[\s\S]*waiting for an assistant to claim it/u)

    expect(told.plain).toMatch(/It is now open for anyone with the duty\./u)
    expect(logged.channel).toMatch(/log/u)
    expect(board.buttons).toEqual(['Claim'])
  })

  it('reaches a client before silence accepts a result, with the buttons to answer', async () => {
    const { slack, discord, reads } = hand
    await slack.type('carol', 'acme', '/delegate Order the visiting cards #travel')
    await discord.press('asha', await reads(discord, 'asha', /#3 Order the visiting cards/u), 'Claim')
    await discord.press(
      'asha',
      await reads(discord, 'asha', /^(?=[\s\S]*#3 Order)[\s\S]*You have it and should start/u),
      'Start',
    )
    await reads(discord, 'asha', /^(?=[\s\S]*#3 Order)[\s\S]*You are working on it/u)
    await demo.bot.pump?.settled()
    await discord.press(
      'asha',
      await reads(discord, 'asha', /^(?=[\s\S]*#3 Order)[\s\S]*You are working on it/u),
      'Submit',
    )
    await discord.submit('asha', { result: 'Ordered', links: '' })
    await reads(slack, 'carol', /has handed in #3/u)

    // Half of the seven days, in New York, where it is six in the evening.
    await goTo('2026-03-08T04:30')
    const first = await reads(slack, 'carol', /What Asha Patil handed in for #3 waits for you/u)
    await slack.press('carol', first, 'Accept')
    await reads(slack, 'carol', /#3 is done/u)
    await goTo('2026-03-20T14:30')

    expect(first.buttons.slice(0, 2)).toEqual(['Accept', 'Return'])
    expect(first.plain).toMatch(/If you say nothing, it counts as accepted: /u)
    expect(slack.sees('carol').filter(({ plain }) => /Last word on #3/u.test(plain))).toEqual([])
  })

  it('reminds in a direct message of what was typed in Slack', async () => {
    const { slack, reads } = hand
    await slack.type('dan', 'globex', '/remindme me to call the bank tomorrow 9am')
    const set = await reads(slack, 'dan', /I will remind you tomorrow Sat 21 Mar, 9:00 am \(London\)/u)

    await goTo('2026-03-21T14:30')
    const reminder = await reads(slack, 'dan', /Reminder: call the bank/u)
    await slack.press('dan', reminder, 'In 1 hour')
    await reads(slack, 'dan', /I will remind you again today, 10:00 am/u)
    await goTo('2026-03-21T15:30')
    const reminders = () => slack.sees('dan').filter(({ plain }) => /Reminder: call the bank/u.test(plain))
    await eventually(reminders, ({ length }) => length === 2)

    expect(set.ephemeral).toBe(true)
    expect(reminder.ephemeral).toBe(false)
    expect(reminder.buttons).toEqual(['In 15 minutes', 'In 1 hour', 'Tomorrow morning', 'Another time'])
  })
})
