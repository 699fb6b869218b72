import { build, floor, root, type Contender, type Kind } from './contenders.ts'
import { delegations } from './delegations.ts'
import { ours, type How } from './how.ts'
import type { Loaded } from './load.ts'
import { median, quantile } from './numbers.ts'
import { startBenchPostgres, type BenchPostgres } from './postgres.ts'
import type { Ratio, Report, Round } from './report.ts'
import { interleaved, processorTimeOf, withContenders } from './rounds.ts'
import { clientOf } from './seed.ts'
import { startSlackStub, type SlackStub } from './slack-stub.ts'

type House = { postgres: BenchPostgres; slack: SlackStub; how: How }

const connections = 50

/** A signed `/delegate` over HTTP: under load over all agencies, in one of them, and alone. */
export async function delegate(how: How): Promise<Report> {
  const kinds: Kind[] = [
    floor('F3', 'f3.ts'),
    floor('bolt', 'bolt.ts'),
    floor('bolt + F3', 'bolt-f3.ts'),
    floor('two flights', 'two-flights.ts', { migrated: true }),
    build(ours, root),
    ...[...how.beside].map(([name, folder]) => build(name, folder)),
  ]
  const postgres = await startBenchPostgres()
  const slack = await startSlackStub()
  try {
    const starting = { postgres, slackApi: slack.apiUrl, size: how.size }
    const rounds = await withContenders(kinds, starting, async (contenders) => {
      for (const contender of contenders) await warm({ postgres, slack, how }, contender)
      return interleaved(contenders, how.rounds, (contender) => measure({ postgres, slack, how }, contender))
    })
    return { bench: 'delegate', what: whatOf(how), rounds, ratios: ratiosOf([...how.beside.keys()]) }
  } finally {
    await slack.close()
    await postgres.stop()
  }
}

async function measure(house: House, contender: Contender): Promise<Round> {
  const { agencies } = house.how.size
  const over = await processorTimeOf(contender, house.postgres, () => ask(house, contender, { connections, agencies }))
  const within = await ask(house, contender, { connections, agencies: 1 })
  const alone = await ask(house, contender, { connections: 1, agencies })
  const count = over.result.times.length
  return {
    'a second': perSecond(over.result),
    'server ms': over.server / count,
    'Postgres ms': over.postgres / count,
    'in one agency': perSecond(within),
    'alone p50 ms': median(alone.times),
    'alone p99 ms': quantile(alone.times, 0.99),
  }
}

/**
 * Until what is compiled at first use is compiled, and every connection of the pool is open and has its plans. Those were made for
 * tables with nothing in them: a server that runs for longer than a minute has seen that they have grown.
 */
async function warm({ how, ...house }: House, contender: Contender): Promise<void> {
  const over = { connections, agencies: how.size.agencies }
  const longer = { ...house, how: { ...how, seconds: how.seconds * 3 } }
  await ask(longer, contender, over)
  await house.postgres.within(contender.url, async (sql) => void (await sql`analyze`))
  await ask(longer, contender, over)
}

async function ask(
  { slack, how }: House,
  { name, program }: Contender,
  over: { connections: number; agencies: number },
): Promise<Loaded> {
  const until = performance.now() + how.seconds * 1000
  const asked = delegations(slack, {
    connections: over.connections,
    by: (number) => clientOf(number % over.agencies),
    port: program.port,
    more: () => performance.now() < until,
  })
  return asked.catch((cause: unknown) => {
    throw new Error(`${name} did not answer; it said last:\n${program.output().slice(-4_000)}`, { cause })
  })
}

function perSecond({ times, took }: Loaded): number {
  return times.length / (took / 1000)
}

function whatOf({ rounds, seconds, size }: How): string {
  return (
    `A signed /delegate over HTTP: ${connections} connections, ${size.agencies} agencies of ${size.assistants} assistants; ` +
    `${rounds} rounds of ${seconds} s each, medians`
  )
}

function ratiosOf(beside: string[]): Ratio[] {
  const mine = (measure: string): [string, string] => [ours, measure]
  return [
    { figure: 'throughput beside F3', of: mine('a second'), beside: ['F3', 'a second'], atLeast: 0.3 },
    {
      figure: 'server time beside two flights',
      of: mine('server ms'),
      beside: ['two flights', 'server ms'],
      atMost: 1.5,
    },
    {
      figure: 'Postgres time beside two flights',
      of: mine('Postgres ms'),
      beside: ['two flights', 'Postgres ms'],
      atMost: 1.5,
    },
    { figure: 'in one agency beside many', of: mine('in one agency'), beside: mine('a second'), atLeast: 0.7 },
    { figure: 'alone, median, beside F3', of: mine('alone p50 ms'), beside: ['F3', 'alone p50 ms'], atMost: 2 },
    { figure: 'alone, p99, beside F3', of: mine('alone p99 ms'), beside: ['F3', 'alone p99 ms'], atMost: 3 },
    ...beside.flatMap((name): Ratio[] => [
      { figure: `throughput beside ${name}`, of: mine('a second'), beside: [name, 'a second'], atLeast: 12 },
      { figure: `server time beside ${name}`, of: mine('server ms'), beside: [name, 'server ms'], atMost: 1 / 12 },
      { figure: `Postgres time beside ${name}`, of: mine('Postgres ms'), beside: [name, 'Postgres ms'], atMost: 1 / 5 },
      { figure: `${name} beside F3`, of: [name, 'a second'], beside: ['F3', 'a second'] },
    ]),
  ]
}
