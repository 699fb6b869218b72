import { createServer, type Server } from 'node:https'
import { createServer as createPlain } from 'node:net'
import { gzipSync } from 'node:zlib'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { afterEach, describe, expect, it } from 'vitest'
import {
  fetchCalendar,
  isForbidden,
  whyNotCalendar,
  type Network,
} from '#src/features/calendars/queries/fetch-calendar.ts'
import { certificate, key } from './certificate.ts'

type Answer = (request: IncomingMessage, response: ServerResponse) => void

const open: Server[] = []
afterEach(() => {
  for (const server of open.splice(0)) {
    server.closeAllConnections()
    server.close()
  }
})

/** A server far away, as it were, and what it was asked. */
async function aServer(answer: Answer) {
  const asked: IncomingMessage[] = []
  const server = createServer({ key, cert: certificate }, (request, response) => {
    asked.push(request)
    answer(request, response)
  })
  open.push(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  return { asked, port: typeof address === 'object' && address ? address.port : 0 }
}

/** The internet of these tests: every name leads here, and here alone is allowed. */
function network(port: number, changes: Partial<Network> = {}): Network {
  return {
    resolve: async () => [{ address: '127.0.0.1', family: 4 }],
    isForbidden: ({ address }) => address !== '127.0.0.1',
    ca: certificate,
    port,
    seconds: 5,
    ...changes,
  }
}

const running = () => new AbortController().signal
const address = 'https://calendar.test/holidays.ics?key=1'
const calendar = 'BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n'

describe('a shared calendar far away', () => {
  it('is read over TLS, asked for as it is and without a trace of who asks', async () => {
    const { port, asked } = await aServer((_, response) => response.setHeader('etag', '"1"').end(`\u{feff}${calendar}`))

    const fetched = await fetchCalendar(address, null, running(), network(port))

    expect(fetched).toEqual({ ok: true, text: calendar, etag: '"1"' })
    expect(asked.map(({ url }) => url)).toEqual(['/holidays.ics?key=1'])
    expect(asked[0]?.headers).toMatchObject({ 'accept-encoding': 'identity', host: `calendar.test:${port}` })
    expect(Object.keys(asked[0]?.headers ?? {})).not.toContain('cookie')
  })

  it('is not read again while it has not changed', async () => {
    const { port, asked } = await aServer((_, response) => response.writeHead(304).end())

    expect(await fetchCalendar(address, '"1"', running(), network(port))).toEqual({ ok: true, unchanged: true })
    expect(asked[0]?.headers['if-none-match']).toBe('"1"')
  })

  it('may have moved, three times', async () => {
    const moving = await aServer(({ url = '' }, response) => {
      const hops = Number(url.slice(1))
      return hops === 0 ? response.end(calendar) : response.writeHead(302, { location: `/${hops - 1}` }).end()
    })
    const from = (hops: number) => fetchCalendar(`https://calendar.test/${hops}`, null, running(), network(moving.port))

    expect(await from(3)).toMatchObject({ ok: true })
    expect(await from(4)).toMatchObject({ ok: false, why: 'too-many-redirects' })
  })

  it.each([
    ['to the address from which clouds give out keys', 'https://169.254.169.254/latest/meta-data', 'private-network'],
    ['to a name that leads into a private network', 'https://inside.calendar.test/', 'private-network'],
    ['to plain http', 'http://calendar.test/', 'not-https'],
    ['to another port', 'https://calendar.test:8443/', 'other-port'],
    ['to a name and a password', 'https://me:word@calendar.test/', 'has-credentials'],
    ['to a file', 'file:///etc/passwd', 'not-https'],
    ['nowhere', 'https://', 'status'],
  ])('is not followed %s', async (_, location, why) => {
    const { port, asked } = await aServer((__, response) => response.writeHead(302, { location }).end())
    const resolve = async (host: string) => [
      { address: host === 'calendar.test' ? '127.0.0.1' : '10.0.0.1', family: 4 },
    ]

    expect(await fetchCalendar(address, null, running(), network(port, { resolve }))).toMatchObject({ ok: false, why })
    expect(asked).toHaveLength(1)
  })

  it('is reached where it was checked, though its name answers differently the next time', async () => {
    const { port, asked } = await aServer((_, response) => response.end(calendar))
    const answers = ['127.0.0.1', '10.0.0.1']
    const names: string[] = []
    const resolve = async (host: string) => {
      names.push(host)
      return [{ address: answers.shift() ?? '10.0.0.1', family: 4 }]
    }

    expect(await fetchCalendar(address, null, running(), network(port, { resolve }))).toMatchObject({ ok: true })
    expect(names).toEqual(['calendar.test'])
    expect(asked).toHaveLength(1)
  })

  it('is not reached when one of its addresses is private', async () => {
    const { port, asked } = await aServer((_, response) => response.end(calendar))
    const resolve = async () => ['127.0.0.1', '192.168.0.1'].map((each) => ({ address: each, family: 4 }))

    const fetched = await fetchCalendar(address, null, running(), network(port, { resolve }))

    expect(fetched).toMatchObject({ ok: false, why: 'private-network' })
    expect(asked).toEqual([])
  })

  it('is reached by its other address where the first leads nowhere', async () => {
    const { port } = await aServer((_, response) => response.end(calendar))
    const resolve = async () => [
      { address: '::1', family: 6 },
      { address: '127.0.0.1', family: 4 },
    ]
    const isAllowed = network(port, { resolve, isForbidden: () => false })

    expect(await fetchCalendar(address, null, running(), isAllowed)).toMatchObject({ ok: true })
  })

  it.each<[string, Answer, string]>([
    ['has no end', (_, response) => pour(response), 'too-large'],
    [
      'says that it is larger',
      (_, response) => response.setHeader('content-length', 1_000_001).write('x'),
      'too-large',
    ],
    [
      'is packed, and would be a gigabyte unpacked',
      (_, response) => response.setHeader('content-encoding', 'gzip').end(gzipSync('x'.repeat(10_000_000))),
      'status',
    ],
    ['is not there', (_, response) => response.writeHead(404).end(), 'status'],
    ['fails', (_, response) => response.writeHead(500).end(), 'status'],
    ['ends in the middle', (_, response) => void response.write('BEGIN', () => response.destroy()), 'no-connection'],
  ])('is given up when it %s', async (_, answer, why) => {
    const { port } = await aServer(answer)

    expect(await fetchCalendar(address, null, running(), network(port))).toMatchObject({ ok: false, why })
  })

  it.each<[string, Answer]>([
    ['a letter now and then', (_, response) => drip(response)],
    ['nothing at all', () => {}],
    [
      'a redirect after a while, again and again',
      (_, response) => later(() => response.writeHead(302, { location: '/' }).end()),
    ],
  ])('is given up when it takes too long: %s', async (_, answer) => {
    const { port } = await aServer(answer)

    const fetched = await fetchCalendar(address, null, running(), network(port, { seconds: 0.3 }))

    expect(fetched).toMatchObject({ ok: false, why: 'too-slow' })
  })

  it('is given up when its name is not resolved in time, or at all', async () => {
    const never = network(0, { seconds: 0.1, resolve: () => new Promise(() => {}) })
    const nowhere = network(0, { resolve: async () => Promise.reject(new Error('ENOTFOUND')) })

    expect(await fetchCalendar(address, null, running(), never)).toMatchObject({ why: 'too-slow' })
    expect(await fetchCalendar(address, null, running(), nowhere)).toMatchObject({ why: 'unknown-host' })
  })

  it('is given up at once when the bot stops', async () => {
    const stopping = new AbortController()
    const { port } = await aServer(() => stopping.abort())

    expect(await fetchCalendar(address, null, stopping.signal, network(port, { seconds: 600 }))).toMatchObject({
      ok: false,
    })
  })

  it('is not believed without its certificate', async () => {
    const { port } = await aServer((_, response) => response.end(calendar))
    const { ca: _, ...unknown } = network(port)

    expect(await fetchCalendar(address, null, running(), unknown)).toMatchObject({ ok: false, why: 'no-connection' })
    expect(await fetchCalendar('https://other.test/', null, running(), network(port))).toMatchObject({
      why: 'no-connection',
    })
  })

  it('is not read from a server that does not speak TLS', async () => {
    const server = createPlain((socket) => void socket.end('HTTP/1.1 200 OK\r\n\r\n'))
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const at = server.address()

    const fetched = await fetchCalendar(address, null, running(), network(typeof at === 'object' && at ? at.port : 0))

    expect(fetched).toMatchObject({ ok: false, why: 'no-connection' })
    server.close()
  })
})

describe('where a request of ours must not go', () => {
  it.each([
    ...['0.0.0.0', '10.1.2.3', '100.64.0.1', '127.0.0.1', '169.254.169.254', '172.16.0.1', '172.31.255.255'],
    ...['192.0.0.8', '192.0.2.1', '192.168.1.1', '198.18.0.1', '198.51.100.1', '203.0.113.9', '224.0.0.1'],
    ...['240.0.0.1', '255.255.255.255', '::', '::1', '::ffff:127.0.0.1', '::ffff:8.8.8.8', '64:ff9b::a00:1'],
    ...['fc00::1', 'fd12::1', 'fe80::1', 'fec0::1', 'ff02::1', '2001::1', '2001:db8::1', '2002:a00:1::', '100::1'],
    ...['3fff::1', '5f00::1', 'calendar.test', ''],
  ])('%s', (each) => {
    expect(isForbidden({ address: each })).toBe(true)
  })

  it.each(['1.1.1.1', '8.8.8.8', '172.32.0.1', '100.128.0.1', '2606:4700::1111', '2a00:1450::1'])(
    'but to %s',
    (each) => {
      expect(isForbidden({ address: each })).toBe(false)
    },
  )

  it.each([
    ['https://example.com/holidays.ics', null],
    ['https://example.com:443/holidays.ics', null],
    ['https://8.8.8.8/', null],
    ['http://example.com/', 'not-https'],
    ['ftp://example.com/', 'not-https'],
    ['example.com', 'not-https'],
    ['', 'not-https'],
    ['https://me@example.com/', 'has-credentials'],
    ['https://:word@example.com/', 'has-credentials'],
    ['https://example.com:8443/', 'other-port'],
    ['https://127.0.0.1/', 'private-network'],
    ['https://0x7f.1/', 'private-network'],
    ['https://2130706433/', 'private-network'],
    ['https://[::1]/', 'private-network'],
    ['https://[::ffff:10.0.0.1]/', 'private-network'],
  ])('an address that is typed: %s', (each, why) => {
    expect(whyNotCalendar(each)).toBe(why)
  })
})

/** Faster than anyone reads, for as long as anyone does. */
function pour(response: ServerResponse): void {
  const more = () => {
    while (!response.destroyed && response.write('x'.repeat(65_536)));
  }
  response.on('drain', more)
  more()
}

function drip(response: ServerResponse): void {
  const timer = setInterval(() => response.write('x'), 20)
  response.on('close', () => clearInterval(timer))
}

function later(run: () => void): void {
  setTimeout(run, 120)
}
