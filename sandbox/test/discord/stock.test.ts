import {
  ActionRowBuilder,
  AttachmentBuilder,
  ButtonBuilder,
  ButtonStyle,
  ChannelType,
  ContainerBuilder,
  EmbedBuilder,
  GatewayIntentBits,
  MessageFlags,
  SectionBuilder,
  SlashCommandBuilder,
  TextDisplayBuilder,
  ThreadAutoArchiveDuration,
  type TextChannel,
} from 'discord.js'
import { afterEach, describe, expect, it } from 'vitest'
import { aClient, aServer, closeAll, does, roomsOf, seenBy, type Stage } from './stage.ts'

afterEach(closeAll)

/** The stock client with the permissions of a bot that looks after a server. */
async function online() {
  const stage = await aServer({
    permissions: ['ManageChannels', 'ManageMessages', 'ManageThreads', 'ManageWebhooks'],
    intents: ['MessageContent'],
  })
  const client = await aClient(stage, GatewayIntentBits.Guilds | GatewayIntentBits.GuildMessages)
  return { ...stage, stage, client, channel: boardOf(client.channels.cache.get(stage.board.id), stage) }
}

function boardOf(channel: unknown, { board }: Stage): TextChannel {
  if (typeof channel !== 'object' || channel === null || !isText(channel)) throw new Error(`No channel ${board.id}`)
  return channel
}
const isText = (channel: object): channel is TextChannel => 'type' in channel && channel.type === ChannelType.GuildText

const row = (...buttons: ButtonBuilder[]) => new ActionRowBuilder<ButtonBuilder>().addComponents(buttons)
const claim = () => new ButtonBuilder().setCustomId('claim').setLabel('Claim').setStyle(ButtonStyle.Primary)

describe('what the stock client sends goes through:', () => {
  it('a message with embeds, buttons and a file, its change and its end', async () => {
    const { stage, channel, asha } = await online()
    const embed = new EmbedBuilder().setTitle('#42').setDescription('Book a flight').setTimestamp(0)
    const file = new AttachmentBuilder(Buffer.from('words'), { name: 'a.txt', description: 'The brief' })

    const message = await channel.send({
      content: 'A card',
      embeds: [embed],
      components: [row(claim())],
      files: [file],
    })
    const first = seenBy(stage, asha)
    await message.edit({ content: 'Claimed', embeds: [], components: [], attachments: [] })
    const second = seenBy(stage, asha)
    await message.delete()

    expect(first).toMatchObject([
      { content: 'A card', buttons: [{ label: 'Claim' }], attachments: [{ name: 'a.txt' }] },
    ])
    expect(second).toMatchObject([{ content: 'Claimed', buttons: [], attachments: [], edited: true }])
    expect(seenBy(stage, asha)).toEqual([])
  })

  it('a card of the newer components', async () => {
    const { stage, channel, asha } = await online()
    const text = (content: string) => new TextDisplayBuilder().setContent(content)
    const section = new SectionBuilder().addTextDisplayComponents(text('**#42** Book a flight'))
    const card = new ContainerBuilder()
      .setAccentColor(0x22_66_aa)
      .addSectionComponents(section.setButtonAccessory(claim()))
      .addActionRowComponents(
        row(new ButtonBuilder().setURL('https://example.com').setLabel('Open').setStyle(ButtonStyle.Link)),
      )

    const message = await channel.send({ components: [card], flags: MessageFlags.IsComponentsV2 })
    const first = message.components[0]?.toJSON()
    await message.edit({ components: [text('Done')], flags: MessageFlags.IsComponentsV2 })

    expect(first).toMatchObject({ type: 17, accent_color: 0x22_66_aa })
    expect(seenBy(stage, asha)).toMatchObject([{ plain: 'Done', buttons: [] }])
  })

  it('an answer, a reaction and a look back', async () => {
    const { stage, channel, asha } = await online()
    const { id } = await does(stage, { do: 'write', as: asha.id, channel: channel.id, content: 'Is it done?' })
    const question = await channel.messages.fetch(String(id))

    await question.reply({ content: 'Yes', allowedMentions: { repliedUser: false } })
    await question.react('✅')
    const all = await channel.messages.fetch({ limit: 10 })

    expect([...all.values()].map(({ content, author }) => [content, author.username])).toEqual([
      ['Yes', 'sahayak'],
      ['Is it done?', 'asha'],
    ])
    expect(seenBy(stage, asha)).toMatchObject([{ reactions: [{ emoji: '✅' }] }, { notified: false, replyTo: id }])
  })

  it('a direct message', async () => {
    const { client, discord, asha } = await online()

    await (await client.users.fetch(asha.id)).send('Good morning')

    expect(discord.view(asha.id).dms).toMatchObject([{ name: 'Sahayak', messages: [{ content: 'Good morning' }] }])
  })

  it('a private thread with its members, which is closed and opened again', async () => {
    const { stage, channel, asha, jun } = await online()

    const thread = await channel.threads.create({
      ...{ name: '#42 Book a flight', type: ChannelType.PrivateThread, invitable: false },
      autoArchiveDuration: ThreadAutoArchiveDuration.OneWeek,
    })
    await thread.members.add(asha.id)
    await thread.send('The brief')
    await thread.setArchived(true)
    const closed = roomsOf(stage, asha).find(({ id }) => id === thread.id)
    await thread.setArchived(false)
    await thread.setName('#42 Done')

    expect(closed).toMatchObject({ kind: 'private-thread', archived: true, messages: [{ content: 'The brief' }] })
    expect(roomsOf(stage, asha).find(({ id }) => id === thread.id)).toMatchObject({ name: '#42 Done', archived: false })
    expect(roomsOf(stage, jun).map(({ id }) => id)).not.toContain(thread.id)
  })

  it('a thread below a message, and a webhook', async () => {
    const { stage, channel, asha } = await online()
    const message = await channel.send('A card')

    await (await message.startThread({ name: 'About this' })).send('Well')
    const hook = await channel.createWebhook({ name: 'Reporter' })
    await hook.send({ content: 'Hello', username: 'Carol' })

    expect(seenBy(stage, asha)).toMatchObject([
      { content: 'A card', thread: message.id },
      { content: 'Hello', author: { name: 'Carol' } },
    ])
    expect(seenBy(stage, asha, message.id)).toMatchObject([{ content: 'Well' }])
  })

  it('a channel that is made, changed and removed', async () => {
    const { stage, client, guild, asha } = await online()

    const made = await client.guilds.cache.get(guild.id)?.channels.create({ name: 'Client Reports', topic: 'Weekly' })
    await made?.setName('reports')
    const seen = roomsOf(stage, asha).map(({ name }) => name)
    await made?.delete()

    expect(seen).toEqual(['open-tasks', 'reports'])
    expect(roomsOf(stage, asha).map(({ name }) => name)).toEqual(['open-tasks'])
  })

  it('its commands and its application', async () => {
    const { client, discord, asha, board } = await online()
    const command = new SlashCommandBuilder()
      .setName('delegate')
      .setNameLocalization('hi', 'सौंपें')
      .setDescription('Hand over a task')
      .addStringOption((option) => option.setName('what').setDescription('The task').setRequired(true))

    const registered = await client.application.commands.set([command])
    const application = await client.application.fetch()

    expect(registered.map(({ name, options }) => [name, options.length])).toEqual([['delegate', 1]])
    expect(application).toMatchObject({ name: 'Sahayak', installParams: null })
    expect(discord.commands(asha.id, board.id)).toMatchObject([{ name: 'सौंपें', description: 'Hand over a task' }])
  })
})
