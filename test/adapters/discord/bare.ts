import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'

export type Asked = { request: string; authorization: string | undefined; body: string }
type Answering = (response: ServerResponse, asked: Asked, request: IncomingMessage) => void

/** An HTTP server in Discord's place that answers as the test says: for what the sandbox's Discord does not do of itself. */
export async function bareServer(answer: Answering) {
  const asked: Asked[] = []
  const server = createServer((request, response) => {
    let body = ''
    request.on('data', (chunk: Buffer) => (body += chunk.toString()))
    request.on('end', () => {
      const one = {
        request: `${request.method} ${decodeURIComponent(request.url ?? '')}`,
        authorization: request.headers.authorization,
        body,
      }
      asked.push(one)
      answer(response, one, request)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  return {
    asked,
    url: `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}/api`,
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

export function json(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body))
}
