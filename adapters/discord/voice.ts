import { DiscordAPIError, InteractionResponseType, MessageFlags, Routes, type APIInteractionResponse } from 'discord.js'
import type { Log } from '#src/kernel/log.ts'
import type { Card } from '#src/kernel/card.ts'
import type { Form, Option } from '#src/kernel/form.ts'
import type { Api } from './api.ts'
import { limits } from './limits.ts'
import { renderForm } from './modal.ts'
import { codes, isCode, whyOf } from './outcome.ts'
import type { Ticket } from './parse.ts'
import type { Draw, Drawn } from './picture.ts'
import { cut } from './text.ts'

/** Speaks to the one person who asked, in whatever way Discord allows at that moment. */
export type Voice = {
  /** Only to them. `replace`: in place of their own message, on which they pressed. */
  say(card: Card, how: { replace: boolean }): Promise<void>
  /** Only as the first answer. */
  open(form: Form): Promise<void>
  /** Buys a quarter of an hour. `own`: what they pressed on is their own message, and may be replaced later. */
  putOff(how: { own: boolean }): Promise<void>
  /** Completions of what they are typing. */
  offer(options: Option[]): Promise<void>
}

/** `thinking`: a message of ours that waits for its words. `acknowledged`: theirs stands as it was. `lost`: nobody hears us. */
type Stage = 'silent' | 'thinking' | 'acknowledged' | 'answered' | 'lost'

export function createVoice(
  { api, application, draw, log }: { api: Api; application: string; draw: Draw; log: Log },
  { id, token }: Ticket,
): Voice {
  let stage: Stage = 'silent'
  const original = Routes.webhookMessage(application, token, '@original')

  /** Whatever is refused because too much time has passed was carried out all the same: no fault. */
  async function unlessTooLate(next: Stage, sending: Promise<unknown>): Promise<void> {
    try {
      await sending
      stage = next
    } catch (error) {
      if (!isCode(error, ...tooLate)) throw error
      stage = 'lost'
      log.info({ interaction: id, why: whyOf(error) }, 'an answer came too late to be shown')
    }
  }

  const respond = (next: Stage, body: APIInteractionResponse, files: Omit<Drawn, 'body'> = {}) =>
    unlessTooLate(next, sendFirst(api, Routes.interactionCallback(id, token), { body, ...files }))
  const add = async (card: Card) => {
    const drawn = await draw(card, { ephemeral: true })
    return unlessTooLate('answered', api.ask('POST', Routes.webhook(application, token), { ...drawn, auth: false }))
  }

  /** They may have closed the message meanwhile; then it is said in a new one. */
  async function change(card: Card): Promise<void> {
    const editing = api.ask('PATCH', original, { ...(await draw(card)), auth: false })
    await unlessTooLate('answered', editing).catch((error: unknown) => {
      if (isCode(error, codes.unknownMessage)) return add(card)
      throw error
    })
  }

  async function answerFirst(card: Card, replace: boolean): Promise<void> {
    const { body: data, ...files } = await draw(card, { ephemeral: !replace })
    const type = replace ? InteractionResponseType.UpdateMessage : InteractionResponseType.ChannelMessageWithSource
    return respond('answered', { type, data }, files)
  }

  const putOff: Voice['putOff'] = ({ own }) =>
    own
      ? respond('acknowledged', { type: InteractionResponseType.DeferredMessageUpdate })
      : respond('thinking', {
          type: InteractionResponseType.DeferredChannelMessageWithSource,
          data: { flags: MessageFlags.Ephemeral },
        })

  return {
    async say(card, { replace }) {
      // Files take longer than Discord waits.
      if (stage === 'silent' && card.files?.length) await putOff({ own: replace })
      switch (stage) {
        case 'silent':
          return answerFirst(card, replace)
        case 'thinking':
          return change(card)
        case 'acknowledged':
          return replace ? change(card) : add(card)
        case 'answered':
          return add(card)
        case 'lost':
          return undefined
      }
    },
    open: (form) => respond('answered', { type: InteractionResponseType.Modal, data: renderForm(form) }),
    putOff,
    offer: (options) =>
      respond('answered', {
        type: InteractionResponseType.ApplicationCommandAutocompleteResult,
        data: { choices: choicesOf(options) },
      }),
  }
}

const tooLate = [codes.unknownInteraction, codes.unknownWebhook, codes.invalidWebhookToken, codes.alreadyAnswered]

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

function choicesOf(options: Option[]) {
  return options
    .filter(({ value }) => value !== '' && value.length <= limits.choiceValue)
    .slice(0, limits.choices)
    .map(({ value, label }) => ({ name: cut(label.trim() || value, limits.choiceName), value }))
}
