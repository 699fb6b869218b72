import { afterEach, describe, expect, it } from 'vitest'
import { createApi } from '#adapters/discord/api.ts'
import { createDraw } from '#adapters/discord/picture.ts'
import { createRelay } from '#adapters/discord/relay.ts'
import { createChat } from '#adapters/discord/send.ts'
import { eventually } from '#sandbox/eventually.ts'
import { loadFile } from '../files.ts'
import { bareServer } from './bare.ts'
import { aServer, closeAll, say, start, aCore } from './stage.ts'
import { bytes, status, type Serve } from '../serving.ts'

const open: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of open.splice(0)) await close()
  await closeAll()
})

const plenty = 1_000_000

describe('a file that a person attached', () => {
  it('to a message is read whole, by the address that came with it', async () => {
    const server = await aServer()
    const { core, heard } = aCore(() => say('Done'))
    const { chat } = await start(server, { core })
    const { discord, asha, board } = server
    const files = [{ name: 'notes.txt', content: 'New looms' }]
    const written = await discord.gesture({ do: 'write', as: asha.id, channel: board.id, content: '', files })

    const message = 'id' in written ? String(written['id']) : ''
    await discord.gesture({ do: 'menu', as: asha.id, command: 'Draft a post', message })

    const [first] = heard
    expect(first).toMatchObject({ request: { kind: 'shortcut' } })
    const source = first?.request.kind === 'shortcut' ? first.request.message.files[0]?.source : undefined
    expect(await chat.fetch(server.guild.id, source ?? '', plenty)).toEqual({
      ok: true,
      bytes: Buffer.from('New looms'),
    })
  })
})

/** A Discord that serves files so. */
async function serving(serve: Serve) {
  const server = await bareServer((response) => serve(response))
  open.push(server.close)
  const api = createApi({ token: 'a.token', apiUrl: server.url })
  open.push(async () => api.close())
  const now = () => Temporal.Instant.from('2026-03-02T12:00:00Z')
  const relay = createRelay({ loadFile: async () => null, api, applicationId: '1', now })
  const chat = createChat({ api, me: async () => '1', draw: createDraw(loadFile), relay, apiUrl: server.url, now })
  return {
    fetch: (address = `${server.url}/attachments/1/2/loom.png`, most = plenty) => chat.fetch('1', address, most),
    asked: server.asked,
  }
}

describe('a file by its address', () => {
  it('is asked for without our token', async () => {
    const { fetch, asked } = await serving(bytes('loom'))

    expect(await fetch()).toEqual({ ok: true, bytes: Buffer.from('loom') })
    expect(asked).toMatchObject([{ authorization: undefined }])
  })

  it('of another host is not asked for', async () => {
    const elsewhere = await bareServer((response) => bytes('loom')(response))
    open.push(elsewhere.close)
    const { fetch, asked } = await serving(bytes('loom'))

    expect(await fetch(`${elsewhere.url}/loom.png`)).toEqual({ ok: false, why: 'barred' })
    expect([...asked, ...elsewhere.asked]).toEqual([])
  })

  it.each([
    'http://cdn.discordapp.com/x',
    'https://cdn.discordapp.com.example/x',
    'https://cdn.discordapp.com:444/x',
    '',
  ])('is not asked for at %s', async (address) => {
    const { fetch } = await serving(bytes('loom'))

    expect(await fetch(address)).toEqual({ ok: false, why: 'barred' })
  })

  it.each<[string, Serve, string]>([
    ['is gone when its day is over', status(404), 'gone'],
    ['is gone when Discord does not give it any more', status(403), 'gone'],
    ['is gone when it leads elsewhere', status(302, { location: 'http://127.0.0.1:1/' }), 'gone'],
    ['is out of reach when Discord fails', status(503), 'unreachable'],
    ['is out of reach when Discord asks for patience', status(429), 'unreachable'],
    ['is out of reach when the line breaks', (response) => void response.destroy(), 'unreachable'],
    ['is too large when its answer says so', bytes('x'.repeat(2_000_000)), 'too-big'],
  ])('%s', async (_, serve, why) => {
    const { fetch } = await serving(serve)

    expect(await fetch()).toEqual({ ok: false, why })
  })

  it('is read no further than the limit, though it never ends', async () => {
    let closed = false
    const { fetch } = await serving((response) => {
      response.on('close', () => (closed = true))
      const more = () => {
        while (!response.destroyed && response.write('x'.repeat(10_000)));
        if (!response.destroyed) response.once('drain', more)
      }
      more()
    })

    expect(await fetch()).toEqual({ ok: false, why: 'too-big' })
    expect(await eventually(() => closed)).toBe(true)
  })
})
