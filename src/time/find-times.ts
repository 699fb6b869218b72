import { at, isKey, isOneOf, type Piece, type Tokens } from './pieces.ts'
import { isIntroduced } from './read-clock.ts'
import { isMealTime, readPhrase, type Mode, type Phrase } from './read-phrase.ts'
import { isTimeWord } from './read-time.ts'
import type { FoundTime, TimeContext, TimeReading, Unreadable } from './reading.ts'
import { leadBefore, leadInside, tailBehind } from './find-lead.ts'
import { settlePhrase } from './settle.ts'
import { nothing, tokensOf } from './tokens.ts'
import { worldOf, type World } from './world.ts'

/** See `findTimes` in `grammar.ts`. */
export function findTimesIn(text: string, context: TimeContext): FoundTime[] {
  const tokens = tokensOf(text)
  const world = worldOf(context)
  const mode: Mode = { field: false, own: context.zone }
  const runs: Run[] = []
  const { length } = tokens
  let tries = 0
  for (let i = 0; i < length;) {
    const isDense = tries > mostTries || runs.length > mostAtEnds
    const most = isDense ? mostTries : mostWords
    if ((i >= mostWords || isDense) && i < length - most - longestPhrase) i = length - most - longestPhrase
    const isTried = mayBegin(tokens, i) && !isBehindSign(tokens, i)
    if (isTried) tries += 1
    const phrase = isTried ? readPhrase(tokens, i, mode) : null
    if (!phrase) i += 1
    else if (isBeforeSign(tokens, phrase.end)) i = chunkEnd(tokens, phrase.end)
    else {
      const end = runEnd(tokens, phrase.end)
      runs.push({ i, phrase, end })
      i = end
    }
  }
  // What a moment costs is a hundred times what a word costs; a due time stands near the beginning or the end.
  const near = runs.length > 2 * mostAtEnds ? [...runs.slice(0, mostAtEnds), ...runs.slice(-mostAtEnds)] : runs
  return near.flatMap((run) => foundIn(text, tokens, run, world) ?? [])
}

/** In a text with more times than these at either end, those in between are left out. */
const mostAtEnds = 25

/** Words at either end that are looked at: a brief of ordinary words is no longer than both together. */
const mostWords = 2_000
/** Of a text with more words of time than any brief has, as many from the beginning and as many words at the end. */
const mostTries = 250
/** Before the words at the end, so that none of them is taken for the beginning of a phrase. */
const longestPhrase = 50

/** Small words do not begin a phrase; those that introduce it are looked for behind. */
const never = new Set(
  'of on at by before about sharp ka ko mein latest no later than courtesy is or and to from until due deadline up upto tak se for s th oclock ago play times every other alternate except but once twice thrice per x repeat my our your their his her wale chhodkar date time thing ends than'.split(
    ' ',
  ),
)

function mayBegin(tokens: Tokens, i: number): boolean {
  const { kind, means } = at(tokens, i)
  if (kind === 'number') {
    // A number beside numbers, or before a word that has nothing to do with time, is none; "at 5" is.
    const behind = at(tokens, i + 1)
    const isLone = behind.glued
      ? false
      : behind.kind === 'number'
        ? behind.value >= 1
        : behind.kind === 'word' && behind.means === nothing
    return !isLone || isIntroduced(tokens, i)
  }
  if (kind !== 'word') return false
  if (means.half !== undefined) return false
  // "Book lunch tomorrow": something to eat, and no time of day.
  if (means.part !== undefined && means.weak) return isMealTime(tokens, i)
  // Before what has nothing to do with time the most common words of all begin nothing.
  if ((means.key === 'the' || means.key === 'a' || means.key === 'in') && !isAnything(at(tokens, i + 1))) return false
  // In "is mahine" it is Hindi for "this".
  if (means.key === 'is') return at(tokens, i + 1).means.hindi === true && at(tokens, i + 1).means.key === undefined
  return means !== nothing && means.adverb === undefined && (means.key === undefined || !never.has(means.key))
}

