import type { Breaches } from './account.ts'
import type { Counts, Outcome } from './scene.ts'

const countWords: [keyof Counts, string][] = [
  ['acts', 'commands, presses and forms'],
  ['acknowledged', 'of these acknowledged'],
  ['repeated', 'deliveries to Slack’s address that came twice'],
  ['kills', 'kill -9'],
  ['refused', 'requests told to come again (429)'],
  ['cut', 'connections cut'],
  ['waited', 'people told to wait'],
  ['tasks', 'tasks'],
  ['lines', 'lines to be told'],
  ['messages', 'messages'],
]

const breachWords: [keyof Breaches, string][] = [
  ['lost', 'acknowledged and lost, or done twice'],
  ['doubled', 'told twice'],
  ['untold', 'not told'],
  ['disordered', 'out of order'],
  ['stale', 'cards that say other than their row'],
  ['unanswered', 'told to wait, and nothing more'],
  ['ended', 'processes that ended by themselves'],
]

/** How much of the evidence of one kind is shown. */
const mostShown = 20

/** A table, with the evidence below each thing that should not be. */
export function reportOf(title: string, { counts, breaches }: Outcome): string {
  const row = (words: string, count: number) => `  ${words.padEnd(48)} ${String(count).padStart(6)}`
  const found = breachWords.flatMap(([name, words]) => [
    row(words, breaches[name].length),
    ...breaches[name].slice(0, mostShown).map((each) => `      ${each.replaceAll('\n', '\n      ')}`),
  ])
  return ['', title, ...countWords.map(([name, words]) => row(words, counts[name])), ...found, ''].join('\n')
}

export function isClean({ breaches }: Outcome): boolean {
  return breachWords.every(([name]) => breaches[name].length === 0)
}
