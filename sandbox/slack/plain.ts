import { elementsOf, type Block } from './blocks.ts'
import { plainChart } from './charts.ts'
import type { Json } from './json.ts'
import { isJson } from './json.ts'
import { optionsOf } from './controls.ts'
import type { Slack, User } from './world.ts'

type Text = { type: 'plain_text' | 'mrkdwn'; text: string }

/** What `viewer` reads: names for mentions, their own zone for dates, the words of links, no formatting marks. */
export function plainText(slack: Slack, viewer: User, text: string): string {
  return text
    .split(/(<[^<>\n]+>)/)
    .map((part) => (/^<[^<>\n]+>$/.test(part) ? plainToken(slack, viewer, part.slice(1, -1)) : withoutMarks(part)))
    .map(unescape)
    .join('')
}

export function plainMessage(slack: Slack, viewer: User, text: string, blocks: Block[] | undefined): string {
  return blocks && blocks.length > 0 ? plainBlocks(slack, viewer, blocks) : plainText(slack, viewer, text)
}

export function plainBlocks(slack: Slack, viewer: User, blocks: Block[]): string {
  return blocks
    .map((block) => plainBlock(slack, viewer, block))
    .filter((line) => line !== '')
    .join('\n')
}

function plainBlock(slack: Slack, viewer: User, block: Block): string {
  const read = (text: Text | undefined) =>
    text === undefined ? '' : text.type === 'plain_text' ? unescape(text.text) : plainText(slack, viewer, text.text)
  const lines = (...parts: string[]) => parts.filter((part) => part !== '').join('\n')
  const controls = elementsOf(block)
    .map((element) => plainElement(element))
    .filter((part) => part !== '')
    .join(' ')

  switch (block.type) {
    case 'section':
      return lines(read(block.text), ...(block.fields ?? []).map(read), controls)
    case 'header':
      return read(block.text)
    case 'context':
      return block.elements
        .map((element) => (element.type === 'image' ? `(${element.alt_text})` : read(element)))
        .join(' ')
    case 'actions':
      return controls
    case 'input':
      return lines(`${read(block.label)}${block.optional ? ' (optional)' : ''}`, read(block.hint))
    case 'image':
      return lines(read(block.title), `(${block.alt_text})`)
    case 'markdown':
      return block.text
    case 'video':
      return read(block.title)
    case 'rich_text':
      return plainRich(slack, viewer, block.elements)
    case 'data_visualization':
      return plainChart(block)
    default:
      return ''
  }
}

function plainElement(element: ReturnType<typeof elementsOf>[number]): string {
  if (element.type === 'button') return `[${unescape(element.text.text)}]`
  if (element.type === 'image') return `(${element.alt_text})`
  if (element.type === 'overflow') return '[…]'
  if (element.type === 'radio_buttons' || element.type === 'checkboxes')
    return optionsOf(element)
      .map((option) => `( ) ${unescape(option.text.text)}`)
      .join(' ')
  return 'placeholder' in element && element.placeholder ? `[${unescape(element.placeholder.text)} ▾]` : '[▾]'
}

function plainRich(slack: Slack, viewer: User, elements: unknown[]): string {
  return elements
    .filter(isJson)
    .map((element) => plainRichElement(slack, viewer, element))
    .join('')
}

function plainRichElement(slack: Slack, viewer: User, element: Json): string {
  const { type, elements, text, user_id: userId, channel_id: channelId, url, name } = element
  if (Array.isArray(elements)) return `${plainRich(slack, viewer, elements)}${type === 'rich_text_section' ? '' : '\n'}`
  if (type === 'user') return plainToken(slack, viewer, `@${String(userId)}`)
  if (type === 'channel') return plainToken(slack, viewer, `#${String(channelId)}`)
  if (type === 'emoji') return `:${String(name)}:`
  return typeof text === 'string' ? text : typeof url === 'string' ? url : ''
}

