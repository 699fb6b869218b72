import { createServer } from 'node:http'

/** As much of Slack as a bot needs that only answers: who it is, and an address for what it says later. */
export type SlackStub = {
  apiUrl: string
  /** An address for answers; what is said there counts under this name. */
  respondUrl(name: string): string
  /** When something was said at each address since the last `forget`, by `performance.now()`. */
  said: Map<string, number[]>
  /** What comes later to addresses of before counts no more. */
  forget(): void
  /** Resolves when the answer itself, and not that it is being worked on, was said at so many addresses. */
  heard(addresses: number, limitMs: number): Promise<void>
  close(): Promise<void>
}

export async function startSlackStub(): Promise<SlackStub> {
  const said = new Map<string, number[]>()
  let check = () => {}
  const answered = new Set<string>()
  let era = 0
  const server = createServer((request, response) => {
    let body = ''
    request.setEncoding('utf8').on('data', (text: string) => (body += text))
    request.once('end', () => {
      const [, when, name] = /^\/respond\/(\d+)\/(.+)$/u.exec(request.url ?? '') ?? []
      if (name !== undefined && Number(when) === era) {
        said.set(name, [...(said.get(name) ?? []), performance.now()])
        if (!body.includes('Working on it')) answered.add(name)
      }
      check()
      response.writeHead(200, { 'content-type': 'application/json' })
      response.end(name === undefined ? JSON.stringify(known) : 'ok')
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const url = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`
  return {
    apiUrl: `${url}/api/`,
    respondUrl: (name) => `${url}/respond/${era}/${name}`,
    said,
    forget() {
      said.clear()
      answered.clear()
      era += 1
    },
    heard: (addresses, limitMs) =>
      new Promise((resolve, reject) => {
        const fail = () => reject(new Error(`only ${answered.size} of ${addresses} were answered`))
        const limit = setTimeout(fail, limitMs)
        check = () => {
          if (answered.size < addresses) return
          clearTimeout(limit)
          resolve()
        }
        check()
      }),
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

const known = {
  ok: true,
  ...{ team_id: 'E0', team: 'Place', user_id: 'UBOT', bot_id: 'BBOT', user: 'sahayak' },
  // Each agency of a run has a workspace of its own, and one bot serves them all.
  ...{ enterprise_id: 'E0', is_enterprise_install: true },
  ...{ ts: '1.1', channel: 'C0' },
}
