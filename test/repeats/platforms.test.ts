import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startDemo, type Demo } from '#src/bot/demo.ts'
import { embeddedFolder } from '#test/db/databases.ts'
import { hands, type Hands, type Seen } from '#src/bot/demo/hands.ts'
import { eventually } from '#sandbox/eventually.ts'

/** Monday, 2 March 2026, half past eight in Lisbon. */
const start = Temporal.Instant.from('2026-03-02T08:30:00Z')

describe('what repeats and what is kept, in Slack and in Discord', () => {
  let demo: Demo
  let hand: Hands
  beforeAll(async () => {
    demo = await startDemo({ port: 0, start, frozen: true, dataDir: await embeddedFolder() })
    hand = hands(demo.sandbox, demo.world)
  })
  afterAll(() => demo.stop())

  /** It is that time, and all that it sets off is done. */
  async function comes(local: string, zone: string): Promise<void> {
    const at = Temporal.PlainDateTime.from(local).toZonedDateTime(zone)
    demo.sandbox.clock.set(at.epochMilliseconds + 1000)
    await demo.bot.clock?.tick()
    await demo.bot.pump?.settled()
  }

  async function withButton(
    who: 'slack' | 'discord',
    name: 'carol' | 'asha' | 'meera',
    pattern: RegExp,
    label: string,
  ): Promise<Seen> {
    const find = () =>
      hand[who].sees(name).findLast(({ plain, buttons }) => pattern.test(plain) && buttons.includes(label))
    const found = await eventually(find, Boolean, { on: [demo.sandbox] }).catch(() => undefined)
    if (!found)
      throw new Error(
        `${name} sees no ${label}: ${hand[who]
          .sees(name)
          .map(({ plain }) => plain)
          .join('\n---\n')}`,
      )
    return found
  }

  /** As soon as the form is before her. */
  const fill = (values: Record<string, string>) =>
    eventually(
      () => demo.sandbox.slack.gesture({ do: 'fill-and-submit', as: hand.slack.id('carol'), values }),
      ({ ok }) => ok,
    )
  const fillInDiscord = (values: Record<string, string>) =>
    eventually(
      () => demo.sandbox.discord.gesture({ do: 'submit-modal', as: hand.discord.id('meera'), values }),
      ({ ok }) => ok,
    )

  it('is set up in Slack, makes itself at nine in New York, and is offered in Discord', async () => {
    await hand.slack.type('carol', 'acme', '/delegate Send the figures every Monday at 9:00 #bookkeeping due 5pm')
    const set = await hand.reads(hand.slack, 'carol', /It repeats, as repeat 1: Send the figures/u)
    expect(set.buttons).toEqual([
      ...['Change due time', 'Change duty', 'Change priority', 'Change assistant'],
      ...['Just once, now', 'Change how often', 'Skip next', 'Pause', 'Edit', 'End', 'Details'],
    ])

    await comes('2026-03-02T09:00', 'America/New_York')

    const card = await hand.reads(
      hand.slack,
      'carol',
      /^(?!.*It repeats).*#1 Send the figures[\s\S]*Due[\s\S]*5:00 PM/u,
    )
    expect(card.channel).toBe('acme')
    expect(await hand.reads(hand.discord, 'asha', /#1 Send the figures/u)).toMatchObject({ ephemeral: false })
    const cards = hand.slack
      .sees('carol')
      .filter(
        ({ plain, channel, ephemeral }) => /#\d+ Send the figures/u.test(plain) && channel === 'acme' && !ephemeral,
      )
    expect(cards).toHaveLength(1)
  })

  it('is skipped and changed from its card in Slack', async () => {
    await hand.slack.type('carol', 'acme', '/repeat')
    await hand.slack.press(
      'carol',
      await withButton('slack', 'carol', /^Repeat 1: Send the figures/u, 'Skip next'),
      'Skip next',
    )
    expect((await hand.reads(hand.slack, 'carol', /The next one of repeat 1 is skipped/u)).plain).toMatch(/Mon 16 Mar/u)

    await hand.slack.press('carol', await withButton('slack', 'carol', /is skipped/u, 'Edit'), 'Edit')
    await fill({ every: 'every 2 weeks on Friday at 10:00' })

    expect((await hand.reads(hand.slack, 'carol', /Repeat 1 is changed/u)).plain).toMatch(
      /every 2 weeks on Friday at 10:00 am/u,
    )
  })

  it('is saved as a template in a form, asks its questions, and is ticked off in Discord, seen in Slack', async () => {
    await hand.slack.type('carol', 'acme', '/task 1')
    await hand.slack.press(
      'carol',
      await withButton('slack', 'carol', /#1 Send the figures/u, 'Save as template'),
      'Save as template',
    )
    await fill({ name: 'Month-end books', checklist: 'bank\ncash\ncards', questions: 'Which month?' })
    await hand.reads(hand.slack, 'carol', /“Month-end books” is saved as a template/u)

    await hand.slack.type('carol', 'acme', '/delegate template:"Month-end books" #travel')
    await hand.slack.press('carol', await withButton('slack', 'carol', /has questions/u, 'Answer'), 'Answer')
    await fill({ 'answer-1': 'March' })
    await hand.reads(hand.slack, 'carol', /#2 is on its way/u)

    await hand.discord.press('asha', await withButton('discord', 'asha', /#2 Send the figures/u, 'Claim'), 'Claim')
    const desk = await withButton(
      'discord',
      'asha',
      /#2 Send the figures[\s\S]*Which month\? March[\s\S]*Checklist: 0 of 3/u,
      'Done',
    )
    expect(desk.buttons.filter((label) => label === 'Done')).toHaveLength(3)
    await hand.discord.press('asha', desk, 'sahayak:tick:2:1')

    expect((await hand.reads(hand.discord, 'asha', /Ticked off on #2/u)).plain).toMatch(/Checklist: 1 of 3/u)
    const card = await hand.reads(
      hand.slack,
      'carol',
      /^(?!.*on its way).*#2 Send the figures[\s\S]*Checklist: 1 of 3/u,
    )
    expect(card.plain).toMatch(/☑ 1\. bank/u)
    expect(card.buttons).not.toContain('Done')
  })

  it('asks a template’s questions in Discord, where no form opens from a form', async () => {
    await hand.discord.type(
      'meera',
      'general',
      '/delegate what:For April template:Month-end books client:Acme Textiles',
    )
    await hand.discord.press('meera', await withButton('discord', 'meera', /has questions/u, 'Answer'), 'Answer')
    await fillInDiscord({ 'answer-1': 'April' })

    const made = await hand.reads(hand.discord, 'meera', /#3 is on its way: Send the figures/u)
    expect(made.ephemeral).toBe(true)
  })

  it('offers rhythms and templates while one types in Discord', async () => {
    const complete = async (text: string) => {
      const as = hand.discord.id('meera')
      return demo.sandbox.discord.gesture({ do: 'complete', as, channel: demo.world.discord.channels.general, text })
    }

    expect(JSON.stringify(await complete('/delegate every:2 weeks on Mon'))).toMatch(
      /every 2 weeks on Monday at 9:00 am/u,
    )
    expect(JSON.stringify(await complete('/delegate template:Month'))).toMatch(/Month-end books/u)
    expect(JSON.stringify(await complete('/repeat pause repeat:1'))).toMatch(/1 · Send the figures/u)
  })
})
