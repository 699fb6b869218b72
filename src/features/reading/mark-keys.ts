import type { FoundTime } from '#src/time/reading.ts'
import type { Line, Mark, Meaning, Vocabulary } from './mark.ts'
import { priorityOf } from './mark-words.ts'
import { nameAt, nameOf } from './name-in-text.ts'

type Key = 'client' | 'assistant' | 'duty' | 'due' | 'priority' | 'every' | 'template'

/** The options' own names in both languages, and what people type for them besides. */
const keys: Record<string, Key> = {
  client: 'client',
  क्लाइंट: 'client',
  assistant: 'assistant',
  सहायक: 'assistant',
  to: 'assistant',
  assignee: 'assistant',
  duty: 'duty',
  काम: 'duty',
  due: 'due',
  deadline: 'due',
  'कब-तक': 'due',
  priority: 'priority',
  प्राथमिकता: 'priority',
  every: 'every',
  कितनीबार: 'every',
  template: 'template',
  नमूना: 'template',
}
const names = Object.keys(keys)
  .map((name) => name.normalize('NFC'))
  .toSorted((a, b) => b.length - a.length)
  .join('|')
const keyStart = new RegExp(`^(${names}):([ \\t]*)`, 'iu')
const keyAnywhere = new RegExp(`(?<![^\\s(])(${names}):([ \\t]*)`, 'giu')
const quoted = /^(?:"([^"\n]{1,200})"|“([^”\n]{1,200})”)/u
const room = 160
/** In a value without quotation marks: another mark, so that it ends before that. */
const otherMark = /\s(?:[#!@][\p{L}\p{N}]|[\p{L}\p{M}-]+:\S)/u

/** `client:Acme` with its value, where one begins. A key with a space behind it counts only if its value is known. */
export function keyAt(line: Line, from: number, vocabulary: Vocabulary): Mark | null {
  const found = keyStart.exec(line.text.slice(from, from + room))
  const key = found && keyNamed(found[1] ?? '')
  if (!found || !key) return null
  const start = from + found[0].length
  const isClose = found[2] === ''
  const quote = quoted.exec(line.text.slice(start, start + 210))
  if (quote)
    return keyed(
      key,
      quote[1] ?? quote[2] ?? '',
      { from, to: start + quote[0].length, start, isClose },
      line,
      vocabulary,
    )
  const to = lengthAt(key, line, start, vocabulary)
  return to === null ? null : keyed(key, line.text.slice(start, to), { from, to, start, isClose }, line, vocabulary)
}

/** The same, of a value that ends there. */
export function keyBefore(line: Line, end: number, vocabulary: Vocabulary): Mark | null {
  const lineStart = line.text.lastIndexOf('\n', end - 1) + 1
  const start = Math.max(lineStart, end - room)
  for (const found of [...line.text.slice(start, end).matchAll(keyAnywhere)].toReversed()) {
    const key = keyNamed(found[1] ?? '')
    const from = start + found.index
    const value = from + found[0].length
    const said = line.text.slice(value, end)
    const quote = quoted.exec(said)
    const isWhole = quote ? quote[0].length === said.length : true
    if (!key || said.trim() === '' || !isWhole || (!quote && otherMark.test(said))) continue
    const typed = quote?.[1] ?? quote?.[2] ?? said
    const place = { from, to: end, start: value, isClose: found[2] === '' }
    const mark = keyed(key, typed, place, line, vocabulary)
    if (mark && (quote || isAllOfIt(mark, key, typed, vocabulary))) return mark
  }
  return null
}

function keyNamed(word: string): Key | null {
  const wanted = word.toLowerCase().normalize('NFC')
  return Object.entries(keys).find(([name]) => name.normalize('NFC') === wanted)?.[1] ?? null
}

/** Of what is not known: a word or two, or the words go on and it is a part of the sentence. */
function isAllOfIt({ meaning }: Mark, key: Key, typed: string, { clients, assistants }: Vocabulary): boolean {
  const count = typed.trim().split(/\s+/u).length
  if (key === 'template') return count <= 3
  if (key === 'every') return count <= 8
  if (meaning.kind === 'due-typed') return count <= 6
  if (meaning.kind === 'unknown-duty' || meaning.kind === 'unknown-priority') return count === 1
  const known = key === 'client' ? clients : key === 'assistant' ? assistants : []
  const unknown =
    (meaning.kind === 'client' || meaning.kind === 'person') && !known.some(({ id }) => id === idOf(meaning))
  return !unknown || (count <= 3 && (count === 1 || !nameAt(typed, 0, known)))
}

function idOf(meaning: Meaning): string | null {
  if (meaning.kind === 'client') return meaning.client
  return meaning.kind === 'person' ? meaning.person : null
}

/** Where the value that begins there ends. */
function lengthAt(key: Key, line: Line, start: number, { clients, assistants }: Vocabulary): number | null {
  const word = /^[^\s]+/u.exec(line.text.slice(start, start + room))?.[0]
  if (word === undefined) return null
  const wordEnd = start + word.replace(/[.,;:]+$/u, '').length
  if (key === 'client') return nameAt(line.text, start, clients)?.end ?? wordEnd
  if (key === 'assistant') {
    const at = line.text[start] === '@' ? start + 1 : start
    const token = /^<@[^>\n]{1,100}>/u.exec(line.text.slice(start, start + room))
    return token ? start + token[0].length : (nameAt(line.text, at, assistants)?.end ?? wordEnd)
  }
  if (key === 'due') return timeFrom(line, start)?.to ?? wordEnd
  if (key === 'every') return rhythmEnd(line, start) ?? wordEnd
  return wordEnd
}

function timeFrom({ times }: Line, start: number): FoundTime | null {
  return times.find((time) => time.start === start) ?? null
}

function rhythmEnd({ rhythm }: Line, start: number): number | null {
  return rhythm && rhythm.from <= start && rhythm.to > start ? rhythm.to : null
}

type Place = { from: number; to: number; start: number; isClose: boolean }

/** `null`: the words are no mark, since nothing is known by that value and it was not said outright. */
function keyed(
  key: Key,
  typed: string,
  { from, to, start, isClose }: Place,
  line: Line,
  vocabulary: Vocabulary,
): Mark | null {
  const meaning = meaningOf(key, typed.trim(), { start, to, isClose }, line, vocabulary)
  return meaning && { meaning, from, to, cut: true }
}

function meaningOf(
  key: Key,
  value: string,
  { start, to, isClose }: Omit<Place, 'from'>,
  line: Line,
  { clients, assistants, duties, mentions }: Vocabulary,
): Meaning | null {
  switch (key) {
    case 'client': {
      const [one, another] = nameOf(value, clients)
      if (one && !another) return { kind: 'client', client: one.id }
      return isClose ? { kind: 'client', client: value } : null
    }
    case 'assistant': {
      const id = Object.hasOwn(mentions, value) ? mentions[value] : undefined
      const [one, another] = nameOf(value.replace(/^@/u, ''), assistants)
      if (id !== undefined || (one && !another)) return { kind: 'person', person: id ?? one?.id ?? value }
      return isClose && /^[^\s:/]/u.test(value) ? { kind: 'person', person: value } : null
    }
    case 'duty': {
      const duty = value.replace(/^#/u, '').toLocaleLowerCase()
      if (duties.includes(duty)) return { kind: 'duty', duty }
      return isClose ? { kind: 'unknown-duty', given: value } : null
    }
    case 'priority': {
      const priority = priorityOf(value)
      if (priority) return { kind: 'priority', priority }
      return isClose ? { kind: 'unknown-priority', given: value } : null
    }
    case 'due': {
      const time = timeFrom(line, start)
      if (time && time.to === to) return { kind: 'due', time: { ...time, lead: time.lead ?? 'due' } }
      return isClose ? { kind: 'due-typed', phrase: value } : null
    }
    case 'every':
      return isClose ? { kind: 'rhythm-typed', phrase: value } : null
    case 'template':
      return isClose ? { kind: 'template', template: value } : null
  }
}
