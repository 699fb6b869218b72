import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { aConversation, type Conversation } from './stage.ts'

describe('what is written in the thread of a task', () => {
  let stage: Conversation
  let task: string
  beforeAll(async () => {
    stage = await aConversation()
    task = await stage.taskOf()
  })
  afterAll(() => stage.close())

  it('appears on the other side under its writer’s name, once, from Slack to Discord and back', async () => {
    await stage.slackSays(task, 'A window seat, please')
    await stage.eventually(
      () => stage.inDiscord(task).length,
      (count) => count === 1,
    )
    await stage.discordSays(task, 'Window it is')
    await stage.eventually(
      () => stage.inSlack(task).length,
      (count) => count === 2,
    )
    await stage.settled()

    expect(stage.inDiscord(task)).toMatchObject([
      { name: 'Carol Reyes', plain: 'A window seat, please', isBot: true },
      { name: 'Asha Patil', plain: 'Window it is', isBot: false },
    ])
    expect(stage.inSlack(task)).toMatchObject([
      { name: 'carol', plain: 'A window seat, please', isBot: false },
      { name: 'Asha Patil', plain: 'Window it is', isBot: true },
    ])
  })
})
