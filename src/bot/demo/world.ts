import { slackManifest } from '#adapters/slack/manifest.ts'
import type { Sandbox } from '#sandbox/index.ts'
import type { Config } from '#src/bot/config.ts'

/** The people of the example, by what everyone calls them. */
export const names = ['meera', 'carol', 'dan', 'sam', 'asha', 'jun', 'ines'] as const
export type Name = (typeof names)[number]

export type World = {
  slack: {
    users: Partial<Record<Name, string>>
    channels: Record<'general' | 'acme' | 'globex', string>
    botToken: string
    appToken: string
    signingSecret: string
    app: string
  }
  discord: {
    users: Partial<Record<Name, string>>
    channels: Record<'board' | 'general' | 'social' | 'log', string>
    guild: string
    token: string
    application: string
    /** The bot as a person of the server. */
    bot: string
  }
}

/**
 * A virtual-assistant agency, Banyan: its clients are in Slack, its assistants in Discord, its manager in both. Sam is a
 * colleague of a client's whom nobody has given a role.
 */
export function buildWorld({ slack, discord }: Sandbox): World {
  slack.addWorkspace({ name: 'Banyan' })
  const person = (name: string, realName: string, tz: string) => slack.addUser({ name, realName, tz }).id
  // The page opens as the first.
  const carol = person('carol', 'Carol Reyes', 'America/New_York')
  const meera = person('meera', 'Meera Iyer', 'Asia/Kolkata')
  const dan = person('dan', 'Dan Weber', 'Europe/London')
  const sam = person('sam', 'Sam Ortiz', 'America/New_York')
  const app = slack.addApp({ manifest: slackManifest({ socketMode: true }) })
  const channel = (name: string, members: string[]) => slack.addChannel({ name, members }).id
  const channels = {
    acme: channel('acme', [carol, meera, sam, app.botUser]),
    globex: channel('globex', [dan, meera, app.botUser]),
    general: channel('general', [meera, carol, dan, sam]),
  }
  const { botToken, appToken, signingSecret } = app
  return {
    slack: { users: { meera, carol, dan, sam }, channels, botToken, appToken, signingSecret, app: app.id },
    discord: buildServer(discord),
  }
}

function buildServer(discord: Sandbox['discord']): World['discord'] {
  const person = (name: string, displayName: string, zone: string) => discord.addUser({ name, displayName, zone }).id
  const users = {
    asha: person('asha', 'Asha Patil', 'Asia/Kolkata'),
    jun: person('jun', 'Jun Santos', 'Asia/Manila'),
    ines: person('ines', 'Inês Duarte', 'Europe/Lisbon'),
    meera: person('meera', 'Meera Iyer', 'Asia/Kolkata'),
  }
  const guild = discord.addGuild({ name: 'Banyan', owner: users.meera })
  for (const user of [users.asha, users.jun, users.ines]) discord.addMember(guild.id, user)
  const application = discord.addApplication({ name: 'Sahayak', intents: ['MessageContent'] })
  discord.addBot(guild.id, application.id)
  const channel = (name: string) => discord.addChannel(guild.id, { name }).id
  const channels = {
    board: channel('open-tasks'),
    general: channel('general'),
    social: channel('social-media'),
    log: '',
  }
  const { id: log } = discord.addChannel(guild.id, {
    name: 'sahayak-log',
    overwrites: [
      { everyone: true, deny: ['ViewChannel'] },
      { user: application.botId, allow: ['ViewChannel', 'SendMessages'] },
    ],
  })
  return {
    users,
    channels: { ...channels, log },
    guild: guild.id,
    token: application.token,
    application: application.id,
    bot: application.botId,
  }
}

/** The bot's configuration in that world: just what a real one would be given, with the sandbox's addresses. */
export function configFor({ url }: Sandbox, { slack, discord }: World, database: Config['database']): Config {
  return {
    database,
    slack: { bot: slack.botToken, app: slack.appToken, apiUrl: `${url}/slack/api/`, prefix: '' },
    discord: { token: discord.token, applicationId: discord.application, apiUrl: `${url}/discord/api` },
    http: { port: 0, host: '127.0.0.1' },
    logLevel: 'warn',
    roles: new Set(['http', 'gateway', 'pump', 'clock']),
  }
}
