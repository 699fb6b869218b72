import { at, isKey, isOneOf, isSign, skip, type Tokens } from './pieces.ts'
import type { Mode } from './read-phrase.ts'
import type { FoundRhythm, RhythmReading, TimeContext } from './reading.ts'
import { isSure, readSaid, settleRhythm, skipLead, type Said } from './rhythm-said.ts'
import { isTimeWord } from './read-time.ts'
import { nothing, tokensOf } from './tokens.ts'
import { worldOf, type World } from './world.ts'

export type { FoundRhythm, RhythmReading } from './reading.ts'

/** A field for it is short; nothing that is longer is one. */
const longestField = 300

/** How often, where nothing else is asked for ("every" may be left out): understood whole, or why not. */
export function readRhythm(text: string, context: TimeContext): RhythmReading {
  const typed = text
    .normalize('NFC')
    .trim()
    .slice(0, longestField + 1)
  const world = worldOf(context)
  const none: RhythmReading = { kind: 'unreadable', why: 'not-a-rhythm', text: typed }
  if (typed.length > longestField) return none
  const mode: Mode = { field: true, own: context.zone }
  // "2 weeks on Monday", "31st": as if "every" stood before them.
  const tries = [typed, `every ${typed.replace(/^(?:on |repeat |repeats |the )+/iu, '')}`]
  const readings = tries.map((one) => readAll(tokensOf(one), world, mode, typed))
  return (
    readings.find(({ kind }) => kind === 'understood') ??
    readings.find((one) => one.kind === 'unreadable' && one.why !== 'not-a-rhythm') ??
    none
  )
}

function readAll(tokens: Tokens, world: World, mode: Mode, text: string): RhythmReading {
  const said = readSaid(tokens, skipLead(tokens, 0), world, mode)
  if (!said) return { kind: 'unreadable', why: 'not-a-rhythm', text }
  let end = said.end
  while (isSign(tokens, end, '.,;!?।') || isKey(tokens, end, 'courtesy', 'ko')) end += 1
  const settled = settleRhythm(said, world)
  if (!settled.ok && settled.why !== 'not-whole') return { kind: 'unreadable', why: settled.why, text }
  if (!settled.ok || end < tokens.length) return { kind: 'unreadable', why: 'not-whole', text }
  return { kind: 'understood', rhythm: settled.rhythm, said: settled.said }
}

/** The first rhythm that stands in a line; `null` where nothing repeats. */
export function findRhythm(text: string, context: TimeContext): FoundRhythm | null {
  const tokens = tokensOf(text)
  const last = lastSigns(tokens)
  const world = worldOf(context)
  const mode: Mode = { field: false, own: context.zone, more: false }
  const { length } = tokens
  let tries = 0
  for (let i = 0; i < length; i++) {
    // In a text of more words than a brief has, those at either end; of more words of time, fewer.
    const most = tries > mostTries ? mostTries : mostWords
    if ((i >= mostWords || tries > mostTries) && i < length - most) i = length - most
    if ((last[i] ?? 0) > farthest || !mayBegin(tokens, i)) continue
    tries += 1
    const said = readSaid(tokens, i, world, mode)
    if (!said) continue
    if (!isRepeating(tokens, i, said)) {
      // Of so many words that say nothing of it no part does.
      if (said.end - i > longestIdle) i = said.end - 1
      continue
    }
    const end = runEnd(tokens, said.end)
    if (isMeant(tokens, i, end)) return foundIn(text, tokens, { i, end, said }, world)
    // Each word is looked at once: what begins within it has the same before it.
    i = end - 1
  }
  return null
}

/** Words that a rhythm has: from the first of it there is one within so many. */
const farthest = 24
/** How often is said at the end of the first line or of the text, or at the very beginning. */
const mostWords = 400
const mostTries = 100
const longestIdle = 12
const signs: ReadonlySet<string> = new Set(
  'every once twice thrice times alternate two-meanings biweekly semimonthly hourly half semi bi weekday weekend chhodkar working'.split(
    ' ',
  ),
)

/** For each word how far it is to the next that is a sign of something that repeats. */
function lastSigns(tokens: Tokens): Uint32Array {
  const far = new Uint32Array(tokens.length)
  let distance = farthest + 1
  for (let i = tokens.length - 1; i >= 0; i--) {
    distance = isSignOf(tokens, i) ? 0 : Math.min(distance + 1, farthest + 1)
    far[i] = distance
  }
  return far
}

function isSignOf(tokens: Tokens, i: number): boolean {
  const { means } = at(tokens, i)
  if (means.adverb !== undefined || means.plural === true || means.unit === 'month' || means.unit === 'workday')
    return true
  const isRange =
    means.weekday !== undefined && (isSign(tokens, i + 1, '-–—') || isKey(tokens, i + 1, 'to', 'through', 'se'))
  return isRange || isOneOf(tokens, i, signs)
}

const never: ReadonlySet<string> = new Set('to and or by no until ko ka mein'.split(' '))

