import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Name } from '#src/bot/demo/world.ts'
import { aConversation, type Conversation } from './stage.ts'

const limit = 180_000

describe('the page of one’s own in Slack', () => {
  let stage: Conversation
  beforeAll(async () => {
    stage = await aConversation()
    stage.limited(false)
  }, limit)
  afterAll(() => stage.close())

  const homeOf = (name: Name) => stage.sandbox.slack.view(stage.idIn.slack(name)).home
  const opens = (name: Name) => stage.sandbox.slack.gesture({ do: 'open-home', as: stage.idIn.slack(name) })
  const shows = (name: Name, pattern: RegExp) =>
    stage.eventually(
      () => JSON.stringify(homeOf(name) ?? ''),
      (text) => pattern.test(text),
    )

  it('shows a client their tasks, their digest and their settings, with what they can begin', async () => {
    await stage.delegated('Order the blue folders')

    await opens('carol')

    const shown = await shows('carol', /Order the blue folders/u)
    expect(shown).toMatch(/"Delegate"/u)
    expect(shown).toMatch(/New York/u)
    expect(homeOf('carol')?.blocks.length).toBeLessThanOrEqual(100)
  })

  it('opens the form to delegate with', async () => {
    await opens('carol')
    await shows('carol', /"Delegate"/u)

    await stage.sandbox.slack.gesture({ do: 'press', as: stage.idIn.slack('carol'), home: true, button: 'Delegate' })
    await stage.people.slack.submit('carol', { what: 'Water the fern', duty: 'clerical' })

    await stage.people.reads(stage.people.slack, 'carol', /is on its way: Water the fern/u)
  })

  it('is shown anew after what was pressed on it, and as it is when it is opened again', async () => {
    await opens('carol')
    await shows('carol', /Order the blue folders/u)
    const number = /#(\d+) Order the blue folders/u.exec(JSON.stringify(homeOf('carol')))?.[1] ?? ''
    await stage.people.slack.type('carol', 'acme', `/task ${number} edit Order the green folders`)
    await stage.people.reads(stage.people.slack, 'carol', /Order the green folders/u)

    await stage.sandbox.slack.gesture({
      do: 'press',
      as: stage.idIn.slack('carol'),
      home: true,
      button: 'All commands',
    })

    await shows('carol', /Order the green folders/u)
  })

  it('is not needed to delegate: so does the shortcut that Slack offers everywhere', async () => {
    await stage.sandbox.slack.gesture({ do: 'shortcut', as: stage.idIn.slack('carol'), name: 'Delegate a task' })
    await stage.people.slack.submit('carol', { what: 'Find the spare key', duty: 'clerical' })

    await stage.people.reads(stage.people.slack, 'carol', /is on its way: Find the spare key/u)
  })

  it('says to whom no agency knows how to begin, and nothing of anybody’s', async () => {
    await opens('sam')

    const shown = await shows('sam', /agency/u)
    expect(shown).not.toMatch(/folders|Acme/u)
  })
})
