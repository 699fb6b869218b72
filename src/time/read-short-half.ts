import { at, isKey, isSign, type Tokens } from './pieces.ts'

/** What costs so many pence, and what is numbered with a letter: "pay 5p", "seat 9a". */
const prices: ReadonlySet<string> = new Set(
  'pay paid add charge cost costs price priced sell sold buy bought set worth value give save lend owe extra only just than'.split(
    ' ',
  ),
)
const numbered: ReadonlySet<string> = new Set(
  'seat room flat apt apartment unit suite gate platform class grade form section block building house door no number row question part page'.split(
    ' ',
  ),
)
const behindTime: ReadonlySet<string> = new Set('to and for so with as or but then if that about please via'.split(' '))
const farthestPrice = 5

/** `5p`, `9:30a`: half of a day in one letter, where a number with that letter is nothing else. The number stands before. */
export function shortHalf(tokens: Tokens, i: number): 'am' | 'pm' | null {
  const { text, glued } = at(tokens, i)
  if ((text !== 'a' && text !== 'p') || !glued || at(tokens, i - 1).kind !== 'number') return null
  return isSign(tokens, i - 2, ':') || isTime(tokens, i) ? (text === 'a' ? 'am' : 'pm') : null
}

function isTime(tokens: Tokens, i: number): boolean {
  const number = i - 1
  const behind = at(tokens, i + 1)
  if (number === 0 && behind.text === '') return true
  if (isDay(tokens, number - 1)) return true
  const isIntroduced = isKey(tokens, number - 1, 'at', 'by', 'before') || isSign(tokens, number - 1, '@')
  if (isIntroduced && isDay(tokens, number - 2)) return true
  if (isCounted(tokens, number)) return false
  if (isDay(tokens, i + 1)) return true
  if (!isIntroduced) return false
  const goesOn = isKey(tokens, i + 1, 'on') || behindTime.has(behind.text)
  return goesOn || behind.text === '' || behind.breaks || (behind.kind === 'sign' && '.,;!?)'.includes(behind.text))
}

function isDay(tokens: Tokens, i: number): boolean {
  const { day, weekday } = at(tokens, i).means
  return day !== undefined || weekday !== undefined
}

/** Among the few words before it is one of money, or of what is numbered so. */
function isCounted(tokens: Tokens, number: number): boolean {
  for (let k = number - 1; k >= Math.max(0, number - farthestPrice); k--)
    if (prices.has(at(tokens, k).text) || numbered.has(at(tokens, k).text)) return true
  return false
}
