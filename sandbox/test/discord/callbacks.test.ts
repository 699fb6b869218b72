import { LabelBuilder, MessageFlags, ModalBuilder, Routes, TextInputBuilder, TextInputStyle } from 'discord.js'
import { afterEach, describe, expect, it } from 'vitest'
import { aBot } from './bot.ts'
import { aServer, closeAll, failures, refusal, register, seenBy, type Stage } from './stage.ts'

afterEach(closeAll)

const shown = (stage: Stage, who: { id: string }) =>
  seenBy(stage, who).map(({ content, ephemeral, thinking }) => ({ content, ephemeral, thinking }))

describe('an answer to a command', () => {
  it('is read by everyone', async () => {
    const { stage, command, asha, jun } = await aBot()

    const answered = await (await command()).reply({ content: 'Done', withResponse: true })

    expect(shown(stage, jun)).toEqual([{ content: 'Done', ephemeral: false, thinking: false }])
    expect(answered.resource?.message).toMatchObject({
      content: 'Done',
      interactionMetadata: { user: { id: asha.id } },
    })
  })

  it('is read by the asker alone when it says so', async () => {
    const { stage, command, asha, jun } = await aBot()

    await (await command()).reply({ content: 'Psst', flags: MessageFlags.Ephemeral })

    expect(shown(stage, asha)).toEqual([{ content: 'Psst', ephemeral: true, thinking: false }])
    expect(shown(stage, jun)).toEqual([])
    expect(await stage.rest.get(Routes.channelMessages(stage.board.id))).toEqual([])
  })

  it('brings files', async () => {
    const { stage, command, jun } = await aBot()

    const files = [{ name: 'a.txt', attachment: Buffer.from('words') }]
    await (await command()).reply({ content: 'Here', files })

    expect(seenBy(stage, jun)).toMatchObject([{ content: 'Here', attachments: [{ name: 'a.txt', size: 5 }] }])
  })

  it('that is put off is thinking before the asker, and gets its words later in the same place', async () => {
    const { stage, command, asha, jun } = await aBot()
    const interaction = await command()

    await interaction.deferReply({ flags: MessageFlags.Ephemeral })
    const thinking = [shown(stage, asha), shown(stage, jun)]
    await interaction.editReply('Done')

    expect(thinking).toEqual([[{ content: '', ephemeral: true, thinking: true }], []])
    expect(seenBy(stage, asha)).toMatchObject([{ content: 'Done', ephemeral: true, thinking: false, edited: false }])
    expect(shown(stage, jun)).toEqual([])
  })

  it('that is put off takes its words from the first follow-up', async () => {
    const { stage, command, asha } = await aBot()
    const interaction = await command()

    await interaction.deferReply()
    await interaction.followUp('First')
    await interaction.followUp({ content: 'Second', flags: MessageFlags.Ephemeral })

    expect(shown(stage, asha)).toEqual([
      { content: 'First', ephemeral: false, thinking: false },
      { content: 'Second', ephemeral: true, thinking: false },
    ])
  })

  it('that is put off says no more than for whom it is', async () => {
    const { stage, command, asha, rest } = await aBot()
    const interaction = await command()

    const body = { type: 5, data: { flags: MessageFlags.IsComponentsV2 } }
    const answer = rest.post(Routes.interactionCallback(interaction.id, interaction.token), { body, auth: false })

    expect(await refusal(answer)).toMatchObject({ code: 50035, errors: { data: { flags: {} } } })
    expect(shown(stage, asha)).toEqual([])
  })

  it('can be read again, changed and taken back', async () => {
    const { stage, command, asha } = await aBot()
    const interaction = await command()

    await interaction.reply({ content: 'Draft', flags: MessageFlags.Ephemeral })
    const read = await interaction.fetchReply()
    await interaction.editReply({ content: 'Final', files: [{ name: 'a.txt', attachment: Buffer.from('words') }] })
    const final = await interaction.fetchReply()
    await interaction.deleteReply()

    expect(read.content).toBe('Draft')
    expect(final.attachments.map(({ name, size }) => ({ name, size }))).toEqual([{ name: 'a.txt', size: 5 }])
    expect(shown(stage, asha)).toEqual([])
    expect(await refusal(interaction.fetchReply())).toMatchObject({ status: 404, code: 10008 })
  })

  it('calls people by name alone, unless it says whom else', async () => {
    const { stage, command, asha, jun, discord, guild } = await aBot()
    const role = discord.addRole(guild.id, { name: 'Assistants', mentionable: true })
    guild.members.get(jun.id)?.roles.add(role.id)
    const content = `<@&${role.id}>`

    const first = await command()
    await first.reply({ content: `<@${asha.id}>` })
    await (await command()).reply({ content })
    await (await command()).reply({ content, allowedMentions: { parse: ['roles'] } })

    expect(seenBy(stage, asha).map(({ notified }) => notified)).toEqual([true, false, false])
    expect(seenBy(stage, jun).map(({ notified }) => notified)).toEqual([false, false, true])
  })

  it('is one: a second is refused', async () => {
    const { stage, command, rest, asha } = await aBot()
    const interaction = await command()
    await interaction.reply('Once')

    const body = { type: 4, data: { content: 'Twice' } }
    const again = rest.post(Routes.interactionCallback(interaction.id, interaction.token), { body, auth: false })

    expect(await refusal(again)).toMatchObject({ status: 400, code: 40060 })
    expect(shown(stage, asha)).toHaveLength(1)
  })

  it('that is not allowed does not count: the right one may still come', async () => {
    const { stage, command, asha } = await aBot()
    const interaction = await command()

    const wrong = await refusal(interaction.reply('x'.repeat(2001)))
    await interaction.reply('Right')

    expect(wrong).toMatchObject({ code: 50035, errors: { data: { content: {} } } })
    expect(shown(stage, asha)).toMatchObject([{ content: 'Right' }])
  })

  it('to somebody else’s interaction is refused', async () => {
    const { command, rest } = await aBot()
    const interaction = await command()

    const body = { type: 4, data: { content: 'x' } }
    const forged = rest.post(Routes.interactionCallback(interaction.id, 'forged'), { body, auth: false })

    expect(await refusal(forged)).toMatchObject({ status: 404, code: 10062 })
  })
})

