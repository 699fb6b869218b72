import { readable } from './digits.ts'
import { without } from './phrase.ts'
import { type Text } from './phrase-reading.ts'
import { type Speaker, type World, worldOf } from './phrase-world.ts'
import { readRhythm, type RhythmReading } from './rhythm-reading.ts'
import type { Rhythm } from './rhythm.ts'
import { wordEnd } from './weekdays.ts'

/** How often, as it was typed, and how it is understood. */
export type UnderstoodRhythm = { rhythm: Rhythm; matched: string }

/** A field for it is short; what is longer is not read to its end. */
const longestField = 300

/** Before these, what follows is part of what the task is about: the notes *of* every meeting, more *than* once a week. */
const belongs =
  /(?:^|[\s(])(?:for|of|from|about|than|not|after|before|since|between|by|until|till|almost|nearly|how|what|the|a|an|our|my|your|his|her|their|its|this|that|और|या)\s+$/u
/** Behind it in English: the end, or a word with which something new begins. `every Monday meeting` is a meeting. */
const goesOn =
  /^(?:\s*$|\s*[.,;:!?)।…\n–—]|\s+-\s|\s+(?:to|and|for|so|with|as|or|but|then|if|via|using|from|in|at|on|until|till|by|due|before|without|please|pls|unless|except|no later|not later|when|while|after)\s|\s+[#!@<(]|\s+(?:client|template):)/u
/** Of Hindi's own: `हर सोमवार की रिपोर्ट` is a report. */
const genitive = new RegExp(`^\\s*(?:का|की|के|ka|ki|ke|वाला|वाली|वाले)${wordEnd}`, 'u')
const wordBegins = /(?<![^\s,(:;–—-])[^\s,(]/gu
const introduction = /(?:^|\s)(?:on|और|repeat|repeats|repeating)\s+$/u

/** The rhythm in the words of a task, and those words without it. `null`: there is none, and the text is as it was. */
export function findRhythm(input: string, speaker: Speaker): (UnderstoodRhythm & { text: string }) | null {
  const typed = input.normalize('NFC')
  const text: Text = { typed, readable: readable(typed) }
  const world = worldOf(speaker)
  for (const { index } of text.readable.matchAll(wordBegins)) {
    const reading = mayBegin.test(text.readable.slice(index, index + 40)) ? readRhythm(text, index, world) : null
    if (!reading || !isMeant(text.readable, reading)) continue
    const { start, end, rhythm } = reading
    const on = introduction.exec(typed.slice(0, start).toLowerCase())
    return { rhythm, matched: typed.slice(start, end), text: without(typed, on ? on.index : start, end) }
  }
  return null
}

/** What a rhythm, or a time of day before one, can begin with. */
const mayBegin =
  /^(?:every|each|once|daily|weekly|fortnightly|bi-?weekly|monthly|quarterly|yearly|annually|on |the |first|second|third|fourth|last|\d|at |@|noon|हर|प्रत्येक|प्रति|har |रोज|roz|महीने|माह|mahine|सुबह|दोपहर|शाम|रात|subah|shaam)/u

function isMeant(text: string, { start, end }: RhythmReading): boolean {
  const before = text.slice(0, start)
  const behind = text.slice(end)
  const said = text.slice(start, end)
  if (isQuoted(before) || /^['’"”-]/u.test(behind)) return false
  if (/\p{Script=Devanagari}|^(?:har|roz|mahine)\s/u.test(said)) return !genitive.test(behind)
  if (belongs.test(before.slice(-40))) return false
  // "Every Monday send the report": it begins a sentence, and anything may follow.
  const begins = /(?:^|[.!?;:।\n])\s*(?:on\s+)?$/u.test(before.slice(-60))
  return goesOn.test(behind) || (begins && /^(?:every|each|once|on|the|at|\d)/u.test(said))
}

function isQuoted(before: string): boolean {
  return (before.match(/"/gu) ?? []).length % 2 === 1 || before.lastIndexOf('“') > before.lastIndexOf('”')
}

/** How often, where nothing else was asked for: `every` may be left out. `null` unless all of it is understood. */
export function understandRhythm(input: string, speaker: Speaker): Rhythm | null {
  const typed = input
    .normalize('NFC')
    .slice(0, longestField)
    .trim()
    .replace(/[\s.,;!?।]+$/u, '')
  const world = worldOf(speaker)
  const bare = typed.replace(/^(?:on |repeat |repeats |the )+/iu, '')
  for (const one of [typed, `every ${bare}`, `हर ${bare}`, `हर महीने ${bare}`]) {
    const reading = readWhole(one, world)
    if (reading) return reading.rhythm
  }
  return null
}

function readWhole(typed: string, world: World): RhythmReading | null {
  const text: Text = { typed, readable: readable(typed) }
  const reading = readRhythm(text, 0, world)
  return reading && reading.end >= typed.length ? reading : null
}

/** `on the 31st`, `31 तारीख को`: a day of which it is not said whether it is this month's or each month's. */
const someDay =
  /(?<=\s)on the (\d{1,2})(?:st|nd|rd|th)(?=\s*[.!?]?\s*$|\s*\n|\s+(?:[#!@<]|client:|at \d))|(?<!\S)(\d{1,2}) (?:तारीख़|तारीख) को(?![\p{L}\p{M}])/u

export function findSomeDay(input: string): { phrase: string; date: number; at: number } | null {
  const typed = input.normalize('NFC')
  const found = someDay.exec(readable(typed))
  const date = Number(found?.[1] ?? found?.[2])
  if (!found || date < 1 || date > 31) return null
  return { phrase: typed.slice(found.index, found.index + found[0].length), date, at: found.index }
}
