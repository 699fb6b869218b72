import { DiscordAPIError, DiscordjsErrorCodes, Routes } from 'discord.js'
import { z } from 'zod'
import type { Log } from '#src/kernel/log.ts'
import type { Api } from './api.ts'
import type { Guild } from './gateway.ts'

const applicationShape = z.object({ id: z.string(), bot: z.object({ id: z.string() }) })

/** Who we are to Discord: asked once, and again only while it could not be told. */
export function createIdentity(api: Api, applicationId: string) {
  let known: Promise<string> | null = null

  async function introduce(): Promise<string> {
    const { id, bot } = applicationShape.parse(await api.ask('GET', Routes.currentApplication()))
    if (id !== applicationId)
      throw new NotUs(`DISCORD_APPLICATION_ID is ${applicationId}, but the bot token belongs to the application ${id}.`)
    return bot.id
  }

  function me(): Promise<string> {
    known ??= introduce().catch((error: unknown) => {
      known = null
      throw error
    })
    return known
  }

  return { me }
}

class NotUs extends Error {}

/** A wrong token or application ends the start, in a sentence for whoever set it; an outage does not. */
export async function checkIdentity({ me }: { me(): Promise<string> }, log: Log): Promise<void> {
  try {
    await me()
  } catch (error) {
    const sentence = sentenceFor(error)
    if (sentence) throw new Error(sentence, { cause: error })
    log.error({ error }, 'Discord cannot be reached: what is to be told there waits')
  }
}

/** What whoever looks after the bot must set right, when that is what is wrong. */
export function sentenceFor(error: unknown): string | null {
  if (!(error instanceof Error)) return null
  if (error instanceof NotUs) return error.message
  if (error.cause !== undefined && sentenceFor(error.cause) === error.message) return error.message
  const isToken =
    (error instanceof DiscordAPIError && error.status === 401) ||
    ('code' in error && error.code === DiscordjsErrorCodes.TokenInvalid) ||
    error.message === 'Authentication failed'
  if (isToken) return 'Discord does not accept the bot token: check DISCORD_TOKEN.'
  if (/disallowed intents/iu.test(error.message)) {
    return 'Discord does not allow the intents that were asked for: switch them on for the application in the Discord Developer Portal, under Bot.'
  }
  return null
}

const guildsShape = z.array(z.object({ id: z.string(), name: z.string() }))

/** The servers that the bot is in; the first 200 of them, for the log. */
export async function listGuilds(api: Api, log: Log): Promise<Guild[]> {
  try {
    return guildsShape.parse(await api.ask('GET', Routes.userGuilds()))
  } catch (error) {
    log.warn({ error }, 'the names of the servers could not be read')
    return []
  }
}
