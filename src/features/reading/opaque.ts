/** What takes the place of a character that is not read: a letter, so that no word begins or ends where none did. */
const filler = 'x'

/** A part of a line that is only looked through to a limit: what is longer is no quotation. */
const longestQuote = 400

const fenced = /```[\s\S]*?(?:```|$)/gu
const inline = new RegExp(
  [
    '`[^`\\n]{1,' + longestQuote + '}`',
    `"[^"\\n]{1,${longestQuote}}"`,
    // Within one that opens none opens again: else each of many that never close would be followed to the limit.
    `“[^“”\\n]{1,${longestQuote}}”`,
    `«[^«»\\n]{1,${longestQuote}}»`,
    `‘[^‘’\\n]{1,${longestQuote}}’`,
    // A straight one is an apostrophe as often: only where a word begins with it and another ends with it.
    String.raw`(?<![^\s(:])'(?=\S)[^'\n]{1,${longestQuote}}'(?![^\s.,;:!?)।])`,
    String.raw`<[@#!][^>\s][^>\n]{0,200}>`,
    String.raw`(?<!\S)https?:\/\/\S+`,
  ].join('|'),
  'gu',
)
const item = /^(?:[ \t]*(?:[-*•–—▪◦]|\d{1,3}[.)]|[a-z][.)]|\[[ xX]?\])[ \t]|[ \t]*&?(?:>|gt;)).*$/gmu

/**
 * The same text with all that is shown and not said made unreadable, each character by one, line breaks kept: code,
 * quotations, links, mentions; and of a text of several lines the items of lists and what is quoted by `>`.
 */
export function withoutOpaque(text: string): string {
  const hide = (found: string) => found.replaceAll(/[^\n]/g, filler)
  const spoken = text.replaceAll(fenced, hide).replaceAll(inline, hide)
  return spoken.includes('\n') ? spoken.replaceAll(item, hide) : spoken
}

/** The same text with one part of it made unreadable: what was read already is not read again. */
export function hidden(text: string, from: number, to: number): string {
  return `${text.slice(0, from)}${text.slice(from, to).replaceAll(/[^\n\s]/g, filler)}${text.slice(to)}`
}

/** The same text with nothing but spaces outside of one part of it, so that each letter stays where it was. */
export function alone(text: string, from: number, to: number): string {
  const [start, end] = [Math.max(0, from), Math.min(text.length, to)]
  return `${' '.repeat(start)}${text.slice(start, end)}${' '.repeat(text.length - end)}`
}
