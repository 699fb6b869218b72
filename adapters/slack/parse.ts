import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { Source } from '#adapters/shared/responder.ts'
import { delegateShortcut, shortcutNames } from '#src/features/shortcuts.ts'
import type { Request } from '#src/kernel/request.ts'
import { type Action } from '#src/kernel/action-id.ts'
import { quotable, quotedIn } from './quoted.ts'
import { rootNamed } from './command-name.ts'
import { readForm } from './form-values.ts'
import { readOpened } from './modal.ts'
import { linkPrefix } from './render.ts'
import { readWords } from './words.ts'
import { delivered, originOf, oursOr, team, unsupported, user, type Here, type Parsed } from './delivered.ts'
import { readActionId, readFormId } from '#src/features/actions.ts'

export { readWords } from './words.ts'
export type { Here, Parsed } from './delivered.ts'

const command = z.object({
  command: z.string().startsWith('/'),
  text: z.string().default(''),
  team_id: z.string(),
  team_domain: z.string().nullish(),
  channel_id: z.string(),
  user_id: z.string(),
  user_name: z.string().nullish(),
  trigger_id: z.string(),
})

const press = z.object({
  type: z.literal('block_actions'),
  team: team.nullish(),
  user,
  channel: z.object({ id: z.string() }).nullish(),
  container: z.object({ channel_id: z.string().nullish(), is_ephemeral: z.boolean().nullish() }),
  actions: z.tuple([z.object({ action_id: z.string(), action_ts: z.string() })]).rest(z.unknown()),
})

const submission = z.object({
  type: z.literal('view_submission'),
  team: team.nullish(),
  user,
  view: z.object({
    id: z.string(),
    callback_id: z.string(),
    app_installed_team_id: z.string().nullish(),
    private_metadata: z.string().default(''),
    state: z.object({ values: z.record(z.string(), z.record(z.string(), z.unknown())) }),
  }),
})

const shortcut = z.object({
  type: z.literal('message_action'),
  callback_id: z.string(),
  trigger_id: z.string(),
  message_ts: z.string().nullish(),
  team: team.nullish(),
  user,
  channel: z.object({ id: z.string() }),
  message: quotable,
})

/** From anywhere in Slack, about no message. */
const globalShortcut = z.object({
  ...{ type: z.literal('shortcut'), callback_id: z.literal(delegateShortcut) },
  ...{ trigger_id: z.string(), team: team.nullish(), user },
})

const kindOf = z.object({ type: z.string().optional(), command: z.string().optional() })

/** A command, a press or a form as Slack brings it, over a socket or by HTTP alike. */
export function parsePayload(payload: unknown, here: Here): Parsed {
  const kind = kindOf.safeParse(payload).data
  if (kind?.command !== undefined) return parseCommand(payload, here)
  switch (kind?.type) {
    case 'block_actions':
      return parsePress(payload, here)
    case 'message_action':
      return parseShortcut(payload, here)
    case 'shortcut':
      return parseGlobalShortcut(payload, here)
    case 'view_submission':
      return parseSubmission(payload, here)
    case 'view_closed':
      return { kind: 'nothing' }
    default:
      return unsupported(payload, `A payload of the kind “${kind?.type ?? 'none'}”`)
  }
}

function parseCommand(payload: unknown, here: Here): Parsed {
  const parsed = command.safeParse(payload)
  if (!parsed.success) return unsupported(payload, z.prettifyError(parsed.error))
  const { data } = parsed
  const root = rootNamed(data.command.slice(1), here.prefix)
  if (root === null) return unsupported(payload, `There is no command “${data.command.slice(1)}”`)

  const asker = { id: data.user_id, name: data.user_name }
  const theirs = { id: data.team_id, domain: data.team_domain }
  const origin = originOf(here, oursOr(here, theirs), asker, data.channel_id)
  const request: Request = { kind: 'words', command: root, text: readWords(data.text) }
  // A trigger is new for each command that is typed, and the same when it is delivered again.
  return delivered(payload, data.trigger_id, { origin, request, source: 'none' })
}

