import { MessageFlags } from 'discord.js'
import { afterEach, describe, expect, it } from 'vitest'
import { aBot, isButton } from './bot.ts'
import { closeAll, does, failures, idIn, seenBy } from './stage.ts'

afterEach(closeAll)

const button = (label: string, id: string, more: object = {}) => ({ type: 2, style: 1, label, custom_id: id, ...more })
const row = (...components: object[]) => ({ type: 1, components })

describe('a button', () => {
  it.each([
    ['the words on it', 'Claim'],
    ['its custom id', 'claim:42'],
  ])('is pressed by %s, and says which it was, where and by whom', async (_, wanted) => {
    const { aCard, press, asha, board, traffic } = await aBot()
    const message = await aCard({ content: 'A card', components: [row(button('Claim', 'claim:42'))] })

    const interaction = await press(message, wanted)

    expect(interaction).toMatchObject({ customId: 'claim:42', user: { id: asha.id }, channelId: board.id })
    expect(interaction.message).toMatchObject({ id: message, content: 'A card' })
    expect(interaction.component).toMatchObject({ label: 'Claim' })
    expect(traffic.since(0).find(({ name }) => name === 'INTERACTION_CREATE')?.request).toMatchObject({
      ...{ type: 3, data: { component_type: 2, custom_id: 'claim:42', id: 2 } },
      ...{ member: { permissions: expect.any(String) }, app_permissions: expect.any(String), locale: 'hi' },
    })
  })

  it('is pressed by its sign where it has no words, and where it stands beside a text', async () => {
    const { aCard, press } = await aBot()
    const accessory = { type: 2, style: 2, custom_id: 'ok', emoji: { name: '✅' } }
    const section = { type: 9, components: [{ type: 10, content: 'Done?' }], accessory }
    const message = await aCard({
      flags: MessageFlags.IsComponentsV2,
      components: [{ type: 17, components: [section] }],
    })

    const interaction = await press(message, '✅')

    expect(interaction.customId).toBe('ok')
  })

  it('in what only one person sees is pressed by that person', async () => {
    const { stage, command, press, discord, asha, jun } = await aBot()
    const components = [row(button('Mine', 'mine'))]
    await (await command()).reply({ content: 'Psst', components, flags: MessageFlags.Ephemeral })
    const message = seenBy(stage, asha)[0]?.id ?? ''

    const foreign = await discord.gesture({ do: 'press', as: jun.id, message, button: 'Mine' })
    const interaction = await press(message, 'Mine')
    await interaction.update({ content: 'Seen', components: [] })

    expect(foreign).toEqual({ ok: false, error: 'You cannot see that message' })
    expect(interaction.message.flags.has('Ephemeral')).toBe(true)
    expect(seenBy(stage, asha)).toMatchObject([{ content: 'Seen', ephemeral: true }])
    expect(seenBy(stage, jun)).toEqual([])
  })

  it('in a direct message comes from a person, not from a member', async () => {
    const { stage, client, heard, asha, application } = await aBot()
    const { channel } = await does(stage, { do: 'open-dm', as: asha.id, with: application.botId })
    const sent = await (await client.users.fetch(asha.id)).send({ components: [row(button('Yes', 'yes'))] })

    const { interaction } = await heard({ do: 'press', as: asha.id, message: sent.id, button: 'Yes' })

    expect(isButton(interaction)).toMatchObject({ user: { id: asha.id }, member: null, channelId: channel })
  })

  it('that leads somewhere opens that, and the bot hears nothing', async () => {
    const { aCard, discord, asha, traffic } = await aBot()
    const link = { type: 2, style: 5, label: 'Open', url: 'https://example.com/42' }
    const message = await aCard({ components: [row(link)] })

    const pressed = await discord.gesture({ do: 'press', as: asha.id, message, button: 'Open' })

    expect(pressed).toEqual({ ok: true, opens: 'https://example.com/42' })
    expect(traffic.since(0).filter(({ name }) => name === 'INTERACTION_CREATE')).toEqual([])
  })

  it.each([
    ['that is not there', 'Accept', 'There is no "Accept" here; there is "Claim", "Claim", "Later"'],
    ['that looks like another', 'Claim', 'There is more than one "Claim" here: say which by its custom id'],
    ['that is grey', 'Later', '"Later" is grey'],
  ])('%s cannot be pressed', async (_, wanted, error) => {
    const { aCard, discord, asha, traffic } = await aBot()
    const buttons = [button('Claim', 'a'), button('Claim', 'b'), button('Later', 'c', { disabled: true })]
    const message = await aCard({ components: [row(...buttons)] })

    const pressed = await discord.gesture({ do: 'press', as: asha.id, message, button: wanted })

    expect(pressed).toEqual({ ok: false, error })
    expect(traffic.since(0).filter(({ name }) => name === 'INTERACTION_CREATE')).toEqual([])
  })

  it('in a message that one does not see, or that nobody wrote, cannot be pressed', async () => {
    const { discord, board, guild, asha, meera, aCard } = await aBot()
    const message = await aCard()
    board.overwrites.set(guild.id, { type: 0, allow: 0n, deny: 1n << 10n })
    const press = (as: string, of: string) => discord.gesture({ do: 'press', as, message: of, button: 'Claim' })

    expect(await press(asha.id, message)).toEqual({ ok: false, error: 'You cannot see that message' })
    expect(await press(meera.id, '1')).toEqual({ ok: false, error: 'You cannot see that message' })
  })

  it('of a message that has none is not there', async () => {
    const { stage, discord, asha, board } = await aBot()
    const message = idIn(await does(stage, { do: 'write', as: asha.id, channel: board.id, content: 'Hello' }))

    const pressed = await discord.gesture({ do: 'press', as: asha.id, message, button: 'Claim' })

    expect(pressed).toEqual({ ok: false, error: 'There is no "Claim" here' })
  })

  it('that is not answered within three seconds has failed, for whoever pressed it', async () => {
    const { stage, aCard, heard, clock, asha, jun } = await aBot()
    const { done } = await heard({ do: 'press', as: asha.id, message: await aCard(), button: 'Claim' })

    clock.advance(3_000)

    expect(await done).toEqual({ ok: false, error: 'This interaction failed' })
    expect(failures(stage, asha)).toEqual(['This interaction failed'])
    expect(failures(stage, jun)).toEqual([])
  })

  it('is pressed by two at the same moment as two presses', async () => {
    const { aCard, client, discord, asha, jun } = await aBot()
    const message = await aCard()
    client.on('interactionCreate', (interaction) => {
      if (interaction.isButton()) void interaction.reply({ content: 'Yours', flags: MessageFlags.Ephemeral })
    })

    const pressed = [asha, jun].map(({ id }) => discord.gesture({ do: 'press', as: id, message, button: 'Claim' }))

    expect(await Promise.all(pressed)).toEqual([{ ok: true }, { ok: true }])
  })
})
