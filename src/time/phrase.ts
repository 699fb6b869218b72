import { readable } from './digits.ts'
import { findBeforeTak, findIntroduced, findLeadingHindi, findTrailing, stripIntroduction } from './phrase-find.ts'
import { type Reading, readBefore, readMoment, type Text } from './phrase-reading.ts'
import { type Speaker, type World, worldOf } from './phrase-world.ts'

export type UnderstoodTime = {
  at: Temporal.Instant
  /** The zone in which it was read: the speaker's, unless they named another ("5pm London time"). */
  zone: string
  /** The part of the text that says it, as it was typed, without "by" before it. */
  matched: string
  /** `day`: no time of day was said, and `at` is the end of that day. */
  kind: 'exact' | 'day'
  /** It is over already. To be asked about, never to be put right in silence. */
  past: boolean
}

/** Fields for a time are short; what is longer is not read to its end. */
const longestField = 300

/** When someone means, in English or Hindi: a field's whole text, or the longest time that stands in it. */
export function understandTime(input: string, speaker: Speaker): UnderstoodTime | null {
  const typed = input.normalize('NFC').slice(0, longestField)
  const text: Text = { typed, readable: readable(typed) }
  const world = worldOf(speaker)

  const inner = stripIntroduction(text.readable)
  const whole = readMoment(text, inner.start, world)
  if (whole && whole.end >= inner.end) return understood(text, inner.before ? readBefore(whole, world) : whole, world)

  const readings = wordStarts(text.readable).flatMap((start) => readMoment(text, start, world) ?? [])
  const [longest] = readings
    .filter(({ strength }) => strength !== 'loose')
    .toSorted((a, b) => b.end - b.start - (a.end - a.start))
  return longest ? understood(text, longest, world) : null
}

/**
 * The due time in the words of a task, and those words without it.
 *
 * What "by", "before", "due", "till", "तक" and the like introduce is taken out, and so is `eod` or `within 2 days` at the
 * end. A time that only stands at the end ("book a table tomorrow at 8pm") is understood as well, but it stays
 * in the text, since it may be what the task is about. `said` is the time as it was typed, with the words that introduce
 * it. `null`: there is none, and the text is as it was.
 */
export function findTrailingTime(
  input: string,
  speaker: Speaker,
): { text: string; time: UnderstoodTime; said: string } | null {
  const typed = input.normalize('NFC')
  const text: Text = { typed, readable: readable(typed) }
  const world = worldOf(speaker)

  const introduced = [findIntroduced(text, world), findBeforeTak(text, world)].flatMap((found) => found ?? [])
  const [found] = introduced.toSorted((a, b) => b.from - a.from)
  const chosen = found ?? findTrailing(text, world) ?? findLeadingHindi(text, world)
  if (!chosen) return null

  const rest = chosen.removed ? without(typed, chosen.from, chosen.to) : input
  const said = typed.slice(chosen.from, chosen.to).trim()
  return { text: rest, time: understood(text, chosen.reading, world), said }
}

function understood({ typed }: Text, { start, end, at, zone, kind }: Reading, { now }: World): UnderstoodTime {
  const matched = typed
    .slice(start, end)
    .replace(/^(?:at |@ ?)/i, '')
    .trim()
  return { at, zone, kind, matched, past: Temporal.Instant.compare(at, now) <= 0 }
}

function wordStarts(text: string): number[] {
  return [...text.matchAll(/(?<![^\s,(])\S/gu)].map(({ index }) => index)
}

/** The text around a gap, joined as if nothing had stood there. */
export function without(text: string, from: number, to: number): string {
  // Not by a pattern that ends in `$`: on a long run of spaces those take quadratic time.
  let kept = from
  while (kept > 0 && /[\s,;–—-]/.test(text[kept - 1] ?? '')) kept -= 1
  const before = text.slice(0, kept)
  const after = text.slice(to).replace(/^[ \t,]+/, '')
  // What belonged to the time goes with it; what stands before a word (`!high`, `-5`) belongs to the word.
  if (before === '') return after.replace(/^(?:[\s,.:;!?।–—-]+(?=\s|$)|[,:;।–—]+)/, '').trim()
  return `${before}${after === '' || /^(?:\n|[.;:!?)।](?:\s|$))/.test(after) ? '' : ' '}${after}`.trim()
}
