import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { median, short } from './numbers.ts'

/** What one contender took in one round, by what was measured. */
export type Round = Record<string, number>

/** Each contender's rounds, in order; the rounds of one number were run one after the other. */
export type Rounds = Map<string, Round[]>

/** One figure beside another, and what it must reach; a figure without a goal is told and no more. */
export type Ratio = {
  figure: string
  /** Whose figure, beside whose; by itself where there is nothing beside it. */
  of: readonly [contender: string, measure: string]
  beside?: readonly [contender: string, measure: string]
  atLeast?: number
  atMost?: number
}

export type Report = { bench: string; what: string; rounds: Rounds; ratios: Ratio[] }

type Told = { figure: string; ratio: number; goal: string; reached: string }

/** Prints a bench: the medians of each contender, then each figure as a ratio. */
export function tell({ what, rounds, ratios }: Report): void {
  process.stdout.write(`\n${what}\n`)
  console.table(Object.fromEntries([...rounds].map(([name, all]) => [name, mediansOf(all)])))
  const told = toldOf(rounds, ratios)
  if (told.length > 0) console.table(Object.fromEntries(told.map(({ figure, ...rest }) => [figure, rest])))
}

/** All that was measured, for a program to read. */
export function write(file: string, reports: Report[]): void {
  mkdirSync(dirname(file), { recursive: true })
  const all = reports.map(({ bench, what, rounds, ratios }) => ({
    bench,
    what,
    medians: Object.fromEntries([...rounds].map(([name, each]) => [name, mediansOf(each)])),
    ratios: toldOf(rounds, ratios),
    rounds: Object.fromEntries(rounds),
  }))
  writeFileSync(
    file,
    `${JSON.stringify({ at: new Date().toISOString(), node: process.version, benches: all }, null, 2)}\n`,
  )
}

function mediansOf(rounds: Round[]): Round {
  const measures = [...new Set(rounds.flatMap((round) => Object.keys(round)))]
  return Object.fromEntries(measures.map((measure) => [measure, short(median(valuesOf(rounds, measure)))]))
}

/** Round by round, since what ran at the same time had the same machine; of those the median. */
function toldOf(rounds: Rounds, ratios: Ratio[]): Told[] {
  return ratios.flatMap(({ figure, of, beside, ...goal }) => {
    const figures = ([name, measure]: Ratio['of']) => valuesOf(rounds.get(name) ?? [], measure)
    const ours = figures(of)
    const theirs = beside ? figures(beside) : ours.map(() => 1)
    if (ours.length === 0 || theirs.length === 0) return []
    const ratio = median(ours.map((value, round) => value / (theirs[round] ?? Number.NaN)))
    return [{ figure, ratio: short(ratio), ...toldGoal(ratio, goal) }]
  })
}

function toldGoal(ratio: number, { atLeast, atMost }: Pick<Ratio, 'atLeast' | 'atMost'>) {
  if (atLeast !== undefined) return { goal: `≥ ${short(atLeast)}`, reached: ratio >= atLeast ? 'yes' : 'no' }
  if (atMost !== undefined) return { goal: `≤ ${short(atMost)}`, reached: ratio <= atMost ? 'yes' : 'no' }
  return { goal: '', reached: '' }
}

function valuesOf(rounds: Round[], measure: string): number[] {
  return rounds.flatMap((round) => round[measure] ?? [])
}
