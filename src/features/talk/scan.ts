import { atAddresses } from '#src/kernel/address.ts'
import { text, type Span } from './markup.ts'
import type { Token } from './emphasis.ts'

/** What begins at a place: its tokens, and where it ends. Null: nothing but a letter. */
export type Rule = (line: string, at: number) => { tokens: Token[]; end: number } | null

/**
 * A text cut into tokens. A rule is asked at each place where one of its signs stands; addresses are whole, whatever signs are in
 * them; the rest is words.
 */
export function scanned(line: string, signs: RegExp, rule: Rule): Token[] {
  const tokens: Token[] = []
  const addresses = addressesIn(line)
  const places = new RegExp(signs.source, 'gu')
  let at = 0
  let next = 0
  while (at < line.length) {
    // What a rule took, such as code, may hold addresses.
    while ((addresses[next]?.[0] ?? Infinity) < at) next += 1
    const [from, address] = addresses[next] ?? [line.length, '']
    places.lastIndex = at
    const sign = Math.min(from, places.exec(line)?.index ?? line.length)
    if (sign > at) tokens.push(text(line.slice(at, sign)))
    at = sign
    if (at === from && address !== '') {
      const own = withoutSign(address, line[at - 1])
      tokens.push(text(own, [], own))
      at += own.length
    } else if (at < line.length) {
      const made = rule(line, at)
      tokens.push(...(made ? made.tokens : [text(line[at] ?? '')]))
      at = made ? made.end : at + 1
    }
  }
  return tokens
}

/** _https://a.example_ ends before the sign that stands before it too. */
function withoutSign(address: string, before: string | undefined): string {
  return before === '_' && address.endsWith('_') ? address.slice(0, -1) : address
}

/** Where each begins, and it. */
function addressesIn(line: string): [number, string][] {
  const found: [number, string][] = []
  let at = 0
  for (const [index, part] of atAddresses(line).entries()) {
    if (index % 2 === 1) found.push([at, part])
    at += part.length
  }
  return found
}

export const isWord = (letter: string | undefined): boolean => letter !== undefined && /[\p{L}\p{M}\p{N}]/u.test(letter)
const isSpace = (letter: string | undefined): boolean => letter === undefined || /\s/u.test(letter)

/** A run of one sign, and whether it may begin or end a mark where it stands. */
export function signRun(line: string, at: number): { sign: string; opens: boolean; closes: boolean; end: number } {
  let end = at
  while (line[end] === line[at]) end += 1
  const [before, after] = [letterBefore(line, at), letterAt(line, end)]
  // A path or a pattern for names of files: src/**/*.ts, *.md, 2>*.
  const goesOn = pathOn.test(line.slice(end, end + 3))
  const isPattern = /[/\\.$=<>&]/u.test(before ?? '') || goesOn || /^\.[\p{L}\p{N}]/u.test(line.slice(end, end + 3))
  return {
    sign: line.slice(at, end),
    opens: !isSpace(after) && !isWord(before) && !isPattern,
    closes: !isSpace(before) && !isWord(after) && !goesOn,
    end,
  }
}

/** A slash, a letter after a backslash, or the ending of a name. */
const pathOn = /^(?:\/|\\[\p{L}\p{N}]|\.\{)/u

function letterBefore(line: string, at: number): string | undefined {
  const before = line.slice(Math.max(0, at - 2), at)
  return [...before].at(-1)
}

function letterAt(line: string, at: number): string | undefined {
  return [...line.slice(at, at + 2)][0]
}

/** Code between as many backticks as began it. */
export function codeAt(
  line: string,
  at: number,
  longest: number,
): { span: Span & { kind: 'code' }; end: number } | null {
  let from = at
  while (line[from] === '`' && from - at < longest) from += 1
  const fence = line.slice(at, from)
  if (line[from] === '`') return null
  const to = line.indexOf(fence, from)
  if (to <= from) return null
  const inside = line.slice(from, to)
  const own = fence.length > 1 ? inside.replace(/^ (?=`)|(?<=`) $/gu, '') : inside
  return { span: { kind: 'code', text: own, marks: [], link: null }, end: to + fence.length }
}