function plainToken(slack: Slack, viewer: User, token: string): string {
  const bar = token.indexOf('|')
  const [target, label] = bar < 0 ? [token, undefined] : [token.slice(0, bar), token.slice(bar + 1)]

  if (target.startsWith('@')) return `@${slack.world.users.get(target.slice(1))?.name ?? label ?? target.slice(1)}`
  if (target.startsWith('#')) return `#${slack.world.channels.get(target.slice(1))?.name ?? label ?? target.slice(1)}`
  if (target.startsWith('!date^')) return plainDate(slack, viewer, target, label)
  if (target.startsWith('!subteam^')) return label ?? '@group'
  if (target.startsWith('!')) return `@${target.slice(1)}`
  return label ?? target.replace(/^mailto:/, '')
}

function plainDate(slack: Slack, viewer: User, target: string, fallback: string | undefined): string {
  const [, seconds, format] = target.split('^')
  const at = Number(seconds) * 1000
  if (!format || Number.isNaN(at)) return fallback ?? target
  return format.replaceAll(/\{(\w+)\}/g, (whole, name: string) => dateToken(slack, viewer, at, name) ?? whole)
}

/** The tokens of `<!date^…>`: docs.slack.dev/messaging/formatting-message-text, "Date formatting". */
function dateToken(slack: Slack, viewer: User, at: number, name: string): string | undefined {
  const said = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat('en-US', { timeZone: viewer.tz, ...options }).format(at)
  const dayOf = (ms: number) => new Intl.DateTimeFormat('en-CA', { timeZone: viewer.tz }).format(ms)
  const day = Number(said({ day: 'numeric' }))
  const near = [-1, 0, 1].find((days) => dayOf(slack.clock.now() + days * 86_400_000) === dayOf(at))
  const pretty = near === undefined ? undefined : ['Yesterday', 'Today', 'Tomorrow'][near + 1]?.toLowerCase()
  const long = `${said({ month: 'long' })} ${day}${ordinal(day)}, ${said({ year: 'numeric' })}`

  switch (name) {
    case 'date_num':
      return dayOf(at)
    case 'date_slash':
      return said({ year: 'numeric', month: '2-digit', day: '2-digit' })
    case 'date':
      return long
    case 'date_pretty':
      return pretty ?? long
    case 'date_short':
      return said({ year: 'numeric', month: 'short', day: 'numeric' })
    case 'date_short_pretty':
      return pretty ?? said({ year: 'numeric', month: 'short', day: 'numeric' })
    case 'date_long':
      return `${said({ weekday: 'long' })}, ${long}`
    case 'date_long_pretty':
      return pretty ?? `${said({ weekday: 'long' })}, ${long}`
    case 'time':
      return said({ hour: 'numeric', minute: '2-digit' }).replace('\u202f', ' ')
    case 'time_secs':
      return said({ hour: 'numeric', minute: '2-digit', second: '2-digit' }).replace('\u202f', ' ')
    default:
      return undefined
  }
}

function ordinal(day: number): string {
  if (day > 10 && day < 14) return 'th'
  return ['th', 'st', 'nd', 'rd'][day % 10] ?? 'th'
}

/** `*bold*`, `_italic_`, `~struck~` and code are shown, not read; only where a mark stands at the edge of a word. */
function withoutMarks(text: string): string {
  const edge = String.raw`[\s\p{P}\p{S}]`
  return ['*', '_', '~', '`'].reduce(
    (rest, mark) => {
      const sign = `\\${mark}`.replace('\\_', '_').replace('\\~', '~').replace('\\`', '`')
      return rest.replaceAll(
        new RegExp(`(^|${edge})${sign}(?=\\S)([^${sign}\\n]*?\\S)${sign}(?=$|${edge})`, 'gu'),
        '$1$2',
      )
    },
    text.replaceAll('```', ''),
  )
}

export const unescape = (text: string) => text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')
export const escape = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
