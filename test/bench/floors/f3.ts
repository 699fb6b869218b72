import { createHmac, timingSafeEqual } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { given, ready } from './environment.ts'
import { openStore } from './one-statement.ts'

// F3, the least program that keeps the promise of a `/delegate`: HTTP, Slack's signature, one statement, an answer.
const secret = given('SLACK_SIGNING_SECRET')
const store = await openStore(given('DATABASE_URL'))

const server = createServer((request, response) => void answer(request, response))
server.listen(Number(given('PORT')), '127.0.0.1', ready)

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const body = await read(request)
  if (!isSigned(request, body)) {
    response.writeHead(401).end()
    return
  }
  const fields = new URLSearchParams(body)
  const field = (name: string) => fields.get(name) ?? ''
  const { number } = await store.keep(field('trigger_id'), field('team_id'), field('user_id'), field('text'))
  response.writeHead(200, { 'content-type': 'application/json' })
  response.end(JSON.stringify({ response_type: 'ephemeral', text: `#${number} is delegated.` }))
}

function read(request: IncomingMessage): Promise<string> {
  return new Promise((resolve, reject) => {
    let body = ''
    request.setEncoding('utf8').on('data', (data: string) => (body += data))
    request.on('end', () => resolve(body)).on('error', reject)
  })
}

/** https://docs.slack.dev/authentication/verifying-requests-from-slack/ */
function isSigned({ headers }: IncomingMessage, body: string): boolean {
  const at = String(headers['x-slack-request-timestamp'])
  if (Math.abs(Date.now() / 1000 - Number(at)) > 300) return false
  const expected = Buffer.from(`v0=${createHmac('sha256', secret).update(`v0:${at}:${body}`).digest('hex')}`)
  const said = Buffer.from(String(headers['x-slack-signature']))
  return said.length === expected.length && timingSafeEqual(said, expected)
}