describe('an application that does not answer', () => {
  it('is said not to respond after three seconds, and is then too late', async () => {
    const { stage, command, clock, asha, jun } = await aBot()
    const interaction = await command()

    clock.advance(2_999)
    const before = failures(stage, asha)
    clock.advance(1)
    const late = await refusal(interaction.reply('Sorry'))

    expect(before).toEqual([])
    expect(failures(stage, asha)).toEqual(['The application did not respond'])
    expect(failures(stage, jun)).toEqual([])
    expect(late).toMatchObject({ status: 404, code: 10062 })
    expect(shown(stage, asha)).toEqual([])
  })

  it('is not waited for when it is not there at all', async () => {
    const stage = await aServer()
    const { discord, asha, board } = stage
    await register(stage, { name: 'tasks', description: 'Your tasks' })

    const result = await discord.gesture({ do: 'command', as: asha.id, channel: board.id, text: '/tasks' })

    expect(result).toEqual({ ok: false, error: 'The application did not respond' })
    expect(failures(stage, asha)).toEqual(['The application did not respond'])
  })

  it('that thought for a quarter of an hour has lost its word', async () => {
    const { stage, command, clock, asha } = await aBot()
    const interaction = await command()
    await interaction.deferReply()

    clock.advance(15 * 60_000)

    expect(await refusal(interaction.editReply('Sorry'))).toMatchObject({ status: 401, code: 50027 })
    expect(failures(stage, asha)).toEqual(['The application did not respond'])
  })

  it('cannot follow up on what it never answered', async () => {
    const { command, rest, application } = await aBot()
    const interaction = await command()

    const body = { content: 'x' }
    const early = rest.post(Routes.webhook(application.id, interaction.token), { body, auth: false })

    expect(await refusal(early)).toMatchObject({ status: 404, code: 10015 })
  })
})

describe('a press', () => {
  it('changes the message that was pressed on', async () => {
    const { stage, aCard, press, jun } = await aBot()

    await (await press(await aCard())).update({ content: 'Claimed', components: [] })

    expect(seenBy(stage, jun)).toMatchObject([{ content: 'Claimed', buttons: [], edited: true }])
  })

  it('that is put off changes it later, and can be answered beside it', async () => {
    const { stage, aCard, press, asha } = await aBot()
    const message = await aCard()
    const interaction = await press(message)

    await interaction.deferUpdate()
    await interaction.followUp({ content: 'It is yours', flags: MessageFlags.Ephemeral })
    await interaction.editReply({ content: 'Claimed' })

    expect(seenBy(stage, asha)).toMatchObject([
      { content: 'Claimed', ephemeral: false, replyTo: undefined },
      { content: 'It is yours', ephemeral: true, replyTo: message },
    ])
  })

  it('opens a form before that person alone', async () => {
    const { discord, aCard, press, asha, jun } = await aBot()

    const form = new ModalBuilder().setTitle('Return #42').setCustomId('return')
    const input = new TextInputBuilder().setCustomId('why').setStyle(TextInputStyle.Paragraph)
    form.addLabelComponents(new LabelBuilder().setLabel('Why').setTextInputComponent(input))
    await (await press(await aCard())).showModal(form)

    expect(discord.view(asha.id).modal).toMatchObject({ title: 'Return #42', plain: 'Why' })
    expect(discord.view(jun.id).modal).toBeUndefined()
  })

  it('on what is nothing to change cannot change it', async () => {
    const { command, rest } = await aBot()
    const interaction = await command()

    const update = rest.post(Routes.interactionCallback(interaction.id, interaction.token), {
      body: { type: 7, data: {} },
      auth: false,
    })

    expect(await refusal(update)).toMatchObject({ code: 50035, errors: { type: {} } })
  })
})
