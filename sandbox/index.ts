import { createAdaptorServer, type HttpBindings } from '@hono/node-server'
import { Hono } from 'hono'
import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { createClock, type SandboxClock } from './clock.ts'
import { control } from './control.ts'
import { createDiscord, type DiscordSandbox } from './discord/index.ts'
import { createFaults, type Faults } from './faults.ts'
import { createSlack, type SlackSandbox } from './slack/index.ts'
import { createTraffic, type Traffic } from './traffic.ts'

export type Sandbox = {
  url: string
  clock: SandboxClock
  traffic: Traffic
  faults: Faults
  slack: SlackSandbox
  discord: DiscordSandbox
  /** Any change of either platform or of the traffic. */
  onChange(listener: () => void): () => void
  reset(): void
  close(): Promise<void>
}

export type SandboxOptions = {
  port?: number
  host?: string
  mode: 'running' | 'frozen'
  /** Milliseconds since the epoch; the machine's time when left out. */
  start?: number
  /** More routes, such as the page. */
  mount?: (app: Hono<{ Bindings: HttpBindings }>, sandbox: Sandbox) => void
}

/** A small Slack and a small Discord behind one address. */
export async function startSandbox({
  port = 0,
  host = '127.0.0.1',
  mode,
  start,
  mount,
}: SandboxOptions): Promise<Sandbox> {
  const clock = createClock({ mode, ...(start === undefined ? {} : { start }) })
  const traffic = createTraffic()
  const faults = createFaults()
  let url = ''
  const shared = { clock, traffic, faults, baseUrl: () => url }
  const slack = createSlack(shared)
  const discord = createDiscord(shared)

  const app = new Hono<{ Bindings: HttpBindings }>()
  const server = createAdaptorServer({ fetch: app.fetch })
  const sandbox: Sandbox = {
    get url() {
      return url
    },
    ...{ clock, traffic, faults, slack, discord },
    onChange(listener) {
      const offs = [slack, discord, traffic].map((source) => source.onChange(listener))
      return () => offs.forEach((off) => off())
    },
    reset() {
      slack.reset()
      discord.reset()
      faults.clear()
      traffic.clear()
    },
    async close() {
      clock.stop()
      await Promise.all([slack.close(), discord.close()])
      if ('closeAllConnections' in server) server.closeAllConnections()
      await new Promise<void>((resolve) => server.close(() => resolve()))
    },
  }

  app.route('/slack', slack.http)
  app.route('/discord', discord.http)
  app.route('/control', control(sandbox))
  mount?.(app, sandbox)

  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    if (!slack.upgrade(request, socket, head) && !discord.upgrade(request, socket, head)) socket.destroy()
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, resolve)
  })
  const address = server.address()
  url = `http://${host}:${typeof address === 'object' && address ? address.port : port}`
  return sandbox
}
