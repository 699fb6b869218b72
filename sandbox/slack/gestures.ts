import { z } from 'zod'
import { givenFile } from '../given-file.ts'
import { choose, press } from './gestures/act.ts'
import { command } from './gestures/command.ts'
import { closeView, fill, fillAndSubmit, submit } from './gestures/form.ts'
import { editMessage, reaction, removeOwn, upload, write } from './gestures/message.ts'
import { archive, join, leave, openDm, openHome, shortcut } from './gestures/move.ts'
import type { GestureResult, Stage } from './interact.ts'
import type { User } from './world.ts'

const as = z.string()
const ts = z.string()
const typed = z.union([z.string(), z.array(z.string()), z.null()])

/** Where the thing is that a person acts on: exactly one of these. */
const place = {
  message: ts.optional(),
  ephemeral: ts.optional(),
  /** `true` for the form on top. */
  view: z.union([z.literal(true), z.string()]).optional(),
  /** `true` for the home tab of the only app. */
  home: z.union([z.literal(true), z.string()]).optional(),
  /** Narrow the search when several look the same. */
  block: z.string().optional(),
  value: z.string().optional(),
}
const file = givenFile.extend({ title: z.string().optional() })
const files = z.array(file).optional()

const gesture = z.discriminatedUnion('do', [
  z.strictObject({ do: z.literal('command'), as, channel: z.string(), text: z.string(), thread_ts: ts.optional() }),
  z.strictObject({ do: z.literal('press'), as, ...place, button: z.string() }),
  z.strictObject({ do: z.literal('choose'), as, ...place, select: z.string(), option: typed }),
  /** A file is picked by its name among `files`, or, when it is the person's own and there already, by its id. */
  z.strictObject({ do: z.literal('fill'), as, values: z.record(z.string(), typed), files }),
  z.strictObject({ do: z.literal('fill-and-submit'), as, values: z.record(z.string(), typed), files }),
  z.strictObject({ do: z.literal('submit'), as }),
  z.strictObject({ do: z.literal('close-view'), as, all: z.boolean().optional() }),
  z.strictObject({
    do: z.literal('write'),
    as,
    channel: z.string(),
    text: z.string(),
    thread_ts: ts.optional(),
    files,
  }),
  z.strictObject({
    do: z.literal('upload'),
    as,
    channel: z.string(),
    file,
    text: z.string().optional(),
    thread_ts: ts.optional(),
  }),
  z.strictObject({ do: z.literal('edit'), as, message: ts, text: z.string() }),
  z.strictObject({ do: z.literal('delete'), as, message: ts }),
  z.strictObject({ do: z.literal('react'), as, message: ts, name: z.string() }),
  z.strictObject({ do: z.literal('unreact'), as, message: ts, name: z.string() }),
  z.strictObject({ do: z.literal('open-home'), as, app: z.string().optional() }),
  z.strictObject({ do: z.literal('shortcut'), as, name: z.string(), message: ts.optional() }),
  z.strictObject({ do: z.literal('join'), as, channel: z.string() }),
  z.strictObject({ do: z.literal('leave'), as, channel: z.string() }),
  z.strictObject({ do: z.literal('invite'), as, channel: z.string(), user: z.string() }),
  z.strictObject({ do: z.literal('archive'), as, channel: z.string() }),
  z.strictObject({ do: z.literal('unarchive'), as, channel: z.string() }),
  z.strictObject({ do: z.literal('open-dm'), as, with: z.union([z.string(), z.array(z.string())]) }),
])

export type Gesture = z.infer<typeof gesture>
export type Doing<D extends Gesture['do']> = Extract<Gesture, { do: D }>

/**
 * A person does something. Resolves when the app has acknowledged it, or has missed its time.
 *
 * Everything up to the delivery happens before this function first waits: a test may move a frozen clock right after
 * calling it.
 */
export async function perform(stage: Stage, input: unknown): Promise<GestureResult> {
  const parsed = gesture.safeParse(input)
  if (!parsed.success) return { ok: false, error: `No such gesture: ${z.prettifyError(parsed.error)}` }
  const user = stage.slack.world.users.get(parsed.data.as)
  if (!user || user.app !== undefined) return { ok: false, error: `There is no person "${parsed.data.as}"` }
  return act(stage, user, parsed.data)
}

function act(stage: Stage, user: User, input: Gesture): Promise<GestureResult> {
  switch (input.do) {
    case 'command':
      return command(stage, user, input)
    case 'press':
      return press(stage, user, input)
    case 'choose':
      return choose(stage, user, input)
    case 'fill':
      return fill(stage, user, input)
    case 'fill-and-submit':
      return fillAndSubmit(stage, user, input)
    case 'submit':
      return submit(stage, user)
    case 'close-view':
      return closeView(stage, user, input.all ?? false)
    case 'write':
      return write(stage, user, input)
    case 'upload':
      return upload(stage, user, input)
    case 'edit':
      return editMessage(stage, user, input)
    case 'delete':
      return removeOwn(stage, user, input)
    case 'react':
      return reaction(stage, user, input.message, input.name, true)
    case 'unreact':
      return reaction(stage, user, input.message, input.name, false)
    case 'open-home':
      return openHome(stage, user, input)
    case 'shortcut':
      return shortcut(stage, user, input)
    case 'join':
      return join(stage, user, input.channel)
    case 'invite':
      return join(stage, user, input.channel, input.user)
    case 'leave':
      return leave(stage, user, input.channel)
    case 'archive':
      return archive(stage, user, input.channel, true)
    case 'unarchive':
      return archive(stage, user, input.channel, false)
    case 'open-dm':
      return openDm(stage, user, input)
  }
}
