import { readRows } from './rows.ts'
import { type Setting, settings } from './settings.ts'

const rows = readRows()
/** Words of the set in its own scripts, and what people put between them. */
const words = [...new Set(rows.flatMap(({ say }) => say.split(/\s+/u)))]
const between = [
  ' ',
  ' ',
  ' ',
  ' ',
  '  ',
  '\n',
  '\t',
  ', ',
  '. ',
  ': ',
  ' - ',
  '–',
  '/',
  ' (',
  ') ',
  ' "',
  '" ',
  ' “',
  '” ',
  '`',
  '\n```\n',
  '\n- ',
  '\n> ',
  ' | ',
  '',
  '।',
  '\u00a0',
  '\u200d',
  '\u202e',
]
const odd = [
  '0',
  '1',
  '12',
  '31',
  '2026',
  '99999999',
  '५',
  '१५',
  '5pm',
  '17:00',
  '25:61',
  '31/02',
  '2026-02-30',
  '-5',
  '1e9',
  '½',
  '😀',
  '👩🏽‍💻',
  '⏰',
  '🗓',
  'क्ष',
  '़',
  'ँ',
  '#travel',
  '#',
  '!high',
  '!',
  '@priya',
  '@',
  '<@U12AB3CD>',
  '<#C012AB3CD|>',
  '<!here>',
  'client:"Acme',
  'due:',
  'every:',
  '**by**',
  '_Friday_',
  '~5pm~',
  '[by Friday](https://example.com)',
  'https://example.com/2026/03/05',
  '&amp;',
  '\\',
  "'",
  '\u0000',
  '\ufeff',
  '\ud800',
]

/** As many texts as are asked for, the same for the same seed; some of them long. */
export function* texts(count: number, seed: number): Generator<{ text: string; setting: Setting }> {
  const next = chance(seed)
  const pick = <T>(some: readonly T[]): T | undefined => some[Math.floor(next() * some.length)]
  const all = Object.values(settings)
  for (let index = 0; index < count; index++) {
    const length = next() < 0.01 ? 400 : 1 + Math.floor(next() * 14)
    let text = next() < 0.3 ? (pick(rows)?.say ?? '') : ''
    for (let word = 0; word < length; word++) {
      text += `${pick(between)}${next() < 0.25 ? pick(odd) : pick(words)}`
    }
    const setting = pick(all)
    if (setting) yield { text: next() < 0.2 ? shuffled(text, next) : text, setting }
  }
}

/** A piece of it moved to the end: words are cut anywhere. */
function shuffled(text: string, next: () => number): string {
  const at = Math.floor(next() * text.length)
  return text.slice(at) + text.slice(0, at)
}

/** Mulberry32: thirty-two bits of state are enough for texts. */
function chance(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}
