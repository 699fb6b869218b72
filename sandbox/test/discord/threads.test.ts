import { Routes } from 'discord.js'
import { afterEach, describe, expect, it } from 'vitest'
import { aServer, closeAll, idIn, refusal, restFor, roomsOf, seenBy, type Stage } from './stage.ts'

afterEach(closeAll)

const PUBLIC = 11
const PRIVATE = 12
const WEEK = 10_080

const make = async ({ rest, board }: Stage, body: object = {}) =>
  idIn(await rest.post(Routes.threads(board.id), { body: { name: '#42 Book a flight', type: PRIVATE, ...body } }))

const send = ({ rest }: Stage, to: string, content = 'Hello') =>
  rest.post(Routes.channelMessages(to), { body: { content } })

/** Another bot of the same server, which is in no thread. */
function another({ discord, guild, sandbox }: Stage) {
  const application = discord.addApplication({ name: 'Other' })
  discord.addBot(guild.id, application.id, [])
  return { application, rest: restFor(sandbox.url, application.token) }
}

describe('a thread', () => {
  it('is made below a channel, and is among the open ones', async () => {
    const stage = await aServer()
    const { rest, guild, board, application } = stage

    const id = await make(stage, { invitable: false, auto_archive_duration: WEEK })

    expect(await rest.get(Routes.channel(id))).toMatchObject({
      ...{ type: PRIVATE, parent_id: board.id, guild_id: guild.id, owner_id: application.botId },
      thread_metadata: { archived: false, locked: false, invitable: false, auto_archive_duration: WEEK },
    })
    expect(await rest.get(Routes.guildActiveThreads(guild.id))).toMatchObject({
      threads: [{ id }],
      members: [{ id, user_id: application.botId }],
    })
  })

  it('can hang from a message, once, and then has its id', async () => {
    const stage = await aServer()
    const { rest, board } = stage
    const message = idIn(await send(stage, board.id))
    const body = { name: 'About this' }

    const thread = idIn(await rest.post(Routes.threads(board.id, message), { body }))

    expect(thread).toBe(message)
    expect(await rest.get(Routes.channelMessage(board.id, message))).toMatchObject({
      thread: { id: thread, type: PUBLIC },
    })
    expect(await refusal(rest.post(Routes.threads(board.id, message), { body }))).toMatchObject({ code: 160004 })
  })

  it('is not made below another, and not with a name that is too long', async () => {
    const stage = await aServer()
    const thread = await make(stage)

    const below = stage.rest.post(Routes.threads(thread), { body: { name: 'x', type: PUBLIC } })

    expect(await refusal(below)).toMatchObject({ code: 50024 })
    expect(await refusal(make(stage, { name: 'x'.repeat(101) }))).toMatchObject({ code: 50035, errors: { name: {} } })
  })
})

describe('a private thread', () => {
  it('is for those who are in it', async () => {
    const stage = await aServer()
    const other = another(stage)
    const thread = await make(stage)

    const before = await refusal(other.rest.get(Routes.channel(thread)))
    await stage.rest.put(Routes.threadMembers(thread, other.application.botId))

    expect(before).toMatchObject({ status: 403, code: 50001 })
    expect(await other.rest.get(Routes.channel(thread))).toMatchObject({ id: thread })
  })

  it('takes in and lets go', async () => {
    const stage = await aServer({ intents: ['GuildMembers'] })
    const { rest, asha, application } = stage
    const thread = await make(stage)

    await rest.put(Routes.threadMembers(thread, asha.id))
    await rest.put(Routes.threadMembers(thread, asha.id))
    const members = await rest.get(Routes.threadMembers(thread))
    await rest.delete(Routes.threadMembers(thread, asha.id))

    expect(members).toMatchObject([{ user_id: application.botId }, { user_id: asha.id }])
    expect(await refusal(rest.get(Routes.threadMembers(thread, asha.id)))).toMatchObject({ code: 10007 })
  })

  it('is not asked for all its members by a bot that may not know them', async () => {
    const stage = await aServer()
    const { rest, application } = stage
    const thread = await make(stage)

    expect(await refusal(rest.get(Routes.threadMembers(thread)))).toMatchObject({ status: 403, code: 50001 })
    expect(await rest.get(Routes.threadMembers(thread, '@me'))).toMatchObject({ user_id: application.botId })
  })

  it('in which not everyone may invite takes in whom its maker brings', async () => {
    const stage = await aServer()
    const { rest, asha, jun } = stage
    const other = another(stage)
    const thread = await make(stage, { invitable: false })

    await rest.put(Routes.threadMembers(thread, other.application.botId))
    const refused = await refusal(other.rest.put(Routes.threadMembers(thread, asha.id)))
    await rest.put(Routes.threadMembers(thread, jun.id))

    expect(refused).toMatchObject({ status: 403, code: 50013 })
    expect(roomsOf(stage, asha).map(({ id }) => id)).not.toContain(thread)
    expect(roomsOf(stage, jun).map(({ id }) => id)).toContain(thread)
  })

  it('takes in nobody who is not in the server, or cannot see the channel', async () => {
    const stage = await aServer()
    const { rest, board, guild, application, asha } = stage
    const thread = await make(stage)
    board.overwrites.set(guild.id, { type: 0, allow: 0n, deny: 1n << 10n })
    board.overwrites.set(application.botId, { type: 1, allow: 1n << 10n, deny: 0n })

    expect(await refusal(rest.put(Routes.threadMembers(thread, '1')))).toMatchObject({ code: 10007 })
    expect(await refusal(rest.put(Routes.threadMembers(thread, asha.id)))).toMatchObject({ code: 50001 })
  })

  it('takes in whoever is named in it', async () => {
    const stage = await aServer()
    const { rest, asha } = stage
    const thread = await make(stage)

    await send(stage, thread, `<@${asha.id}> please`)

    expect(await rest.get(Routes.threadMembers(thread, asha.id))).toMatchObject({ user_id: asha.id })
    expect(seenBy(stage, asha, thread)).toMatchObject([{ notified: true }])
  })
})

