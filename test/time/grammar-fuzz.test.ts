import { describe, expect, it } from 'vitest'
import { findTimes, readTime } from '#src/time/grammar.ts'
import { english } from '#src/time/lexicon-english.ts'
import { hindi } from '#src/time/lexicon-hindi.ts'
import type { TimeContext } from '#src/time/reading.ts'
import { findRhythm, readRhythm } from '#src/time/rhythm-grammar.ts'

/** In the long form a million: `FUZZ=1000000 npx vitest run test/time/grammar-fuzz.test.ts`. */
const texts = Number(process.env['FUZZ'] ?? 4_000)
/** Milliseconds that no text of this length may take, on a machine that has other things to do. */
const longest = 50

const zones = ['America/New_York', 'Europe/London', 'Asia/Kolkata', 'Australia/Lord_Howe', 'UTC'] as const
const nows = ['2026-03-04T15:00Z', '2026-10-31T23:30Z', '2028-02-29T11:59Z'] as const
const words = [...english, ...hindi].flatMap(([spellings]) => spellings.split('|'))
const others =
  '5pm 17:00 25:00 12.30 5 9 31st 2nd 29 11/12 9/99 2026-03-12 2026-02-30 1/2 ½ 1h30 0 00 000 99999 GMT+1 PST ist UTC+5:30 +05:30 London India/Pune Asia/Kolkata Z ५ १५ report send the a x #duty @jun !high <@U1> https://a.b/c a@b.cc , . ; : - – — / ( ) " “ ’ \n \t \u0301 \u{1F600} \ud800 ़ ं'.split(
    ' ',
  )

/** The same numbers at each run, from a seed: what fails can be made to fail again. */
function chance(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
}

function aText(pick: (below: number) => number): string {
  const length = 1 + pick(pick(20) === 0 ? 60 : 9)
  let text = ''
  for (let i = 0; i < length; i++) {
    const from = pick(3) === 0 ? others : words
    const word = pick(12) === 0 ? String.fromCodePoint(1 + pick(0x2fff)) : (from[pick(from.length)] ?? '')
    text += `${word}${pick(9) === 0 ? '' : ' '}`
  }
  return text
}

function contextFor(pick: (below: number) => number): TimeContext {
  return {
    now: Temporal.Instant.from(nows[pick(nows.length)] ?? nows[0]),
    zone: zones[pick(zones.length)] ?? 'UTC',
    language: pick(2) === 0 ? 'en' : 'hi',
    use: (['due', 'reminder', 'moment'] as const)[pick(3)] ?? 'due',
  }
}

function readAll(text: string, context: TimeContext) {
  const began = performance.now()
  const found = findTimes(text, context)
  readTime(text, context)
  const rhythm = findRhythm(text, context)
  readRhythm(text, context)
  return { found, rhythm, took: performance.now() - began }
}

describe('whatever people type', () => {
  it(
    `is never an error, nor takes long, in ${texts} texts`,
    () => {
      for (let seed = 1; seed <= texts; seed++) {
        const pick = chance(seed)
        const [text, context] = [aText(pick).normalize('NFC'), contextFor(pick)]
        let { found, rhythm, took } = readAll(text, context)
        // What is slow once, on a machine that has other things to do, is slow thrice only by its own fault.
        for (let again = 0; took > longest && again < 3; again++) took = Math.min(took, readAll(text, context).took)

        if (took > longest) expect.fail(`${took} ms for ${JSON.stringify(text)}`)
        for (const { from, start, end, to } of [...found, ...(rhythm ? [{ ...rhythm }] : [])].toSorted(
          (a, b) => a.start - b.start,
        )) {
          const isIn = from >= 0 && from <= start && start < end && end <= to && to <= text.length
          if (!isIn) expect.fail(`${from} ${start} ${end} ${to} in ${JSON.stringify(text)}`)
        }
      }
    },
    texts * 20 + 20_000,
  )
})
