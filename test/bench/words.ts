import { readLine } from '#test/heard/ours.ts'
import { settings } from '#test/heard/settings.ts'

/** What is repeated to 20,000 characters: words of time, marks, brackets that never close. */
export const pieces: readonly string[] = [
  'Book ',
  'by Friday ',
  'every ',
  '5pm ',
  '5 ',
  '1-',
  '1/1/',
  '12:',
  '31/12 ',
  'Monday:',
  'सोमवार:',
  'kal shaam 5 baje ',
  'january se march tak ke bill jodo ',
  'हर सोमवार रिपोर्ट भेजें ',
  'and ',
  '#travel ',
  '@priya ',
  'client:"',
  '“',
  '`',
  '\n- ',
  '\n> a',
  'https://example.com/5pm ',
  '😀',
  ' ',
]

export const longest = 20_000

export function repeated(piece: string, length: number): string {
  return piece.repeat(Math.ceil(length / piece.length)).slice(0, length)
}

/** Milliseconds of this thread's own for one line of a length: the best of a few, since others use the machine too. */
export function timeOf(piece: string, length: number): number {
  const { us } = settings
  if (!us) throw new Error('There is no such setting')
  const text = repeated(piece, length)
  const times = Array.from({ length: 3 }, () => {
    const begin = process.threadCpuUsage()
    readLine(text, us)
    const { user, system } = process.threadCpuUsage(begin)
    return (user + system) / 1000
  })
  return Math.min(...times)
}

/** A line of 20,000 characters of anything ought to be read in less than 20 ms. */
export function words(): void {
  const rows = pieces.map((piece) => ({
    piece: JSON.stringify(piece),
    'ms for 5,000': Math.round(timeOf(piece, longest / 4) * 10) / 10,
    'ms for 20,000': Math.round(timeOf(piece, longest) * 10) / 10,
  }))
  console.table(rows)
}