function mayBegin(tokens: Tokens, i: number): boolean {
  const { kind, means, glued } = at(tokens, i)
  if (glued && i > 0 && !isSign(tokens, i - 1, '("“:')) return false
  return kind === 'number' || (kind === 'word' && means !== nothing && !isOneOf(tokens, i, never))
}

/** `every`, a weekday in the plural; or days of the week from one to another at a time of day. */
function isRepeating(tokens: Tokens, i: number, said: Said): boolean {
  if (isSure(said)) return true
  const [first] = said.pieces
  return (
    said.pieces.length === 1 &&
    first?.is === 'week' &&
    first.on.length > 2 &&
    said.times !== null &&
    !isKey(tokens, i - 1, 'from')
  )
}

/** What follows it in English where a task goes on: `every Monday meeting` is a meeting. */
const goesOn = new Set(
  'to and for so with as or but then if via using from in at on until till by due before without please pls unless except no not when while after client template'.split(
    ' ',
  ),
)
/** A key of a command with its colon, as in `assistant:Asha`: what stands before it is over. */
const keys = new Set(
  'assistant assignee to duty kind type priority client for template due deadline by सहायक काम प्राथमिकता क्लाइंट नमूना'.split(
    ' ',
  ),
)

const belongs = new Set(
  'for of from about than not after before since between until till almost nearly how what a an our my your his her their its this that और या'.split(
    ' ',
  ),
)

function isMeant(tokens: Tokens, i: number, end: number): boolean {
  const first = at(tokens, i)
  const behind = at(tokens, end)
  const before = at(tokens, i - 1)
  const isHindi =
    /\p{Script=Devanagari}/u.test(first.text) ||
    isKey(tokens, i, 'roz') ||
    first.text === 'har' ||
    first.text === 'mahine'
  if (isInQuotes(tokens, i) || (behind.glued && isSign(tokens, end, '\'’"”-'))) return false
  if (isHindi || /\p{Script=Devanagari}/u.test(at(tokens, end - 1).text)) return !isKey(tokens, end, 'ka', 'wale')
  if (i > 0 && !first.breaks && belongs.has(before.text)) return false
  // "By the 7th of every month" repeats, "by the last Friday of the month" is a day.
  if (isKey(tokens, i - 1, 'by') && !tokens.slice(i, end).some(({ means }) => means.key === 'every')) return false
  const ends =
    end >= tokens.length ||
    behind.breaks ||
    behind.kind === 'other' ||
    (behind.kind === 'sign' && !isSign(tokens, end, "-'’/")) ||
    (isSign(tokens, end, '-–—') && !behind.glued)
  const isKeyed = keys.has(behind.text) && isSign(tokens, end + 1, ':') && at(tokens, end + 1).glued
  const begins = i === 0 || first.breaks || isSign(tokens, i - 1, '.!?;:।') || (isKey(tokens, i - 1, 'on') && i === 1)
  return ends || isKeyed || goesOn.has(behind.text) || begins || /\p{Script=Devanagari}/u.test(behind.text)
}

function isInQuotes(tokens: Tokens, i: number): boolean {
  let open = false
  for (let k = Math.max(0, i - 60); k < i; k++) {
    if (isSign(tokens, k, '"')) open = !open
    else if (isSign(tokens, k, '“')) open = true
    else if (isSign(tokens, k, '”')) open = false
  }
  return open
}

/** Words of time that stand behind it and that it could not take in. */
function runEnd(tokens: Tokens, from: number): number {
  let end = from
  for (;;) {
    const next = skip(tokens, end, 'and', 'on')
    if (isKey(tokens, end, 'chhodkar', 'except', 'every', 'alternate') || (end > 0 && at(tokens, end).means.adverb)) {
      end += 1
      continue
    }
    const isMore =
      isTimeWord(tokens, next) &&
      at(tokens, next).means.day === undefined &&
      !at(tokens, next).breaks &&
      at(tokens, next).means.weekday !== undefined
    if (next >= tokens.length || !isMore || next > end + 2) return end
    end = next + 1
  }
}

type Run = { i: number; end: number; said: Said }

function foundIn(text: string, tokens: Tokens, { i, end, said }: Run, world: World): FoundRhythm {
  const [start, stop] = [at(tokens, i).start, at(tokens, end - 1).end]
  const typed = text.slice(start, stop)
  const settled = settleRhythm(said, world)
  const why = settled.ok ? (end > said.end ? 'not-whole' : null) : settled.why
  const reading: RhythmReading = why
    ? { kind: 'unreadable', why, text: typed }
    : settled.ok
      ? { kind: 'understood', rhythm: settled.rhythm, said: settled.said }
      : { kind: 'unreadable', why: 'not-whole', text: typed }
  const lead = isKey(tokens, i - 1, 'on', 'by', 'repeat') || at(tokens, i - 1).text === 'और' ? i - 1 : i
  const from = at(tokens, lead).start
  return {
    ...{ start, end: stop, from, to: stop, reading },
    atStart: from <= 40 && /^[\s.,;:!?।(–—-]*$/u.test(text.slice(0, from)),
    atEnd: text.length - stop < 40 && /^[\s.,;:!?।)]*$/u.test(text.slice(stop)),
  }
}
