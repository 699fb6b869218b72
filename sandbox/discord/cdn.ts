import type { HttpBindings } from '@hono/node-server'
import type { Hono } from 'hono'
import { answering, type NodeContext, type Reply } from '../answering.ts'
import type { Server } from './server.ts'

/** Files lie where their address says, for a day, and for whoever has the address; no token is asked for. */
export function cdnRoutes(http: Hono<{ Bindings: HttpBindings }>, server: Server): void {
  for (const folder of ['attachments', 'ephemeral-attachments'])
    http.get(`/cdn/${folder}/:channel/:id/:name`, (context) => fetched(server, context))
}

function fetched(server: Server, context: NodeContext): Promise<Response> {
  const { req } = context
  const file = server.world.attachments.get(req.param('id') ?? '')
  const request = { attachment: req.param('id'), name: file?.name }
  return answering(
    server,
    { platform: 'discord', name: 'cdn', request, context },
    {
      act() {
        if (!file || file.name !== req.param('name') || isOver(server, req.query('ex'))) return gone
        const { bytes, contentType: type = 'application/octet-stream' } = file
        return {
          ...{ status: 200, body: { bytes: bytes.length }, bytes: Buffer.from(bytes) },
          headers: { 'content-type': type },
        }
      },
      written: ({ status, body, bytes, headers = {} }) =>
        new Response(bytes ? new Uint8Array(bytes) : String(body), { status, headers }),
      tooMany: (seconds) => ({ status: 429, body: '', headers: { 'retry-after': String(Math.ceil(seconds)) } }),
      dropSockets: server.gateway.drop,
    },
  )
}

const gone: Reply = { status: 404, body: 'This content is no longer available.' }

/** https://docs.discord.com/developers/reference#signed-attachment-cdn-urls: `ex` is seconds, in hexadecimal. */
const isOver = ({ clock }: Server, expires: string | undefined) =>
  !(Number.parseInt(expires ?? '', 16) * 1000 > clock.now())
