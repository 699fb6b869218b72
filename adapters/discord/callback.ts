import { DiscordAPIError, Routes, type APIInteractionResponse } from 'discord.js'
import type { Log } from '#src/kernel/log.ts'
import type { Api } from './api.ts'
import { codes, isCode, whyOf } from './outcome.ts'
import type { ReplyTarget } from './parse.ts'
import type { Drawn } from './picture.ts'
import { awake } from './thread.ts'

/**
 * Where an answer stands. `thinking`: a message of ours that waits for its words. `acknowledged`: theirs stands as it was.
 * `lost`: nobody hears us.
 */
export type Stage = 'silent' | 'thinking' | 'acknowledged' | 'answered' | 'lost'

/** What Discord takes for one interaction: one first answer, then edits of it and messages after it. */
export type Callback = {
  stage(): Stage
  respond(next: Stage, body: APIInteractionResponse, files?: Omit<Drawn, 'body'>): Promise<void>
  follow(drawn: Drawn): Promise<void>
  edit(drawn: Drawn): Promise<void>
  /** What they pressed on goes; it may have been closed already. */
  removeOriginal(): Promise<void>
}

type Parts = { api: Api; application: string; log: Log }

const tooLate = [codes.unknownInteraction, codes.unknownWebhook, codes.invalidWebhookToken, codes.alreadyAnswered]

export function createCallback(parts: Parts, { id, token }: ReplyTarget, channel: string): Callback {
  const { api, application, log } = parts
  const original = Routes.webhookMessage(application, token, '@original')
  let stage: Stage = 'silent'

  /** Whatever is refused because too much time has passed was carried out all the same: no fault. */
  async function unlessTooLate(next: Stage, sending: () => Promise<unknown>): Promise<void> {
    try {
      await awake(parts, channel, sending)
      stage = next
    } catch (error) {
      if (!isCode(error, ...tooLate)) throw error
      stage = 'lost'
      log.info({ interaction: id, why: whyOf(error) }, 'an answer came too late to be shown')
    }
  }

  return {
    stage: () => stage,
    respond: (next, body, files = {}) =>
      unlessTooLate(next, () => sendFirst(api, Routes.interactionCallback(id, token), { body, ...files })),
    follow: (drawn) =>
      unlessTooLate('answered', () => api.ask('POST', Routes.webhook(application, token), { ...drawn, auth: false })),
    edit: (drawn) => unlessTooLate('answered', () => api.ask('PATCH', original, { ...drawn, auth: false })),
    async removeOriginal() {
      await api.ask('DELETE', original, { auth: false }).catch((error: unknown) => {
        log.info({ interaction: id, why: whyOf(error) }, 'a message that is answered could not be taken away')
      })
    },
  }
}

/**
 * The first answer. A line that breaks leaves open whether it arrived, and a second try is harmless: Discord takes one
 * answer, and says so when it has it.
 */
async function sendFirst(
  api: Api,
  route: `/interactions/${string}/${string}/callback`,
  answer: { body: APIInteractionResponse } & Omit<Drawn, 'body'>,
): Promise<void> {
  const send = () => api.ask('POST', route, { ...answer, auth: false })
  try {
    await send()
  } catch (error) {
    if (error instanceof DiscordAPIError) throw error
    await send().catch((again: unknown) => {
      if (!isCode(again, codes.alreadyAnswered)) throw again
    })
  }
}
