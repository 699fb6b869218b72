import { afterEach, expect, it } from 'vitest'
import { aSlack, closeAll, hearingEvents, refusal } from './stage.ts'

afterEach(closeAll)

async function anArchivedRoom() {
  const stage = await aSlack({
    events: ['channel_archive', 'channel_unarchive', 'message.channels'],
  })
  const { client, general, slack, ben } = stage
  const { ts = '' } = await client.chat.postMessage({ channel: general.id, text: 'before' })
  const events = await hearingEvents(stage)
  await slack.gesture({ do: 'archive', as: ben.id, channel: 'general' })
  return { ...stage, ts, events }
}

it('takes nothing new in an archived channel, and no edits', async () => {
  const { client, general, ts, asha } = await anArchivedRoom()
  const { id: channel } = general

  const refused = await Promise.all([
    refusal(client.chat.postMessage({ channel, text: 'x' })),
    refusal(client.chat.postEphemeral({ channel, user: asha.id, text: 'x' })),
    refusal(client.chat.update({ channel, ts, text: 'x' })),
    refusal(client.conversations.join({ channel })),
    refusal(client.filesUploadV2({ channel_id: channel, file: Buffer.from('x'), filename: 'x.txt' })),
  ])

  expect(refused.map(({ error }) => error)).toEqual([
    ...['is_archived', 'is_archived', 'is_inactive', 'is_archived', 'is_archived'],
  ])
})

it('says of a channel that it is archived, and still shows what was written there', async () => {
  const { client, general, slack, asha } = await anArchivedRoom()

  const { channel } = await client.conversations.info({ channel: general.id })
  const { messages = [] } = await client.conversations.history({ channel: general.id })

  expect(channel).toMatchObject({ is_archived: true })
  expect(messages.map(({ text }) => text)).toContain('before')
  expect(slack.view(asha.id).channels.find(({ name }) => name === 'general')?.messages).toHaveLength(2)
})

it('tells the app when a channel is archived and when it is opened again', async () => {
  const { slack, ben, general, client, events } = await anArchivedRoom()

  await slack.gesture({ do: 'unarchive', as: ben.id, channel: 'general' })

  expect(events.map(({ type, channel }) => [type, channel])).toEqual(
    expect.arrayContaining([
      ['channel_archive', general.id],
      ['channel_unarchive', general.id],
    ]),
  )
  await expect(client.chat.postMessage({ channel: general.id, text: 'x' })).resolves.toMatchObject({ ok: true })
})

it('lets nobody write or command in it, nor archive it twice', async () => {
  const { slack, asha } = await anArchivedRoom()
  const as = asha.id

  for (const gesture of [
    { do: 'write', as, channel: 'general', text: 'x' },
    { do: 'command', as, channel: 'general', text: '/do x' },
    { do: 'archive', as, channel: 'general' },
  ])
    expect(await slack.gesture(gesture)).toMatchObject({ ok: false })
})
