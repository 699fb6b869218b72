import { createServer } from 'node:http'

/** As much of Slack as a bot needs that only answers: who it is, and an address for what it says later. */
export type SlackStub = {
  apiUrl: string
  /** An address for answers; what is said there counts under this name. */
  respondUrl(name: string): string
  /** When something was said at each address, by `performance.now()`. */
  said: Map<string, number[]>
  /** Resolves when something was said at so many addresses. */
  heard(addresses: number, limitMs: number): Promise<void>
  close(): Promise<void>
}

export async function startSlackStub(): Promise<SlackStub> {
  const said = new Map<string, number[]>()
  let check = () => {}
  const server = createServer((request, response) => {
    request.resume().once('end', () => {
      const name = /^\/respond\/(.+)$/u.exec(request.url ?? '')?.[1]
      if (name !== undefined) said.set(name, [...(said.get(name) ?? []), performance.now()])
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
    respondUrl: (name) => `${url}/respond/${name}`,
    said,
    heard: (addresses, limitMs) =>
      new Promise((resolve, reject) => {
        const fail = () => reject(new Error(`only ${said.size} of ${addresses} were told anything`))
        const limit = setTimeout(fail, limitMs)
        check = () => {
          if (said.size < addresses) return
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
  ...{ team_id: 'T0', team: 'Place', user_id: 'UBOT', bot_id: 'BBOT', user: 'sahayak' },
  ...{ ts: '1.1', channel: 'C0' },
}
