import { slackManifest } from '#adapters/slack/manifest.ts'
import { eventually } from '#sandbox/eventually.ts'
import type { Sandbox } from '#sandbox/index.ts'
import type { Config } from '#src/bot/config.ts'
import type { Platform } from '#src/kernel/person.ts'

/** Someone who types and presses. `home`: where they ask for things. */
export type Dweller = {
  name: string
  platform: Platform
  role: 'client' | 'assistant' | 'manager'
  id: string
  home: string
}

export type Town = {
  people: Dweller[]
  /** Clients' colleagues, whom nobody has given a role: by name. */
  guests: string[]
  clients: string[]
  meera: Dweller
  config(database: Config['database']): Config
  slack: { token: string; board: string; general: string }
  discord: { meera: string; board: string; log: string; general: string }
}

/** How many there are. */
export type Size = { clients: number; assistants: number }

/** An agency whose people are on both platforms. Slack delivers over HTTP, to `address`. */
export function buildTown({ url, slack, discord }: Sandbox, { clients, assistants }: Size, address: string): Town {
  slack.addWorkspace({ name: 'Banyan' })
  const inSlack = (name: string) => slack.addUser({ name, realName: capital(name), tz: 'Asia/Kolkata' }).id
  const meera = inSlack('meera')
  const app = slack.addApp({ manifest: slackManifest({ socketMode: false }), delivery: { url: address } })
  const channel = (name: string, members: string[]) => slack.addChannel({ name, members: [...members, app.botUser] }).id
  const numbers = (count: number) => Array.from({ length: count }, (_, index) => index)

  const asking = numbers(clients).map((index): Dweller => {
    const id = inSlack(`client${index}`)
    return {
      name: `client${index}`,
      platform: 'slack',
      role: 'client',
      id,
      home: channel(`team-${index}`, [id, meera]),
    }
  })
  const guests = numbers(clients).map((index) => `guest${index}`)
  for (const guest of guests) inSlack(guest)
  const inChannels = numbers(assistants).filter((index) => index % 2 === 0)
  const helping = inChannels.map((index) => ({ name: `helper${index}`, id: inSlack(`helper${index}`) }))
  const board = channel('board', [meera, ...helping.map(({ id }) => id)])
  const general = channel('general', [meera])
  const server = buildServer(
    discord,
    numbers(assistants)
      .filter((index) => index % 2 === 1)
      .map((index) => `helper${index}`),
  )
  const { botToken, signingSecret } = app
  const manager: Dweller = { name: 'meera', platform: 'slack', role: 'manager', id: meera, home: general }
  return {
    people: [
      ...asking,
      ...helping.map((each): Dweller => ({ ...each, platform: 'slack', role: 'assistant', home: board })),
      ...server.helping,
      manager,
    ],
    ...{ guests, meera: manager, clients: asking.map((_, index) => `Client ${index}`) },
    slack: { token: botToken, board, general },
    discord: server.channels,
    config: (database) => ({
      ...{ database, http: { port: 0, host: '127.0.0.1' }, logLevel: 'info' },
      slack: { bot: botToken, signingSecret, apiUrl: `${url}/slack/api/`, prefix: '' },
      discord: { ...server.bot, apiUrl: `${url}/discord/api` },
      roles: new Set(['http', 'gateway', 'pump', 'clock']),
    }),
  }
}

function buildServer(discord: Sandbox['discord'], names: string[]) {
  const person = (name: string) => discord.addUser({ name, displayName: capital(name), zone: 'Asia/Kolkata' }).id
  const meera = person('meera')
  const guild = discord.addGuild({ name: 'Banyan', owner: meera })
  const people = names.map((name) => ({ name, id: person(name) }))
  for (const { id } of people) discord.addMember(guild.id, id)
  const application = discord.addApplication({ name: 'Sahayak' })
  discord.addBot(guild.id, application.id)
  const channel = (name: string) => discord.addChannel(guild.id, { name }).id
  const channels = { meera, board: channel('open-tasks'), log: channel('sahayak-log'), general: channel('general') }
  return {
    channels,
    helping: people.map((each): Dweller => ({
      ...each,
      platform: 'discord',
      role: 'assistant',
      home: channels.general,
    })),
    bot: { token: application.token, applicationId: application.id },
  }
}

