import { afterEach, describe, expect, it } from 'vitest'
import { eventually } from '#sandbox/eventually.ts'
import { aSlack, closeAll, hearingEvents, refusal } from './stage.ts'

afterEach(closeAll)

describe('a file of the app', () => {
  it('goes up in three steps with the stock client, and is told of', async () => {
    const stage = await aSlack()
    const { slack, client, general, asha, sandbox, app } = stage
    const events = await hearingEvents(stage)

    await client.filesUploadV2({
      channel_id: general.id,
      filename: 'report.csv',
      content: 'a,b',
      title: 'Report',
      initial_comment: 'Here it is',
    })

    expect(slack.view(asha.id).channels[0]?.messages).toMatchObject([
      { plain: 'Here it is', bot: true, files: [{ name: 'report.csv', title: 'Report', size: 3 }] },
    ])
    expect(sandbox.traffic.since(0).map(({ name }) => name)).toEqual(
      expect.arrayContaining(['files.getUploadURLExternal', 'upload', 'files.completeUploadExternal']),
    )
    await eventually(() => events.length === 2)
    const ofTypes = Object.groupBy(events, ({ type }) => String(type))
    expect(ofTypes['message']).toMatchObject([{ subtype: 'file_share', files: [{ name: 'report.csv' }] }])
    expect(ofTypes['file_shared']).toMatchObject([{ channel_id: general.id, user_id: app.botUser }])
  })

  it('is not there before its content is, and is completed once', async () => {
    const { client } = await aSlack()
    const { upload_url: url = '', file_id: id = '' } = await client.files.getUploadURLExternal({
      filename: 'a.txt',
      length: 1,
    })
    const complete = () => client.files.completeUploadExternal({ files: [{ id }] })

    expect(await refusal(complete())).toMatchObject({ error: 'file_not_found' })
    expect(await (await fetch(url, { method: 'POST', body: 'x' })).text()).toBe('OK - 1')
    expect(await complete()).toMatchObject({ files: [{ id, name: 'a.txt', mimetype: 'text/plain' }] })
    expect(await refusal(complete())).toMatchObject({ error: 'file_not_found' })
  })

  it('must have a name and a length, and a channel that the app is in', async () => {
    const { client, secret } = await aSlack()
    const { upload_url: url = '', file_id: id = '' } = await client.files.getUploadURLExternal({
      filename: 'a.txt',
      length: 1,
    })
    await fetch(url, { method: 'POST', body: 'x' })

    expect(await refusal(client.files.getUploadURLExternal({ filename: 'a', length: 0 }))).toMatchObject({
      error: 'invalid_arguments',
    })
    expect(
      await refusal(client.files.completeUploadExternal({ files: [{ id }], channel_id: secret.id })),
    ).toMatchObject({ error: 'channel_not_found' })
  })
})

describe('a file of a person', () => {
  it('is told of, and its private address opens with the token only', async () => {
    const stage = await aSlack()
    const { slack, asha, general, app, client } = stage
    const events = await hearingEvents(stage)

    const result = await slack.gesture({
      do: 'upload',
      as: asha.id,
      channel: general.id,
      text: 'the ticket',
      file: { name: 'ticket.txt', content: 'seat 7A' },
    })

    const [id] = 'files' in result && Array.isArray(result['files']) ? result['files'] : []
    const { file } = await client.files.info({ file: id })
    const get = (headers: Record<string, string>) => fetch(file?.url_private_download ?? '', { headers })
    expect(await (await get({ authorization: `Bearer ${app.botToken}` })).text()).toBe('seat 7A')
    expect(await (await get({})).text()).toMatch('Sign in to Slack')
    expect(await (await get({ authorization: 'Bearer xoxb-wrong' })).text()).toMatch('Sign in to Slack')
    expect(new Set(events.map(({ type }) => type))).toEqual(new Set(['file_shared', 'message']))
  })

  it('says what it is when it is fetched, and the traffic has its name and not its bytes', async () => {
    const { slack, asha, general, app, client, sandbox } = await aSlack()
    const file = { name: 'Vat.PNG', content: new Uint8Array([0x89, 0x50]) }
    const result = await slack.gesture({ do: 'upload', as: asha.id, channel: general.id, file })
    const [id] = 'files' in result && Array.isArray(result['files']) ? result['files'] : []
    const url = (await client.files.info({ file: id })).file?.url_private ?? ''
    const get = () => fetch(url, { headers: { authorization: `Bearer ${app.botToken}` } })

    const fetched = await get()
    sandbox.faults.add({ platform: 'slack', name: 'download', kind: 'status', status: 503 })

    expect(fetched.headers.get('content-type')).toBe('image/png')
    expect(Buffer.from(await fetched.arrayBuffer())).toEqual(Buffer.from(file.content))
    expect((await get()).status).toBe(503)
    expect(sandbox.traffic.since(0).filter(({ name }) => name === 'download')).toMatchObject([
      { request: { file: id, name: 'Vat.PNG' }, status: 200, response: { bytes: 2 } },
      { status: 503 },
    ])
  })

  it('in a channel without the app stays closed to it', async () => {
    const { slack, asha, secret, app, sandbox, client } = await aSlack()
    const result = await slack.gesture({
      do: 'write',
      as: asha.id,
      channel: secret.id,
      text: '',
      files: [{ name: 'a.txt', content: 'secret' }],
    })
    const [id] = 'files' in result && Array.isArray(result['files']) ? result['files'] : []

    const response = await fetch(`${sandbox.url}/slack/files/${app.workspace}-${id}/a.txt`, {
      headers: { authorization: `Bearer ${app.botToken}` },
    })

    expect(await response.text()).not.toContain('secret')
    expect(await refusal(client.files.info({ file: id }))).toMatchObject({ error: 'file_not_found' })
  })
})
