import { afterEach, describe, expect, it } from 'vitest'
import { aForm, field, form, optional, options, text, type Values } from './form.ts'
import { closeAll, failures } from './stage.ts'

afterEach(closeAll)

describe('a form that is not as it should be', () => {
  const fields = [
    field('Why', text('why', { min_length: 3, max_length: 10 })),
    field('Duty', { type: 3, custom_id: 'duty', options, ...optional }),
    field('Papers', { type: 19, custom_id: 'papers', ...optional }),
    field('Same', text('x', optional)),
    field('Same', text('y', optional)),
  ]
  const files = ['a.txt', 'b.txt'].map((name) => ({ name, content: 'x' }))

  it.each<[string, Values, string]>([
    ['that must be filled in and is not', {}, 'Why: This field is required'],
    ['too short', { Why: 'So' }, 'Why: At least 3 characters'],
    ['too long', { Why: 'Because of it' }, 'Why: At most 10 characters'],
    ['that was not on offer', { Why: 'Wrong', Duty: 'Sleep' }, 'Duty: There is no "Sleep" to choose'],
    ['chosen too often', { Why: 'Wrong', Duty: ['t', 'b'] }, 'Duty: Choose 1'],
    ['that is no file', { Why: 'Wrong', Papers: 'c.txt' }, 'Papers: There is no such file'],
    ['of too many files', { Why: 'Wrong', Papers: ['a.txt', 'b.txt'] }, 'Papers: Between 1 and 1 files'],
    [
      'that is not in it',
      { Why: 'Wrong', When: 'Now' },
      'There is no field "When"; there is "Why", "Duty", "Papers", "Same", "Same"',
    ],
    [
      'called like another',
      { Why: 'Wrong', Same: 'Now' },
      'There is more than one "Same" here: say which by its custom id',
    ],
  ])('stays open with something %s, and the bot hears nothing', async (_, values, problem) => {
    const { refused, modal, traffic } = await aForm(...fields)

    expect(await refused(values, files)).toEqual({ ok: false, error: problem })
    expect(modal()).toMatchObject({ title: 'Return', problem })
    expect(traffic.since(0).filter(({ name }) => name === 'INTERACTION_CREATE')).toHaveLength(1)
  })

  it('may be mended, and is then sent', async () => {
    const { refused, submit, modal } = await aForm(field('Why', text('why')))
    await refused({})

    const { sent, done } = await submit({ Why: 'So' })
    await sent.reply('Thanks')

    expect(await done).toEqual({ ok: true })
    expect(modal()).toBeUndefined()
  })
})

describe('a form that the bot does not answer', () => {
  it('stays open and says that something went wrong, until it is', async () => {
    const { stage, submit, modal, clock, asha } = await aForm(field('Why', text('why')))

    const first = await submit({ Why: 'So' })
    clock.advance(3_000)
    const answer = await first.done
    const problem = modal()?.problem
    const second = await submit({ Why: 'So' })
    await second.sent.reply('At last')

    expect(answer).toEqual({ ok: false, error: 'Something went wrong. Try again.' })
    expect(problem).toBe('Something went wrong. Try again.')
    expect(failures(stage, asha)).toEqual(['This interaction failed'])
    expect(await second.done).toEqual({ ok: true })
    expect(modal()).toBeUndefined()
  })
})

describe('a form that lies open', () => {
  it('is closed without a word to the bot', async () => {
    const { discord, modal, asha, traffic } = await aForm(field('Why', text('why')))
    const close = () => discord.gesture({ do: 'close-modal', as: asha.id })

    expect(await close()).toEqual({ ok: true })
    expect(modal()).toBeUndefined()
    expect(await close()).toEqual({ ok: false, error: 'You have no form before you' })
    expect(traffic.since(0).filter(({ name }) => name === 'INTERACTION_CREATE')).toHaveLength(1)
  })

  it('is nobody else’s to send', async () => {
    const { discord, jun } = await aForm(field('Why', text('why')))

    const sent = await discord.gesture({ do: 'submit-modal', as: jun.id, values: { Why: 'So' } })

    expect(sent).toEqual({ ok: false, error: 'You have no form before you' })
  })

  it('makes way for another', async () => {
    const { command, modal } = await aForm(field('Why', text('why')))

    await (await command()).showModal(form('New', field('What', text('what'))))

    expect(modal()).toMatchObject({ title: 'New', plain: 'What' })
  })
})
