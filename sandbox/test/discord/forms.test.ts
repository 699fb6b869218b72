import { Routes } from 'discord.js'
import { afterEach, describe, expect, it } from 'vitest'
import { aBot, isForm } from './bot.ts'
import { closeAll, refusal } from './stage.ts'

afterEach(closeAll)

const title = 'Return'
const field = (id: string, more: object = {}) => ({
  type: 18,
  label: 'Why',
  component: { type: 4, custom_id: id, style: 1, ...more },
})
const menu = (more: object) => ({
  type: 18,
  label: 'Which',
  component: { type: 3, custom_id: 'which', options: [{ label: 'One', value: '1' }], ...more },
})

describe('a form', () => {
  it.each<[string, object, object]>([
    ['six fields', { components: 'abcdef'.split('').map((id) => field(id)) }, { components: {} }],
    ['one field twice', { components: [field('a'), field('a')] }, { components: {} }],
    ['a title of 46 letters', { title: 'x'.repeat(46), components: [field('a')] }, { title: {} }],
    ['no fields', { components: [] }, { components: {} }],
    ['a label of 46 letters', { components: [{ ...field('a'), label: 'x'.repeat(46) }] }, { components: {} }],
    ['a button in it', { components: [{ type: 1, components: [{ type: 2, style: 1, custom_id: 'a' }] }] }, {}],
    ['a field that is grey', { components: [menu({ disabled: true })] }, { components: {} }],
    ['a menu that must and need not be used', { components: [menu({ min_values: 0 })] }, { components: {} }],
    ['a menu of which more is wanted than it has', { components: [menu({ max_values: 2 })] }, { components: {} }],
  ])('is refused with %s', async (_, more, errors) => {
    const { command, rest, discord, asha } = await aBot()
    const interaction = await command()

    const body = { type: 9, data: { custom_id: 'return', title, ...more } }
    const answer = rest.post(Routes.interactionCallback(interaction.id, interaction.token), { body, auth: false })

    expect(await refusal(answer)).toMatchObject({ code: 50035, errors: { data: errors } })
    expect(discord.view(asha.id).modal).toBeUndefined()
  })

  it('is no answer to a form', async () => {
    const { command, heard, rest, asha } = await aBot()
    const form = { custom_id: 'return', title, components: [field('a')] }
    await (await command()).showModal(form)
    const sent = await heard({ do: 'submit-modal', as: asha.id, values: { Why: 'So' } })
    const { id, token } = isForm(sent.interaction)

    const answer = rest.post(Routes.interactionCallback(id, token), { body: { type: 9, data: form }, auth: false })

    expect(await refusal(answer)).toMatchObject({ code: 50035, errors: { type: {} } })
  })
})
