import { ApplicationCommandType, ComponentType, InteractionType } from 'discord.js'
import { z } from 'zod'
import type { Source } from '#adapters/shared/responder.ts'
import { isCommand, specOf } from '#src/features/commands.ts'
import { optionsOf } from '#src/kernel/command.ts'
import type { Suggestion } from '#src/kernel/core.ts'
import type { Language } from '#src/kernel/person.ts'
import { personShortcutNames, shortcutNames, type ShortcutName } from '#src/features/shortcuts.ts'
import type { Delivery, Handle, Origin, Request } from '#src/kernel/request.ts'
import { wordsIn } from '#src/words/words.ts'
import { attachment } from './attached.ts'
import { modalPart, readForm } from './form-values.ts'
import { sourceOf } from './source.ts'
import { option, typedOf } from './typed.ts'
import { readActionId, readFormId } from '#src/features/actions.ts'

/** What an interaction is to be answered with: its id, and the token that is good for fifteen minutes. */
export type ReplyTarget = { id: string; token: string; language: Language }

export type Parsed =
  | { kind: 'delivery'; replyTarget: ReplyTarget; delivery: Delivery; source: Source }
  | { kind: 'suggestion'; replyTarget: ReplyTarget; ask: Suggestion }
  | { kind: 'unsupported'; why: string; replyTarget: ReplyTarget | null; suggests: boolean }

const snowflake = z.string().regex(/^\d+$/)
const user = z.object({ id: snowflake, username: z.string(), global_name: z.string().nullish() })
const member = z.object({ nick: z.string().nullish() })

const resolved = z.object({
  users: z.record(z.string(), user).optional(),
  members: z.record(z.string(), member).optional(),
})

const commandData = z.object({
  type: z.literal(ApplicationCommandType.ChatInput),
  name: z.string(),
  options: z.array(option).default([]),
  resolved: resolved.optional(),
})

const said = { content: z.string().default(''), attachments: z.array(attachment).default([]) }

/** What was forwarded stands in snapshots: https://docs.discord.com/developers/resources/message#message-snapshot-object */
const quoted = z
  .object({ ...said, message_snapshots: z.array(z.object({ message: z.object(said) })).default([]) })
  .transform(({ message_snapshots: forwarded, ...own }) => {
    const all = [own, ...forwarded.map(({ message }) => message)]
    return {
      text: all
        .map(({ content }) => content)
        .filter((content) => content.trim() !== '')
        .join('\n\n'),
      files: all.flatMap(({ attachments }) => attachments),
    }
  })

const messageData = z.object({
  type: z.literal(ApplicationCommandType.Message),
  name: z.string(),
  target_id: snowflake,
  resolved: resolved.extend({ messages: z.record(z.string(), quoted) }),
})

const personData = z.object({
  type: z.literal(ApplicationCommandType.User),
  name: z.string(),
  target_id: snowflake,
  resolved,
})

const modalData = z.object({
  custom_id: z.string(),
  components: z.array(modalPart),
  resolved: resolved.extend({ attachments: z.record(z.string(), attachment).optional() }).optional(),
})

const door = z
  .object({
    id: snowflake,
    token: z.string(),
    guild_id: snowflake.optional(),
    channel_id: snowflake.optional(),
    channel: z.object({ id: snowflake, name: z.string().nullish(), type: z.number() }).optional(),
    member: member.extend({ user }).optional(),
    user: user.optional(),
    locale: z.string().optional(),
    message: z.object({ flags: z.number().optional(), components: z.unknown().optional() }).optional(),
  })
  .and(
    z.discriminatedUnion('type', [
      z.object({
        type: z.literal(InteractionType.ApplicationCommand),
        data: z.discriminatedUnion('type', [commandData, messageData, personData]),
      }),
      z.object({ type: z.literal(InteractionType.ApplicationCommandAutocomplete), data: commandData }),
      z.object({
        type: z.literal(InteractionType.MessageComponent),
        data: z.object({ component_type: z.literal(ComponentType.Button), custom_id: z.string() }),
      }),
      z.object({ type: z.literal(InteractionType.ModalSubmit), data: modalData }),
    ]),
  )

type Interaction = z.infer<typeof door>

const replyTargetShape = z.object({ id: snowflake, token: z.string(), locale: z.string().optional(), type: z.number() })

/** An interaction as the gateway brings it. `placeName` knows the servers' names, which an interaction does not carry. */
export function parseInteraction(payload: unknown, placeName: (guild: string) => string): Parsed {
  const parsed = door.safeParse(payload)
  if (!parsed.success) return unsupported(payload, z.prettifyError(parsed.error))
  const interaction = parsed.data
  const origin = originOf(interaction, placeName)
  if (!origin) return unsupported(payload, 'Nobody is named as the one who asks')
  const replyTarget = replyTargetOf(interaction)

  if (interaction.type === InteractionType.ApplicationCommandAutocomplete) {
    const ask = suggestionOf(interaction.data, origin)
    return ask ? { kind: 'suggestion', replyTarget, ask } : unsupported(payload, 'No option of ours is being typed')
  }
  const request = requestOf(interaction)
  if (typeof request === 'string') return unsupported(payload, request)
  // The same interaction has the same id when the gateway replays it after a resume.
  const delivery = { id: `discord:${interaction.id}`, origin, request }
  return { kind: 'delivery', replyTarget, delivery, source: sourceOf(interaction.message, request) }
}

