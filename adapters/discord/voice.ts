import { DiscordAPIError, InteractionResponseType, MessageFlags, Routes, type APIInteractionResponse } from 'discord.js'
import type { Log } from '#src/kernel/log.ts'
import type { Card } from '#src/kernel/card.ts'
import type { Form, Option } from '#src/kernel/form.ts'
import type { Api } from './api.ts'
import { limits } from './limits.ts'
import { renderForm } from './modal.ts'
import { codes, isCode, whyOf } from './outcome.ts'
import type { Ticket } from './parse.ts'
import { apart, hasMedia, inWords, type Draw, type Drawn } from './picture.ts'
import { cut } from './text.ts'
import { awake } from './thread.ts'

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

type Speaking = { api: Api; application: string; draw: Draw; log: Log }

/** Where it was asked; and whether on a message, which then is what stands there. */
type Asked = { channel: string; onMessage: boolean }

export function createVoice(speaking: Speaking, { id, token }: Ticket, { channel, onMessage }: Asked): Voice {
  const { api, application, draw, log } = speaking
  let stage: Stage = 'silent'
  const original = Routes.webhookMessage(application, token, '@original')

  /** Whatever is refused because too much time has passed was carried out all the same: no fault. */
  async function unlessTooLate(next: Stage, sending: () => Promise<unknown>): Promise<void> {
    try {
      await awake(speaking, channel, sending)
      stage = next
    } catch (error) {
      if (!isCode(error, ...tooLate)) throw error
      stage = 'lost'
      log.info({ interaction: id, why: whyOf(error) }, 'an answer came too late to be shown')
    }
  }

  const respond = (next: Stage, body: APIInteractionResponse, files: Omit<Drawn, 'body'> = {}) =>
    unlessTooLate(next, () => sendFirst(api, Routes.interactionCallback(id, token), { body, ...files }))
  const follow = (drawn: Drawn) =>
    unlessTooLate('answered', () => api.ask('POST', Routes.webhook(application, token), { ...drawn, auth: false }))

  /** In a message of its own; where Discord does not take what it shows, in words. */
  async function add(card: Card): Promise<void> {
    const drawn = await draw(card, { ephemeral: true })
    await follow(drawn).catch(async (error: unknown) => {
      if (!drawn.files) throw error
      log.warn({ interaction: id, why: whyOf(error) }, 'what an answer shows could not be sent')
      await follow(await draw(inWords(card), { ephemeral: true }))
    })
  }

  /** They may have closed the message meanwhile; then it is said in a new one. */
  async function change(card: Card): Promise<void> {
    const body = await draw(card)
    await unlessTooLate('answered', () => api.ask('PATCH', original, { ...body, auth: false })).catch(
      (error: unknown) => {
        if (isCode(error, codes.unknownMessage)) return add(card)
        throw error
      },
    )
  }

  /** What they pressed on goes; it may have been closed already. */
  async function removeOriginal(): Promise<void> {
    await api.ask('DELETE', original, { auth: false }).catch((error: unknown) => {
      log.info({ interaction: id, why: whyOf(error) }, 'a message that is answered could not be taken away')
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

  /** At once, and before anything is drawn: Discord waits three seconds, and a first picture can take longer. */
  async function sayBeforehand(words: Card): Promise<void> {
    if (stage === 'silent' && onMessage) return putOff({ own: true })
    if (stage === 'silent') return answerFirst(words, false)
    if (stage === 'thinking') return change(words)
  }

  /**
   * Pictures and files come with a message of their own: Discord shows none in one that is changed, nor in one that was put
   * off (https://github.com/discord/discord-api-docs/issues/7529).
   */
  async function show(card: Card, replace: boolean): Promise<void> {
    const { words, shown } = apart(card)
    await sayBeforehand(words)
    if (stage === 'lost') return
    if (stage !== 'acknowledged') return add(shown)
    await add(card)
    if (replace) await removeOriginal()
  }

  return {
    async say(card, { replace }) {
      if (hasMedia(card)) return show(card, replace)
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
