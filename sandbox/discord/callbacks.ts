import { z } from 'zod'
import { attachmentsFrom, check, type Body } from './body.ts'
import { component } from './component.ts'
import { EPHEMERAL, readComposition, type Composition } from './compose.ts'
import { alreadyAcknowledged, DiscordError, invalidField, unknownInteraction, unknownMessage } from './errors.ts'
import { AUTOCOMPLETE, COMMAND, MODAL_SUBMIT, PRESS, type Pending } from './interactions.ts'
import { checkForm } from './message-rules.ts'
import { messagePayload } from './message-payload.ts'
import { edit, post, remove } from './messages.ts'
import type { Server } from './server.ts'
import type { Message, Payload } from './world.ts'

/** https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-response-object-interaction-callback-type */
export const CALLBACK = { message: 4, later: 5, laterUpdate: 6, update: 7, autocomplete: 8, modal: 9 } as const

const callback = z.looseObject({ type: z.number(), data: z.unknown().optional() })

const schemas = new Map<number, string>([
  [CALLBACK.message, 'CreateMessageInteractionCallbackRequestSchema'],
  [CALLBACK.later, 'CreateMessageInteractionCallbackRequestSchema'],
  [CALLBACK.laterUpdate, 'UpdateMessageInteractionCallbackRequestSchema'],
  [CALLBACK.update, 'UpdateMessageInteractionCallbackRequestSchema'],
  [CALLBACK.autocomplete, 'ApplicationCommandAutocompleteCallbackRequestSchema'],
  [CALLBACK.modal, 'ModalInteractionCallbackRequestSchema'],
])

/** The type of a message that answers a command. */
const ANSWER_TO_COMMAND = 20

/** The one answer to an interaction. What it made comes back where it was asked for (`with_response`). */
export function answerInteraction(server: Server, { id, token }: { id: string; token: string }, body: Body): Payload {
  const pending = server.interactions.get(id)
  if (!pending || pending.token !== token || pending.state === 'expired') throw unknownInteraction()
  if (pending.state === 'answered') throw alreadyAcknowledged()
  const { type, data = {} } = callback.parse(body.json)
  const schema = schemas.get(type)
  if (!schema || !fits(pending, type)) {
    throw invalidField(['type'], 'BASE_TYPE_CHOICES', `Value of field "type" cannot be ${type} here.`)
  }
  check(schema, body.json)
  const message = underData(() => carryOut(server, pending, type, { json: data ?? {}, uploads: body.uploads }))
  const isShown = message && (type === CALLBACK.message || type === CALLBACK.update)
  pending.state = 'answered'
  pending.settle()
  server.changed()
  return {
    interaction: {
      ...{ id, type: pending.type, response_message_loading: pending.thinking },
      response_message_ephemeral: Boolean(message?.ephemeralFor),
      ...(message ? { response_message_id: message.id } : {}),
    },
    resource: { type, ...(isShown ? { message: messagePayload(server, message, pending.application.botId) } : {}) },
  }
}

/** Mistakes of a message are told of with the path that leads to them, which begins at `data` here. */
function underData<Result>(act: () => Result): Result {
  try {
    return act()
  } catch (error) {
    if (!(error instanceof DiscordError) || error.errors === undefined) throw error
    throw new DiscordError(error.status, error.code, error.message, { data: error.errors })
  }
}

/** Completions are answered with completions; a form is no answer to a form, and only what was pressed can be changed. */
function fits({ type, messageId }: Pending, answer: number): boolean {
  if (type === AUTOCOMPLETE) return answer === CALLBACK.autocomplete
  if (answer === CALLBACK.autocomplete) return false
  if (answer === CALLBACK.modal) return type !== MODAL_SUBMIT
  return answer === CALLBACK.message || answer === CALLBACK.later || messageId !== undefined
}

function carryOut(server: Server, pending: Pending, type: number, body: Body): Message | undefined {
  switch (type) {
    case CALLBACK.message:
      pending.original = speak(server, pending, body)
      return pending.original
    case CALLBACK.later:
      pending.original = think(server, pending, readComposition(body.json).flags)
      pending.thinking = true
      return pending.original
    case CALLBACK.laterUpdate:
      pending.original = pressedOn(server, pending)
      return pending.original
    case CALLBACK.update:
      pending.original = change(server, pressedOn(server, pending), body, { isAnswer: true })
      return pending.original
    case CALLBACK.autocomplete:
      keepChoices(server, pending, body.json)
      return undefined
    default:
      openModal(server, pending, body.json)
      return undefined
  }
}