function unsupported(payload: unknown, why: string): Parsed {
  const found = replyTargetShape.safeParse(payload)
  const suggests = found.success && found.data.type === InteractionType.ApplicationCommandAutocomplete
  return { kind: 'unsupported', why, replyTarget: found.success ? replyTargetOf(found.data) : null, suggests }
}

function replyTargetOf({ id, token, locale }: z.infer<typeof replyTargetShape>): ReplyTarget {
  return { id, token, language: languageOf(locale) ?? 'en' }
}

function languageOf(locale: string | undefined): Language | null {
  if (locale === undefined) return null
  return locale === 'hi' ? 'hi' : 'en'
}

function originOf(interaction: Interaction, placeName: (guild: string) => string): Origin | null {
  const asker = interaction.member?.user ?? interaction.user
  if (!asker) return null
  const { guild_id: guild } = interaction
  return {
    platform: 'discord',
    place: guild ?? '',
    placeName: guild ? placeName(guild) : '',
    channel: interaction.channel_id ?? interaction.channel?.id ?? '',
    channelKind: guild ? 'room' : 'direct',
    user: asker.id,
    userName: interaction.member?.nick ?? asker.global_name ?? asker.username,
    language: languageOf(interaction.locale),
  }
}

/** What is asked for, or why that cannot be told. */
function requestOf(interaction: Interaction): Request | string {
  switch (interaction.type) {
    case InteractionType.ApplicationCommand: {
      if (interaction.data.type === ApplicationCommandType.Message) return fromMenu(interaction.data, interaction)
      if (interaction.data.type === ApplicationCommandType.User) return fromPerson(interaction.data)
      const typed = typedOf(interaction.data)
      if (!isCommand(typed.command)) return `There is no command “${typed.command}”`
      return {
        kind: 'options',
        command: typed.command,
        options: typed.values,
        people: peopleOf(interaction.data.resolved),
      }
    }
    case InteractionType.MessageComponent: {
      const action = readActionId(interaction.data.custom_id)
      return action ? { kind: 'press', action } : `A button that is not ours: ${interaction.data.custom_id}`
    }
    case InteractionType.ModalSubmit: {
      const { custom_id: id, components, resolved: found } = interaction.data
      const form = readFormId(id)
      if (!form) return `A form that is not ours: ${id}`
      return { kind: 'form', ...form, ...readForm(components, found?.attachments ?? {}), people: peopleOf(found) }
    }
    case InteractionType.ApplicationCommandAutocomplete:
      return 'A completion asks for nothing to be done'
  }
}

/** Discord says of a message command only its English name. */
function fromMenu(data: z.infer<typeof messageData>, { guild_id: guild, ...at }: Interaction): Request | string {
  const name = shortcutNames.find(
    (known): known is ShortcutName => wordsIn('en').shortcutNames[known].name === data.name,
  )
  const message = data.resolved.messages[data.target_id]
  if (!name || !message) return `Nothing of ours in the menu of a message: “${data.name}”`
  const channel = at.channel_id ?? at.channel?.id
  // Of a direct message Discord calls the server so: https://discord.com/developers/docs/reference#message-formatting
  const link = channel ? `https://discord.com/channels/${guild ?? '@me'}/${channel}/${data.target_id}` : null
  return { kind: 'shortcut', name, message: { ...message, link }, people: peopleOf(data.resolved) }
}

function fromPerson(data: z.infer<typeof personData>): Request | string {
  const name = personShortcutNames.find((known) => wordsIn('en').shortcutNames[known].name === data.name)
  const people = peopleOf(data.resolved).filter(({ user: id }) => id === data.target_id)
  if (!name || people.length === 0) return `Nothing of ours in the menu of a person: “${data.name}”`
  return { kind: 'shortcut', name, message: { text: '', files: [], link: null }, people }
}

function suggestionOf(data: z.infer<typeof commandData>, origin: Origin): Suggestion | null {
  const { command, values, focused } = typedOf(data)
  if (!isCommand(command) || !focused) return null
  if (!optionsOf(specOf(command)).some(({ name }) => name === focused)) return null
  const { [focused]: typed = '', ...others } = values
  return { origin, command, option: focused, typed, others }
}

function peopleOf(found: z.infer<typeof resolved> | undefined): Handle[] {
  return Object.values(found?.users ?? {}).map((someone) => ({
    platform: 'discord',
    user: someone.id,
    name: found?.members?.[someone.id]?.nick ?? someone.global_name ?? someone.username,
  }))
}
