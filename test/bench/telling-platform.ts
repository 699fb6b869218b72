import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Chat } from '#src/kernel/chat.ts'

export type Post = (channel: string, body: unknown) => Promise<string>

/** A platform that takes whatever comes, over HTTP, at once. */
export async function openPlatform() {
  let taken = 0
  const server = createServer((request, response) => {
    request.resume().on('end', () => {
      taken += 1
      response.setHeader('content-type', 'application/json')
      response.end(`{"ok":true,"ts":"${taken}"}`)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address: AddressInfo | string | null = server.address()
  if (!address || typeof address === 'string') throw new Error('the platform has no port')
  const url = `http://127.0.0.1:${address.port}/`

  const post: Post = async (channel, body) => {
    const answer = await fetch(url, { method: 'POST', body: JSON.stringify({ channel, body }) })
    const said: unknown = await answer.json()
    return JSON.stringify(said)
  }
  const chat: Chat = {
    platform: 'slack',
    post: async ({ channel }, card) => ({ outcome: 'sent', message: { channel, id: await post(channel, card) } }),
    edit: async (_, message, card) => (await post(message.channel, card), { outcome: 'sent', message }),
    find: async () => null,
    direct: async (_, user) => `D-${user}`,
    thread: async () => null,
    fetchProfile: async () => null,
    check: async () => null,
    canPost: async () => true,
    fetch: async () => ({ ok: false, why: 'gone' }),
  }
  return {
    ...{ post, chat },
    close: () => new Promise<void>((resolve) => (server.closeAllConnections(), server.close(() => resolve()))),
  }
}