describe('a thread that nobody writes in', () => {
  it('falls asleep, and takes nothing until it is opened again', async () => {
    const stage = await aServer()
    const { rest, clock, guild } = stage
    const thread = await make(stage, { auto_archive_duration: 60 })
    const message = idIn(await send(stage, thread))

    clock.advance(60 * 60_000)
    const refused = await Promise.all([
      refusal(send(stage, thread)),
      refusal(rest.patch(Routes.channelMessage(thread, message), { body: { content: 'Changed' } })),
      refusal(rest.put(Routes.threadMembers(thread, stage.asha.id))),
      refusal(rest.patch(Routes.channel(thread), { body: { name: 'Other' } })),
    ])
    const asleep = await rest.get(Routes.guildActiveThreads(guild.id))
    await rest.patch(Routes.channel(thread), { body: { archived: false } })

    expect(refused.map(({ code }) => code)).toEqual([50083, 50083, 50083, 50083])
    expect(asleep).toMatchObject({ threads: [] })
    expect(await send(stage, thread)).toMatchObject({ channel_id: thread })
  })

  it('stays open while somebody does', async () => {
    const stage = await aServer()
    const thread = await make(stage, { auto_archive_duration: 60 })
    stage.clock.advance(59 * 60_000)
    await send(stage, thread)
    stage.clock.advance(59 * 60_000)

    expect(await stage.rest.get(Routes.channel(thread))).toMatchObject({ thread_metadata: { archived: false } })
  })

  it('is found in the archive', async () => {
    const stage = await aServer({ permissions: ['ManageThreads'] })
    const { rest, board } = stage
    const thread = await make(stage)

    await rest.patch(Routes.channel(thread), { body: { archived: true } })

    expect(await rest.get(Routes.channelThreads(board.id, 'private'))).toMatchObject({
      threads: [{ id: thread }],
      has_more: false,
    })
    expect(await rest.get(Routes.channelThreads(board.id, 'public'))).toMatchObject({ threads: [] })
    expect(await rest.get(Routes.channelJoinedArchivedThreads(board.id))).toMatchObject({ threads: [{ id: thread }] })
  })

  it('that is locked takes nothing from those who do not manage threads', async () => {
    const stage = await aServer({ permissions: ['ManageThreads'] })
    const other = another(stage)
    const thread = await make(stage, { type: PUBLIC })
    await stage.rest.patch(Routes.channel(thread), { body: { locked: true } })

    const refused = await refusal(send({ ...stage, rest: other.rest }, thread))
    await send(stage, thread)

    expect(refused).toMatchObject({ status: 403, code: 160005 })
    expect(seenBy(stage, stage.asha, thread)).toMatchObject([{ content: 'Hello' }])
    expect(roomsOf(stage, stage.asha)).toMatchObject([{}, { id: thread, open: false }])
    expect(roomsOf(stage, stage.meera).find(({ id }) => id === thread)).toMatchObject({ open: true })
  })

  it('is locked and opened only by those who manage threads', async () => {
    const stage = await aServer()
    const manager = await aServer({ permissions: ['ManageThreads'] })
    const thread = await make(stage)
    const managed = await make(manager)

    const body = { locked: true, archived: true }

    expect(await refusal(stage.rest.patch(Routes.channel(thread), { body }))).toMatchObject({ code: 50013 })
    expect(await manager.rest.patch(Routes.channel(managed), { body })).toMatchObject({
      thread_metadata: { locked: true, archived: true },
    })
  })
})
