import type { Text } from '#src/kernel/card.ts'
import { cutWith } from '#adapters/shared/cut.ts'
import { atAddresses } from '#src/kernel/address.ts'

/**
 * Invisible, and no end of a word. Slack has no escape for `*`, `_`, `~` and backticks; it reads them as marks only where
 * a word begins or ends, which a joiner beside them takes away. Whoever copies the words copies it too, so long words of
 * people's do not go through here: see `richText`.
 */
const joiner = '\u2060'

/**
 * People's words as `mrkdwn`, so that Slack shows them as they were written: no mention, no formatting, no hidden link. An
 * address stays one that can be followed. What goes through here is sent `verbatim`, or Slack would find channels in it.
 *
 * https://docs.slack.dev/messaging/formatting-message-text#escaping
 */
export function escape(text: string): string {
  return atAddresses(text)
    .map((part, index) => (index % 2 === 1 ? `<${escapeAddress(part)}>` : escapeWords(part)))
    .join('')
}

/** Between these brackets what follows a bar is shown in the address's place. */
function escapeAddress(url: string): string {
  return escapeSigns(url).replaceAll('|', '%7C')
}

function escapeSigns(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}

function escapeWords(text: string): string {
  return (
    escapeSigns(text)
      .replaceAll(/`|(?<![\p{L}\p{N}])[*_~]|[*_~](?![\p{L}\p{N}])/gu, `${joiner}$&${joiner}`)
      .replaceAll(/^(\s*)&gt;/gmu, `$1${joiner}&gt;`)
      // `:tada:` would be drawn.
      .replaceAll(/:(?=[a-z0-9_+-]+:)/gu, `:${joiner}`)
  )
}

/** Words where Slack reads no marks: it takes back the three escapes all the same. */
export function escapePlain(text: string): string {
  return text.replaceAll(/&(?=(?:amp|lt|gt);)/gu, '&amp;')
}

export type RichPart = { type: 'text'; text: string } | { type: 'link'; url: string }

/** Words as Slack keeps what a person types: nothing in them is a mark, and they can be copied as they were written. */
export function richText(text: string, longestUrl: number): RichPart[] {
  return atAddresses(text).flatMap((part, index): RichPart[] => {
    if (part === '') return []
    const isLink = index % 2 === 1 && URL.canParse(part) && part.length <= longestUrl
    return [isLink ? { type: 'link', url: part } : { type: 'text', text: part }]
  })
}

/** Escaped and at most `longest` units long as escaped. */
export function cutEscaped(text: string, longest: number): string {
  return cutWith(escape, text, longest)
}

/** Escaped, within a length and within bytes of UTF-8. */
export function cutBytes(text: string, { length, bytes }: { length: number; bytes: number }): string {
  const short = cutEscaped(text, length)
  const size = Buffer.byteLength(short)
  return size <= bytes ? short : cutBytes(text, { length: Math.floor((short.length * bytes) / size) - 1, bytes })
}

/** For a plain text object. */
export function cutPlain(text: string, longest: number): string {
  return cutWith(escapePlain, text, longest)
}

/** Text with moments, each worded by the reader's own Slack in the reader's own zone. */
export function line(text: Text, longest: number): string {
  if (typeof text === 'string') return cutEscaped(text, longest)
  let left = longest
  const parts: string[] = []
  for (const part of text) {
    const written = typeof part === 'string' ? cutEscaped(part, left) : momentOf(part)
    // Half a date would be shown as it is.
    if (written.length > left) break
    parts.push(written)
    left -= written.length
  }
  return parts.join('')
}

/** https://docs.slack.dev/messaging/formatting-message-text#date-formatting */
function momentOf({ at, words }: { at: Temporal.Instant; words: string }): string {
  const fallback = escapeSigns(words).replaceAll('|', '/')
  return `<!date^${Math.floor(at.epochMilliseconds / 1_000)}^{date_long_pretty}, {time}|${fallback}>`
}

export function oneLine(text: Text): Text {
  if (typeof text === 'string') return inOneLine(text)
  return text.map((part) => (typeof part === 'string' ? part.replace(/\s+/gu, ' ') : part))
}

export function inOneLine(text: string): string {
  return text.replace(/\s+/gu, ' ').trim()
}
