import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Name } from '#src/bot/demo/world.ts'
import { aConversation, type Conversation } from './stage.ts'

const limit = 180_000

describe('what is said to the bot', () => {
  let stage: Conversation
  beforeAll(async () => {
    stage = await aConversation()
    stage.limited(false)
  }, limit)
  afterAll(() => stage.close())

  const hers = () => stage.people.slack.sees('carol').map(({ plain }) => plain)
  const ashas = () => stage.people.discord.sees('asha').map(({ plain }) => plain)
  const reads = (look: () => string[], pattern: RegExp) =>
    stage.eventually(look, (all) => all.some((plain) => pattern.test(plain)))
  const tasksCalled = (title: string) =>
    hers().filter((plain) => new RegExp(`^(?:\\S+ )?#\\d+ ${title}`, 'u').test(plain)).length

  async function mentions(text: string, more: object = {}) {
    const bot = stage.sandbox.slack.apps()[0]?.botUser ?? ''
    await stage.sandbox.slack.gesture({
      ...{ do: 'write', as: stage.idIn.slack('carol'), channel: stage.world.slack.channels.acme },
      ...{ text: `<@${bot}> ${text}`, ...more },
    })
  }
  async function writesDirectly(text: string) {
    const bot = stage.sandbox.slack.apps()[0]?.botUser ?? ''
    const opened = await stage.sandbox.slack.gesture({ do: 'open-dm', as: stage.idIn.slack('carol'), with: bot })
    const channel = 'channel' in opened ? String(opened.channel) : ''
    return stage.sandbox.slack.gesture({ do: 'write', as: stage.idIn.slack('carol'), channel, text })
  }

  it('by mentioning it in a channel of Slack becomes a task, once, though Slack tells of it in two ways and twice', async () => {
    stage.sandbox.slack.repeatNextEvent(stage.world.slack.app, 'another-event')

    await mentions('Order the blue folders #clerical by Friday 5pm')

    await reads(hers, /is on its way: Order the blue folders/u)
    await stage.settled()
    expect(tasksCalled('Order the blue folders')).toBe(1)
    expect(hers().find((plain) => plain.includes('on its way: Order the blue'))).toMatch(/Fri 6 Mar/u)
  })

  it('directly in Slack becomes a task as well, and courtesies none', async () => {
    await writesDirectly('Find a printer in Pune, please')
    await reads(hers, /is on its way: Find a printer in Pune/u)

    await writesDirectly('Thank you so much!')
    await reads(hers, /\/delegate/u)

    expect(hers().join('\n')).not.toMatch(/is on its way: Thank you/u)
  })

  it('in the thread of a task is talk, also where the bot is mentioned', async () => {
    const task = await stage.taskOf('Water the plants')

    await mentions('the fern needs more than the rest', { thread_ts: stage.cardInSlack(task).ts })

    await stage.eventually(
      () => stage.inDiscord(task),
      (all) => all.some(({ plain }) => plain.includes('the fern needs more')),
    )
    expect(hers().join('\n')).not.toMatch(/is on its way: the fern/u)
  })

  it('in Discord is heard by a mention and directly, and refused in a sentence to whoever may not ask for it', async () => {
    const { world, sandbox, idIn } = stage
    const { bot } = world.discord
    await sandbox.discord.gesture({
      ...{ do: 'write', as: idIn.discord('meera'), channel: world.discord.channels.general },
      content: `<@${bot}> Sort the receipts of March client:"Acme Textiles"`,
    })
    const meeras = () => stage.people.discord.sees('meera').map(({ plain }) => plain)
    await reads(meeras, /is on its way: Sort the receipts of March/u)

    const opened = await sandbox.discord.gesture({ do: 'open-dm', as: idIn.discord('asha'), with: bot })
    const channel = 'id' in opened ? String(opened.id) : 'channel' in opened ? String(opened.channel) : ''
    await sandbox.discord.gesture({ do: 'write', as: idIn.discord('asha'), channel, content: 'Find me a new desk' })

    await reads(ashas, /Ask an owner, a manager or a client/u)
  })

  it('in the menu of a person of Discord is said to whom: the form has their name in it, and who is no assistant is refused', async () => {
    const { world, sandbox, idIn } = stage
    const chooses = (user: Name) =>
      sandbox.discord.gesture({
        ...{ do: 'menu', as: idIn.discord('meera'), command: 'Delegate to' },
        ...{ user: idIn.discord(user), channel: world.discord.channels.general },
      })

    await chooses('asha')
    const { modal } = sandbox.discord.view(idIn.discord('meera'))
    expect(JSON.stringify(modal)).toContain('Asha Patil')
    await stage.people.discord.submit('meera', { what: 'Frame the charter', client: 'Acme Textiles' })
    await reads(() => stage.people.discord.sees('meera').map(({ plain }) => plain), /is on its way: Frame the charter/u)

    await chooses('meera')
    await reads(
      () => stage.people.discord.sees('meera').map(({ plain }) => plain),
      /Meera Iyer is not an assistant here/u,
    )
  })
})
