import { z } from 'zod'
import { givenFile } from '../given-file.ts'
import { DiscordError } from './errors.ts'
import { choose, press } from './gestures/act.ts'
import { command, complete, menu } from './gestures/command.ts'
import { editMessage, reaction, removeMessage, write } from './gestures/message.ts'
import { closeModal, submitModal } from './gestures/modal.ts'
import { join, leave, makeThread, openDm } from './gestures/move.ts'
import { no, type GestureResult } from './gestures/reach.ts'
import type { Server } from './server.ts'
import type { User } from './world.ts'

const as = z.string()
const channel = z.string()
const message = z.string()
const files = z.array(givenFile.extend({ type: z.string().optional() })).optional()

const gesture = z.discriminatedUnion('do', [
  /** `/agency client add name:Acme`; a file is chosen by its name. */
  z.strictObject({ do: z.literal('command'), as, channel, text: z.string(), files }),
  /** What is offered for the last field of what is typed so far. */
  z.strictObject({ do: z.literal('complete'), as, channel, text: z.string() }),
  z.strictObject({
    ...{ do: z.literal('menu'), as, command: z.string() },
    ...{ message: message.optional(), user: z.string().optional(), channel: channel.optional() },
  }),
  z.strictObject({ do: z.literal('press'), as, message, button: z.string() }),
  z.strictObject({
    do: z.literal('choose'),
    as,
    message,
    select: z.string(),
    option: z.union([z.string(), z.array(z.string())]),
  }),
  z.strictObject({
    ...{ do: z.literal('submit-modal'), as, files },
    values: z.record(z.string(), z.union([z.string(), z.array(z.string()), z.null()])),
  }),
  z.strictObject({ do: z.literal('close-modal'), as }),
  z.strictObject({ do: z.literal('write'), as, channel, content: z.string(), reply_to: message.optional(), files }),
  z.strictObject({ do: z.literal('edit'), as, message, content: z.string() }),
  z.strictObject({ do: z.literal('delete'), as, message }),
  z.strictObject({ do: z.literal('react'), as, message, emoji: z.string() }),
  z.strictObject({ do: z.literal('unreact'), as, message, emoji: z.string() }),
  z.strictObject({ do: z.literal('open-dm'), as, with: z.string() }),
  z.strictObject({
    ...{ do: z.literal('open-thread'), as, name: z.string() },
    ...{ channel: channel.optional(), message: message.optional(), private: z.boolean().optional() },
  }),
  z.strictObject({ do: z.literal('join-thread'), as, channel, user: z.string().optional() }),
  z.strictObject({ do: z.literal('leave-thread'), as, channel }),
])

export type DiscordGesture = z.input<typeof gesture>
type Gesture = z.infer<typeof gesture>
export type Doing<D extends Gesture['do']> = Extract<Gesture, { do: D }>

/**
 * A person does something. Resolves when the application has answered, or has missed its time.
 *
 * Everything up to the delivery happens before this function first waits: a test may move a frozen clock right after
 * calling it. What Discord refuses of a person's it says in its own words.
 */
export async function perform(server: Server, input: unknown): Promise<GestureResult> {
  const parsed = gesture.safeParse(input)
  if (!parsed.success) return no(`No such gesture: ${z.prettifyError(parsed.error)}`)
  const user = server.world.users.get(parsed.data.as)
  if (!user || user.application !== undefined) return no(`There is no person "${parsed.data.as}"`)
  try {
    return await act(server, user, parsed.data)
  } catch (error) {
    if (error instanceof DiscordError) return no(error.fields[0]?.message ?? error.message)
    throw error
  }
}

function act(server: Server, user: User, input: Gesture): GestureResult | Promise<GestureResult> {
  switch (input.do) {
    case 'command':
      return command(server, user, input)
    case 'complete':
      return complete(server, user, input)
    case 'menu':
      return menu(server, user, input)
    case 'press':
      return press(server, user, input)
    case 'choose':
      return choose(server, user, input)
    case 'submit-modal':
      return submitModal(server, user, input)
    case 'close-modal':
      return closeModal(server, user)
    case 'write':
      return write(server, user, input)
    case 'edit':
      return editMessage(server, user, input)
    case 'delete':
      return removeMessage(server, user, input)
    case 'react':
      return reaction(server, user, input, true)
    case 'unreact':
      return reaction(server, user, input, false)
    case 'open-dm':
      return openDm(server, user, input)
    case 'open-thread':
      return makeThread(server, user, input)
    case 'join-thread':
      return join(server, user, input)
    case 'leave-thread':
      return leave(server, user, input)
  }
}
