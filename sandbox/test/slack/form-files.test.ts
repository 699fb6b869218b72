import { afterEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { eventually } from '#sandbox/eventually.ts'
import { aForm } from './form.ts'
import { boltOverSocket, closeAll, aSlack, form, input, refusal } from './stage.ts'

afterEach(closeAll)

const asking = (more: object = {}) =>
  form([
    input('what', 'What', { optional: true }),
    input('papers', 'Papers', { optional: true, element: { type: 'file_input', action_id: 'it', ...more } }),
  ])
const photo = { name: 'Indigo Vat 1.JPG', content: new Uint8Array([0xff, 0xd8, 0xff, 0, 10]) }
const note = { name: 'note.txt', content: 'seat 7A' }

const came = z.object({
  papers: z.object({ it: z.looseObject({ files: z.array(z.looseObject({ id: z.string() })) }) }),
})

/** Asha has the form before her. */
async function filling(more: object = {}) {
  const stage = await aForm(asking(more))
  const { slack, asha, open, heard } = stage
  await open()
  const send = (values: object, files: object[]) => slack.gesture({ do: 'fill-and-submit', as: asha.id, values, files })
  const files = () => came.parse(heard.at(-1)?.view.state.values).papers.it.files
  return { ...stage, send, files }
}

describe('files that a person picks in a form', () => {
  it('come whole with it, and are theirs, in no channel', async () => {
    const { send, files, asha, slack } = await filling()

    expect(await send({ Papers: ['note.txt', photo.name] }, [note, photo])).toEqual({ ok: true })

    expect(files()).toMatchObject([
      { name: 'note.txt', mimetype: 'text/plain', filetype: 'text', size: 7, user: asha.id },
      {
        ...{ name: photo.name, title: photo.name, mimetype: 'image/jpeg', filetype: 'jpg', size: 5 },
        ...{ mode: 'hosted', file_access: 'visible', is_public: false, channels: [], groups: [], ims: [] },
        url_private: expect.stringMatching(/\/indigo_vat_1\.jpg$/u),
      },
    ])
    expect(slack.view(asha.id).channels.flatMap(({ messages }) => messages)).toEqual([])
  })

  it('may come in base64, as JSON has to carry them', async () => {
    const { send, files, asha, slack } = await filling()

    await send({ Papers: ['p'] }, [
      { name: 'p', content: Buffer.from(photo.content).toString('base64'), encoding: 'base64' },
    ])

    expect(slack.file(asha.id, files()[0]?.id ?? '')?.content).toEqual(Buffer.from(photo.content))
  })

  it('are read by the app whose form it was, and by nobody else', async () => {
    const { send, files, slack, client, app, ben } = await filling()
    const other = slack.addApp({ name: 'Other', scopes: ['files:read'] })
    await send({ Papers: ['note.txt'] }, [note])
    const [id = ''] = files().map((file) => file.id)

    const { file } = await client.files.info({ file: id })
    const get = async (token: string) =>
      (await fetch(file?.url_private_download ?? '', { headers: { authorization: `Bearer ${token}` } })).text()

    expect(await get(app.botToken)).toBe('seat 7A')
    expect(await get(other.botToken)).toMatch('Sign in to Slack')
    expect(slack.file(ben.id, id)).toBeUndefined()
  })

  it('are the app’s to read from when the form is sent', async () => {
    const { slack, asha, client } = await filling()
    await slack.gesture({ do: 'fill', as: asha.id, values: { Papers: 'note.txt' }, files: [note] })
    const state = came.parse(slack.view(asha.id).modals[0]?.values)
    const info = () => client.files.info({ file: state.papers.it.files[0]?.id ?? '' })

    expect(await refusal(info())).toMatchObject({ error: 'file_not_found' })
    await slack.gesture({ do: 'submit', as: asha.id })

    expect(await info()).toMatchObject({ file: { name: 'note.txt' } })
  })

  it('with one name are each taken once', async () => {
    const { send, files } = await filling()
    const two = [note, { ...note, content: 'seat 7B!' }]

    await send({ Papers: ['note.txt', 'note.txt'] }, two)

    expect(files().map(({ size }) => size)).toEqual([7, 8])
  })

  it.each<[string, object, object[], string]>([
    ['more than are asked for', { max_files: 1 }, [note, photo], 'No more than 1 can be chosen in "Papers"'],
    ['another type', { filetypes: ['pdf', 'png'] }, [photo], `"${photo.name}" is not of a type that is asked for`],
    [
      'more than ten megabytes',
      {},
      [{ name: 'film.mp4', content: new Uint8Array(10_000_001) }],
      '"film.mp4" is too large: a file can have 10 MB',
    ],
  ])('are refused before the app hears of them: %s', async (_, more, files, error) => {
    const { send, heard, slack, asha } = await filling(more)

    const names = files.map((file) => ('name' in file ? file.name : ''))
    expect(await send({ Papers: names }, files)).toEqual({ ok: false, error })

    expect(heard).toEqual([])
    expect(slack.view(asha.id).modals).toMatchObject([{ errors: { papers: error } }])
  })

  it('may have ten megabytes, and be of a type that is asked for by another end of its name', async () => {
    const { send, files } = await filling({ filetypes: ['jpg'] })

    await send({ Papers: ['a.jpeg'] }, [{ name: 'a.jpeg', content: new Uint8Array(10_000_000) }])

    expect(files()).toMatchObject([{ size: 10_000_000 }])
  })
})

describe('a form that asks for files', () => {
  const scopes = ['commands', 'chat:write']
  const missing = { error: 'missing_scope', needed: 'files:read', provided: 'commands,chat:write' }

  it('is refused to an app that may not read them, wherever it would stand', async () => {
    const stage = await aSlack({ scopes })
    const { slack, asha, general, client } = stage
    const triggers: string[] = []
    await boltOverSocket(stage, (bolt) => {
      bolt.command('/do', async ({ ack, body }) => {
        await ack()
        triggers.push(body.trigger_id)
      })
    })
    const type = () => slack.gesture({ do: 'command', as: asha.id, channel: general.id, text: '/do' })
    await type()
    await type()

    const open = client.views.open({ trigger_id: triggers[0] ?? '', view: asking() })
    expect(await refusal(open)).toMatchObject(missing)
    const { view } = await client.views.open({ trigger_id: triggers[1] ?? '', view: form([input('a', 'A')]) })
    const update = client.views.update({ view_id: view?.id ?? '', view: asking() })
    expect(await refusal(update)).toMatchObject(missing)
  })

  it('in an answer to a form is trouble, for an app that may not read them', async () => {
    const stage = await aSlack({ scopes })
    const { slack, asha, general } = stage
    await boltOverSocket(stage, (bolt) => {
      bolt.command('/do', async ({ ack, body, client }) => {
        await ack()
        await client.views.open({ trigger_id: body.trigger_id, view: form([input('a', 'A')]) })
      })
      bolt.view(/.*/u, ({ ack }) => ack({ response_action: 'update', view: asking() }))
    })
    await slack.gesture({ do: 'command', as: asha.id, channel: general.id, text: '/do' })
    await eventually(() => slack.view(asha.id).modals.length > 0)

    await slack.gesture({ do: 'fill-and-submit', as: asha.id, values: { A: 'x' } })

    expect(slack.view(asha.id).toasts).toMatchObject([{ error: 'missing_scope' }])
  })
})
