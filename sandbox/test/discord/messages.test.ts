import { Routes } from 'discord.js'
import { afterEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { aServer, closeAll, refusal, send, sentShape, write, type Sent, type Stage } from './stage.ts'

afterEach(closeAll)

const list = async ({ rest, board }: Stage, query: Record<string, string> = {}) =>
  z.array(sentShape).parse(await rest.get(Routes.channelMessages(board.id), { query: new URLSearchParams(query) }))

const contents = async (messages: Promise<{ content: string }[]>) => (await messages).map(({ content }) => content)

/** Writes without meeting the five messages in five seconds. */
async function sendMany(stage: Stage, texts: string[]): Promise<Sent[]> {
  stage.discord.limits.setEnforced(false)
  const sent: Sent[] = []
  for (const content of texts) sent.push(await send(stage, { content }))
  stage.discord.limits.setEnforced(true)
  return sent
}

describe('a message', () => {
  it('is written, read, changed and deleted', async () => {
    const stage = await aServer()
    const { rest, board } = stage

    const { id } = await send(stage, { content: 'Good morning' })
    const changed = await rest.patch(Routes.channelMessage(board.id, id), { body: { content: 'Good evening' } })
    const read = await rest.get(Routes.channelMessage(board.id, id))
    await rest.delete(Routes.channelMessage(board.id, id))

    expect(changed).toMatchObject({ content: 'Good evening', edited_timestamp: expect.any(String) })
    expect(read).toEqual(changed)
    expect(await refusal(rest.get(Routes.channelMessage(board.id, id)))).toMatchObject({ status: 404, code: 10008 })
  })

  it('keeps what a change does not speak of, and loses what it says is null', async () => {
    const stage = await aServer()
    const { rest, board } = stage
    const { id } = await send(stage, { content: 'Words', embeds: [{ title: 'More' }] })

    const kept = await rest.patch(Routes.channelMessage(board.id, id), { body: { embeds: [{ title: 'Less' }] } })
    const lost = await rest.patch(Routes.channelMessage(board.id, id), { body: { content: null } })

    expect(kept).toMatchObject({ content: 'Words', embeds: [{ title: 'Less' }] })
    expect(lost).toMatchObject({ content: '', embeds: [{ title: 'Less' }] })
  })

  it('has no key for what it does not have, since libraries ask whether the key is there', async () => {
    const sent = await send(await aServer(), { content: 'Plain' })

    expect(sent).not.toHaveProperty('thread')
    expect(sent).not.toHaveProperty('activity')
    expect(sent).not.toHaveProperty('interaction_metadata')
    expect(sent).toMatchObject({ components: [] })
  })

  it('sent twice under one nonce is there once, for some minutes', async () => {
    const stage = await aServer()
    const body = { content: 'Once', nonce: 'mark', enforce_nonce: true }

    const first = await send(stage, body)
    const second = await send(stage, { ...body, content: 'Twice' })
    stage.clock.advance(6 * 60_000)
    const later = await send(stage, body)

    expect(second).toEqual(first)
    expect(later.id).not.toBe(first.id)
    expect(await contents(list(stage))).toEqual(['Once', 'Once'])
  })

  it('can answer another, which has to be there', async () => {
    const stage = await aServer()
    const { id } = await send(stage, { content: 'A question' })

    const answer = await send(stage, { content: 'An answer', message_reference: { message_id: id } })
    const lost = { content: 'Lost', message_reference: { message_id: '1' } }

    expect(answer).toMatchObject({ type: 19, referenced_message: { content: 'A question' } })
    expect(await refusal(send(stage, lost))).toMatchObject({ code: 50035, errors: { message_reference: {} } })
  })

  it('brings files, which can be fetched where it says', async () => {
    const stage = await aServer()
    const { rest, board } = stage
    const files = [{ name: 'report.csv', data: 'a,b\n1,2\n', contentType: 'text/csv' }]
    const body = { content: 'The report', attachments: [{ id: '0', description: 'This week' }] }

    const sent = sentShape.parse(await rest.post(Routes.channelMessages(board.id), { body, files }))
    const [file] = sent.attachments
    const fetched = await fetch(file?.url ?? '')

    expect(file).toMatchObject({ filename: 'report.csv', size: 8, description: 'This week' })
    expect(fetched.headers.get('content-type')).toBe('text/csv')
    expect(await fetched.text()).toBe('a,b\n1,2\n')
  })

  it('is refused whole when a file is too large', async () => {
    const stage = await aServer()
    const { rest, board } = stage
    const files = [{ name: 'film.bin', data: Buffer.alloc(10 * 1024 * 1024 + 1) }]

    const refused = await refusal(rest.post(Routes.channelMessages(board.id), { body: {}, files }))

    expect(refused).toMatchObject({ status: 413, code: 40005 })
    expect(await list(stage)).toEqual([])
  })

  it('of somebody else is theirs to change', async () => {
    const stage = await aServer()
    const { rest, board, asha } = stage
    const id = await write(stage, asha, 'Mine')

    const changed = refusal(rest.patch(Routes.channelMessage(board.id, id), { body: { content: 'Yours' } }))
    const removed = refusal(rest.delete(Routes.channelMessage(board.id, id)))

    expect(await changed).toMatchObject({ status: 403, code: 50005 })
    expect(await removed).toMatchObject({ status: 403, code: 50013 })
  })

  it('does not arrive where the bot may not write', async () => {
    const stage = await aServer()
    const { secret, board, guild } = stage
    board.overwrites.set(guild.id, { type: 0, allow: 0n, deny: 1n << 11n })

    expect(await refusal(send(stage, { content: 'Hello' }))).toMatchObject({ code: 50013 })
    expect(await refusal(send(stage, { content: 'Hello' }, secret.id))).toMatchObject({ code: 50001 })
    expect([...board.messages, ...secret.messages]).toEqual([])
  })
})

describe('a list of messages', () => {
  it('begins with the newest, and goes on before, after and around one', async () => {
    const stage = await aServer()
    const sent = await sendMany(stage, ['1', '2', '3', '4', '5'])
    const third = sent[2]?.id ?? ''

    expect(await contents(list(stage, { limit: '2' }))).toEqual(['5', '4'])
    expect(await contents(list(stage, { before: third }))).toEqual(['2', '1'])
    expect(await contents(list(stage, { after: third, limit: '1' }))).toEqual(['4'])
    expect(await contents(list(stage, { around: third, limit: '3' }))).toEqual(['4', '3', '2'])
  })

  it('has a hundred at most', async () => {
    expect(await refusal(list(await aServer(), { limit: '101' }))).toMatchObject({ code: 50035, errors: { limit: {} } })
  })

  it('can lose several at once', async () => {
    const stage = await aServer({ permissions: ['ManageMessages'] })
    const sent = await sendMany(stage, ['1', '2', '3'])

    const messages = sent.slice(0, 2).map(({ id }) => id)
    await stage.rest.post(Routes.channelBulkDelete(stage.board.id), { body: { messages } })

    expect(await contents(list(stage))).toEqual(['3'])
  })
})
