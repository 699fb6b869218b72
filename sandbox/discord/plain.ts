import {
  ACTION_ROW,
  BUTTON,
  CONTAINER,
  FILE,
  LABEL,
  MEDIA_GALLERY,
  SECTION,
  SELECTS,
  TEXT_DISPLAY,
  type Component,
} from './component.ts'
import { displayName, type Message, type User, type World } from './world.ts'

/** The parts of a command stand apart in it. */
const TOKEN = /(<\/[^<>]+:\d+>|<[^<>\s]+>)/u

/** What `viewer` reads: names for mentions, their own zone for times, and no marks of formatting. */
export function plainText(world: World, viewer: User, text: string, guildId?: string): string {
  return text
    .split(TOKEN)
    .map((part, index) => (index % 2 === 1 ? plainToken(world, viewer, part, guildId) : withoutMarks(part)))
    .join('')
}

/** A whole message: its words, then its components in the order in which they stand. */
export function plainMessage(world: World, viewer: User, { content, components }: Message, guildId?: string): string {
  const words = content === '' ? [] : [plainText(world, viewer, content, guildId)]
  return [...words, plainComponents(world, viewer, components, guildId)].filter((part) => part !== '').join('\n')
}

export function plainComponents(
  world: World,
  viewer: User,
  components: readonly Component[],
  guildId?: string,
): string {
  const read = (component: Component) => plainComponent(world, viewer, component, guildId)
  return components
    .map(read)
    .filter((part) => part !== '')
    .join('\n')
}

function plainComponent(world: World, viewer: User, component: Component, guildId: string | undefined): string {
  const { type, components, accessory, content, label, description } = component
  const inside = () => plainComponents(world, viewer, components ?? [], guildId)
  switch (type) {
    case CONTAINER:
      return inside()
    case SECTION:
      return [inside(), accessory ? plainComponent(world, viewer, accessory, guildId) : ''].filter(Boolean).join('\n')
    case ACTION_ROW:
      return (components ?? []).map((each) => plainComponent(world, viewer, each, guildId)).join(' ')
    case TEXT_DISPLAY:
      return plainText(world, viewer, content ?? '', guildId)
    case LABEL:
      return [label ?? '', description ?? ''].filter(Boolean).join('\n')
    case BUTTON:
      return `[${label ?? component.emoji?.name ?? ''}]`
    case FILE:
    case MEDIA_GALLERY:
      return mediaIn(component)
        .map((name) => `(${name})`)
        .join(' ')
    default:
      return SELECTS.includes(type) ? `[${component.placeholder ?? ''} ▾]` : ''
  }
}

function mediaIn({ file, items }: Component): string[] {
  const shown = items?.map(({ media, description }) => description ?? media.url) ?? []
  return [...(file ? [file.url] : []), ...shown].map((url) => url.replace(/^attachment:\/\//u, ''))
}

/** https://docs.discord.com/developers/reference#message-formatting */
function plainToken(world: World, viewer: User, token: string, guildId: string | undefined): string {
  const [, kind = '', id = '', style = 'f'] = /^<(@!?|@&|#|t:)(-?\d+)(?::([a-zA-Z]))?>$/u.exec(token) ?? []
  if (kind === '@&') return `@${world.guilds.get(guildId ?? '')?.roles.get(id)?.name ?? 'unknown-role'}`
  if (kind.startsWith('@')) return `@${displayName(world, guildId, id)}`
  if (kind === '#') return `#${world.channels.get(id)?.name ?? 'unknown'}`
  if (kind === 't:') return timeFor(viewer, Number(id), style)
  const [, command] = /^<\/([^:]+):\d+>$/u.exec(token) ?? []
  return command === undefined ? token : `/${command}`
}

function timeFor({ locale, zone }: User, seconds: number, style: string): string {
  // `F` has the weekday too.
  const shape = { dateStyle: style === 'F' ? 'full' : 'medium', timeStyle: 'short', timeZone: zone } as const
  return new Intl.DateTimeFormat(locale, shape).format(seconds * 1000)
}

const MARKS = /\*\*|__|~~|\|\||```(?:\w+\n)?|`|(?<![\p{L}\p{N}])[*_](?=\S)|(?<=\S)[*_](?![\p{L}\p{N}])/gu
const AT_LINE_START = /^(?:#{1,3}|-#|>{1,3})\s+/gmu

/** A mark behind a backslash is a letter like any other. */
function withoutMarks(text: string): string {
  return text
    .replaceAll(AT_LINE_START, '')
    .split(/(\\[!-/:-@[-`{-~])/u)
    .map((part) =>
      /^\\./u.test(part)
        ? part.slice(1)
        : part.replaceAll(/\[([^\]\n]+)\]\(https?:[^)\s]+\)/gu, '$1').replaceAll(MARKS, ''),
    )
    .join('')
}
