import { createServer, request, type IncomingHttpHeaders, type IncomingMessage } from 'node:http'
import type { Chance } from './chance.ts'

/** What stands before several processes: each request of Slack's goes to one that is up, in turn. */
type Balancer = {
  url: string
  /** How many deliveries were brought a second time. */
  repeated(): number
  /** Resolves when nothing that is to be brought again is still on its way. */
  settled(): Promise<void>
  close(): Promise<void>
}

type Options = {
  /** Of those that are up. */
  ports(): number[]
  chance: Chance
  /** How often a delivery comes a second time, at once or up to `latestMs` later, whatever was answered to the first. */
  repeats: () => number
}

const latestMs = 1_500

type Request = { headers: IncomingHttpHeaders; path: string; body: Buffer }
type Reply = { status: number; type: string; body: Buffer }

export async function startBalancer({ ports, chance, repeats }: Options): Promise<Balancer> {
  const again = new Set<Promise<unknown>>()
  let turn = 0
  let repeated = 0

  async function pass(asked: Request): Promise<Reply> {
    const up = ports()
    const port = up[turn++ % up.length]
    return port === undefined ? unreachable : bring(asked, port).catch(() => unreachable)
  }

  async function passLater(asked: Request, ms: number): Promise<void> {
    await new Promise((resolve) => setTimeout(resolve, ms))
    await pass(asked)
  }

  const server = createServer((incoming, outgoing) => {
    void (async () => {
      const asked = { headers: incoming.headers, path: incoming.url ?? '/', body: await bodyOf(incoming) }
      if (chance() < repeats()) {
        repeated += 1
        const later = passLater(asked, chance() < 0.3 ? 0 : chance() * latestMs)
        again.add(later)
        void later.finally(() => again.delete(later))
      }
      const { status, type, body } = await pass(asked)
      outgoing.writeHead(status, type ? { 'content-type': type } : {}).end(body)
    })().catch(() => outgoing.destroy())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  return {
    url: `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}/slack/events`,
    repeated: () => repeated,
    async settled() {
      while (again.size > 0) await Promise.all(again)
    },
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

const unreachable: Reply = { status: 502, type: '', body: Buffer.alloc(0) }

/** Throws where the process dies over it, or is not there. */
function bring({ headers, path, body }: Request, port: number): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const to = { host: '127.0.0.1', port, path, method: 'POST', headers, agent: false }
    const outgoing = request(to, (incoming) => {
      bodyOf(incoming).then(
        (answer) =>
          resolve({ status: incoming.statusCode ?? 502, type: incoming.headers['content-type'] ?? '', body: answer }),
        reject,
      )
    })
    outgoing.once('error', reject)
    outgoing.end(body)
  })
}

async function bodyOf(incoming: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = []
  for await (const part of incoming) parts.push(Buffer.from(part))
  return Buffer.concat(parts)
}
