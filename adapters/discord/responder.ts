import { InteractionResponseType, MessageFlags } from 'discord.js'
import { cut } from '#adapters/shared/cut.ts'
import type { Responder } from '#adapters/shared/responder.ts'
import type { Log } from '#src/kernel/log.ts'
import type { Card } from '#src/kernel/card.ts'
import type { Option } from '#src/kernel/form.ts'
import type { Request } from '#src/kernel/request.ts'
import type { Api } from './api.ts'
import { createCallback, type Callback } from './callback.ts'
import { limits } from './limits.ts'
import { renderForm } from './modal.ts'
import { codes, isCode, whyOf } from './outcome.ts'
import type { ReplyTarget } from './parse.ts'
import { apart, hasMedia, inWords, type Draw } from './picture.ts'

export type Speaking = { api: Api; application: string; draw: Draw; log: Log }

/** Where it was asked; whether on a message, which then is what stands there; and by what, null where that is not known. */
type Asked = { channel: string; onMessage: boolean; by: Request['kind'] | null }

type DiscordResponder = Responder & {
  /** Completions of what they are typing. */
  offer(options: Option[]): Promise<void>
}

type Way = { callback: Callback; onMessage: boolean; draw: Draw; log: Log; id: string }

export function createResponder(
  speaking: Speaking,
  replyTarget: ReplyTarget,
  { channel, onMessage, by }: Asked,
): DiscordResponder {
  const { draw, log } = speaking
  const callback = createCallback(speaking, replyTarget, channel)
  const way: Way = { callback, onMessage, draw, log, id: replyTarget.id }
  return {
    say: (card, { replace }) => (hasMedia(card) ? show(way, card, replace) : say(way, card, replace)),
    async open(form) {
      // Discord opens no form from a form.
      if (by === 'form') return false
      await callback.respond('answered', { type: InteractionResponseType.Modal, data: renderForm(form) })
      return true
    },
    // Discord closes a form as it is sent.
    mend: async () => false,
    /** Buys a quarter of an hour. On a message nothing of it is seen; else Discord itself shows that we are at it. */
    defer: ({ quiet }) => (quiet && onMessage ? acknowledge(way) : think(way)),
    offer: (options) =>
      callback.respond('answered', {
        type: InteractionResponseType.ApplicationCommandAutocompleteResult,
        data: { choices: choicesOf(options) },
      }),
  }
}

/** The message that was pressed on stands as it was, and may be replaced later. */
function acknowledge({ callback }: Way): Promise<void> {
  return callback.respond('acknowledged', { type: InteractionResponseType.DeferredMessageUpdate })
}

function think({ callback }: Way): Promise<void> {
  return callback.respond('thinking', {
    type: InteractionResponseType.DeferredChannelMessageWithSource,
    data: { flags: MessageFlags.Ephemeral },
  })
}

async function say(way: Way, card: Card, replace: boolean): Promise<void> {
  switch (way.callback.stage()) {
    case 'silent':
      return answerFirst(way, card, replace)
    case 'thinking':
      return change(way, card)
    case 'acknowledged':
      return replace ? change(way, card) : add(way, card)
    case 'answered':
      return add(way, card)
    case 'lost':
      return undefined
  }
}

async function answerFirst({ callback, draw }: Way, card: Card, replace: boolean): Promise<void> {
  const { body: data, ...files } = await draw(card, { ephemeral: !replace })
  const type = replace ? InteractionResponseType.UpdateMessage : InteractionResponseType.ChannelMessageWithSource
  return callback.respond('answered', { type, data }, files)
}

/** In a message of its own; where Discord does not take what it shows, in words. */
async function add({ callback, draw, log, id }: Way, card: Card): Promise<void> {
  const drawn = await draw(card, { ephemeral: true })
  await callback.follow(drawn).catch(async (error: unknown) => {
    if (!drawn.files) throw error
    log.warn({ interaction: id, why: whyOf(error) }, 'what an answer shows could not be sent')
    await callback.follow(await draw(inWords(card), { ephemeral: true }))
  })
}

/** They may have closed the message meanwhile; then it is said in a new one. */
async function change(way: Way, card: Card): Promise<void> {
  const body = await way.draw(card)
  await way.callback.edit(body).catch((error: unknown) => {
    if (isCode(error, codes.unknownMessage)) return add(way, card)
    throw error
  })
}

/**
 * Pictures and files come with a message of their own: Discord shows none in one that is changed, nor in one that was put
 * off (https://github.com/discord/discord-api-docs/issues/7529).
 */
async function show(way: Way, card: Card, replace: boolean): Promise<void> {
  const { callback } = way
  const { words, shown } = apart(card)
  await sayBeforehand(way, words)
  if (callback.stage() === 'lost') return
  if (callback.stage() !== 'acknowledged') return add(way, shown)
  await add(way, card)
  if (replace) await callback.removeOriginal()
}

/** At once, and before anything is drawn: Discord waits three seconds, and a first picture can take longer. */
async function sayBeforehand(way: Way, words: Card): Promise<void> {
  const stage = way.callback.stage()
  if (stage === 'silent' && way.onMessage) return acknowledge(way)
  if (stage === 'silent') return answerFirst(way, words, false)
  if (stage === 'thinking') return change(way, words)
}

function choicesOf(options: Option[]) {
  return options
    .filter(({ value }) => value !== '' && value.length <= limits.choiceValue)
    .slice(0, limits.choices)
    .map(({ value, label }) => ({ name: cut(label.trim() || value, limits.choiceName), value }))
}
