import { findTimes } from '#src/time/grammar.ts'
import type { TimeContext } from '#src/time/reading.ts'
import { findRhythm } from '#src/time/rhythm-grammar.ts'

const context: TimeContext = {
  now: Temporal.Instant.from('2026-03-04T15:00Z'),
  zone: 'America/New_York',
  language: 'en',
  use: 'due',
}

/** Texts on which a reader that looks twice at what it has seen takes its time. */
export const longTexts: Readonly<Record<string, string>> = {
  'times, with commas': '5pm, ',
  'days beside each other': 'Friday ',
  'times that are due': 'by Friday ',
  numbers: '12 ',
  'numbers and dots': '1.2.3.',
  slashes: '1/2/3/',
  'Hindi that is due': 'कल तक की ',
  lengths: '2 hours and ',
  'lengths before days': 'a week after ',
  rhythms: 'every Monday and ',
  'rhythms without an end': 'every day until ',
  ordinals: '1st and 2nd and ',
  alternatives: 'Friday or ',
  ranges: '5 to ',
  'one word': 'a',
  'one mark': '#',
  quotes: '"every ',
  spaces: '   \n',
  'signs of addresses': 'a@',
  sentences: 'Send the report on the 5th to Asha, then call the bank at 5pm and again on Friday. ',
}

/** `npm run bench -- heard [characters]`: how long it takes to look for times and rhythms in long texts, in milliseconds. */
export function heard(characters = 20_000): Promise<void> {
  const rows = Object.entries(longTexts).map(([name, part]) => {
    const text = part.repeat(Math.ceil(characters / part.length)).slice(0, characters)
    return { text: name, ...timesOf(text) }
  })
  process.stdout.write(`${characters} characters each, the best and the middle of 9 runs; milliseconds\n`)
  console.table(rows)
  return Promise.resolve()
}

function timesOf(text: string): { best: number; middle: number } {
  const times = Array.from({ length: 9 }, () => {
    const began = performance.now()
    findTimes(text, context)
    findRhythm(text, context)
    return performance.now() - began
  }).toSorted((a, b) => a - b)
  const rounded = (time = 0) => Math.round(time * 10) / 10
  return { best: rounded(times[0]), middle: rounded(times[4]) }
}
