import { readLine } from '#test/heard/ours.ts'
import { settings } from '#test/heard/settings.ts'
import type { How } from './how.ts'
import type { Report, Round } from './report.ts'

/**
 * What is repeated to 20,000 characters: words of time, marks, brackets that never close; and whatever makes a reader look
 * twice at what it has seen.
 */
export const pieces: readonly string[] = [
  'Book ',
  'Send the report on the 5th to Asha, then call the bank at 5pm and again on Friday. ',
  'by Friday ',
  'Friday or ',
  'Monday:',
  'every ',
  'every Monday and ',
  'every day until ',
  '1st and 2nd and ',
  '5pm ',
  '5pm, ',
  '5 ',
  '5 to ',
  '1-',
  '1.2.3.',
  '1/1/',
  '12:',
  '31/12 ',
  '2 hours and ',
  'a week after ',
  'सोमवार:',
  'कल तक की ',
  'kal shaam 5 baje ',
  'january se march tak ke bill jodo ',
  'हर सोमवार रिपोर्ट भेजें ',
  'shukravar se somvar ',
  'सोमवार से शनिवार हर दिन सुबह 8 बजे दवा दें ',
  'Do it every fortnight on Friday ',
  'Mon-Fri, ',
  'Mon to Fri 9am to 5pm“',
  '5pm friday-',
  'tomorrow@5pm ',
  'by, दोपहर`rent,. 4pm Sundays/',
  'कल: ',
  '1st, yearly“',
  'and ',
  '#travel ',
  'Find a room for a night in June, the one near the station, and ask what two of them cost in the week. #travel ',
  '@priya ',
  'client:"',
  '"every ',
  '“',
  '`',
  '\n- ',
  '\n> a',
  '   \n',
  'https://example.com/5pm ',
  'a@',
  'a',
  '#',
  '😀',
  ' ',
]

export const longest = 20_000
/** Milliseconds of the processor in which a line of it is read. */
export const goal = 20

export function repeated(piece: string, length: number): string {
  return piece.repeat(Math.ceil(length / piece.length)).slice(0, length)
}

/** Milliseconds of this thread's own for one line of a length: the best of a few, since others use the machine too. */
export function timeOf(piece: string, length: number): number {
  const { us } = settings
  if (!us) throw new Error('There is no such setting')
  const text = repeated(piece, length - 1)
  const times = Array.from({ length: 3 }, (_, round) => {
    const begin = process.threadCpuUsage()
    // Each a text of its own: the words of the one that was read last are remembered.
    readLine(`${text}${round}`, us)
    const { user, system } = process.threadCpuUsage(begin)
    return (user + system) / 1000
  })
  return Math.min(...times)
}

/** What a line costs that is as long as a brief may be, made of one piece; beside it one of a quarter of the length. */
export function words({ rounds: count }: How): Promise<Report> {
  const rounds = new Map<string, Round[]>()
  for (let round = 0; round < count; round++) {
    for (const piece of pieces) {
      const name = JSON.stringify(piece)
      const times = { 'ms for 5,000': timeOf(piece, longest / 4), 'ms for 20,000': timeOf(piece, longest) }
      rounds.set(name, [...(rounds.get(name) ?? []), times])
    }
  }
  const ratios = [...rounds.keys()].map((name) => ({
    figure: name,
    of: [name, 'ms for 20,000'] as const,
    atMost: goal,
  }))
  const what = 'Reading a line of 20,000 characters, made of one piece: milliseconds of the processor'
  return Promise.resolve({ bench: 'words', what, rounds, ratios })
}
