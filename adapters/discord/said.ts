import { Routes } from 'discord.js'
import { z } from 'zod'
import { answerDelivery } from '#adapters/shared/answer.ts'
import type { Responder } from '#adapters/shared/responder.ts'
import { meantBy } from '#src/features/delegation/said-to-bot.ts'
import type { Card } from '#src/kernel/card.ts'
import type { Core } from '#src/kernel/core.ts'
import type { Log } from '#src/kernel/log.ts'
import type { Delivery } from '#src/kernel/request.ts'
import type { Api } from './api.ts'
import type { SaidToBot } from './hear.ts'
import { times } from './limits.ts'
import { codes, isCode } from './outcome.ts'
import type { Draw } from './picture.ts'

type Parts = { api: Api; draw: Draw; core: Core; log: Log; placeName(guild: string): string }

/** Answers what somebody said to the bot. Never rejects. */
export async function answerSaid(parts: Parts, said: SaidToBot): Promise<void> {
  const { core, log } = parts
  await answerDelivery({ core, log, times }, responderFor(parts, said), {
    delivery: deliveryOf(parts, said),
    source: 'none',
  })
}

function deliveryOf({ placeName }: Parts, { id, guild, channel, user, userName, text }: SaidToBot): Delivery {
  return {
    id: `discord:said:${id}`,
    origin: {
      ...{ platform: 'discord', place: guild, placeName: guild ? placeName(guild) : '', channel, user, userName },
      ...{ channelKind: guild ? 'room' : 'direct', language: null },
    },
    request: { kind: 'words', ...meantBy(text) },
  }
}

/**
 * A message can be answered with nothing that one person alone sees, but in a direct message. So what was said in a channel is answered directly;
 * whoever takes no messages reads in the channel what became of it, and no more.
 */
function responderFor(parts: Parts, said: SaidToBot): Responder {
  const { api, log } = parts
  return {
    async say(card) {
      if (said.guild === '') return post(parts, said.channel, card, said.id)
      try {
        return await post(parts, await directWith(api, said.user), card, said.id)
      } catch (error) {
        if (!isCode(error, codes.takesNoMessages)) throw error
        log.info({ user: said.user }, 'somebody who takes no direct messages is answered in the channel')
        await post(parts, said.channel, { title: card.title, tone: card.tone }, said.id)
      }
    },
    // Forms are opened by a press.
    open: async () => false,
    mend: async () => false,
    async defer() {
      await api.ask('POST', Routes.channelTyping(said.channel))
    },
  }
}

/** Heard twice it is answered once: Discord keeps a nonce for minutes. */
async function post({ api, draw }: Parts, channel: string, card: Card, nonce: string): Promise<void> {
  const { body, ...files } = await draw(card)
  await api.ask('POST', Routes.channelMessages(channel), {
    body: { ...body, nonce, enforce_nonce: true },
    ...files,
  })
}

async function directWith(api: Api, user: string): Promise<string> {
  const opened = await api.ask('POST', Routes.userChannels(), { body: { recipient_id: user } })
  return z.object({ id: z.string() }).parse(opened).id
}
