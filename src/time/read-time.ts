import { at, isKey, isSign, type Tokens } from './pieces.ts'
import { readPhrase, type Mode } from './read-phrase.ts'
import type { TimeContext, TimeReading } from './reading.ts'
import { settlePhrase } from './settle.ts'
import { tokensOf } from './tokens.ts'
import { worldOf } from './world.ts'

/** A field for a time is short; nothing that is longer is one. */
const longestField = 300

/** See `readTime` in `grammar.ts`. */
export function readTimeWhole(text: string, context: TimeContext): TimeReading {
  const typed = text.normalize('NFC').trim()
  const unreadable = (why: Extract<TimeReading, { kind: 'unreadable' }>['why']): TimeReading => ({
    kind: 'unreadable',
    why,
    text: typed,
  })
  if (typed.length > longestField) return unreadable('not-a-time')
  const tokens = tokensOf(typed)
  const { start, before } = readLead(tokens, 0)
  const mode: Mode = { field: true, own: context.zone }
  const phrase = readPhrase(tokens, start, mode)
  const repeats = tokens.some(({ means }) => means.key === 'every' || means.adverb || means.plural)
  if (!phrase) return unreadable(repeats ? 'repeats' : hasTime(tokens) ? 'not-whole' : 'not-a-time')
  const tail = readTail(tokens, phrase.end)
  if (tail.end < tokens.length) return unreadable(repeats ? 'repeats' : 'not-whole')
  const settled = settlePhrase(phrase, before || tail.before, worldOf(context))
  return settled.kind === 'unreadable' ? { ...settled, text: typed } : settled
}

export function hasTime(tokens: Tokens): boolean {
  return tokens.some((_, i) => isTimeWord(tokens, i))
}

/** A word that by itself is a sign of a time. */
export function isTimeWord(tokens: Tokens, i: number): boolean {
  const { means } = at(tokens, i)
  if (means.weak) return false
  return (
    means.weekday !== undefined ||
    means.month !== undefined ||
    means.unit !== undefined ||
    means.day !== undefined ||
    means.part !== undefined ||
    means.clock !== undefined ||
    means.half !== undefined ||
    means.adverb !== undefined ||
    means.key !== undefined
  )
}

type Lead = { start: number; before: boolean; lead: string | null; from: number }

/** The words that introduce a time, from here on: `by`, `no later than`, `due on`, `deadline:`, `please`. */
export function readLead(tokens: Tokens, i: number): Lead {
  let start = i
  let before = false
  const said: string[] = []
  for (let count = 0; count < 8; count++) {
    const key = at(tokens, start).means.key ?? ''
    // In "is mahine" it is Hindi for "this".
    const isThis = key === 'is' && !(said.length > 0 || isKey(tokens, start + 1, 'due'))
    const isLead = leads.has(key) && !isThis
    const isNoLater = key === 'no' && isKey(tokens, start + 1, 'later') && isKey(tokens, start + 2, 'than')
    if (isNoLater) start += 3
    else if (key === 'up' && isKey(tokens, start + 1, 'to')) start += 2
    else if (isLead || (said.length + count > 0 && isSign(tokens, start, ':,-'))) start += 1
    else break
    if (isLead || isNoLater) said.push(isNoLater ? 'no later than' : key)
    if (key === 'up') said.push('until')
    before = key === 'before' && !said.includes('or')
    if (key === 'or' && isKey(tokens, start, 'before')) [start, before] = [start + 1, false]
  }
  return { start, before, lead: said.length > 0 ? said.join(' ') : null, from: i }
}

const leads = new Set([
  'by',
  'before',
  'due',
  'date',
  'until',
  'upto',
  'latest',
  'deadline',
  'on',
  'from',
  'courtesy',
  'is',
  'about',
  'or',
  'end-of',
])

/** What may stand behind a time and says nothing more: `please`, `at the latest`, `तक`, `or earlier`; `से पहले` says before. */
export function readTail(tokens: Tokens, i: number): { end: number; before: boolean; lead: string | null } {
  let end = i
  let before = false
  let lead: string | null = null
  for (let count = 0; count < 10; count++) {
    const key = at(tokens, end).means.key ?? ''
    const isBefore = (key === 'se' || key === 'ka') && isKey(tokens, end + 1, 'pehle')
    const isLatest =
      key === 'at' &&
      (isKey(tokens, end + 1, 'latest') || (isKey(tokens, end + 1, 'the') && isKey(tokens, end + 2, 'latest')))
    const isOrBefore = key === 'or' && isKey(tokens, end + 1, 'earlier', 'sooner', 'before')
    if (isBefore) [before, lead, end] = [true, 'se pehle', end + 2]
    else if (isLatest) [lead, end] = [lead ?? 'latest', end + (isKey(tokens, end + 1, 'latest') ? 2 : 3)]
    else if (isOrBefore) end += 2
    else if (key === 'tak') [lead, end] = ['tak', end + 1]
    else if (key === 'latest') [lead, end] = [lead ?? 'latest', end + 1]
    else if (key === 'ko' || key === 'courtesy' || key === 'sharp' || key === 'mein' || isSign(tokens, end, '.,;!?।'))
      end += 1
    else break
  }
  return { end, before, lead }
}
