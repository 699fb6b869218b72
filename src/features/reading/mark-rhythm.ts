import { asksInHindi } from './due-hindi.ts'
import { isDictated, sentenceStart } from './due-in-line.ts'
import { happens, joined } from './due-words.ts'
import type { Line, Mark } from './mark.ts'

/** One word that says of what kind something is, before a noun: "weekly report", "मासिक बजट". */
const kind =
  /^(?:daily|weekly|monthly|quarterly|yearly|annual|half-yearly|rozana|मासिक|साप्ताहिक|दैनिक|वार्षिक|रोज़ाना|रोजाना)$/iu
const genitive = /^\s*(?:का|की|के|ka|ki|ke|वाला|वाली|वाले|wala|wali|wale)(?![\p{L}\p{M}])/iu

/** "Every Monday: send the report", "हर सोमवार रिपोर्ट भेजें"; not "Weekly report: shorten it". */
export function rhythmAt({ rhythm, spoken }: Line, at: number): Mark | null {
  if (!rhythm || rhythm.from !== at) return null
  const behind = spoken.slice(rhythm.to, rhythm.to + 20)
  const isKind = kind.test(spoken.slice(rhythm.start, rhythm.end)) && !/^\s*[,:;–—\n]/u.test(behind)
  if (isKind || genitive.test(behind)) return null
  return { meaning: { kind: 'rhythm', rhythm }, from: at, to: rhythm.to, cut: true }
}

const every = /(?<!\p{L})(?:every|each|हर|har|roz|रोज़|रोज)(?![\p{L}\p{M}])/iu
const searching = /^(?:please )?(?:find|look (?:for|up)|search|recommend|suggest|list|name|count)\s/u
const hours = /(?:^|\s)(?:from|between)\s+\S+\s?(?:am|pm)?\s+(?:to|and|until|till)\s+\S+\s?(?:am|pm)?\s+(?:on\s+)?$/u

/** "Send the report every Monday"; not "find out what happens every Monday". */
export function rhythmBefore({ rhythm, text, spoken }: Line, at: number): Mark | null {
  if (!rhythm || !endsAt(text, rhythm.to, at)) return null
  const before = spoken.slice(sentenceStart(spoken, rhythm.from), rhythm.from).toLowerCase()
  if (joined.test(before) || /\s(?:about|to be \p{L}+)\s+$/u.test(before)) return null
  const isNamed = every.test(spoken.slice(rhythm.from, rhythm.to))
  // "A dentist open on Saturdays", "find a class on Tuesdays": what it is or has.
  if (!isNamed && (happens.test(before) || searching.test(before))) return null
  // "A nanny from 8 to 1 on weekdays", "write a sign: closed on Mondays": it is then that it is so.
  if (isDictated(before) || (!isNamed && hours.test(before))) return null
  return { meaning: { kind: 'rhythm', rhythm }, from: rhythm.from, to: at, cut: true }
}

/** In Hindi it stands before the verb: "रिपोर्ट हर सोमवार सुबह 9 बजे भेजें". */
export function rhythmInHindi({ rhythm, spoken, text }: Line): Mark | null {
  if (!rhythm || rhythm.reading.kind !== 'understood' || genitive.test(spoken.slice(rhythm.to))) return null
  if (kind.test(spoken.slice(rhythm.start, rhythm.end)) || rhythm.from > 200) return null
  if (!asksInHindi(text.split('\n', 1)[0] ?? '')) return null
  return { meaning: { kind: 'rhythm', rhythm }, from: rhythm.from, to: rhythm.to, cut: true }
}

/** Whether nothing but spaces and stops stands between an end and where one looks. */
export function endsAt(text: string, to: number, at: number): boolean {
  return to >= at ? text.slice(at, to).trim() === '' || to === at : /^[\s.,;:!?…।)\]]*$/u.test(text.slice(to, at))
}