function isAnything({ kind, means }: Tokens[number]): boolean {
  return kind === 'number' || (kind === 'word' && means !== nothing)
}

/** Behind a sign that makes it part of something longer: `#5pm`, `$5`, `v2.5`. */
function isBehindSign(tokens: Tokens, i: number): boolean {
  const before = at(tokens, i - 1)
  if (i === 0 || !at(tokens, i).glued) return false
  if (before.kind === 'sign' && !"#@/-–_$€£₹'’+.*=&~%^\\".includes(before.text)) return false
  // A quotation mark before a word is one where nothing stands before it in turn.
  const isQuote = before.kind === 'sign' && "'’".includes(before.text) && !before.glued
  return !isQuote && !(before.text === '@' && !before.glued && at(tokens, i).kind === 'number')
}

/** Before a sign that makes it part of something longer: `Friday's`, `5pm-ish`, `5%`. */
function isBeforeSign(tokens: Tokens, end: number): boolean {
  const behind = at(tokens, end)
  if (end >= tokens.length || !behind.glued) return false
  if (behind.kind !== 'sign') return true
  if ('%_$€£₹#+*=&^\\'.includes(behind.text)) return true
  return "'’/-–@".includes(behind.text) && at(tokens, end + 1).glued && at(tokens, end + 1).kind !== 'sign'
}

function chunkEnd(tokens: Tokens, i: number): number {
  let end = i
  while (end < tokens.length && at(tokens, end).glued) end += 1
  return end
}

/** Between two words of time these do not part them. */
const joining: ReadonlySet<string> = new Set([
  'of',
  'on',
  'at',
  'in',
  'the',
  'after',
  'before',
  'from',
  'past',
  'and',
  'or',
  'to',
  'ka',
  'early',
  'late',
  'next',
  'coming',
])

/** Where all the words of time end that stand together with a phrase. */
function runEnd(tokens: Tokens, from: number): number {
  let end = from
  for (;;) {
    let next = end
    for (let count = 0; count < 3 && isOneOf(tokens, next, joining); count++) next += 1
    if (next >= tokens.length || at(tokens, next).breaks || !isTimeWord(tokens, next)) return end
    end = next + 1
  }
}

type Run = { i: number; phrase: Phrase; end: number }

function foundIn(text: string, tokens: Tokens, { i, phrase, end }: Run, world: World): FoundTime | null {
  const lead = leadBefore(tokens, i)
  const tail = tailBehind(tokens, end)
  const isRange = phrase.joint === 'range'
  const spoken = isRange ? null : (lead.lead ?? tail.lead ?? leadInside(tokens, i, phrase.end))
  if (spoken === null && isOrdinary(tokens, i, end, phrase)) return null
  if (isBareMonth(tokens, i, phrase) && !(lead.lead !== null && isDeadlineMonth(tokens, i))) return null

  const why = whyNot(tokens, i, phrase, end)
  const said = text.slice(at(tokens, i).start, at(tokens, end - 1).end)
  const settled = why ? ({ kind: 'unreadable', why } as const) : settlePhrase(phrase, lead.before || tail.before, world)
  const reading: TimeReading = settled.kind === 'unreadable' ? { ...settled, text: said } : settled
  const [from, to] = [at(tokens, lead.from).start, at(tokens, tail.end - 1).end]
  return {
    start: at(tokens, i).start,
    end: at(tokens, end - 1).end,
    ...{ from, to, lead: spoken, reading },
    atStart: /^[\s.,;:!?।(–—-]*$/u.test(text.slice(Math.max(0, from - 40), from)) && from <= 40,
    atEnd: text.length - to < 40 && /^[\s.,;:!?।)]*$/u.test(text.slice(to)),
    strength: isOf(tokens, tail.end) && spoken === null ? 'loose' : strengthOf(tokens, i, phrase, reading),
    deadline: phrase.pieces.some(isDeadline),
  }
}

