import type { Text } from '#src/kernel/card.ts'
import { cut, cutWith } from '#adapters/shared/cut.ts'
import { atAddresses } from '#src/kernel/address.ts'

/**
 * People's words, so that Discord shows them as they were written: no formatting, no mention, no hidden link.
 *
 * A bare address is left alone, since a backslash inside it would break it.
 */
export function escape(text: string): string {
  return atAddresses(text)
    .map((part, index, all) => (index % 2 === 1 ? apart(part, all[index + 1] ?? '') : escapeWords(part)))
    .join('')
    .replace(/^(\s*)(-?#{1,3}|[-+]|>{1,3})(?=\s|$)/gmu, '$1\\$2')
    .replace(/^(\s*\d+)\.(?=\s)/gmu, '$1\\.')
}

/**
 * Discord takes all up to the next space for the address, but for a sign at the end that closes a sentence: what else stands
 * there, or the backslash before it, would lead elsewhere. This one is a space without width.
 */
function apart(address: string, next: string): string {
  // The same address, in which nobody is called.
  const calm = address.replaceAll(/@(?=everyone|here)/gu, '%40')
  return /^[^\s.,:;"')]/u.test(next) ? `${calm}\ufeff` : calm
}

function escapeWords(text: string): string {
  return (
    text
      .replace(/[\\*_~`|[\]<]/gu, '\\$&')
      // A backslash does not stop these two; something invisible inside does.
      .replace(/@(?=everyone|here)/gu, '@\u200b')
  )
}

/** Escaped and at most `longest` units long as escaped. */
export function cutEscaped(text: string, longest: number): string {
  return cutWith(escape, text, longest)
}

/** Text with moments, each worded by the reader's own Discord in the reader's own zone. */
export function line(text: Text, longest: number): string {
  if (typeof text === 'string') return cutEscaped(text, longest)
  let left = longest
  const parts: string[] = []
  for (const part of text) {
    const written =
      typeof part === 'string' ? cutEscaped(part, left) : `<t:${Math.floor(part.at.epochMilliseconds / 1_000)}:F>`
    // Half a timestamp would be shown as it is.
    if (written.length > left) break
    parts.push(written)
    left -= written.length
  }
  return parts.join('')
}

/**
 * Words in a box, with a button to copy them where Discord draws one: nothing in it is read as a mark or a mention. Words
 * that would end the box are shown without one, since anything put between their marks would be copied too.
 */
export function codeBlock(text: string, longest: number): string {
  const box = (words: string) => `\`\`\`\n${words}\n\`\`\``
  if (text.includes('```')) return cutEscaped(text, longest)
  return box(cut(text, longest - box('').length))
}

export function oneLine(text: Text): Text {
  if (typeof text === 'string') return text.replace(/\s+/gu, ' ').trim()
  return text.map((part) => (typeof part === 'string' ? part.replace(/\s+/gu, ' ') : part))
}
