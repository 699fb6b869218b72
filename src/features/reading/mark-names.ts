import { near } from '#src/kernel/near.ts'
import type { Hint, Mark, Vocabulary } from './mark.ts'
import { nameAt, nameOf, type Named } from './name-in-text.ts'

const tokenEnd = /(?<![^\s(])<@!?[^>\s][^>\n]{0,100}>$/u
const tokenStart = /^<@!?[^>\s][^>\n]{0,100}>/u
const quotedEnd = /(?<![^\s(])@(?:"([^"\n]{1,100})"|“([^”\n]{1,100})”)$/u
const quotedStart = /^@(?:"([^"\n]{1,100})"|“([^”\n]{1,100})”)/u
const wordStart = /^@([\p{L}\p{M}\p{N}._-]{0,59}[\p{L}\p{M}\p{N}_])/u
const room = 120

/**
 * Behind these a mention belongs to the sentence: "send the minutes to @meera", "dinner for @sam". Two that are joined are
 * two people.
 */
const within =
  /(?:^|[\s(])(?:to|for|with|from|by|of|about|at|in|on|and|or|cc|via|than|ask|asks|tell|tells|call|email|mail|text|ping|message|remind|invite|meet|thank|like|as|not|both|either|nor|is|are|was|contact|copy|help|see|join|between|under|using|per|without|except|unless|if|whether|that|who|where|when|the|my|our|your|his|her|their|और|या|aur|ya)\s+$|[&+/,]\s*$/iu
/** What hands it to somebody in words, and goes with the name. */
const handing = /(?:^|(?<=[\s,;.–—-]))(?:please )?(?:assign(?:ed)?|give|delegate|hand)(?: (?:it|this))? to[\s:]+$/iu
/** In front of these a mention at the beginning is what the sentence is about: "@asha's visa", "@asha and @jun". */
const goesOn =
  /^(?:['’]\p{L}|\s*[&+/]|,?\s+(?:and|or|is|are|was|were|has|had|have|needs?|wants?|will|won['’]t|would|should|asked|asks|says|said|told|sent|wrote|told|also|और|या|aur|ya|का|की|के|को|ने|से|ka|ki|ke|ko|ne)(?![\p{L}\p{M}]))/iu

