import type { Sandbox } from './index.ts'
import type { AppSetup } from './slack/index.ts'

/** Whatever a bot may want to do, as its app's settings on the real platform would allow it. */
export const everyScope = [
  'app_mentions:read',
  'channels:history',
  'channels:join',
  'channels:manage',
  'channels:read',
  'chat:write',
  'chat:write.customize',
  'commands',
  'files:read',
  'files:write',
  'groups:history',
  'groups:read',
  'im:history',
  'im:read',
  'im:write',
  'mpim:history',
  'mpim:read',
  'mpim:write',
  'reactions:read',
  'reactions:write',
  'team:read',
  'users:read',
] as const

export const everyEvent = [
  'app_home_opened',
  'app_mention',
  'file_shared',
  'member_joined_channel',
  'message.channels',
  'message.groups',
  'message.im',
  'message.mpim',
  'reaction_added',
  'team_join',
  'user_change',
] as const

export type Example = {
  /** What a bot's environment wants, by the usual names of variables. */
  environment: { [variable: string]: string }
  /** Someone to act as on each platform, and where. */
  slack: { person: string; channel: string; command: string }
  discord: { person: string; channel: string }
}

type Wishes = {
  /** A Slack app manifest. */ manifest?: unknown
  /** Deliver to this address instead of over a socket. */ requestUrl?: string
}

/** One workspace and one server, two people in each, and an app that waits for its bot. */
export function buildExample(sandbox: Sandbox, wishes: Wishes = {}): Example {
  const slack = buildWorkspace(sandbox, wishes)
  const discord = buildServer(sandbox)
  return { environment: { ...slack.environment, ...discord.environment }, slack: slack.shown, discord: discord.shown }
}

function buildWorkspace({ slack, url }: Sandbox, { manifest, requestUrl }: Wishes) {
  slack.addWorkspace({ name: 'Example' })
  const asha = slack.addUser({ name: 'asha', realName: 'Asha Rao', tz: 'Asia/Kolkata', locale: 'hi-IN', admin: true })
  const ben = slack.addUser({ name: 'ben', realName: 'Ben Ito', tz: 'Europe/Lisbon' })
  const delivery: Partial<AppSetup> = requestUrl === undefined ? {} : { delivery: { url: requestUrl } }
  const app = slack.addApp(manifest === undefined ? { ...plainApp, ...delivery } : { manifest, ...delivery })
  const general = slack.addChannel({ name: 'general', members: [asha.id, ben.id, app.botUser] })
  return {
    environment: {
      SLACK_API_URL: `${url}/slack/api/`,
      SLACK_BOT_TOKEN: app.botToken,
      SLACK_APP_TOKEN: app.appToken,
      SLACK_SIGNING_SECRET: app.signingSecret,
    },
    shown: { person: asha.id, channel: general.name, command: app.commands[0]?.command ?? '/hello' },
  }
}

const plainApp = {
  name: 'Bot',
  scopes: everyScope,
  events: everyEvent,
  commands: [{ command: '/hello', description: 'Says hello', shouldEscape: true }],
  homeTab: true,
} satisfies AppSetup

function buildServer({ discord, url }: Sandbox) {
  const asha = discord.addUser({ name: 'asha', displayName: 'Asha Rao', zone: 'Asia/Kolkata', locale: 'hi' })
  const ben = discord.addUser({ name: 'ben', displayName: 'Ben Ito', zone: 'Europe/Lisbon' })
  const guild = discord.addGuild({ name: 'Example', owner: asha.id })
  discord.addMember(guild.id, ben.id)
  const application = discord.addApplication({ name: 'Bot', intents: ['MessageContent'] })
  discord.addBot(guild.id, application.id)
  const general = discord.addChannel(guild.id, { name: 'general' })
  return {
    environment: {
      DISCORD_API_URL: `${url}/discord/api`,
      DISCORD_TOKEN: application.token,
      DISCORD_APPLICATION_ID: application.id,
    },
    shown: { person: asha.id, channel: general.name },
  }
}
