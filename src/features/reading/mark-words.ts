import { near } from '#src/kernel/near.ts'
import type { Hint, Mark, Vocabulary } from './mark.ts'
import { joined } from './due-words.ts'
import { priorities, type Priority } from '#src/kernel/priority.ts'

/** How priorities are typed besides by their own names. */
const otherNames: Record<string, Priority> = {
  asap: 'urgent',
  emergency: 'urgent',
  critical: 'urgent',
  important: 'high',
  medium: 'normal',
  turant: 'urgent',
  zaroori: 'high',
  zaruri: 'high',
  कम: 'low',
  सामान्य: 'normal',
  ज़रूरी: 'high',
  जरूरी: 'high',
  तत्काल: 'urgent',
  तुरंत: 'urgent',
  तुरन्त: 'urgent',
  अर्जेंट: 'urgent',
}
const named = new Map<string, Priority>([
  ...priorities.map((name) => [name, name] as const),
  ...Object.entries(otherNames).map(([name, priority]) => [name.normalize('NFC'), priority] as const),
])

/** How pressing, from its name in either language, with or without the `!`. */
export function priorityOf(word: string): Priority | null {
  return named.get(word.trim().replace(/^!/u, '').toLocaleLowerCase().normalize('NFC')) ?? null
}

const hashEnd = /(?<![^\s(])#([\p{L}][\p{L}\p{M}\p{N}_-]{0,39})$/u
const hashStart = /^#([\p{L}][\p{L}\p{M}\p{N}_-]{0,39})(?=[\s,.;:!?]|$)/u
const bangEnd = /(?<![^\s(])!([\p{L}\p{M}]{1,20})$/u
const bangStart = /^!([\p{L}\p{M}]{1,20})(?=[\s,.;:]|$)/u
/** Characters before the end in which the longest of them has room. */
const room = 80

/** `#travel` or `!high` that ends there; a word behind a `#` that is no duty is passed over, and may be nearly one. */
export function signBefore(text: string, end: number, { duties }: Vocabulary): Mark | null {
  const before = text.slice(Math.max(0, end - room), end)
  const hash = hashEnd.exec(before)
  if (hash) return dutyMark(hash[1] ?? '', end - hash[0].length, end, duties, beside(text, end - hash[0].length, end))
  const bang = bangEnd.exec(before)
  return bang && priorityMark(bang[1] ?? '', end - bang[0].length, end)
}

/** The same, where one begins. */
export function signAt(text: string, from: number, { duties }: Vocabulary): Mark | null {
  const behind = text.slice(from, from + room)
  const hash = hashStart.exec(behind)
  if (hash) {
    const mark = dutyMark(hash[1] ?? '', from, from + hash[0].length, duties, false)
    return mark.meaning.kind === 'duty' ? mark : null
  }
  const bang = bangStart.exec(behind)
  const mark = bang && priorityMark(bang[1] ?? '', from, from + bang[0].length)
  return mark?.meaning.kind === 'priority' ? mark : null
}

/** In a row of hashtags the last may be a mark too, and the row stays whole. */
function beside(text: string, from: number, end: number): boolean {
  return (
    /#[\p{L}\p{N}][^\s#]*\s+$/u.test(text.slice(Math.max(0, from - room), from)) ||
    /^\s+#/u.test(text.slice(end, end + 20))
  )
}

function dutyMark(word: string, from: number, to: number, duties: readonly string[], isBeside: boolean): Mark {
  const wanted = word.toLocaleLowerCase().normalize('NFC')
  if (duties.includes(wanted)) return { meaning: { kind: 'duty', duty: wanted }, from, to, cut: !isBeside }
  const close = /\p{N}/u.test(word) ? [] : near(word, duties)
  const hint: Hint | null = close.length > 0 ? { hint: 'near-duty', given: word, near: close } : null
  return { meaning: { kind: 'words' }, from, to, cut: false, ...(hint ? { hint } : {}) }
}

function priorityMark(word: string, from: number, to: number): Mark | null {
  const priority = priorityOf(word)
  if (priority) return { meaning: { kind: 'priority', priority }, from, to, cut: true }
  const close = near(word, [...named.keys()])
  return close.length > 0 && word.length > 3
    ? { meaning: { kind: 'words' }, from, to, cut: false, hint: { hint: 'near-priority', given: word } }
    : null
}

const pressing: [RegExp, Priority][] = [
  [
    /(?:top|highest) priority$|(?:right|straight) away$|immediately$|(?<!all )at once$|asap$|as soon as possible$|urgent(?:ly)?$|(?:तुरंत|तुरन्त|तत्काल|अर्जेंट|जल्द से जल्द)(?: (?:है|करें|करो))?$|(?:turant|urgent hai|jald se jald)$/iu,
    'urgent',
  ],
  [
    /high priority$|(?:(?:बहुत )?(?:ज़रूरी|ज़रूरी|जरूरी) है|(?:ज़रूरी|ज़रूरी|जरूरी)|(?:bahut )?(?:zaroori|zaruri|jaruri)(?: hai)?)$/iu,
    'high',
  ],
  [/low priority$|no (?:rush|hurry)$|not urgent$|(?:कोई )?जल्दी नहीं(?: है)?$|koi jaldi nahi(?: hai)?$/iu, 'low'],
]
/** Behind these such a word says something of what is talked about: "mark it as urgent", "the most urgent". */
const spokenOf =
  /(?:^|[\s(])(?:as|is|are|was|were|be|being|seems?|looks?|sounds?|not|isn['’]t|very|too|so|how|if|the|a|an|more|most|less|and|or|non|of|called|says?|saying|marked|labell?ed|tagged|flagged|titled|subject|with|for|by|कितना|क्या|नहीं|kitna|nahi)[\s:]+$/iu
/** A sentence of its own that says it of the task. */
const sentence = /(?:^|[.!?।\n(,;–—-]\s*)((?:this|it|that)(?: is|['’]s) (?:very |really |quite |super |so )?)$/iu

/** `asap`, `urgent`, `high priority`, `ज़रूरी है` at the end. */
export function pressingBefore(text: string, end: number): Mark | null {
  const before = text.slice(Math.max(0, end - room), end)
  for (const [words, priority] of pressing) {
    const found = words.exec(before)
    if (!found || /[\p{L}\p{M}\p{N}_#@!-]$/u.test(before.slice(0, found.index))) continue
    const head = before.slice(0, found.index)
    const own = sentence.exec(head)
    if (!own && (head.trim() === '' || spokenOf.test(head))) continue
    // "Find out why it closes immediately": it is what happens.
    if (/(?:away|immediately|once)$/iu.test(found[0]) && joined.test(head.toLowerCase())) continue
    const from = end - found[0].length - (own?.[1]?.length ?? 0)
    return { meaning: { kind: 'priority', priority }, from, to: end, cut: true }
  }
  return null
}

const heading =
  /^[([]?(?:very |super |extremely |बहुत |bahut )?(urgent|asap|emergency|high priority|top priority|low priority|no rush|no hurry|not urgent|important|turant|zaroori|zaruri|तुरंत|तुरन्त|तत्काल|अर्जेंट|ज़रूरी|ज़रूरी|जरूरी)(?:,? please)?[)\]]?(?:\s*[:!|]+(?=\s|$)|\s+[-–—](?=\s)|(?<=[)\]])(?=\s))/iu

/** `URGENT: fix it`, `[urgent] fix it`, `ज़रूरी: …` at the beginning. */
export function pressingAt(text: string, from: number): Mark | null {
  const found = heading.exec(text.slice(from, from + 60))
  if (!found) return atOnce(text, from)
  const word = (found[1] ?? '').toLowerCase()
  const priority = /^(?:high)/u.test(word)
    ? 'high'
    : /^(?:low|no)/u.test(word)
      ? 'low'
      : /^top/u.test(word)
        ? 'urgent'
        : priorityOf(word)
  return priority && { meaning: { kind: 'priority', priority }, from, to: from + found[0].length, cut: true }
}

/** Where it begins a sentence it says how the task is to be done: the word stays, with the rest. */
const adverb =
  /^(?:urgently|immediately|turant|fauran|तुरंत|तुरन्त|तत्काल|फ़ौरन|फौरन)(?=\s+(?!(?:after|before|when|after|upon|needed|following|available|ke|के|बाद|baad)(?![\p{L}\p{M}]))\p{L})/iu

function atOnce(text: string, from: number): Mark | null {
  const found = from === 0 ? adverb.exec(text.slice(0, room)) : null
  return found && { meaning: { kind: 'priority', priority: 'urgent' }, from, to: from + found[0].length, cut: false }
}

const courtesy =
  /(?:^|[\s,;–—-])(?:please|pls|plz|kindly|thanks(?: a lot| in advance)?|thank you|thx|ty|cheers|if possible|if you can|at the (?:very )?latest|latest|कृपया|धन्यवाद|शुक्रिया|प्लीज़|प्लीज|dhanyavaad|shukriya|ji|na)$/iu

/** `please`, `thanks`: they stand behind marks as often as not. */
export function courtesyBefore(text: string, end: number): Mark | null {
  const found = courtesy.exec(text.slice(Math.max(0, end - room), end))
  if (!found) return null
  return { meaning: { kind: 'courtesy' }, from: end - found[0].length, to: end, cut: false }
}

export function isCourtesy({ meaning }: Mark): boolean {
  return meaning.kind === 'courtesy'
}
