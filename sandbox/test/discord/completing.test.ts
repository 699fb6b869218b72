import { Routes } from 'discord.js'
import { afterEach, describe, expect, it } from 'vitest'
import { hearing, isCompletion } from './bot.ts'
import { aServer, closeAll, failures, refusal, register } from './stage.ts'

afterEach(closeAll)

const task = {
  name: 'task',
  description: 'One task',
  options: [
    { type: 4, name: 'number', description: 'Which', autocomplete: true, required: true },
    { type: 3, name: 'note', description: 'Note', autocomplete: true },
    { type: 3, name: 'words', description: 'Words' },
    { type: 6, name: 'who', description: 'Who' },
  ],
}

async function aBot() {
  const stage = await aServer()
  await register(stage, task)
  return { ...stage, stage, ...(await hearing(stage)) }
}

describe('completion', () => {
  const offers = [{ name: '#42 Book a flight', value: 42 }]

  it('is asked for the field that is being typed, with what the others hold so far', async () => {
    const { heard, asha, jun, board, traffic } = await aBot()

    const words = '/task who:@jun number:4'
    const { interaction, done } = await heard({ do: 'complete', as: asha.id, channel: board.id, text: words })
    const completion = isCompletion(interaction)
    await completion.respond(offers)

    expect(completion.options.getFocused(true)).toMatchObject({ name: 'number', value: '4', focused: true })
    expect(completion.options.get('who')).toMatchObject({ value: jun.id })
    expect(await done).toEqual({ ok: true, choices: offers })
    expect(traffic.since(0).find(({ name }) => name === 'INTERACTION_CREATE')?.request).toMatchObject({ type: 4 })
  })

  it('makes its offers choosable by their names, for that person and that field alone', async () => {
    const { heard, command, discord, asha, jun, board } = await aBot()
    const asked = await heard({ do: 'complete', as: asha.id, channel: board.id, text: '/task number:' })
    await isCompletion(asked.interaction).respond(offers)
    await asked.done

    const chosen = await command('/task number:#42 Book a flight note:#42 Book a flight')
    const typed = { do: 'command', as: jun.id, channel: board.id, text: '/task number:#42 Book a flight' }

    expect(chosen.options.getInteger('number')).toBe(42)
    expect(chosen.options.getString('note')).toBe('#42 Book a flight')
    expect(await discord.gesture(typed)).toEqual({ ok: false, error: 'number: a number' })
  })

  it.each([
    ['a field that has none', '/task words:B', 'Nothing is offered for "words"'],
    ['no field', '/task ', 'Begin a field first'],
    ['no command', '/nope x:', 'There is no command "/nope" here'],
  ])('is not asked for %s', async (_, typed, error) => {
    const { discord, asha, board } = await aBot()

    expect(await discord.gesture({ do: 'complete', as: asha.id, channel: board.id, text: typed })).toEqual({
      ...{ ok: false, error },
    })
  })
})

describe('an answer with completions', () => {
  async function typing() {
    const { heard, ...bot } = await aBot()
    const { asha, board } = bot
    const { interaction, done } = await heard({
      do: 'complete',
      as: asha.id,
      channel: board.id,
      text: '/task number:4',
    })
    return { ...bot, completion: isCompletion(interaction), done }
  }

  it('that does not come is no failure that anybody reads', async () => {
    const { stage, clock, asha, done } = await typing()

    clock.advance(3_000)

    expect(await done).toEqual({ ok: false, error: 'Loading options failed' })
    expect(failures(stage, asha)).toEqual([])
  })

  it('has 25 choices at most', async () => {
    const { completion } = await typing()

    const many = Array.from({ length: 26 }, (_, index) => ({ name: `${index}`, value: `${index}` }))

    expect(await refusal(completion.respond(many))).toMatchObject({ code: 50035 })
  })

  it('is not answered with words', async () => {
    const { completion, rest } = await typing()

    const body = { type: 4, data: { content: 'x' } }
    const answer = rest.post(Routes.interactionCallback(completion.id, completion.token), { body, auth: false })

    expect(await refusal(answer)).toMatchObject({ code: 50035, errors: { type: {} } })
  })
})
