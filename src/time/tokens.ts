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

const nothing: Meaning = {}
const chunk = /\S+/gu
const inChunk =
  /(?<half>[ap]\.m(?![\p{L}\p{M}])\.?)|(?<oclock>o['’]clock(?![\p{L}\p{M}]))|(?<word>\p{L}[\p{L}\p{M}]*)|(?<number>\d+)|(?<part>[½¼¾])|./gsu
const fractions: Readonly<Record<string, number>> = { '½': 0.5, '¼': 0.25, '¾': 0.75 }

/** Addresses and mentions: what looks like a time in them is none. */
const opaque = /:\/\/|^<[@#!:]|^[^@<>\s]+@[^@\s]+\.\p{L}{2,}[>).,;]*$/u

/** The words of a text that is NFC; each looked up once. */
export function tokensOf(typed: string): Token[] {
  const text = readable(typed)
  const tokens: Token[] = []
  let reached = 0
  for (const { index, 0: found } of text.matchAll(chunk)) {
    const breaks = typed.slice(reached, index).includes('\n')
    if (opaque.test(found.slice(0, 300)))
      add(tokens, typed, { kind: 'other', text: found, value: Number.NaN }, index, breaks)
    else cut(tokens, typed, found, index, breaks)
    reached = index + found.length
  }
  return tokens
}

function cut(tokens: Token[], typed: string, found: string, at: number, breaks: boolean): void {
  for (const { index, 0: text, groups = {} } of found.matchAll(inChunk)) {
    const { half, oclock, word, number, part } = groups
    const value = number ? Number(number) : part ? (fractions[part] ?? Number.NaN) : Number.NaN
    const kind = half || oclock || word ? 'word' : number || part ? 'number' : 'sign'
    const said = half ? `${half[0]}m` : oclock ? "o'clock" : text
    add(tokens, typed, { kind, text: said, value }, at + index, breaks && index === 0, text.length)
  }
}

function add(
  tokens: Token[],
  typed: string,
  { kind, text, value }: Pick<Token, 'kind' | 'text' | 'value'>,
  start: number,
  breaks: boolean,
  length = text.length,
): void {
  const end = start + length
  const capital = kind === 'word' && typed.slice(start, end) !== text && typed.slice(start, end) === text.toUpperCase()
  const means = kind === 'word' ? (meaningOf(text) ?? nothing) : nothing
  const titled = kind === 'word' && typed[start] !== text[0]
  tokens.push({ kind, text, value, start, end, glued: tokens.at(-1)?.end === start, breaks, titled, capital, means })
}
