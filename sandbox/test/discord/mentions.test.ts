import { Routes } from 'discord.js'
import { afterEach, describe, expect, it } from 'vitest'
import { aServer, closeAll, does, idIn, refusal, seenBy, send, write, type Sent, type Stage } from './stage.ts'

afterEach(closeAll)

/** Who of the three was called by that message. */
function notified(stage: Stage, { id }: Pick<Sent, 'id'>): string[] {
  const { meera, asha, jun } = stage
  return [meera, asha, jun]
    .filter((who) => seenBy(stage, who).some((message) => message.id === id && message.notified))
    .map(({ name }) => name)
}

describe('whose phone buzzes', () => {
  it('is that of whoever is named', async () => {
    const stage = await aServer()
    const { asha, jun } = stage

    const sent = await send(stage, { content: `<@${asha.id}> and <@!${jun.id}>` })

    expect(notified(stage, sent)).toEqual(['asha', 'jun'])
  })

  it('is nobody’s when mentions are not allowed, though the name is there', async () => {
    const stage = await aServer()
    const { asha } = stage

    const none = await send(stage, { content: `<@${asha.id}>`, allowed_mentions: { parse: [] } })
    const one = await send(stage, { content: `<@${asha.id}>`, allowed_mentions: { users: [asha.id] } })

    expect(notified(stage, none)).toEqual([])
    expect(notified(stage, one)).toEqual(['asha'])
  })

  it('is not asked for all of a kind and for some of it', async () => {
    const stage = await aServer()

    const both = { parse: ['users'], users: [stage.asha.id] }
    const sent = send(stage, { content: 'x', allowed_mentions: both })

    expect(await refusal(sent)).toMatchObject({ code: 50035, errors: { allowed_mentions: {} } })
  })

  it('is everyone’s only for those who may name everyone', async () => {
    const plain = await aServer()
    const trusted = await aServer({ permissions: ['MentionEveryone'] })

    expect(notified(plain, await send(plain, { content: '@everyone' }))).toEqual([])
    expect(notified(trusted, await send(trusted, { content: '@everyone' }))).toEqual(['meera', 'asha', 'jun'])
  })

  it('is that of those in a role that may be named', async () => {
    const stage = await aServer()
    const { discord, guild, asha } = stage
    const open = discord.addRole(guild.id, { name: 'Assistants', mentionable: true })
    const closed = discord.addRole(guild.id, { name: 'Managers' })
    guild.members.get(asha.id)?.roles.add(open.id).add(closed.id)

    expect(notified(stage, await send(stage, { content: `<@&${closed.id}>` }))).toEqual([])
    expect(notified(stage, await send(stage, { content: `<@&${open.id}>` }))).toEqual(['asha'])
  })

  it('is that of whoever is answered, but where an answer says otherwise', async () => {
    const stage = await aServer()
    const question = { message_id: await write(stage, stage.asha, 'Is it done?') }

    const plain = await send(stage, { content: 'Yes', message_reference: question })
    const silent = { content: 'Yes', message_reference: question, allowed_mentions: { parse: [] } }

    expect(notified(stage, plain)).toEqual(['asha'])
    expect(plain).toMatchObject({ mentions: [{ id: stage.asha.id }] })
    expect(notified(stage, await send(stage, silent))).toEqual([])
    const loud = { ...silent, allowed_mentions: { parse: [], replied_user: true } }
    expect(notified(stage, await send(stage, loud))).toEqual(['asha'])
  })

  it('is nobody’s for a message that is said to be silent', async () => {
    const stage = await aServer()

    expect(notified(stage, await send(stage, { content: `<@${stage.asha.id}>`, flags: 1 << 12 }))).toEqual([])
  })

  it('is that of the other in a direct message', async () => {
    const stage = await aServer()
    const { rest, asha, discord } = stage
    const channel = await rest.post(Routes.userChannels(), { body: { recipient_id: asha.id } })

    await send(stage, { content: 'Psst' }, idIn(channel))

    expect(discord.view(asha.id).dms).toMatchObject([{ messages: [{ content: 'Psst', notified: true }] }])
  })

  it('stays still when a message is only changed', async () => {
    const stage = await aServer()
    const sent = await send(stage, { content: 'Nobody' })

    const body = { content: `<@${stage.asha.id}>` }
    const changed = await stage.rest.patch(Routes.channelMessage(stage.board.id, sent.id), { body })

    expect(changed).toMatchObject({ mentions: [{ id: stage.asha.id }] })
    expect(notified(stage, sent)).toEqual([])
  })
})

describe('a reaction', () => {
  it('is given, told of and taken back', async () => {
    const stage = await aServer()
    const { rest, board, clock, application } = stage
    const { id } = await send(stage, { content: 'Done' })
    const own = Routes.channelMessageOwnReaction(board.id, id, encodeURIComponent('✅'))

    await rest.put(own)
    const given = await rest.get(Routes.channelMessage(board.id, id))
    const users = await rest.get(Routes.channelMessageReaction(board.id, id, encodeURIComponent('✅')))
    clock.advance(1000)
    await rest.delete(own)

    expect(given).toMatchObject({ reactions: [{ emoji: { name: '✅' }, count: 1, me: true }] })
    expect(users).toMatchObject([{ id: application.botId }])
    expect(await rest.get(Routes.channelMessage(board.id, id))).not.toHaveProperty('reactions')
  })

  it('is counted with those of people', async () => {
    const stage = await aServer()
    const { rest, board, asha } = stage
    const { id } = await send(stage, { content: 'Done' })

    await does(stage, { do: 'react', as: asha.id, message: id, emoji: '✅' })

    expect(await rest.get(Routes.channelMessage(board.id, id))).toMatchObject({
      reactions: [{ emoji: { name: '✅' }, count: 1, me: false }],
    })
  })

  it('has to be a sign', async () => {
    const stage = await aServer()
    const { id } = await send(stage, { content: 'Done' })

    const put = stage.rest.put(Routes.channelMessageOwnReaction(stage.board.id, id, 'word'))

    expect(await refusal(put)).toMatchObject({ code: 10014 })
  })
})
