import { afterEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { startSlack } from '#adapters/slack/index.ts'
import { eventually } from '#sandbox/eventually.ts'
import { aCore, aLog, say } from '../core.ts'
import { bareServer, json } from '../discord/bare.ts'
import { loadFile } from '../files.ts'
import { aWorkspace, closeAll, closeLater, start } from './stage.ts'
import { bytes, status, type Serve } from '../serving.ts'

afterEach(closeAll)

const plenty = 1_000_000
const token = 'xoxb-a-token'
const now = () => Temporal.Instant.from('2026-03-02T12:00:00Z')

describe('a file that a person shared', () => {
  async function shared(where: 'acme' | 'general') {
    const workspace = await aWorkspace()
    const { chat } = await start(workspace, { over: 'none' })
    const { slack, team, asha } = workspace
    const file = { name: 'notes.txt', content: 'New looms' }
    const done = await slack.gesture({ do: 'upload', as: asha.id, channel: workspace[where].id, file })
    const [id = ''] = z.object({ files: z.array(z.string()) }).parse(done).files
    return { ...workspace, chat, id, fetch: (most: number) => chat.fetch(team, id, most) }
  }

  it('in a channel with the bot is read whole', async () => {
    const { fetch } = await shared('acme')

    const fetched = await fetch(plenty)

    expect(fetched).toEqual({ ok: true, bytes: Buffer.from('New looms') })
  })

  it('where the bot is not is barred, though Slack answers with a page', async () => {
    const { fetch } = await shared('general')

    expect(await fetch(plenty)).toEqual({ ok: false, why: 'barred' })
  })

  it('is too large by a single byte', async () => {
    const { fetch } = await shared('acme')

    expect(await fetch('New looms'.length)).toMatchObject({ ok: true })
    expect(await fetch('New looms'.length - 1)).toEqual({ ok: false, why: 'too-big' })
  })
})

type File = Record<string, unknown>
const page = bytes('<h1>Sign in</h1>', { 'content-type': 'text/html; charset=utf-8' })

/** A Slack that says this of a file, and serves it so; `asked` are the requests for the file itself. */
async function serving(file: File | string, serve: Serve) {
  const server = await bareServer((response, { request }) => {
    if (request.endsWith('/auth.test'))
      return json(response, 200, { ok: true, team_id: 'T1', team: 'B', user_id: 'U1' })
    if (!request.endsWith('/files.info')) return serve(response)
    if (typeof file === 'string') return json(response, 200, { ok: false, error: file })
    const url = `${server.url}/files-pri/loom.png`
    json(response, 200, { ok: true, file: { mimetype: 'image/png', size: 4, url_private_download: url, ...file } })
  })
  closeLater(server.close)
  const { chat, stop } = await startSlack({
    ...{ tokens: { bot: token }, apiUrl: server.url, prefix: '', receive: false, loadFile },
    ...{ http: { port: 0, host: '127.0.0.1' }, log: aLog().log, now, core: aCore(() => say('Done')).core },
  })
  closeLater(stop)
  return {
    fetch: (most = plenty) => chat.fetch('T1', 'F1', most),
    asked: () => server.asked.filter(({ request }) => request.startsWith('GET')),
  }
}

describe('the bot’s token', () => {
  it('goes with the request for the file', async () => {
    const { fetch, asked } = await serving({}, bytes('loom'))

    expect(await fetch()).toEqual({ ok: true, bytes: Buffer.from('loom') })
    expect(asked()).toMatchObject([{ authorization: `Bearer ${token}` }])
  })

  it.each([
    ['a host that is not Slack’s', (url: string) => ({ url_private_download: url, url_private: url })],
    ['a drive', (url: string) => ({ url_private_download: url, is_external: true })],
  ])('never goes to %s', async (_, file) => {
    const elsewhere = await bareServer((response) => bytes('loom')(response))
    closeLater(elsewhere.close)
    const { fetch, asked } = await serving(file(`${elsewhere.url}/loom.png`), bytes('loom'))

    expect(await fetch()).toEqual({ ok: false, why: 'barred' })
    expect([...elsewhere.asked, ...asked()]).toEqual([])
  })

  it.each(['http://files.slack.com/x', 'https://files.slack.com.example/x', 'https://notslack.com/x', 'loom.png'])(
    'does not go to %s',
    async (url) => {
      const { fetch } = await serving({ url_private_download: url }, bytes('loom'))

      expect(await fetch()).toEqual({ ok: false, why: 'barred' })
    },
  )

  it('does not follow to where Slack sends whoever may not read', async () => {
    const elsewhere = await bareServer((response) => bytes('loom')(response))
    closeLater(elsewhere.close)
    const { fetch } = await serving({}, status(302, { location: elsewhere.url }))

    expect(await fetch()).toEqual({ ok: false, why: 'barred' })
    expect(elsewhere.asked).toEqual([])
  })
})

describe('a file that cannot be had', () => {
  it.each<[string, File | string, Serve, string]>([
    ['is barred when Slack shows the page to sign in', {}, page, 'barred'],
    ['is barred when that page comes in the place of another', { mimetype: 'text/html', size: 9 }, page, 'barred'],
    ['is barred when the bot may not see it', 'file_not_found', page, 'barred'],
    ['is barred when its workspace does not share it', 'access_denied', page, 'barred'],
    ['is barred when the app may not read files', 'missing_scope', page, 'barred'],
    ['is barred when it has no address', { url_private_download: undefined }, page, 'barred'],
    ['is barred when Slack forbids it', {}, status(403), 'barred'],
    ['is gone when it was deleted', 'file_deleted', page, 'gone'],
    ['is gone when only its stone is there', { mode: 'tombstone' }, page, 'gone'],
    ['is gone when nothing is at its address', {}, status(404), 'gone'],
    ['is out of reach when Slack fails', {}, status(503), 'unreachable'],
    ['is out of reach when Slack asks for patience', {}, status(429), 'unreachable'],
    ['is out of reach when Slack does not say', 'internal_error', page, 'unreachable'],
    ['is out of reach when Slack does not know us', 'invalid_auth', page, 'unreachable'],
    ['is out of reach when the line breaks', {}, (response) => void response.destroy(), 'unreachable'],
  ])('%s', async (_, file, serve, why) => {
    const { fetch } = await serving(file, serve)

    expect(await fetch()).toEqual({ ok: false, why })
  })

  it('is none that is a page itself', async () => {
    const { fetch } = await serving({ mimetype: 'text/html', size: '<h1>Sign in</h1>'.length }, page)

    expect(await fetch()).toEqual({ ok: true, bytes: Buffer.from('<h1>Sign in</h1>') })
  })
})

describe('a file that is too large', () => {
  it('is not asked for when Slack says so', async () => {
    const { fetch, asked } = await serving({ size: 1_001 }, bytes('loom'))

    expect(await fetch(1_000)).toEqual({ ok: false, why: 'too-big' })
    expect(asked()).toEqual([])
  })

  it('is not read when its answer says so', async () => {
    const { fetch } = await serving({}, bytes('x'.repeat(2_000), { 'content-length': '2000' }))

    expect(await fetch(1_000)).toEqual({ ok: false, why: 'too-big' })
  })

  it('is read no further than the limit, though it never ends', async () => {
    let closed = false
    const { fetch } = await serving({}, (response) => {
      response.writeHead(200, { 'content-type': 'image/png' })
      response.on('close', () => (closed = true))
      const more = () => {
        while (!response.destroyed && response.write('x'.repeat(10_000)));
        if (!response.destroyed) response.once('drain', more)
      }
      more()
    })

    expect(await fetch(1_000_000)).toEqual({ ok: false, why: 'too-big' })
    expect(await eventually(() => closed)).toBe(true)
  })
})