function parsePress(payload: unknown, here: Here): Parsed {
  const parsed = press.safeParse(payload)
  if (!parsed.success) return unsupported(payload, z.prettifyError(parsed.error))
  const { user: asker, channel, container, actions, ...data } = parsed.data
  const [{ action_id: id, action_ts: at }] = actions
  if (id.startsWith(linkPrefix)) return { kind: 'nothing' }
  const action = readActionId(id)
  if (!action) return unsupported(payload, `A button that is not ours: ${id}`)

  const origin = originOf(here, data.team, asker, channel?.id ?? container.channel_id ?? '')
  const source = sourceOf(container.is_ephemeral ?? false, action)
  // The moment of the press, to the microsecond: another press has another.
  return delivered(payload, `${asker.id}:${at}`, { origin, request: { kind: 'press', action }, source })
}

function parseShortcut(payload: unknown, here: Here): Parsed {
  const parsed = shortcut.safeParse(payload)
  if (!parsed.success) return unsupported(payload, z.prettifyError(parsed.error))
  const { callback_id: name, trigger_id: trigger, message, ...data } = parsed.data
  const ours = shortcutNames.find((known) => known === name)
  if (!ours) return unsupported(payload, `A shortcut that is not ours: ${name}`)
  const origin = originOf(here, oursOr(here, data.team), data.user, data.channel.id)
  return delivered(payload, trigger, {
    origin,
    request: { kind: 'shortcut', name: ours, message: { ...quotedIn(message), link: addressOf(data) }, people: [] },
    source: 'none',
  })
}

/** The same form as the command without words opens. */
function parseGlobalShortcut(payload: unknown, here: Here): Parsed {
  const parsed = globalShortcut.safeParse(payload)
  if (!parsed.success) return unsupported(payload, z.prettifyError(parsed.error))
  const { trigger_id: trigger, team: theirs, user: asker } = parsed.data
  const origin = originOf(here, oursOr(here, theirs), asker, '')
  const request: Request = { kind: 'words', command: 'delegate', text: '' }
  return delivered(payload, trigger, { origin, request, source: 'none' })
}

/** Where a message is, as whoever copies its link gets it: `https://acme.slack.com/archives/C123/p1700000000000100`. */
function addressOf({
  team: home,
  channel,
  message_ts: at,
}: Pick<z.infer<typeof shortcut>, 'team' | 'channel' | 'message_ts'>): string | null {
  const domain = home?.domain
  if (!domain || !at) return null
  return `https://${domain}.slack.com/archives/${channel.id}/p${at.replace('.', '')}`
}

/** A button that opens a form with a draft in it, and not for a task by its number, is on a card that asks to mend it. */
function sourceOf(ephemeral: boolean, { press: name, subject }: Action): Source {
  if (!ephemeral) return 'shared'
  return name === 'open' && subject !== '' && !/^\d+$/u.test(subject) ? 'mend' : 'own'
}

function parseSubmission(payload: unknown, here: Here): Parsed {
  const parsed = submission.safeParse(payload)
  if (!parsed.success) return unsupported(payload, z.prettifyError(parsed.error))
  const { user: asker, view, team: place } = parsed.data
  const form = readFormId(view.callback_id)
  if (!form) return unsupported(payload, `A form that is not ours: ${view.callback_id}`)
  const where = readOpened(view.private_metadata)
  if (!where) return unsupported(payload, 'A form that does not say where it was opened')

  const { values, files } = readForm(view.state.values)
  const { app_installed_team_id: installed } = view
  const home = !installed ? oursOr(here, place) : installed === place?.id ? place : { id: installed }
  const origin = originOf(here, home, asker, where.channel)
  /*
   * The form and what stands in it. Whoever is told of a broken connection after all was done presses once more, with a new
   * trigger: that must not make a second task. Sent with anything mended it is another delivery; `view.hash` would not do,
   * since mistakes shown beside the fields leave it as it is.
   */
  const filled = JSON.stringify([values, files.map(({ source }) => source)])
  const id = `${view.id}:${createHash('sha256').update(filled).digest('base64url').slice(0, 16)}`
  return delivered(payload, id, {
    origin,
    request: { kind: 'form', ...form, values, people: [], files },
    source: where.source,
  })
}