const nothingYet: Composition = {
  ...{ content: undefined, embeds: undefined, components: undefined, flags: 0, nonce: undefined },
  ...{ enforceNonce: false, allowed: undefined, replyTo: undefined, replyMustExist: true },
}

/** "… is thinking": a message without words, which its first follow-up or change gives it. */
function think(server: Server, pending: Pending, flags: number): Message {
  if (flags & ~EPHEMERAL) {
    throw invalidField(['flags'], 'BASE_TYPE_CHOICES', 'An answer that is put off can only be said to be ephemeral.')
  }
  return post(server, pending.channel, { ...nothingYet, flags }, { ...writerOf(pending, flags), loading: true })
}

/** The first message of an answer, or a later one beside it. */
export function speak(server: Server, pending: Pending, body: Body): Message {
  const composition = readComposition(body.json)
  const attachments = attachmentsFrom(server.world, body)
  return post(server, pending.channel, composition, { ...writerOf(pending, composition.flags), attachments })
}

function writerOf({ application, userId, id, type, about, messageId }: Pending, flags: number) {
  return {
    authorId: application.botId,
    applicationId: application.id,
    webhook: { id: application.id, name: application.name, avatar: undefined },
    origin: { id, type, name: type === COMMAND ? about : undefined, userId, ...(messageId ? { messageId } : {}) },
    ephemeralFor: flags & EPHEMERAL ? userId : undefined,
    ...(type === COMMAND ? { type: ANSWER_TO_COMMAND } : {}),
    // As the documentation has it under "Message Interaction Object".
    ...(type === PRESS ? { pressedOn: messageId } : {}),
  }
}

/** Words that come after the answer: the answer's own, where it was put off, or another message. */
export function followUp(server: Server, pending: Pending, body: Body): Message {
  const { original } = pending
  if (!pending.thinking || !original) return speak(server, pending, body)
  return changeAnswer(server, pending, original, body)
}

/** A message of this interaction, as it is now to be. A deferred one gets its words by this. */
export function changeAnswer(server: Server, pending: Pending, message: Message, body: Body): Message {
  const changed = change(server, message, body)
  if (message.id === pending.original?.id) pending.thinking = false
  return changed
}

export function removeAnswer(server: Server, pending: Pending, message: Message): void {
  remove(server, message)
  if (message.id === pending.original?.id) pending.thinking = false
}

/** `@original`, or by its id a message that this interaction made. */
export function answerOf({ world }: Server, { original, id: interaction }: Pending, id: string): Message {
  const message = world.messages.get(id === '@original' ? (original?.id ?? '') : id)
  if (!message || (message !== original && message.origin?.id !== interaction)) throw unknownMessage()
  return message
}

function change(server: Server, message: Message, body: Body, { isAnswer = false } = {}): Message {
  const attachments = attachmentsFrom(server.world, body, message.attachments)
  return edit(server, message, { body: readComposition(body.json), attachments, isAnswer })
}

function pressedOn(server: Server, { messageId }: Pending): Message {
  const message = server.world.messages.get(messageId ?? '')
  if (!message) throw unknownMessage()
  return message
}

const choices = z.looseObject({
  choices: z.array(z.looseObject({ name: z.string(), value: z.union([z.string(), z.number()]) })).nullish(),
})

/** By user and command and option, as `about` says it. */
function keepChoices(server: Server, { userId, about }: Pending, data: unknown): void {
  const offered = choices.parse(data).choices ?? []
  server.offered.set(
    `${userId}:${about}`,
    offered.map(({ name, value }) => ({ name, value })),
  )
}

const modal = z.looseObject({ custom_id: z.string(), title: z.string(), components: z.array(component) })

function openModal(server: Server, { id, application, channel, messageId, userId }: Pending, data: unknown): void {
  const { custom_id: customId, title, components } = modal.parse(data)
  checkForm(components)
  server.modals.set(userId, {
    ...{ interactionId: id, applicationId: application.id, channelId: channel.id, messageId },
    ...{ customId, title, components, problem: undefined },
  })
}