export function capital(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1)
}

/** Command by command, as its owner would; before anything is made to fail. */
export async function settle(sandbox: Sandbox, town: Town, setupCode: string): Promise<void> {
  const { slack, discord } = sandbox
  const { meera, people, clients } = town
  const inSlack = (as: string, channel: string, text: string) =>
    done(text, () => slack.gesture({ do: 'command', as, channel, text }))
  const inDiscord = (as: string, channel: string, text: string) =>
    done(text, () => discord.gesture({ do: 'command', as, channel, text }))
  const codeAfter = async (text: string) => {
    const pattern = new RegExp(`${text} ([A-Z0-9]{4}-[A-Z0-9]{4})`, 'u')
    await inSlack(meera.id, meera.home, text)
    const look = () =>
      slack
        .view(meera.id)
        .ephemerals.map(({ plain }) => pattern.exec(plain)?.[1])
        .findLast(Boolean)
    return (await eventually(look, Boolean, { on: [slack] })) ?? ''
  }
  await inSlack(meera.id, meera.home, `/agency setup ${setupCode}`)
  for (const [index, client] of clients.entries()) {
    await inSlack(meera.id, meera.home, `/agency client add ${client}`)
    await inSlack(meera.id, meera.home, `/agency role @client${index} client ${client}`)
  }
  await inDiscord(
    town.discord.meera,
    town.discord.general,
    `/agency connect code:${await codeAfter('/agency connect')}`,
  )
  await inDiscord(town.discord.meera, town.discord.general, `/profile link code:${await codeAfter('/profile link')}`)
  for (const { name, id, platform, home } of people.filter(({ role }) => role === 'assistant')) {
    const types = platform === 'slack' ? inSlack : inDiscord
    if (platform === 'slack') await inSlack(meera.id, meera.home, `/agency role @${name} assistant`)
    else await inDiscord(town.discord.meera, town.discord.general, `/agency role person:@${name} role:assistant`)
    const say = (command: string, option: string, value: string) =>
      types(id, home, platform === 'slack' ? `${command} ${value}` : `${command} ${option}:${value}`)
    await say('/profile hours', 'hours', 'Mon-Sun 0:00-24:00')
    await say('/profile duties', 'duties', 'bookkeeping, travel')
    await say('/profile capacity', 'count', '20')
  }
  await inSlack(meera.id, town.slack.board, '/agency room board')
  await inDiscord(town.discord.meera, town.discord.board, '/agency room purpose:board')
  await inDiscord(town.discord.meera, town.discord.log, '/agency room purpose:log')
  await assign(town, (text) => inDiscord(town.discord.meera, town.discord.general, text))
}

/** Each client's books are one assistant's; their journeys are whoever's claims them. */
async function assign({ people, clients }: Town, type: (text: string) => Promise<void>): Promise<void> {
  const assistants = people.filter(({ role }) => role === 'assistant')
  for (const [index, client] of clients.entries()) {
    const first = assistants[index % assistants.length]
    if (first) await type(`/agency assign client:${client} duty:bookkeeping primary:${capital(first.name)}`)
  }
}

/** On a busy machine a process that has just begun may need longer for its first answers than people's clients wait: they do it again. */
const mostTries = 20

async function done(what: string, act: () => Promise<{ ok: boolean }>): Promise<void> {
  for (let tries = 1; ; tries++) {
    const result = await act()
    if (result.ok) return
    if (tries === mostTries) throw new Error(`${what}: ${'error' in result ? String(result.error) : 'refused'}`)
  }
}
