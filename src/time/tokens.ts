import { readable } from './digits.ts'
import { meaningOf, type Meaning } from './lexicon.ts'

/** A word, a number, a sign, or something that is none of our business: an address, a mention. */
export type Token = {
  kind: 'word' | 'number' | 'sign' | 'other'
  /** In small letters, with 0 to 9 for Devanagari digits. */
  text: string
  /** Of a number; `NaN` else. */
  value: number
  start: number
  end: number
  /** Nothing stands between it and the token before. */
  glued: boolean
  /** A line break stands before it. */
  breaks: boolean
  /** It begins with a capital letter. */
  titled: boolean
  /** It was written in capital letters. */
  capital: boolean
  means: Meaning
}

/** Of a word that has nothing to do with time: this very object, so that one need not look into it. */
export const nothing: Meaning = {}
const fractions: Readonly<Record<string, number>> = { '½': 0.5, '¼': 0.25, '¾': 0.75 }

/** Addresses and mentions: what looks like a time in them is none. */
const opaque = /:\/\/|^<[@#!:]|^[^@<>\s]+@[^@\s]+\.\p{L}{2,}[>).,;]*$/u
/** `p.m.` with its full stops, and `o'clock` with its apostrophe, are one word each. */
const half = /[ap]\.m(?![\p{L}\p{M}])\.?/uy
const oclock = /o['’]clock(?![\p{L}\p{M}])/uy
const letters = /\p{L}[\p{L}\p{M}]*/uy

/** One text is asked for times and for what repeats, one after the other. */
let latest: { typed: string; tokens: readonly Token[] } | null = null

/** The words of a text that is NFC; each looked up once. */
export function tokensOf(typed: string): readonly Token[] {
  if (latest?.typed !== typed) latest = { typed, tokens: wordsOf(typed) }
  return latest.tokens
}

/** By hand where most characters are: long texts are many words. */
function wordsOf(typed: string): Token[] {
  const text = readable(typed)
  const tokens: Token[] = []
  const known = new Map<string, Meaning>()
  const meaning = (word: string) => {
    const found = known.get(word) ?? meaningOf(word) ?? nothing
    known.set(word, found)
    return found
  }
  let breaks = false
  for (let i = 0; i < text.length;) {
    if (text.charCodeAt(i) === space) {
      breaks ||= typed.charCodeAt(i) === newline
      i += 1
      continue
    }
    // Only where a chunk begins can an address begin.
    const end = i === 0 || text.charCodeAt(i - 1) === space ? opaqueEnd(text, i) : i
    if (end > i) tokens.push(make(typed, text, 'other', { start: i, end }, breaks, tokens.at(-1)))
    else tokens.push(next(typed, text, i, breaks, tokens.at(-1), meaning))
    breaks = false
    i = tokens.at(-1)?.end ?? text.length
  }
  return tokens
}

type Look = (word: string) => Meaning

const space = 0x20
const newline = 0x0a
const longestLook = 300

function opaqueEnd(text: string, i: number): number {
  const stop = text.indexOf(' ', i)
  const end = stop < 0 ? text.length : stop
  return opaque.test(text.slice(i, Math.min(end, i + longestLook))) ? end : i
}

function next(
  typed: string,
  text: string,
  i: number,
  breaks: boolean,
  before: Token | undefined,
  meaning: Look,
): Token {
  const code = text.charCodeAt(i)
  if (code >= 0x30 && code <= 0x39) {
    let end = i + 1
    while (text.charCodeAt(end) >= 0x30 && text.charCodeAt(end) <= 0x39) end += 1
    return make(typed, text, 'number', { start: i, end }, breaks, before)
  }
  // What is below the letters is a sign, and most of what is.
  if (code < 0x41) return make(typed, text, 'sign', { start: i, end: i + 1 }, breaks, before)
  const end = wordEndAt(text, i)
  if (end > i) return make(typed, text, 'word', { start: i, end }, breaks, before, meaning)
  const length = (text.codePointAt(i) ?? 0) > 0xffff ? 2 : 1
  const kind = Object.hasOwn(fractions, text[i] ?? '') ? 'number' : 'sign'
  return make(typed, text, kind, { start: i, end: i + length }, breaks, before)
}

function wordEndAt(text: string, i: number): number {
  const first = text[i]
  if (first === 'a' || first === 'p' || first === 'o') {
    const special = first === 'o' ? oclock : half
    special.lastIndex = i
    if (special.test(text)) return special.lastIndex
  }
  letters.lastIndex = i
  return letters.test(text) ? letters.lastIndex : i
}

const stop = 0x2e
const apostrophe = 0x2019

function isCapital(written: string): boolean {
  return written === written.toUpperCase()
}

function make(
  typed: string,
  readableText: string,
  kind: Token['kind'],
  { start, end }: { start: number; end: number },
  breaks: boolean,
  before: Token | undefined,
  meaning: Look = () => nothing,
): Token {
  const glued = before?.end === start
  let text = readableText.slice(start, end)
  if (kind !== 'word') {
    const value = kind === 'number' ? (fractions[text] ?? Number(text)) : Number.NaN
    return { kind, text, value, start, end, glued, breaks, titled: false, capital: false, means: nothing }
  }
  // Each character is where it was; only of a capital letter there is more to ask.
  const titled = typed.charCodeAt(start) !== readableText.charCodeAt(start)
  const capital = titled && isCapital(typed.slice(start, end))
  if (text.charCodeAt(1) === stop) text = `${text[0]}m`
  else if (text.charCodeAt(1) === apostrophe) text = "o'clock"
  return {
    kind,
    text,
    value: Number.NaN,
    start,
    end,
    glued,
    breaks,
    titled,
    capital,
    means: meaning(text),
  }
}
