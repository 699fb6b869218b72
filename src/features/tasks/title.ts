import { longestTitle } from './task.ts'

const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' })

/** As the database counts them: a letter outside the basic plane is one. */
export function charactersIn(text: string): number {
  let count = 0
  for (const _ of text) count++
  return count
}

/** The first line or sentence, whichever ends first; cut at a word where it is too long for a title. */
export function titleOf(text: string): string {
  const line = text.trim().split(/\r?\n/, 1)[0]?.replace(/\s+/g, ' ').trim() ?? ''
  const title = firstSentence(line).replace(/[.।]+$/u, '')
  return charactersIn(title) <= longestTitle ? title : cutAtWord(title, longestTitle)
}

/**
 * What a brief says besides the title above it, which is not said twice: `… by Friday #travel`, or the sentences behind it.
 * All of the brief where it does not begin with its title.
 */
export function restOf(brief: string, title: string): string {
  const whole = brief.trim()
  if (title === '' || !whole.startsWith(title)) return whole
  const rest = whole.slice(title.length)
  if (/^[\p{L}\p{M}\p{N}]/u.test(rest)) return whole
  const isApart = /^[.!?।]*(?:\s*\n|\s*$)|^[.!?।]+\s/u.test(rest)
  const said = rest.replace(/^[\s.!?।]+/u, '')
  return said === '' || isApart ? said : `… ${rest.trimStart()}`
}

/** A full stop behind a short word may be an abbreviation ("Dr. Rao", "no. 5"), so it ends nothing. */
function firstSentence(line: string): string {
  return /^.*?(?:[\p{L}\p{M}\p{N})”"]{4}\.|[?!।])(?=\s+\S)/u.exec(line)?.[0] ?? line
}

/** The beginning of a text that is too long, with `…` behind it: whole words, and never a part of a letter. `lengthOf` counts. */
export function cutAtWord(text: string, longest: number, lengthOf = charactersIn): string {
  let kept = ''
  let count = 0
  for (const { segment } of graphemes.segment(text)) {
    count += lengthOf(segment)
    if (count >= longest) break
    kept += segment
  }
  // A single word that is longer than a title is cut within.
  const whole = text.startsWith(`${kept} `) ? kept : kept.replace(/\s+\S*$/u, '')
  return `${whole.replace(/[\s,;:–—-]+$/u, '')}…`
}
