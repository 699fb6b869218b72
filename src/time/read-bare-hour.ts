import { at, ishEnd, isKey, isSign, skip, type Piece, type Tokens } from './pieces.ts'
import { isIntroduced } from './read-clock.ts'
import type { Mode } from './read-phrase.ts'
import { readZone } from './read-zone.ts'

/** A number alone is an hour where "at" or the like says so, or where a day stands before it and nothing behind. */
export function isBareHour(tokens: Tokens, i: number, pieces: readonly Piece[], { field, more, own }: Mode): boolean {
  if (pieces.some(({ is }) => is === 'clock')) return false
  // "5 in the evening", "11 at night".
  const part = skip(tokens, i + 1, 'in', 'at', 'the')
  if (at(tokens, i).kind === 'number' && part > i + 1 && at(tokens, part).means.part !== undefined) return true
  const near =
    more === true ||
    isIntroduced(tokens, i) ||
    isRange(tokens, i) ||
    (pieces.length > 0 && pieces.every(({ is }) => is !== 'in'))
  if (more !== undefined && isIntroduced(tokens, i)) return true
  if (field)
    return (
      near ||
      isDotted(tokens, i) ||
      at(tokens, i + 1).means.day !== undefined ||
      at(tokens, i + 1).means.weekday !== undefined
    )
  if (!near) return false
  if (isIntroduced(tokens, i) && isOfTwo(tokens, i)) return true
  const next = ishEnd(tokens, i + 1)
  const behind = at(tokens, next)
  const ends =
    behind.text === '' ||
    behind.breaks ||
    behind.kind === 'other' ||
    (behind.kind === 'sign' && !"%/$€₹£:-+'’".includes(behind.text))
  const goesOn =
    behind.kind === 'word' &&
    (behind.means.day !== undefined ||
      behind.means.weekday !== undefined ||
      behind.means.part !== undefined ||
      isKey(tokens, next, 'on', 'in', 'sharp', 'tak', 'latest') ||
      isLatest(tokens, next) ||
      readZone(tokens, next, own, field) !== null)
  // "At 8, 12 and 18".
  if (more === true && isKey(tokens, next, 'and')) return true
  // "At 4 to call the bank" first of all; "look at 4 to compare" elsewhere.
  const isSaid = pieces.length > 0 || ((next > i + 1 || i === 1) && at(tokens, next + 1).kind === 'word')
  const isJoined = isSaid && isKey(tokens, i - 1, 'at') && goesOnWith.has(behind.text)
  return ends || goesOn || isJoined
}

/** `12.30` and nothing else: there is no such month. */
function isDotted(tokens: Tokens, i: number): boolean {
  const { text, value } = at(tokens, i + 2)
  return i === 0 && isSign(tokens, 1, '.') && text.length === 2 && value > 12 && value < 60 && at(tokens, 3).text === ''
}

/** `at the latest`, `at the very latest`. */
function isLatest(tokens: Tokens, i: number): boolean {
  const the = skip(tokens, i, 'at', 'the')
  return isKey(tokens, at(tokens, the).text === 'very' ? the + 1 : the, 'latest')
}

/** What something new begins with: "tomorrow at 9 that the report is due". */
const goesOnWith = new Set('to and for so with as or but then if that about please via with'.split(' '))

/** `by 3 or 4pm`, `at 3 to 4 pm`: which half of the day is said behind the second. */
function isOfTwo(tokens: Tokens, i: number): boolean {
  const second = at(tokens, i + 2)
  return isKey(tokens, i + 1, 'or', 'to') && second.kind === 'number' && at(tokens, i + 3).means.half !== undefined
}

/** `3-5pm`, `3 to 5pm`, `between 3 and 5`: a number at either end. */
function isRange(tokens: Tokens, i: number): boolean {
  const isJoint = (k: number) => isSign(tokens, k, '-–—') || isKey(tokens, k, 'to', 'and', 'se')
  const opens = isJoint(i + 1) && (at(tokens, i + 2).kind === 'number' || at(tokens, i + 2).means.clock !== undefined)
  const isTime =
    at(tokens, i + 3).means.half !== undefined || isKey(tokens, i + 3, 'baje') || isKey(tokens, i - 1, 'between')
  const closes = isJoint(i - 1) && at(tokens, i - 2).kind === 'number' && isKey(tokens, i - 3, 'between')
  return (opens && isTime) || closes
}
