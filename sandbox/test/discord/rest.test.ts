import { Routes } from 'discord.js'
import { afterEach, describe, expect, it } from 'vitest'
import { aServer, closeAll, idIn, refusal, restFor } from './stage.ts'

afterEach(closeAll)

describe('who asks', () => {
  it('is known by the token', async () => {
    const { rest, application } = await aServer()

    expect(await rest.get(Routes.user('@me'))).toMatchObject({ id: application.botId, bot: true })
    expect(await rest.get(Routes.currentApplication())).toMatchObject({ id: application.id, name: 'Sahayak' })
  })

  it('is refused with a token that nobody has', async () => {
    const { sandbox } = await aServer()

    expect(await refusal(restFor(sandbox.url, 'MQ.wrong.token').get(Routes.user('@me')))).toMatchObject({ status: 401 })
  })

  it('is told where the gateway is', async () => {
    const { rest, sandbox } = await aServer()

    expect(await rest.get(Routes.gatewayBot())).toMatchObject({
      url: `${sandbox.url.replace('http', 'ws')}/discord/gateway`,
      shards: 1,
      session_start_limit: { max_concurrency: 1 },
    })
  })

  it('is told that there is no such address', async () => {
    const { rest } = await aServer()

    expect(await refusal(rest.get('/nothing/here'))).toMatchObject({ status: 404, code: 0 })
  })
})

describe('what is there', () => {
  it('is told of a server, its roles, its people and the channels that the bot sees', async () => {
    const { rest, guild, board, asha } = await aServer()

    expect(await rest.get(Routes.guild(guild.id))).toMatchObject({ name: 'Banyan', id: guild.id })
    expect(await rest.get(Routes.guildRoles(guild.id))).toHaveLength(2)
    expect(await rest.get(Routes.guildChannels(guild.id))).toMatchObject([{ id: board.id }])
    expect(await rest.get(Routes.guildMember(guild.id, asha.id))).toMatchObject({ user: { global_name: 'Asha Patil' } })
    expect(await rest.get(Routes.userGuilds())).toMatchObject([{ id: guild.id }])
  })

  it('is told to those alone who may see it', async () => {
    const { rest, secret, guild } = await aServer()

    expect(await refusal(rest.get(Routes.channel(secret.id)))).toMatchObject({ status: 403, code: 50001 })
    expect(await refusal(rest.get(Routes.channel('1')))).toMatchObject({ status: 404, code: 10003 })
    expect(await refusal(rest.get(Routes.guildMember(guild.id, '1')))).toMatchObject({ status: 404, code: 10007 })
    expect(await refusal(rest.get(Routes.user('1')))).toMatchObject({ status: 404, code: 10013 })
  })

  it('lists the people only where the privileged intent is switched on', async () => {
    const without = await aServer()
    const granted = await aServer({ intents: ['GuildMembers'] })
    const query = new URLSearchParams({ limit: '100' })

    expect(await refusal(without.rest.get(Routes.guildMembers(without.guild.id), { query }))).toMatchObject({
      code: 50001,
    })
    expect(await granted.rest.get(Routes.guildMembers(granted.guild.id), { query })).toHaveLength(4)
  })

  it('changes for those who are allowed to: a channel is made, changed and removed', async () => {
    const { rest, guild } = await aServer({ permissions: ['ManageChannels'] })
    const everyone = { id: guild.id, type: 0, deny: String(1n << 10n) }

    const body = { name: 'Client Reports', topic: 'Weekly', permission_overwrites: [everyone] }
    const made = await rest.post(Routes.guildChannels(guild.id), { body })
    const id = idIn(made)

    expect(made).toMatchObject({ name: 'client-reports', topic: 'Weekly', permission_overwrites: [{ deny: '1024' }] })
    expect(await refusal(rest.get(Routes.channel(id)))).toMatchObject({ code: 50001 })
  })

  it('does not change for those who are not', async () => {
    const { rest, guild, board, asha } = await aServer()

    const refused = await Promise.all([
      refusal(rest.post(Routes.guildChannels(guild.id), { body: { name: 'reports' } })),
      refusal(rest.patch(Routes.channel(board.id), { body: { name: 'tasks' } })),
      refusal(rest.delete(Routes.channel(board.id))),
      refusal(rest.patch(Routes.guildMember(guild.id, asha.id), { body: { nick: 'A' } })),
    ])

    expect(refused.map(({ code }) => code)).toEqual([50013, 50013, 50013, 50013])
  })

  it('knows what people are called in a server', async () => {
    const { rest, guild, asha, meera } = await aServer({ permissions: ['ManageNicknames'] })

    const called = await rest.patch(Routes.guildMember(guild.id, asha.id), { body: { nick: 'Ashu' } })

    expect(called).toMatchObject({ nick: 'Ashu' })
    expect(await refusal(rest.patch(Routes.guildMember(guild.id, meera.id), { body: { nick: 'M' } }))).toMatchObject({
      code: 50013,
    })
  })
})

describe('a direct message', () => {
  it('has one channel, which only its two people see', async () => {
    const { rest, sandbox, discord, asha } = await aServer()
    const other = discord.addApplication({ name: 'Other' })
    const body = { recipient_id: asha.id }

    const channel = idIn(await rest.post(Routes.userChannels(), { body }))
    const again = await rest.post(Routes.userChannels(), { body })

    expect(again).toMatchObject({ id: channel, type: 1, recipients: [{ id: asha.id }] })
    expect(await refusal(restFor(sandbox.url, other.token).get(Routes.channel(channel)))).toMatchObject({
      code: 50001,
    })
  })

  it('reaches only those with whom the bot is in a server', async () => {
    const { rest, discord, guild } = await aServer()
    const stranger = discord.addUser({ name: 'stranger' })

    const channel = idIn(await rest.post(Routes.userChannels(), { body: { recipient_id: stranger.id } }))
    const send = () => rest.post(Routes.channelMessages(channel), { body: { content: 'Hello' } })
    const before = await refusal(send())
    discord.addMember(guild.id, stranger.id)

    expect(before).toMatchObject({ status: 403, code: 50007 })
    expect(await send()).toMatchObject({ content: 'Hello' })
    expect(discord.view(stranger.id).dms).toMatchObject([{ messages: [{ content: 'Hello' }] }])
  })
})
