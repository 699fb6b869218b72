import { z } from 'zod'
import {
  secondsOf,
  type App,
  type Channel,
  type Shortcut,
  type Slack,
  type SlashCommand,
  type User,
  type Workspace,
} from './world.ts'

/** Building the world: who and what exists before anything happens. Ids come in order, so a test sees the same each time. */

export type WorkspaceSetup = { name: string; domain?: string }
export type UserSetup = {
  workspace?: string
  name: string
  realName?: string
  tz?: string
  locale?: string
  admin?: boolean
  picture?: string
}
export type ChannelSetup = { workspace?: string; name: string; private?: boolean; topic?: string; members?: string[] }

export type AppSetup = {
  workspace?: string
  name: string
  /** The bot's handle; the app's name in small letters when left out. */
  botName?: string
  scopes?: readonly string[]
  commands?: readonly (Pick<SlashCommand, 'command'> & Partial<SlashCommand>)[]
  shortcuts?: readonly Shortcut[]
  /** As in the manifest: `message.channels`, `app_home_opened`, … */
  events?: readonly string[]
  /** `socket`, or the address of its HTTP receiver. */
  delivery?: 'socket' | { url: string }
  homeTab?: boolean
  botToken?: string
  appToken?: string
  signingSecret?: string
}

export function addWorkspace(slack: Slack, setup: WorkspaceSetup): Workspace {
  const id = slack.id('T')
  const workspace = {
    id,
    name: setup.name,
    domain: setup.domain ?? setup.name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-'),
  }
  slack.world.workspaces.set(id, workspace)
  slack.changed()
  return workspace
}

export function addUser(slack: Slack, setup: UserSetup): User {
  return keepUser(slack, { ...setup, workspace: setup.workspace ?? firstWorkspace(slack) }, undefined)
}

function keepUser(slack: Slack, setup: UserSetup & { workspace: string }, app: string | undefined): User {
  const user: User = {
    id: slack.id('U'),
    workspace: setup.workspace,
    name: setup.name,
    realName: setup.realName ?? setup.name,
    tz: setup.tz ?? 'America/Los_Angeles',
    locale: setup.locale ?? 'en-US',
    admin: setup.admin ?? false,
    picture: setup.picture,
    deleted: false,
    app,
  }
  slack.world.users.set(user.id, user)
  slack.changed()
  return user
}

export function addChannel(slack: Slack, setup: ChannelSetup): Channel {
  const channel: Channel = {
    id: slack.id('C'),
    workspace: setup.workspace ?? firstWorkspace(slack),
    name: setup.name,
    kind: setup.private ? 'group' : 'channel',
    topic: setup.topic ?? '',
    creator: setup.members?.[0] ?? '',
    created: secondsOf(slack),
    members: new Set(setup.members),
    archived: false,
    founders: setup.members ?? [],
    timeline: [],
  }
  slack.world.channels.set(channel.id, channel)
  slack.changed()
  return channel
}

export function addApp(slack: Slack, setup: AppSetup): App {
  const workspace = setup.workspace ?? firstWorkspace(slack)
  const number = slack.next('app')
  const id = slack.id('A')
  const bot = keepUser(
    slack,
    { workspace, name: setup.botName ?? setup.name.toLowerCase(), realName: setup.name, tz: 'Etc/UTC' },
    id,
  )
  const delivery = setup.delivery ?? 'socket'
  const app: App = {
    id,
    name: setup.name,
    workspace,
    botUser: bot.id,
    botId: slack.id('B'),
    botToken: setup.botToken ?? `xoxb-sandbox-${number}`,
    appToken: setup.appToken ?? `xapp-1-sandbox-${number}`,
    // 32 hexadecimal digits, as Slack's have.
    signingSecret: setup.signingSecret ?? String(number).padStart(32, '0'),
    clientId: `${number}.${number}`,
    clientSecret: `sandbox-client-secret-${number}`,
    verification: `sandbox-verification-${number}`,
    scopes: new Set(setup.scopes),
    commands: (setup.commands ?? []).map((command) => ({
      description: '',
      usageHint: '',
      shouldEscape: false,
      ...command,
    })),
    shortcuts: [...(setup.shortcuts ?? [])],
    events: new Set(setup.events),
    delivery: delivery === 'socket' ? { mode: 'socket' } : { mode: 'http', url: delivery.url },
    homeTab: setup.homeTab ?? false,
    urlVerified: false,
  }
  slack.world.apps.set(id, app)
  slack.changed()
  return app
}

function firstWorkspace(slack: Slack): string {
  return slack.world.workspaces.keys().next().value ?? addWorkspace(slack, { name: 'Sandbox' }).id
}

const manifest = z.object({
  display_information: z.object({ name: z.string() }),
  features: z
    .object({
      app_home: z.object({ home_tab_enabled: z.boolean().default(false) }).optional(),
      bot_user: z.object({ display_name: z.string() }).optional(),
      slash_commands: z
        .array(
          z.object({
            command: z.string().startsWith('/'),
            description: z.string().default(''),
            usage_hint: z.string().default(''),
            should_escape: z.boolean().default(false),
          }),
        )
        .default([]),
      shortcuts: z
        .array(z.object({ name: z.string(), type: z.enum(['global', 'message']), callback_id: z.string() }))
        .default([]),
    })
    .prefault({}),
  oauth_config: z.object({ scopes: z.object({ bot: z.array(z.string()).default([]) }).prefault({}) }).prefault({}),
  settings: z
    .object({
      event_subscriptions: z.object({ bot_events: z.array(z.string()).default([]) }).prefault({}),
    })
    .prefault({}),
})

/**
 * Slack's own commands, which no app may have: one of them in a manifest, and all of it is refused as “the slash command has an
 * invalid name” (github.com/openclaw/openclaw/pull/29032, github.com/NousResearch/hermes-agent/pull/18456 with the list). Of
 * `/help` some say that it is taken and some that it is not, so it is not here.
 */
const reserved = new Set(
  [
    ...['archive', 'away', 'collapse', 'dnd', 'expand', 'feed', 'invite', 'join', 'leave', 'me', 'msg', 'mute', 'open'],
    ...[
      'pro',
      'remind',
      'remove',
      'rename',
      'search',
      'shortcuts',
      'shrug',
      'star',
      'status',
      'topic',
      'unarchive',
      'who',
    ],
  ].map((name) => `/${name}`),
)

/** An app as its manifest describes it (docs.slack.dev/reference/app-manifest). Throws for one that Slack refuses. */
export function readManifest(input: unknown): AppSetup {
  const { display_information: shown, features, oauth_config: oauth, settings } = manifest.parse(input)
  const taken = features.slash_commands.find(({ command }) => reserved.has(command))
  if (taken) throw new Error(`The manifest is refused: the slash command ${taken.command} has an invalid name`)
  return {
    name: shown.name,
    ...(features.bot_user ? { botName: features.bot_user.display_name } : {}),
    scopes: oauth.scopes.bot,
    commands: features.slash_commands.map((one) => ({
      command: one.command,
      description: one.description,
      usageHint: one.usage_hint,
      shouldEscape: one.should_escape,
    })),
    shortcuts: features.shortcuts.map((one) => ({ type: one.type, callbackId: one.callback_id, name: one.name })),
    events: settings.event_subscriptions.bot_events,
    homeTab: features.app_home?.home_tab_enabled ?? false,
  }
}
