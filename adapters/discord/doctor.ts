import { PermissionFlagsBits, Routes } from 'discord.js'
import { z } from 'zod'
import { checkClock } from '#src/kernel/clock-skew.ts'
import type { Finding } from '#src/kernel/finding.ts'
import { createApi, type Api } from './api.ts'
import { readsAll } from './hear.ts'
import { sentenceFor } from './identity.ts'
import { whyOf } from './outcome.ts'
import { isSame } from './register.ts'
import { discordRegistration, inviteUrl, permissions } from './registration.ts'

type Connection = { token: string; applicationId: string; apiUrl?: string | undefined; now(): Temporal.Instant }

/** What Discord itself says of our token, our application, its commands and the servers that it is in. */
export async function checkDiscord({ token, applicationId, apiUrl, now }: Connection): Promise<Finding[]> {
  const base = (apiUrl ?? 'https://discord.com/api').replace(/\/+$/u, '')
  const reached = await checkClock('Discord', `${base}/v10/gateway`, now)
  if (reached[0]?.ok !== true) return reached

  const api = createApi({ token, apiUrl })
  try {
    const identity = await checkApplication(api, applicationId)
    if (identity.some(({ ok }) => !ok)) return [...reached, ...identity]
    return [
      ...reached,
      ...identity,
      await checked('The commands are registered with Discord', () => checkCommands(api, applicationId)),
      ...(await checkServers(api, applicationId)),
    ]
  } finally {
    api.close()
  }
}

const applicationShape = z.object({
  id: z.string(),
  name: z.string(),
  interactions_endpoint_url: z.string().nullish(),
  flags: z.number().default(0),
})

async function checkApplication(api: Api, applicationId: string): Promise<Finding[]> {
  const what = 'Discord accepts the bot token'
  let application: z.infer<typeof applicationShape>
  try {
    application = applicationShape.parse(await api.ask('GET', Routes.currentApplication()))
  } catch (error) {
    const todo = sentenceFor(error)
      ? 'It does not: at https://discord.com/developers/applications, your application, "Bot", "Reset Token", then put the new one into DISCORD_TOKEN.'
      : whyOf(error)
    return [{ ok: false, what, todo }]
  }
  const { id, name, interactions_endpoint_url: endpoint, flags } = application
  if (id !== applicationId) {
    const todo = `DISCORD_APPLICATION_ID is ${applicationId}, but the token belongs to ${name}, whose id is ${id}.`
    return [{ ok: false, what: 'The application id is that of the token', todo }]
  }
  const accepted: Finding = { ok: true, what: `${what}: ${name}` }
  const reading: Finding = { ok: true, what: readsAll(flags) ? hearsAll : hearsLittle }
  if (!endpoint) return [accepted, reading]
  const todo = `It sends them to ${endpoint}: empty "Interactions Endpoint URL" under "General Information", since the bot hears them over its own connection.`
  return [accepted, reading, { ok: false, what: "Discord sends people's commands to the bot", todo }]
}

/** A choice of whoever runs the bot, and no fault: which of the two it is. */
const hearsAll = 'The Message Content intent is on: what people write in the threads of tasks is carried over'
const hearsLittle =
  'The Message Content intent is off: of what people write in Discord the bot reads what mentions it, and carries nothing else over: people say it with /reply or the *Reply* button. To change that, at https://discord.com/developers/applications, "Bot", switch "Message Content Intent" on and start the bot anew'

async function checkCommands(api: Api, applicationId: string): Promise<Finding> {
  const wanted = discordRegistration()
  const route = Routes.applicationCommands(applicationId)
  const known = z.array(z.unknown()).parse(await api.ask('GET', route, { query: { with_localizations: true } }))
  const what = isSame(known, wanted)
    ? `The commands are registered with Discord (${wanted.length})`
    : `Discord has other commands than this version (${known.length}, not ${wanted.length}, or different ones): the bot registers them when it starts`
  return { ok: true, what }
}

const guildsShape = z.array(z.object({ name: z.string(), permissions: z.string().optional() }))

async function checkServers(api: Api, applicationId: string): Promise<Finding[]> {
  let guilds: z.infer<typeof guildsShape>
  try {
    guilds = guildsShape.parse(await api.ask('GET', Routes.userGuilds()))
  } catch (error) {
    return [{ ok: false, what: 'The servers that the bot is in', todo: whyOf(error) }]
  }
  if (guilds.length === 0) {
    return [{ ok: false, what: 'The bot is in a server', todo: `Let it in: ${inviteUrl(applicationId)}` }]
  }
  const poor = guilds.filter((guild) => guild.permissions !== undefined && missingFrom(guild.permissions).length > 0)
  const names = guilds.map(({ name }) => name).join(', ')
  const todo = `let it in anew: ${inviteUrl(applicationId)}`
  return [
    { ok: true, what: `The bot is in ${guilds.length} ${guilds.length === 1 ? 'server' : 'servers'}: ${names}` },
    ...poor.map(({ name, permissions: has = '0' }) => ({
      ok: false,
      what: `The bot has the permissions that it needs in ${name}`,
      todo: `It lacks ${missingFrom(has).join(', ')}: give them to its role, or ${todo}`,
    })),
  ]
}

function missingFrom(granted: string): string[] {
  const has = BigInt(granted)
  if (has & PermissionFlagsBits.Administrator) return []
  return Object.entries(PermissionFlagsBits)
    .filter(([, bit]) => (permissions & bit) === bit && (has & bit) === 0n)
    .map(([name]) => name)
}

async function checked(what: string, check: () => Promise<Finding>): Promise<Finding> {
  try {
    return await check()
  } catch (error) {
    return { ok: false, what, todo: whyOf(error) }
  }
}
