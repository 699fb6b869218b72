import type { Contender, Kind } from './contenders.ts'
import type { BenchPostgres } from './postgres.ts'
import { postgresTime, processorTime } from './processor-time.ts'
import type { Round, Rounds } from './report.ts'

/** Starts all of them beside each other, hands them over, and stops them whatever happens. */
export async function withContenders<T>(
  kinds: Kind[],
  starting: Parameters<Kind['start']>[0],
  run: (contenders: Contender[]) => Promise<T>,
): Promise<T> {
  const contenders: Contender[] = []
  try {
    for (const kind of kinds) contenders.push(await kind.start(starting))
    return await run(contenders)
  } finally {
    for (const contender of contenders) await contender.stop()
  }
}

/** A B C, A B C, …: what the machine does besides is shared by all of them alike. */
export async function interleaved(
  contenders: Contender[],
  count: number,
  measure: (contender: Contender, round: number) => Promise<Round>,
): Promise<Rounds> {
  const rounds: Rounds = new Map(contenders.map(({ name }) => [name, []]))
  for (let round = 0; round < count; round += 1) {
    for (const contender of contenders) rounds.get(contender.name)?.push(await measure(contender, round))
  }
  return rounds
}

/** Milliseconds of processor time that a piece of work takes, of the contender's server and of Postgres. */
export async function processorTimeOf<T>(
  { program }: Contender,
  { postmaster }: BenchPostgres,
  work: () => Promise<T>,
): Promise<{ result: T; server: number; postgres: number }> {
  const [server, database] = [processorTime(program.pid), postgresTime(postmaster)]
  const result = await work()
  return { result, server: processorTime(program.pid) - server, postgres: postgresTime(postmaster) - database }
}