/** Words of time beside it that it could not take in; or words that say that it repeats. */
function whyNot(tokens: Tokens, i: number, phrase: Phrase, end: number): Unreadable | null {
  const before = at(tokens, i - 1)
  if (isKey(tokens, i - 1, 'every', 'alternate', 'other') || before.means.adverb) return 'repeats'
  if (phrase.pieces.some((piece) => piece.is === 'weekday' && piece.plural)) return 'repeats'
  if (isKey(tokens, phrase.end, 'every') || at(tokens, phrase.end).means.adverb) return 'repeats'
  if (end > phrase.end) return 'not-whole'
  const isEarly = isKey(tokens, i - 1, 'early', 'late', 'mid', 'few', 'except')
  const isBeside = !at(tokens, i).breaks && i > 0 && isTimeWord(tokens, i - 1)
  return isEarly || isBeside ? 'not-whole' : null
}

/** `sat`, `second`, `do`: words like any other, where nothing says more. */
function isOrdinary(tokens: Tokens, i: number, end: number, { pieces }: Phrase): boolean {
  const { means, titled, kind } = at(tokens, i)
  const isBare = pieces.length === 1 && pieces[0]?.is === 'clock' && pieces[0].form === 'bare'
  return (end === i + 1 && kind === 'word' && means.weak === true && !titled) || (isBare && !isKey(tokens, i - 1, 'at'))
}

/** "Written by May", "we may": a month that is also a word or a name is none by itself. */
function isBareMonth(tokens: Tokens, i: number, { pieces }: Phrase): boolean {
  const [first] = pieces
  return (
    pieces.length === 1 &&
    first?.is === 'period' &&
    first.period.unit === 'named-month' &&
    first.edge === 'any' &&
    at(tokens, i).means.weak === true &&
    first.period.year === null
  )
}

/** "By March": no name of a person, as May and April are, unless another name follows. */
function isDeadlineMonth(tokens: Tokens, i: number): boolean {
  const { text, titled } = at(tokens, i)
  return titled && (text === 'march' || text === 'august') && !at(tokens, i + 1).titled
}

function isOf(tokens: Tokens, i: number): boolean {
  return isKey(tokens, i, 'ka', 'wale')
}

function isDeadline(piece: Piece): boolean {
  return (
    piece.is === 'day-end' ||
    (piece.is === 'period' && piece.asDeadline) ||
    (piece.is === 'in' && piece.strength === 'within')
  )
}

function strengthOf(
  tokens: Tokens,
  i: number,
  { pieces, more, joint, end }: Phrase,
  reading: TimeReading,
): FoundTime['strength'] {
  if (joint === 'range' || reading.kind === 'past' || pieces.some(({ is }) => is === 'feast')) return 'loose'
  const clocks = pieces.filter(
    ({ is }) => is === 'clock' || is === 'midnight' || is === 'part' || is === 'day-end' || is === 'day-start',
  )
  const days = pieces.length - clocks.length
  const [first] = pieces
  if (days > 0 && clocks.length > 0) return 'clear'
  if (days === 0) {
    if (pieces.some((piece) => piece.is === 'day-end' || piece.is === 'day-start')) return 'clear'
    // Of "3 or 4pm" the half of the day stands behind the second.
    const clock = (joint === 'or' && more ? more : pieces).find((piece) => piece.is === 'clock')
    if (clock?.is !== 'clock') return 'named'
    return clock.form === 'bare' ? 'loose' : clock.form === 'shown' && clocks.length === 1 ? 'named' : 'clear'
  }
  if (days > 1 || !first) return 'clear'
  if (first.is === 'in') return first.strength === 'loose' ? 'loose' : 'clear'
  if (first.is === 'period') return first.edge === 'any' ? 'named' : 'clear'
  if (first.is === 'numbers') return first.year === null ? 'named' : 'clear'
  if (first.is === 'day-of-month') return 'named'
  if (first.is === 'weekday' && first.which !== null) return 'clear'
  for (let k = i; k < end; k++) if (at(tokens, k).kind === 'number' || isTimeWord(tokens, k)) return 'clear'
  return 'named'
}
