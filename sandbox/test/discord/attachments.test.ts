import { Routes } from 'discord.js'
import { afterEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { cleanName } from '#sandbox/discord/attachments.ts'
import { hearing } from './bot.ts'
import { aServer, closeAll, does, idIn, refusal, register, seenBy, type Stage } from './stage.ts'

afterEach(closeAll)

const V2 = 1 << 15
const png = Buffer.from([0x89, 0x50, 0x4e, 0x47])
const named = (...names: string[]) => names.map((name) => ({ name, data: png }))
const gallery = (...names: string[]) => ({
  flags: V2,
  components: [{ type: 12, items: names.map((name) => ({ media: { url: `attachment://${name}` } })) }],
})

const message = z.looseObject({
  id: z.string(),
  attachments: z.array(z.looseObject({ id: z.string(), filename: z.string(), url: z.string() })),
})
type Sending = Parameters<Stage['rest']['post']>[1]

async function post({ rest, board }: Stage, sending: Sending) {
  return message.parse(await rest.post(Routes.channelMessages(board.id), sending))
}

async function patch({ rest, board }: Stage, id: string, sending: Sending) {
  return message.parse(await rest.patch(Routes.channelMessage(board.id, id), sending))
}

const namesIn = ({ attachments }: z.infer<typeof message>) => attachments.map(({ filename }) => filename)

describe('a name', () => {
  it.each([
    ['hello (world).png', 'hello_world.png'],
    ['_first.mp4', 'first.mp4'],
    ['Test测试.png', 'Test.png'],
    ['café.txt', 'cafe.txt'],
    ['a-b_c.d.png', 'a-b_c.d.png'],
  ])('%s is cleaned to %s', (given, name) => {
    expect(cleanName(given)).toBe(name)
  })

  it('of letters that Discord does not keep is made up, and stays readable as the title', async () => {
    const stage = await aServer()

    const [file] = (await post(stage, { body: {}, files: named('नील का हौज.png') })).attachments

    expect(file).toMatchObject({ filename: expect.stringMatching(/^[0-9a-f]{16}\.png$/u), title: 'नील का हौज' })
  })

  it('that Discord keeps has no title', async () => {
    const [file] = (await post(await aServer(), { body: {}, files: named('vat.png') })).attachments

    expect(file).not.toHaveProperty('title')
  })

  it('in a component is cleaned in the same way', async () => {
    const stage = await aServer()
    const name = '_vat(1).png'

    const sent = await post(stage, { body: gallery(name), files: named(name) })

    expect(sent).toMatchObject({
      components: [{ items: [{ media: { url: expect.stringMatching(/\/vat1\.png\?/u) } }] }],
    })
  })
})

describe('what a component shows', () => {
  it('is said there and not among the attachments, and people see it', async () => {
    const stage = await aServer()

    const sent = await post(stage, { body: gallery('vat.png'), files: named('vat.png', 'beside.png') })

    expect(namesIn(sent)).toEqual(['beside.png'])
    expect(sent).toMatchObject({
      components: [
        {
          items: [
            {
              media: {
                url: expect.stringContaining('/attachments/'),
                content_type: 'image/png',
                attachment_id: expect.any(String),
              },
            },
          ],
        },
      ],
    })
    expect(seenBy(stage, stage.asha)).toMatchObject([
      { attachments: [{ name: 'vat.png', size: 4, type: 'image/png' }, { name: 'beside.png' }] },
    ])
  })
})

describe('a change of a message', () => {
  it('that says nothing of files keeps them', async () => {
    const stage = await aServer()
    const { id } = await post(stage, { body: { content: 'x' }, files: named('a.png', 'b.png') })

    expect(namesIn(await patch(stage, id, { body: { content: 'y' } }))).toEqual(['a.png', 'b.png'])
  })

  it('keeps those that it lists, with the new ones that it lists', async () => {
    const stage = await aServer()
    const { id, attachments } = await post(stage, { body: { content: 'x' }, files: named('a.png', 'b.png') })
    const listed = [{ id: attachments[1]?.id, description: 'The vat' }, { id: '0' }]

    const changed = await patch(stage, id, { body: { attachments: listed }, files: named('c.png', 'd.png') })

    expect(changed.attachments).toMatchObject([{ filename: 'b.png', description: 'The vat' }, { filename: 'c.png' }])
    expect(changed.attachments).toHaveLength(2)
  })

  it('with new files and no list has those alone', async () => {
    const stage = await aServer()
    const { id } = await post(stage, { body: { content: 'x' }, files: named('a.png') })

    expect(namesIn(await patch(stage, id, { body: {}, files: named('b.png') }))).toEqual(['b.png'])
  })

  it('with an empty list removes all', async () => {
    const stage = await aServer()
    const { id } = await post(stage, { body: { content: 'x' }, files: named('a.png') })

    expect(namesIn(await patch(stage, id, { body: { attachments: [] } }))).toEqual([])
  })

  it('may show what was kept, and not what was removed', async () => {
    const stage = await aServer()
    const sent = await post(stage, { body: gallery('a.png'), files: named('a.png', 'b.png') })
    const removing = { ...gallery('a.png'), attachments: [{ id: sent.attachments[0]?.id }] }

    const kept = await patch(stage, sent.id, { body: gallery('b.png') })
    const removed = patch(stage, sent.id, { body: removing })

    expect(namesIn(kept)).toEqual(['a.png'])
    expect(await refusal(removed)).toMatchObject({ code: 50035 })
  })
})

describe('the place where files lie', () => {
  it('asks for no token, and closes after a day', async () => {
    const stage = await aServer()
    const [file] = (await post(stage, { body: {}, files: named('vat.png') })).attachments
    const get = (url = file?.url ?? '') => fetch(url)

    const fetched = await get()
    const bare = await get(file?.url.split('?')[0])
    stage.clock.advance(86_400_000)

    expect(fetched.headers.get('content-type')).toBe('image/png')
    expect(Buffer.from(await fetched.arrayBuffer())).toEqual(png)
    expect(bare.status).toBe(404)
    expect((await get()).status).toBe(404)
  })

  it('can be made to fail, and is in the traffic by name', async () => {
    const stage = await aServer()
    const [file] = (await post(stage, { body: {}, files: named('vat.png') })).attachments
    stage.faults.add({ platform: 'discord', name: 'cdn', kind: 'status', status: 503 })

    const statuses = [(await fetch(file?.url ?? '')).status, (await fetch(file?.url ?? '')).status]

    expect(statuses).toEqual([503, 200])
    expect(stage.traffic.since(0).filter(({ name }) => name === 'cdn')).toMatchObject([
      { status: 503 },
      { request: { attachment: file?.id, name: 'vat.png' }, status: 200, response: { bytes: 4 } },
    ])
  })
})

describe('a message that a command of its menu is used on', () => {
  it('comes with its files, each with all that is known of it', async () => {
    const stage = await aServer()
    await register(stage, { type: 3, name: 'Keep' })
    const { heard } = await hearing(stage)
    const { asha, board } = stage
    const files = [{ name: 'Vat.PNG', content: new Uint8Array(png) }]
    const id = idIn(await does(stage, { do: 'write', as: asha.id, channel: board.id, content: '', files }))

    const { interaction } = await heard({ do: 'menu', as: asha.id, message: id, command: 'Keep' })

    if (!interaction.isMessageContextMenuCommand()) throw new Error('It is something else')
    const file = interaction.targetMessage.attachments.first()
    expect(file).toMatchObject({ name: 'Vat.PNG', size: 4, contentType: 'image/png', title: null })
    expect(Buffer.from(await (await fetch(file?.url ?? '')).arrayBuffer())).toEqual(png)
  })
})
