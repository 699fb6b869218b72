import { type Reading, readBefore, readMoment, type Text } from './phrase-reading.ts'
import type { World } from './phrase-world.ts'

export type Found = {
  reading: Reading
  /** What is to be cut out: the time and the words that introduce it. */
  from: number
  to: number
  /** Whether it may be cut out, or stays since it may belong to the task. */
  removed: boolean
}

const wordStart = String.raw`(?<![\p{L}\p{M}\p{N}_'’#@!/-])`
const wordEnd = String.raw`(?![\p{L}\p{M}\p{N}_'’])`

const introduction =
  "(?:(?:it is|it['’]s|is|are) )?due (?:date )?(?:by|on|at|is|before)|(?:(?:it is|it['’]s|is|are) )?due(?: date)?:?|deadline(?: is| by)?:?|(?:no|not) later than|latest by|on or before|by latest|by|before|till|until|upto|up to"
const introductions = new RegExp(`${wordStart}(${introduction})(?: +|(?<=:))(?:or before )?`, 'gu')
const tak = new RegExp(`${wordStart}(?:तक|से पहले|से पूर्व|tak|se (?:pehle|pahle))${wordEnd}`, 'gu')

/** What may stand behind a time at the end of a task: marks, mentions, and courtesy. */
const tail =
  /^(?:[\s.,;!?।)]|(?:please|pls|plz|thanks|thank you|thx|asap|को|कृपया|धन्यवाद)(?![\p{L}\p{M}\p{N}])|(?<=\s)[#!@][^\s#!@]+(?![^\s#!@])|<[@#!][^>]*>|client:(?:"[^"]*"|\S+(?!\S)))*$/u

/** Before these, a time at the end is part of what the task is about. */
const belongs =
  /(?:^|[^\p{L}\p{M}\p{N}])(?:for|of|from|since|about|after|between|and|or|to|through|than|the|a|an|every|each|last|per|not|only|black|good|easter|cyber|ash|super|usa|called|titled|named|by|before|due|till|until|upto|से|का|की|के|और|हर)\s+(?:on |at )?$|[-–—/"“'’&+]\s*$/u

const genitive = /^\s*(?:तक |tak )?(?:का|की|के|ka|ki|ke|वाला|वाली|वाले|से)(?![\p{L}\p{M}])/u

/** What may follow a time that could be something else, such as "by Sat" or "by the 1st". */
const goesOn = /^(?:[.,;:!?)।\n]| (?:to|and|for|so|with|as|or|but|then|if|via|using|from|in|at|on)\s)/

/** "5pm" with "open till" before it is a shop's hours. */
const opening = /(?:open|opens|available|valid|running|runs|closed|from [^.;\n]{1,30})\s+$/u

/** The last due time that "by" or the like introduces, anywhere in the text. */
export function findIntroduced(text: Text, world: World): Found | null {
  for (const found of [...text.readable.matchAll(introductions)].toReversed()) {
    const reading = readMoment(text, found.index + found[0].length, world)
    if (!reading || !isDue(text.readable, found.index, found[1] ?? '', reading)) continue
    const before = /(?:^|due )before$/.test(found[1] ?? '')
    const due = before ? readBefore(reading, world) : reading
    return widened(text, { reading: due, from: found.index, to: reading.end, removed: true }, world)
  }
  return null
}

function isDue(text: string, from: number, word: string, reading: Reading): boolean {
  const rest = text.slice(reading.end)
  const atEnd = tail.test(rest)
  if (reading.strength === 'loose' || /^['’"”»`]|^-\p{L}/u.test(rest)) return false
  if (reading.vague && (!atEnd || /night/.test(text.slice(reading.start, reading.end)))) return false
  if (/^(?:till|until|up ?to)$/.test(word)) return atEnd && !opening.test(text.slice(Math.max(0, from - 60), from))
  return atEnd || (reading.strength === 'clear' ? /^(?:\W|$)/ : goesOn).test(rest)
}

/** "Friday by 5pm", "on Friday, by 5pm": the day stands before the word that introduces the time. */
function widened(text: Text, found: Found, world: World): Found {
  const before = text.readable.slice(0, found.from)
  for (const { index } of lastWords(before, 4)) {
    const reading = readMoment(text, index, world)
    if (!reading || reading.end < found.to) continue
    const on = /(?:\s|^)(?:on|at)\s+$/.exec(text.readable.slice(0, index))
    return { ...found, reading, from: on?.index ?? index }
  }
  return found
}

/** The last due time with तक or से पहले behind it, anywhere in the text. */
export function findBeforeTak(text: Text, world: World): Found | null {
  for (const { index, 0: word } of [...text.readable.matchAll(tak)].toReversed()) {
    const to = index + word.length
    if (genitive.test(text.readable.slice(to))) continue

    const before = text.readable.slice(0, index)
    const reading = firstReading(text, before, 7, world, (end) => before.slice(end).trim() === '')
    if (!reading || (reading.strength === 'loose' && !/बजे|baje/.test(before))) continue
    // सोमवार से शुक्रवार तक: how long, not by when.
    if (/(?:^|\s)(?:से|se)\s+$/u.test(before.slice(0, reading.start))) continue
    return {
      reading: /^(?:तक|tak)/.test(word) ? reading : readBefore(reading, world),
      from: reading.start,
      to,
      removed: true,
    }
  }
  return null
}

/** A plain time at the end of the text. */
export function findTrailing(text: Text, world: World): Found | null {
  const reading = firstReading(text, text.readable, 16, world, (end) => tail.test(text.readable.slice(end)))
  if (!reading || reading.strength !== 'clear' || reading.start === 0) return null

  const before = text.readable.slice(0, reading.start)
  const today = world.now.toZonedDateTimeISO(reading.zone).toPlainDate()
  const day = reading.at.toZonedDateTimeISO(reading.zone).toPlainDate()
  if (belongs.test(before.slice(-60)) || Temporal.PlainDate.compare(day, today) < 0) return null
  return { reading, from: reading.start, to: reading.end, removed: reading.deadline }
}

/** In Hindi the time comes first: "कल शाम 5 बजे बैंक को फोन करना". */
export function findLeadingHindi(text: Text, world: World): Found | null {
  const reading = /^\p{Script=Devanagari}|^\d+ \p{Script=Devanagari}/u.test(text.readable)
    ? readMoment(text, 0, world)
    : null
  if (!reading || reading.strength !== 'clear' || genitive.test(text.readable.slice(reading.end))) return null
  return { reading, from: 0, to: reading.end, removed: false }
}

/** A field's time without "by" before it or तक behind it, and whether it is to be before that time. */
export function stripIntroduction(text: string): { start: number; end: number; before: boolean } {
  const ahead = new RegExp(`^\\s*(?:(${introduction}|on|from)(?: +|(?<=:)))?`, 'u').exec(text)
  const start = ahead?.[0].length ?? 0
  const behind = /[\s.,;!?।]*(?:(तक|से पहले|को|tak|se pehle|please|pls)[\s.,;!?।]*)?$/u.exec(text.slice(start))
  const before = /(?:^|due )before$/.test(ahead?.[1] ?? '') || /^(?:से|se)/.test(behind?.[1] ?? '')
  return { start, end: behind ? start + behind.index : text.length, before }
}

/** The earliest of the last few words at which a time begins that ends where it must. */
function firstReading(
  text: Text,
  before: string,
  words: number,
  world: World,
  endsWell: (end: number) => boolean,
): Reading | null {
  for (const { index } of lastWords(before, words)) {
    const reading = readMoment(text, index, world)
    if (reading && endsWell(reading.end)) return reading
  }
  return null
}

function lastWords(text: string, count: number): { index: number }[] {
  const offset = Math.max(0, text.length - count * 40)
  const words = [...text.slice(offset).matchAll(/(?<![^\s,(])[^\s,(]/gu)].slice(-count)
  return words.map(({ index }) => ({ index: offset + index }))
}
