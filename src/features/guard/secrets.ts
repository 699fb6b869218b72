import { cardsIn } from './card-numbers.ts'
import { inWords } from './in-words.ts'

export type SecretKind = 'password' | 'token' | 'key' | 'card'

/** Where in a text it stands: UTF-16 units, `to` is the first one after it. */
export type Found = { kind: SecretKind; from: number; to: number }

const dots = '••••••'

const keys = /-----BEGIN (?:[A-Z0-9]+ ){0,3}PRIVATE KEY(?: BLOCK)?-----[\s\S]*?(?:-----END [A-Z0-9 ]{0,40}-----|$)/gu

/** Tokens whose form says what they are, besides those that the library knows. */
const tokens = new RegExp(
  [
    /A(?:KIA|SIA)[A-Z2-7]{16}(?![A-Za-z0-9])/u,
    /[rs]k_(?:live|test)_[A-Za-z0-9]{16,}/u,
    /AIza[\w-]{35}/u,
    /sk-[\w-]{40,}/u,
    /\d{8,10}:AA[\w-]{33}(?![\w-])/u,
    /[MNO][A-Za-z0-9]{23,25}\.[\w-]{6}\.[\w-]{27,38}(?![\w-])/u,
    /eyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]{20,}/u,
    /https:\/\/(?:ptb\.|canary\.)?discord(?:app)?\.com\/api\/webhooks\/\d+\/[\w-]{60,}/u,
    /https:\/\/hooks\.slack\.com\/(?:services|workflows)\/[\w/]{40,}/u,
  ]
    .map(({ source }) => `(?<![\\w-])${source}`)
    .join('|'),
  'gu',
)

/** An address with the password of whoever opens it. */
const inAddress = /\b[a-z][a-z\d+.-]{1,20}:\/\/[^\s:@/?#]{1,100}:([^\s@/?#]{3,100})@[^\s@]/dgiu

/** What is a secret by its own form, or by what is said before it; the surest first. */
export function secretsSaid(text: string): Found[] {
  return [
    ...matches(text, keys, 'key'),
    ...matches(text, inAddress, 'password'),
    ...matches(text, tokens, 'token'),
    ...cardsIn(text),
    ...inWords(text),
  ]
}

/** In their order; none overlaps another, and what is masked already is none. */
export function inOrder(text: string, all: Found[]): Found[] {
  return apart(all).filter(({ from, to }) => !text.slice(from, to).includes(dots))
}

function matches(text: string, pattern: RegExp, kind: SecretKind): Found[] {
  return [...text.matchAll(pattern)].map((match) => {
    const [from, to] = match.indices?.[1] ?? [match.index, match.index + match[0].length]
    return { kind, from, to }
  })
}

/** Of several at one place the first stands, as far as any of them goes; in an address it is the password alone. */
function apart(all: Found[]): Found[] {
  const kept: Found[] = []
  for (const one of all) {
    const other = kept.find(({ from, to }) => one.from < to && from < one.to)
    if (!other) kept.push({ ...one })
    else if (other.kind !== 'password') other.to = Math.max(other.to, one.to)
  }
  return kept.toSorted((a, b) => a.from - b.from)
}

/** The text without them: dots for each, and of a card its last four digits. */
export function masked(text: string, found: readonly Found[]): string {
  let at = 0
  const parts = found.map(({ kind, from, to }) => {
    const before = text.slice(at, from)
    at = to
    return `${before}${dots}${kind === 'card' ? text.slice(from, to).replaceAll(/\D/gu, '').slice(-4) : ''}`
  })
  return [...parts, text.slice(at)].join('')
}
