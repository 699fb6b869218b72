import type { HttpBindings } from '@hono/node-server'
import { Hono } from 'hono'
import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { handleApi } from './api/index.ts'
import { createAnnouncer, type Announce } from './deliver/events.ts'
import { createSockets } from './deliver/socket.ts'
import { mayRead } from './files.ts'
import { perform } from './gestures.ts'
import type { GestureResult } from './interact.ts'
import { limits } from './limits.ts'
import { mimeOf, userPayload } from './payloads.ts'
import { plainText } from './plain.ts'
import type { RateLimits } from './rate-limits.ts'
import { createReset } from './reset.ts'
import { routes } from './routes.ts'
import {
  addApp,
  addChannel,
  addUser,
  addWorkspace,
  readManifest,
  type AppSetup,
  type ChannelSetup,
  type UserSetup,
  type WorkspaceSetup,
} from './setup.ts'
import { createState, type SlackOptions } from './state.ts'
import { viewAs, type SlackView } from './view.ts'
import type { App, Channel, User, Workspace } from './world.ts'

export type { GestureResult } from './interact.ts'
export type { AppSetup, ChannelSetup, UserSetup, WorkspaceSetup } from './setup.ts'
export type { ChannelView, FileView, MessageView, ModalView, SlackView } from './view.ts'

export type SlackSandbox = {
  /** To be mounted under /slack. */
  http: Hono<{ Bindings: HttpBindings }>
  /** False when the path is not ours. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): boolean
  addWorkspace(setup: WorkspaceSetup): Workspace
  addUser(setup: UserSetup): User
  addChannel(setup: ChannelSetup): Channel
  /** From named settings, or from an app manifest with settings beside it. */
  addApp(setup: AppSetup | (Partial<AppSetup> & { manifest: unknown })): App
  /** Somebody changes their profile, or is deactivated or brought back; resolves when each app was told. */
  changeUser(id: string, change: Partial<Pick<User, 'realName' | 'tz' | 'deleted'>>): Promise<void>
  people(): User[]
  apps(): App[]
  /** Every gesture of a person; see gestures.ts for the list. */
  gesture(input: unknown): Promise<GestureResult>
  /** Everything that this person sees. Throws when there is no such person. */
  view(userId: string): SlackView
  /** What this person reads where the text says that: names for mentions, their own zone for dates. */
  plain(userId: string, text: string): string
  /** What this person gets of a file that they can see; undefined where there is none. */
  file(userId: string, id: string): { type: string; content: Buffer } | undefined
  onChange(listener: () => void): () => void
  /** Sends the challenge to the app's address; events wait for this, and it is done before the first if never before. */
  verifyUrl(appId: string): Promise<boolean>
  /** The app's next event arrives twice: under the same event id, or as another event about the same thing. */
  repeatNextEvent(appId: string, as: 'same-event' | 'another-event'): void
  sockets: {
    count(appId: string): number
    /** Cuts them without a word. */
    drop(appId: string): void
    /** Asks the app to connect anew. */
    refresh(appId: string): void
  }
  limits: Pick<RateLimits, 'setEnforced'>
  /** Somebody installs the app: the code for oauth.v2.access. */
  authorize(appId: string): string
  /** Forgets all that happened; who and what exists stays, with the sockets that are open. */
  reset(): void
  close(): Promise<void>
}

export function createSlack(options: SlackOptions): SlackSandbox {
  const slack = createState(options)
  const sockets = createSockets(slack)
  const announcer = createAnnouncer(slack, sockets)
  const stage = { slack, sockets, announcer }
  const tools = { slack, sockets, announce: announcer.announce }

  const http = new Hono<{ Bindings: HttpBindings }>()
  http.on(['GET', 'POST'], '/api/:method', (context) => handleApi(tools, context))
  routes(http, tools)

  return {
    http,
    upgrade: sockets.upgrade,
    addWorkspace: (setup) => addWorkspace(slack, setup),
    addUser: (setup) => addUser(slack, setup),
    addChannel: (setup) => addChannel(slack, setup),
    addApp: (setup) =>
      addApp(slack, 'manifest' in setup ? { ...readManifest(setup.manifest), ...withoutManifest(setup) } : setup),
    changeUser: (id, change) => changeUser(tools, id, change),
    people: () => [...slack.world.users.values()].filter((user) => user.app === undefined),
    apps: () => [...slack.world.apps.values()],
    gesture: (input) => perform(stage, input),
    view(userId) {
      const view = viewAs(slack, userId)
      if (!view) throw new Error(`There is no person "${userId}" in the sandbox's Slack`)
      return view
    },
    plain(userId, text) {
      const user = slack.world.users.get(userId)
      return user ? plainText(slack, user, text) : text
    },
    file(userId, id) {
      const file = slack.world.files.get(id)
      return file?.content && mayRead(slack, file, { user: userId })
        ? { type: mimeOf(file.name), content: file.content }
        : undefined
    },
    onChange: slack.onChange,
    async verifyUrl(appId) {
      const app = slack.world.apps.get(appId)
      return app !== undefined && announcer.verify(app)
    },
    repeatNextEvent: announcer.repeatNext,
    sockets: { count: sockets.count, drop: sockets.drop, refresh: (appId) => sockets.refresh(appId) },
    limits: slack.limits,
    authorize(appId) {
      const code = `code-${crypto.randomUUID()}`
      slack.world.oauthCodes.set(code, { app: appId, expires: slack.clock.now() + limits.oauthCodeMs, used: false })
      return code
    },
    reset: createReset(slack, sockets, announcer),
    close: sockets.close,
  }
}

type Tools = { slack: ReturnType<typeof createState>; announce: Announce }

async function changeUser({ slack, announce }: Tools, id: string, change: Partial<User>): Promise<void> {
  const user = slack.world.users.get(id)
  if (!user) throw new Error(`There is no person "${id}" in the sandbox's Slack`)
  Object.assign(user, change)
  slack.changed()
  const event = {
    type: 'user_change',
    user: userPayload(slack, user, { locale: true }),
    event_ts: String(slack.clock.now() / 1000),
  }
  await announce(event, { workspace: user.workspace })
}

function withoutManifest({ manifest: _, ...setup }: Partial<AppSetup> & { manifest: unknown }): Partial<AppSetup> {
  return setup
}
