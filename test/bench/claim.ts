import { build, root, type Contender } from './contenders.ts'
import { ours, type How } from './how.ts'
import { load } from './load.ts'
import { startBenchPostgres, type BenchPostgres } from './postgres.ts'
import type { Ratio, Report, Round } from './report.ts'
import { interleaved, processorTimeOf, withContenders } from './rounds.ts'
import { assistantOf, clientOf, seedAgencies } from './seed.ts'
import { delegateRequest, pressRequest, type Asker } from './slack-requests.ts'
import { startSlackStub, type SlackStub } from './slack-stub.ts'

type House = { postgres: BenchPostgres; slack: SlackStub; how: How }

const connections = 50
/** So many press the same button in the same moment. */
const crowd = 200
const secondsToBeTold = 60

/** Tasks claimed by a press, each by another: beside a `/delegate` of the same round. Then one task that a crowd wants. */
export async function claim(how: How): Promise<Report> {
  const kinds = [build(ours, root), ...[...how.beside].map(([name, folder]) => build(name, folder))]
  const postgres = await startBenchPostgres()
  const slack = await startSlackStub()
  const house = { postgres, slack, how }
  try {
    const starting = { postgres, slackApi: slack.apiUrl, size: how.size }
    const rounds = await withContenders(kinds, starting, async (contenders) => {
      for (const contender of contenders) {
        await seedCrowd(house, contender)
        await measure(house, contender)
      }
      return interleaved(contenders, how.rounds, (contender) => measure(house, contender))
    })
    return { bench: 'claim', what: whatOf(how), rounds, ratios: ratiosOf([...how.beside.keys()]) }
  } finally {
    await slack.close()
    await postgres.stop()
  }
}

function seedCrowd({ postgres, how }: House, { url }: Contender): Promise<void> {
  const first = how.size.agencies
  return postgres.within(url, (sql) => seedAgencies(sql, { agencies: 1, assistants: crowd }, first))
}

async function measure(house: House, contender: Contender): Promise<Round> {
  const { quick, size } = house.how
  const count = quick ? 50 : 200
  const before = await lastNumbers(house, contender)
  const made = await processorTimeOf(contender, house.postgres, () =>
    delegateAll(house, contender, count, size.agencies),
  )
  const after = await lastNumbers(house, contender)
  const presses = before.flatMap((from, agency) =>
    Array.from({ length: (after[agency] ?? 0) - from }, (_, index) => ({
      by: assistantOf(agency, index % size.assistants),
      number: from + index + 1,
    })),
  )
  const claimed = await processorTimeOf(contender, house.postgres, () =>
    pressAll(house, contender, presses, connections),
  )
  return {
    'delegate, server ms': made.server / count,
    'delegate, Postgres ms': made.postgres / count,
    'claim, server ms': claimed.server / presses.length,
    'claim, Postgres ms': claimed.postgres / presses.length,
    'delegate ms': (made.server + made.postgres) / count,
    'claim ms': (claimed.server + claimed.postgres) / presses.length,
    'messages for a claim': claimed.result.mostMessages,
    ...(await measureCrowd(house, contender)),
  }
}

async function measureCrowd(house: House, contender: Contender): Promise<Round> {
  const agency = house.how.size.agencies
  await load({
    ...sending(contender, 1),
    next: once(() => delegateRequest(clientOf(agency), house.slack.respondUrl('made'))),
  })
  const number = (await lastNumbers(house, contender))[agency] ?? 0
  const presses = Array.from({ length: crowd }, (_, index) => ({ by: assistantOf(agency, index), number }))
  const { acknowledged, told, mostMessages } = await pressAll(house, contender, presses, crowd)
  return { 'crowd acknowledged ms': acknowledged, 'crowd told ms': told, 'messages for each of them': mostMessages }
}

type Press = { by: Asker; number: number }

/** Sends all of them, and waits until each is told what became of it. */
async function pressAll({ slack }: House, contender: Contender, presses: Press[], lines: number) {
  slack.said.clear()
  const began = performance.now()
  const left = presses.map(
    ({ by, number }, index) =>
      () =>
        pressRequest(by, `sahayak:claim:${number}:`, slack.respondUrl(`${index}`)),
  )
  const { times } = await load({ ...sending(contender, lines), next: () => left.pop()?.() ?? null })
  await slack.heard(presses.length, secondsToBeTold * 1000)
  const moments = [...slack.said.values()]
  return {
    acknowledged: Math.max(...times),
    told: Math.max(...moments.map((all) => all[0] ?? Number.NaN)) - began,
    mostMessages: Math.max(...moments.map((all) => all.length)),
  }
}

async function delegateAll({ slack }: House, contender: Contender, count: number, agencies: number): Promise<void> {
  let sent = 0
  const next = () => delegateRequest(clientOf((sent += 1) % agencies), slack.respondUrl('made'))
  await load({ ...sending(contender, connections), next: () => (sent < count ? next() : null) })
}

function sending({ program }: Contender, lines: number) {
  return { port: program.port, connections: lines, isRight: (answer: string) => answer.startsWith('HTTP/1.1 200') }
}

function once(request: () => string): () => string | null {
  const left = [request]
  return () => left.pop()?.() ?? null
}

/** The number of the last task of each agency, by the agency's own. */
async function lastNumbers({ postgres, how }: House, { url }: Contender): Promise<number[]> {
  const numbers = Array.from({ length: how.size.agencies + 1 }, () => 0)
  await postgres.within(url, async (sql) => {
    const found = await sql<{ agency: string; last: number }[]>`
      select substr(p.external_id, 2) as agency, max(t.number) as last
      from tasks t join places p on p.agency_id = t.agency_id group by 1`
    for (const { agency, last } of found) numbers[Number(agency)] = last
  })
  return numbers
}

function whatOf({ rounds, quick, size }: How): string {
  return (
    `${quick ? 50 : 200} tasks claimed by a press, ${connections} connections, ${size.agencies} agencies; then ${crowd} press at once ` +
    `on one task; ${rounds} rounds, medians`
  )
}

function ratiosOf(beside: string[]): Ratio[] {
  return [
    { figure: 'a claim beside a /delegate', of: [ours, 'claim ms'], beside: [ours, 'delegate ms'], atMost: 1.2 },
    { figure: 'a crowd is acknowledged, ms', of: [ours, 'crowd acknowledged ms'], atMost: 500 },
    { figure: 'a crowd is told, ms', of: [ours, 'crowd told ms'], atMost: 500 },
    { figure: 'messages for each of a crowd', of: [ours, 'messages for each of them'], atMost: 1 },
    ...beside.map((name): Ratio => ({
      figure: `a claim beside ${name}`,
      of: [ours, 'claim ms'],
      beside: [name, 'claim ms'],
    })),
  ]
}
