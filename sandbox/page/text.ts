import { html, raw } from 'hono/html'

/** A piece of the page. */
export type Html = ReturnType<typeof raw> | Promise<ReturnType<typeof raw>>

export const nothing = raw('')

/** Escapes for an element's text or a quoted attribute. */
export function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;')
}

/** Pairs of marks around words, outermost first: what stands between them is marked up again, but for code. */
type Marks = { mark: RegExp; tag: string; code?: true }[]

const slackMarks: Marks = [
  { mark: /`([^`\n]+)`/u, tag: 'code', code: true },
  { mark: /(?<![\p{L}\p{N}])\*(\S(?:[^*\n]*\S)?)\*(?![\p{L}\p{N}])/u, tag: 'strong' },
  { mark: /(?<![\p{L}\p{N}])_(\S(?:[^_\n]*\S)?)_(?![\p{L}\p{N}])/u, tag: 'em' },
  { mark: /(?<![\p{L}\p{N}])~(\S(?:[^~\n]*\S)?)~(?![\p{L}\p{N}])/u, tag: 's' },
]

const discordMarks: Marks = [
  { mark: /`([^`\n]+)`/u, tag: 'code', code: true },
  { mark: /\*\*(\S(?:[^\n]*?\S)?)\*\*/u, tag: 'strong' },
  { mark: /(?<!\*)\*(\S(?:[^*\n]*\S)?)\*(?!\*)/u, tag: 'em' },
  { mark: /(?<![\p{L}\p{N}])_(\S(?:[^_\n]*\S)?)_(?![\p{L}\p{N}])/u, tag: 'em' },
  { mark: /~~(\S(?:[^\n]*?\S)?)~~/u, tag: 's' },
]

/** Slack's mrkdwn. `read` words what stands in angle brackets: mentions, channels, dates. */
export function slackText(text: string, read: (token: string) => string): Html {
  const parts = text.split(/```\n?([\s\S]+?)\n?```\n?/u)
  return raw(parts.map((part, index) => (index % 2 ? codeBlock(unescape(part)) : slackLines(part, read))).join(''))
}

function slackLines(text: string, read: (token: string) => string): string {
  const parts = text.split(/(<[^<>\n]+>)/u).map((part) => {
    if (!/^<[^<>\n]+>$/u.test(part)) return marked(emoji(unescape(part)), slackMarks)
    const [, address, label] = /^<((?:https?|mailto):[^|>]+)(?:\|([^>]*))?>$/u.exec(part) ?? []
    if (address) return link(unescape(address), unescape(label ?? address))
    return token(part, read)
  })
  return parts.join('').replaceAll('\n', '<br>')
}

/** Discord's markdown, as far as messages use it: blocks of code, headings, small print, quotes, lists of lines. */
export function discordText(text: string, read: (token: string) => string): Html {
  const parts = text.split(/```(?:\w+\n)?\n?([\s\S]+?)\n?```\n?/u)
  return raw(parts.map((part, index) => (index % 2 ? codeBlock(part) : discordLines(part, read))).join(''))
}

/** No `pre`: the paragraph that it stands in would end there. */
const codeBlock = (text: string) => `<code class="block">${escapeHtml(text)}</code>`

