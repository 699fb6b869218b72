import type { SandboxClock } from '../clock.ts'
import type { Faults } from '../faults.ts'
import type { Traffic } from '../traffic.ts'
import type { Block, ViewBlocks } from './blocks.ts'
import type { Json } from './json.ts'
import type { RateLimits } from './rate-limits.ts'

export type Workspace = { id: string; name: string; domain: string }

export type User = {
  id: string
  workspace: string
  /** The handle, `asha`, as it is typed after an `@`. */
  name: string
  realName: string
  tz: string
  locale: string
  admin: boolean
  /** The address of their picture. */
  picture: string | undefined
  /** Deactivated: the real service goes on to name them, and says `deleted`. */
  deleted: boolean
  /** Set for the user that stands for an app. */
  app: string | undefined
}

export type ChannelKind = 'channel' | 'group' | 'im' | 'mpim'

export type Channel = {
  id: string
  workspace: string
  name: string
  kind: ChannelKind
  topic: string
  creator: string
  created: number
  members: Set<string>
  /** Its messages can still be read, and no more be written or changed. */
  archived: boolean
  /** Who was in it when it was made: a reset goes back to them. */
  founders: readonly string[]
  /** Top-level messages, oldest first; replies are with their parent. */
  timeline: string[]
}

export type Message = {
  ts: string
  channel: string
  user: string
  /** Set when an app wrote it. */
  app: string | undefined
  /** A name other than the app's own (chat:write.customize). */
  username: string | undefined
  /** A picture other than the app's own. */
  icon: string | undefined
  subtype: string | undefined
  text: string
  blocks: Block[] | undefined
  attachments: unknown[] | undefined
  metadata: Json | undefined
  threadTs: string | undefined
  broadcast: boolean
  edited: { user: string; ts: string } | undefined
  reactions: Map<string, string[]>
  files: string[]
  replies: string[]
}

/** Only its reader has it, and nothing can look it up. */
export type Ephemeral = {
  ts: string
  channel: string
  to: string
  app: string
  text: string
  blocks: Block[] | undefined
  threadTs: string | undefined
}

export type StoredFile = {
  id: string
  workspace: string
  user: string
  name: string
  title: string
  length: number
  content: Buffer | undefined
  created: number
  channels: Set<string>
  /** Apps that it was handed to in a form. */
  givenTo: Set<string>
  complete: boolean
}

export type Modal = {
  id: string
  app: string
  user: string
  type: 'modal' | 'home'
  view: ViewBlocks
  hash: string
  externalId: string
  /** What the person has filled in, by block id and action id. */
  values: Map<string, Json>
  errors: { [block: string]: string }
  /** Trouble that the platform itself shows in the form. */
  trouble: string | undefined
  root: string
  previous: string | undefined
}

export type Toast = { at: number; about: string; error: string; text: string }

export type SlashCommand = { command: string; description: string; usageHint: string; shouldEscape: boolean }
export type Shortcut = { type: 'global' | 'message'; callbackId: string; name: string }
export type Delivery = { mode: 'socket' } | { mode: 'http'; url: string }

export type App = {
  id: string
  name: string
  workspace: string
  botUser: string
  botId: string
  botToken: string
  appToken: string
  signingSecret: string
  clientId: string
  clientSecret: string
  /** The legacy verification token, which is still in every payload. */
  verification: string
  scopes: Set<string>
  commands: SlashCommand[]
  shortcuts: Shortcut[]
  events: Set<string>
  delivery: Delivery
  homeTab: boolean
  urlVerified: boolean
}

export type Trigger = { app: string; user: string; expires: number; used: boolean; modal: string | undefined }

export type ResponseUrl = {
  app: string
  user: string
  channel: string
  expires: number
  uses: number
  original: { kind: 'message' | 'ephemeral'; ts: string } | undefined
  threadTs: string | undefined
}

export type World = {
  workspaces: Map<string, Workspace>
  users: Map<string, User>
  channels: Map<string, Channel>
  /** By timestamp, which is unique in the whole sandbox. */
  messages: Map<string, Message>
  ephemerals: Map<string, Ephemeral[]>
  apps: Map<string, App>
  files: Map<string, StoredFile>
  modals: Map<string, Modal[]>
  /** By app and user. */
  homes: Map<string, Modal>
  toasts: Map<string, Toast[]>
  triggers: Map<string, Trigger>
  responseUrls: Map<string, ResponseUrl>
  oauthCodes: Map<string, { app: string; expires: number; used: boolean }>
  /** Choices made in a message that nobody has sent away yet, by user and message. */
  choices: Map<string, Map<string, Json>>
  /** Direct messages by their members, so that opening one twice finds the first. */
  directs: Map<string, string>
}

/** The sandbox's state and the tools that every part of it works with. */
export type Slack = {
  world: World
  clock: SandboxClock
  traffic: Traffic
  faults: Faults
  baseUrl: () => string
  /** A number, next in its series. */
  next(series: string): number
  id(letter: string): string
  /** A new message timestamp: the clock's, and later than every other. */
  ts(): string
  limits: RateLimits
  changed(): void
  onChange(listener: () => void): () => void
  /** Another one after each reset: what began in an earlier one has no place in it. */
  era(): number
  startOver(): void
  /** Called when it starts over. Returns how to stop listening. */
  onStartOver(listener: () => void): () => void
}

export function createWorld(): World {
  return {
    workspaces: new Map(),
    users: new Map(),
    channels: new Map(),
    messages: new Map(),
    ephemerals: new Map(),
    apps: new Map(),
    files: new Map(),
    modals: new Map(),
    homes: new Map(),
    toasts: new Map(),
    triggers: new Map(),
    responseUrls: new Map(),
    oauthCodes: new Map(),
    choices: new Map(),
    directs: new Map(),
  }
}

/** The name of a channel as payloads carry it: Slack hides that of what is not public. */
export function channelName(channel: Channel): string {
  if (channel.kind === 'im') return 'directmessage'
  if (channel.kind === 'channel') return channel.name
  return channel.kind === 'group' ? 'privategroup' : channel.name
}

export const keyOf = (...parts: string[]) => parts.join('\n')
export const secondsOf = (slack: Slack) => Math.floor(slack.clock.now() / 1000)