/** Of one who is mentioned last: `@asha`, `@Asha Patil`, `<@U1|asha>`. Somebody is assigned only if they are an assistant. */
export function mentionBefore(text: string, end: number, vocabulary: Vocabulary): Mark | null {
  const lineStart = text.lastIndexOf('\n', end - 1) + 1
  const start = Math.max(lineStart, end - room)
  const before = text.slice(start, end)
  const token = tokenEnd.exec(before)
  const quoted = quotedEnd.exec(before)
  const at = token?.index ?? quoted?.index ?? before.lastIndexOf('@')
  if (at < 0 || (at > 0 && !/[\s(]/u.test(before[at - 1] ?? ''))) return null
  const from = start + at
  const given = before.slice(at)
  const who = token
    ? assistantBy(given, vocabulary)
    : nameOf(quoted?.[1] ?? quoted?.[2] ?? given.slice(1), vocabulary.assistants)
  if (!token && !quoted && who.length === 0 && !wordStart.test(given)) return null
  if (!token && !quoted && who.length === 0 && /\s/u.test(given)) return null

  const head = text.slice(Math.max(lineStart, from - 60), from)
  const handed = handing.exec(head)
  if (!handed && within.test(head)) return leftIn(from, end, who.length > 0 ? given : null)
  return assigned(who, given, handed ? from - handed[0].length : from, end, vocabulary)
}

/** Of one who is mentioned first. */
export function mentionAt(text: string, from: number, vocabulary: Vocabulary): Mark | null {
  if (text[from] !== '@' && text[from] !== '<') return null
  const behind = text.slice(from, from + room)
  const token = tokenStart.exec(behind)
  const quoted = quotedStart.exec(behind)
  const name = token || quoted ? null : nameAt(text, from + 1, vocabulary.assistants)
  const length =
    token?.[0].length ?? quoted?.[0].length ?? (name ? name.end - from : wordStart.exec(behind)?.[0].length)
  if (length === undefined) return null
  const given = behind.slice(0, length)
  const who = token
    ? assistantBy(given, vocabulary)
    : (name?.found ?? nameOf(quoted?.[1] ?? quoted?.[2] ?? given.slice(1), vocabulary.assistants))
  if (who.length === 0) return null
  if (goesOn.test(text.slice(from + length, from + length + 20))) return leftIn(from, from + length, given)
  return assigned(who, given, from, from + length, vocabulary)
}

function assistantBy(token: string, { mentions, assistants }: Vocabulary): Named[] {
  const id = Object.hasOwn(mentions, token) ? mentions[token] : undefined
  return assistants.filter((assistant) => assistant.id === id)
}

function assigned(who: Named[], given: string, from: number, to: number, { assistants }: Vocabulary): Mark {
  const [one, another] = who
  // Two of one name: which of them is asked, so the name goes on as it was typed.
  if (one) return { meaning: { kind: 'person', person: another ? given : one.id }, from, to, cut: true }
  return { meaning: { kind: 'words' }, from, to, cut: false, hint: nearly(given, assistants) }
}

function nearly(given: string, assistants: readonly Named[]): Hint {
  const nobody: Hint = { hint: 'no-assistant', given }
  if (given.startsWith('<') || given.length < 4) return nobody
  const typed = given.replaceAll(/[@"“”]/gu, '')
  const close = assistants.filter(({ name }) => near(typed, [name, ...name.split(/\s+/u)]).length > 0)
  return close.length > 0 ? { hint: 'near-person', given, near: close.slice(0, 3).map(({ name }) => name) } : nobody
}

function leftIn(from: number, to: number, given: string | null): Mark {
  const hint: Hint | null = given === null ? null : { hint: 'person-in-text', given }
  return { meaning: { kind: 'words' }, from, to, cut: false, ...(hint ? { hint } : {}) }
}

const forEnd = /(?:^|(?<=[\s(]))(for|on behalf of|client)\s+$/iu
const hindiFor = /^\s*(?:के लिए|ke liye)$/iu

/** `for Acme` at the end, where Acme is a client: the whole name, or of several clients the first words of one. */
export function clientBefore(text: string, end: number, { clients }: Vocabulary): Mark | null {
  const lineStart = text.lastIndexOf('\n', end - 1) + 1
  const start = Math.max(lineStart, end - room)
  const before = text.slice(start, end)
  for (const { index } of before.matchAll(/(?<![\p{L}\p{M}\p{N}_'’#@-])[\p{L}\p{N}]/gu)) {
    const found = nameAt(text, start + index, clients)
    const [one, another] = found?.found ?? []
    if (!found || !one || another || (!found.whole && clients.length < 2)) continue
    const intro = forEnd.exec(text.slice(Math.max(lineStart, start + index - 20), start + index))
    if (intro && found.end === end) {
      return { meaning: { kind: 'client', client: one.id }, from: start + index - intro[0].length, to: end, cut: true }
    }
    if (hindiFor.test(text.slice(found.end, end))) {
      return { meaning: { kind: 'client', client: one.id }, from: start + index, to: end, cut: true }
    }
  }
  return null
}

const forStart = /^(?:for|on behalf of)\s+/iu

/** `For Acme: …`, `Acme: …`, `एक्मे के लिए …` at the beginning. */
export function clientAt(text: string, from: number, { clients }: Vocabulary): Mark | null {
  const intro = forStart.exec(text.slice(from, from + 20))?.[0] ?? ''
  const found = nameAt(text, from + intro.length, clients)
  const [one, another] = found?.found ?? []
  if (!found || !one || another || (!found.whole && clients.length < 2)) return null
  const behind = text.slice(found.end, found.end + 20)
  const close =
    intro === '' ? /^\s*:(?=\s)|^\s+(?:के लिए|ke liye)(?=[\s,:])/iu.exec(behind) : /^\s*[:,](?=\s)/u.exec(behind)
  if (!close) return null
  return { meaning: { kind: 'client', client: one.id }, from, to: found.end + close[0].length, cut: true }
}