function discordLines(text: string, read: (token: string) => string): string {
  const lines = hideEscapes(text)
    .split('\n')
    .map((line) => {
      const [, mark, rest] = /^(#{1,3}|-#|>)\s+(.*)$/u.exec(line) ?? []
      const words = discordLine(rest ?? line, read)
      if (mark === '-#') return `<small>${words}</small>`
      if (mark === '>') return `<blockquote>${words}</blockquote>`
      return mark ? `<strong class="heading${mark.length}">${words}</strong>` : words
    })
  return showEscapes(lines.join('<br>'))
}

function discordLine(text: string, read: (token: string) => string): string {
  const tokens = /(<(?:@[!&]?\d+|#\d+|t:-?\d+(?::[a-zA-Z])?)>|https?:\/\/[^\s<>)]+|\[[^\]\n]+\]\(https?:[^)\s]+\))/u
  return text
    .split(tokens)
    .map((part) => {
      if (/^https?:/u.test(part)) return link(showPlain(part), showPlain(part))
      const [, label, address] = /^\[([^\]\n]+)\]\((https?:[^)\s]+)\)$/u.exec(part) ?? []
      if (label && address) return link(address, label)
      return part.startsWith('<') && part.endsWith('>') ? token(part, read) : marked(part, discordMarks)
    })
    .join('')
}

/** A mention stands out; a time is words like others. */
function token(part: string, read: (token: string) => string): string {
  const kind = /^<(?:!date|t:)/u.test(part) ? 'date' : 'mention'
  return `<span class="${kind}">${escapeHtml(read(part))}</span>`
}

/** A backslash takes the meaning from the mark behind it: both are put away as one private letter while marks are read. */
const privateUse = 0xe000
const hideEscapes = (text: string) =>
  text.replaceAll(/\\([!-/:-@[-`{-~])/gu, (_, mark: string) =>
    String.fromCodePoint(privateUse + (mark.codePointAt(0) ?? 0)),
  )
const shown = (letter: string) => String.fromCodePoint((letter.codePointAt(0) ?? 0) - privateUse)
const showEscapes = (text: string) => text.replaceAll(/[\ue000-\ue0ff]/gu, (letter) => escapeHtml(shown(letter)))
const showPlain = (text: string) => text.replaceAll(/[\ue000-\ue0ff]/gu, shown)

export const linkTo = (address: string, label: string): Html => raw(link(address, label))

/** Where a browser may go without running anything. */
const isSafe = (address: string) => /^(?:https?|mailto):/iu.test(address)

function link(address: string, label: string): string {
  if (!isSafe(address)) return escapeHtml(label)
  return `<a href="${escapeHtml(address)}" target="_blank" rel="noreferrer">${escapeHtml(label)}</a>`
}

function marked(text: string, marks: Marks): string {
  for (const { mark, tag, code } of marks) {
    const found = mark.exec(text)
    if (!found) continue
    const inside = found[1] ?? ''
    const before = text.slice(0, found.index)
    const after = text.slice(found.index + found[0].length)
    return `${marked(before, marks)}<${tag}>${code ? escapeHtml(inside) : marked(inside, marks)}</${tag}>${marked(after, marks)}`
  }
  return escapeHtml(text)
}

const unescape = (text: string) => text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')

/** A few of Slack's names for pictures; one that is not here stays as its name. */
const pictures = new Map(
  Object.entries({
    large_blue_circle: '🔵',
    large_green_circle: '🟢',
    large_yellow_circle: '🟡',
    large_orange_circle: '🟠',
    red_circle: '🔴',
    white_circle: '⚪',
    black_circle: '⚫',
    white_check_mark: '✅',
    heavy_check_mark: '✔️',
    warning: '⚠️',
    hourglass_flowing_sand: '⏳',
    star: '⭐',
    eyes: '👀',
    '+1': '👍',
  }),
)

export function emoji(text: string): string {
  return text.replaceAll(/:([a-z0-9_+-]+):/gu, (whole, name: string) => pictures.get(name) ?? whole)
}

/** For whoever has it read aloud, and for the typeface. */
export function languageOf(text: string): Html {
  const hindi = text.match(/\p{sc=Deva}/gu)?.length ?? 0
  return hindi > (text.match(/\p{sc=Latin}/gu)?.length ?? 0) ? raw('lang="hi"') : nothing
}

/** What a button or field does, for the page's script. */
export function gesture(action: Record<string, unknown>): Html {
  return raw(`data-gesture="${escapeHtml(JSON.stringify(action))}"`)
}

/** A button that opens a page. Slack tells the app that it was pressed, Discord does not. */
export function linkButton(address: string, label: string, pressed: Html = nothing): Html {
  return html`<a class="button" href="${isSafe(address) ? address : '#'}" target="_blank" rel="noreferrer" ${pressed}
    >${label}</a
  >`
}

/** Within the room that there is; pressed, it opens by itself in its own size. */
export function picture(address: string, words: string): Html {
  return html`<a class="picture" href="${address}" target="_blank" rel="noreferrer"
    ><img src="${address}" alt="${words || 'Picture'}" loading="lazy"
  /></a>`
}

/** Two letters on a colour of the name's own. */
export function face(name: string, bot: boolean): Html {
  const letters = name
    .split(/\s+/u)
    .map((word) => word[0] ?? '')
    .slice(0, 2)
    .join('')
    .toUpperCase()
  const hue = [...name].reduce((sum, letter) => (sum * 31 + (letter.codePointAt(0) ?? 0)) % 360, 7)
  return html`<span class="face ${bot ? 'bot' : ''}" style="--hue:${hue}" aria-hidden="true">${letters}</span>`
}
