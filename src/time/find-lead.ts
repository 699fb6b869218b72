import { at, isKey, isOneOf, isSign, type Tokens } from './pieces.ts'
import { readLead } from './read-time.ts'

const opening: ReadonlySet<string> = new Set('by before due until upto latest deadline no up on at'.split(' '))
const farthestLead = 6

type LeadBefore = { from: number; lead: string | null; before: boolean }

/** The words before a phrase that introduce it, the first of them first; `on` and `at` are cut with it, but say nothing. */
export function leadBefore(tokens: Tokens, i: number): LeadBefore {
  let best: LeadBefore = { from: i, lead: null, before: false }
  for (let k = i - 1; k >= Math.max(0, i - farthestLead); k--) {
    if (at(tokens, k + 1).breaks) break
    if (isSign(tokens, k, '@') && k === i - 1) best = { from: k, lead: null, before: false }
    if (!isOneOf(tokens, k, opening)) continue
    const read = readLead(tokens, k)
    if (read.start !== i) continue
    const lead =
      read.lead
        ?.split(' ')
        .filter((word) => !quiet.has(word))
        .join(' ') || null
    best = { from: k, lead, before: read.before }
  }
  return best
}

/** "On Friday by 5pm": the word stands between the day and the time. */
export function leadInside(tokens: Tokens, i: number, end: number): string | null {
  for (let k = i; k < end; k++) if (isKey(tokens, k, 'by', 'latest')) return at(tokens, k).means.key ?? null
  return null
}

const quiet = new Set(['on', 'at', 'is', 'date', 'about', 'courtesy', 'from'])

/** तक, से पहले, "at the latest" behind a phrase. */
export function tailBehind(tokens: Tokens, i: number): LeadBefore & { end: number } {
  const plain = { from: i, lead: null, before: false, end: i }
  if (at(tokens, i).breaks) return plain
  if (isKey(tokens, i, 'sharp')) return { ...tailBehind(tokens, i + 1), from: i }
  if (isKey(tokens, i, 'tak')) return { ...plain, lead: at(tokens, i).text, end: i + 1 }
  if (isKey(tokens, i, 'se', 'ka') && isKey(tokens, i + 1, 'pehle')) {
    return { ...plain, lead: `${at(tokens, i).text} ${at(tokens, i + 1).text}`, before: true, end: i + 2 }
  }
  if (isKey(tokens, i, 'latest')) return { ...plain, lead: 'latest', end: i + 1 }
  const article = isKey(tokens, i + 1, 'the') ? i + 2 : i + 1
  const the = at(tokens, article).text === 'very' ? article + 1 : article
  if (isKey(tokens, i, 'at') && isKey(tokens, the, 'latest')) return { ...plain, lead: 'latest', end: the + 1 }
  if (isKey(tokens, i, 'or') && isKey(tokens, i + 1, 'earlier', 'sooner', 'before'))
    return { ...plain, lead: 'latest', end: i + 2 }
  return isKey(tokens, i, 'ko') ? { ...plain, end: i + 1 } : plain
}
