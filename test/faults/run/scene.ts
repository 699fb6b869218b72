import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { connectDatabase, type Connection, type Database } from '#db/connection/connect.ts'
import type { FaultInput } from '#sandbox/faults.ts'
import { startSandbox, type Sandbox } from '#sandbox/index.ts'
import { chances } from '#test/simulation/outages.ts'
import { disordered, lostIn, toldWrong, unanswered, type Breaches } from './account.ts'
import { startBalancer } from './balancer.ts'
import { staleCards } from './cards.ts'
import { gather, type Act, type Crowd } from './crowd.ts'
import { openFleet, type Fleet } from './fleet.ts'
import { recordOf } from './record.ts'
import { endWaits, leftToTell, readRows } from './rows.ts'
import { buildTown, settle, type Size, type Town } from './town.ts'

export type Settings = {
  /** Of a Postgres; null for the embedded database, which one process has. */
  url: string | null
  processes: number
  /** Commands and presses. */
  acts: number
  kills: number
  seed: number
  size: Size
  /** Waits and leases are ended instead of being sat out, once everybody is dead. */
  hurried: boolean
  /** Told how far it is; nothing unless wanted. */
  tell?: ((progress: string) => void) | undefined
}

export type Counts = {
  acts: number
  acknowledged: number
  repeated: number
  kills: number
  refused: number
  cut: number
  waited: number
  tasks: number
  lines: number
  messages: number
}

export type Outcome = { counts: Counts; breaches: Breaches }

/** Of all that goes between the platforms and the bot: 5 % are told to come again, 2 % are cut, before or after they arrived. */
function weather(seed: number): FaultInput[] {
  const calls = [
    { platform: 'slack', name: 'chat.*' },
    { platform: 'slack', name: 'conversations.*' },
    { platform: 'discord', name: 'POST /channels/*' },
    { platform: 'discord', name: 'PATCH /channels/*' },
  ] as const
  const brought = ['slash_commands', 'block_actions', 'view_submission'] as const
  const cuts = [
    { kind: 'cut-before', chance: 0.01, seed: seed + 1 },
    { kind: 'cut-after', chance: 0.01, seed: seed + 2 },
  ] as const
  return [
    ...calls.flatMap((call): FaultInput[] => [
      { ...call, kind: 'rate-limited', retryAfter: 1, chance: 0.05, seed },
      ...cuts.map((cut) => ({ ...call, ...cut })),
    ]),
    ...brought.flatMap((name) => cuts.map((cut): FaultInput => ({ platform: 'slack', name, ...cut }))),
    ...cuts.map((cut): FaultInput => ({ platform: 'slack', name: 'response_url', ...cut })),
    { platform: 'discord', name: 'INTERACTION_CREATE', kind: 'duplicate', chance: 0.1, seed: seed + 3 },
    // Who is given a role is asked for, which takes longer than anybody is kept waiting without a word.
    { platform: 'slack', name: 'users.info', kind: 'delay', ms: 2_500, chance: 0.5, seed: seed + 4 },
  ]
}

/** Reached by what hangs alone, however slow the machine is. */
const hangMs = 600_000

/** A day of an agency whose bot is killed again and again, in bad weather; and what there is to say against it. */
export async function playScene(settings: Settings): Promise<Outcome> {
  const { url, processes, acts, kills, seed, size } = settings
  const dataDir = mkdtempSync(join(tmpdir(), 'sahayak-faults-'))
  const sandbox = await startSandbox({ mode: 'running' })
  const to: Connection = { dataDir, ...(url !== null && { url }), max: 2 }
  const chance = chances(seed)
  let fleet: Fleet | null = null
  const ports = () => fleet?.ports() ?? []
  const killed = () => fleet?.killed() ?? 0
  // Whoever reads a code does so once: nothing is made to fail before the agency is set up.
  let isSettled = false
  const repeats = () => (isSettled ? 0.1 : 0)
  const balancer = await startBalancer({ ports, chance: chances(seed + 1), repeats })
  try {
    const town = buildTown(sandbox, size, balancer.url)
    const config = town.config({ dataDir, ...(url !== null && { url }) })
    fleet = await openFleet({ config, count: processes, sandbox, chance: chances(seed + 2) })
    const began = Temporal.Now.instant()
    await fleet.start()
    await settle(sandbox, town, fleet.setupCode())
    isSettled = true
    const crowd = gather(sandbox, town, {
      ...{ chance, isUp: () => ports().length > 0 },
      // Nobody runs ahead of those who are still to be killed.
      mayBeDone: () => Math.ceil(((killed() + 1.8) * acts) / (kills + 1)),
    })
    const refused = await live({ sandbox, fleet, crowd }, settings)
    await balancer.settled()
    const now = await bringToAnEnd({ sandbox, fleet, crowd, to }, settings)
    await fleet.stop()
    const outcome = await account({ sandbox, town, to }, crowd.acts, [now, began])
    const { counts } = outcome
    return {
      counts: { ...counts, ...refused, repeated: balancer.repeated(), kills: fleet.killed() },
      breaches: { ...outcome.breaches, ended: fleet.died() },
    }
  } finally {
    await fleet?.kill()
    await balancer.close()
    await sandbox.close()
    rmSync(dataDir, { recursive: true, force: true })
  }
}

type Stage = { sandbox: Sandbox; fleet: Fleet; crowd: Crowd }

async function live(
  { sandbox, fleet, crowd }: Stage,
  { acts, kills, seed, tell = () => {} }: Settings,
): Promise<Pick<Counts, 'refused' | 'cut'>> {
  const from = sandbox.traffic.since(0).length
  for (const fault of weather(seed)) sandbox.faults.add(fault)
  let alive = true
  const living = crowd.live(acts).finally(() => (alive = false))
  // One in each part of what is done, and the first not before anything was.
  for (let kill = 1; kill <= kills; kill++) {
    const next = Math.floor((kill * acts) / (kills + 1))
    while (alive && crowd.acts.length < next) await new Promise((resolve) => setTimeout(resolve, 20))
    await fleet.strike()
    tell(`${crowd.acts.length} acts, ${fleet.killed()} kills`)
  }
  await living
  tell('all is done; what is left is told')
  sandbox.faults.clear()
  const since = sandbox.traffic.since(from)
  return {
    refused: since.filter(({ status }) => status === 429).length,
    cut: since.filter(({ direction, status, response }) =>
      direction === 'from-bot' ? status === 0 : JSON.stringify(response) === '{"failed":"unreachable"}',
    ).length,
  }
}

/** The weather is over, and nobody is killed any more. Answers when it is then, as people see it. */
async function bringToAnEnd(
  { sandbox, fleet, crowd, to }: Stage & { to: Connection },
  { hurried, tell }: Settings,
): Promise<Temporal.Instant> {
  const later = hurried ? Temporal.Now.instant().add({ minutes: 5 }) : undefined
  if (hurried) {
    await fleet.kill()
    await within(to, (db) => endWaits(db, { leases: true }))
  }
  await fleet.start({ now: later, one: hurried })
  // What is left is told by the processes alone; the embedded database is theirs, so nobody looks in before they are stopped.
  if (to.url === undefined) await settledAlone({ sandbox, fleet, to }, { later, tell })
  else await within(to, (db) => settled(db, hurried))
  await crowd.hear(hangMs)
  return later ?? Temporal.Now.instant()
}

async function settled(db: Database, hurried: boolean): Promise<void> {
  const end = performance.now() + hangMs
  while (performance.now() < end && (await leftToTell(db)) > 0) {
    if (hurried) await endWaits(db, { leases: false })
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}

/** It is stopped for each look, in good order, so that nothing is left half done; each time after it has said nothing for longer. */
async function settledAlone(
  { sandbox, fleet, to }: { sandbox: Sandbox; fleet: Fleet; to: Connection },
  { later, tell = () => {} }: Pick<Settings, 'tell'> & { later: Temporal.Instant | undefined },
): Promise<void> {
  const end = performance.now() + hangMs
  for (let look = 1; performance.now() < end; look++) {
    await silence(sandbox, look * 2_000)
    await fleet.stop()
    const left = await within(to, async (db) => {
      const count = await leftToTell(db)
      if (count > 0) await endWaits(db, { leases: false })
      return count
    })
    await fleet.start({ now: later })
    tell(`look ${look}: ${left} left to tell`)
    if (left === 0) return
  }
}

/** Until nothing goes between the bot and its platforms for so long; what never falls silent is looked at all the same. */
async function silence({ traffic }: Sandbox, ms: number): Promise<void> {
  const end = performance.now() + 10 * ms + 60_000
  for (let heard = -1; heard !== traffic.since(0).length && performance.now() < end;) {
    heard = traffic.since(0).length
    await new Promise((resolve) => setTimeout(resolve, ms))
  }
}

async function within<T>(to: Connection, run: (db: Database) => Promise<T>): Promise<T> {
  const db = await connectDatabase(to)
  try {
    return await run(db)
  } finally {
    await db.close()
  }
}

async function account(
  { sandbox, town, to }: { sandbox: Sandbox; town: Town; to: Connection },
  acts: Act[],
  moments: Temporal.Instant[],
): Promise<{ counts: Omit<Counts, 'repeated' | 'kills' | 'refused' | 'cut'>; breaches: Omit<Breaches, 'ended'> }> {
  return within(to, async (db) => {
    const rows = await readRows(db)
    const told = await recordOf(sandbox, town)
    const counts = {
      ...{ acts: acts.length, acknowledged: acts.filter(({ acknowledged }) => acknowledged).length },
      waited: acts.filter(({ waited }) => waited).length,
      ...{ tasks: rows.tasks.length, lines: rows.lines.length, messages: told.length },
    }
    const breaches = {
      lost: lostIn(acts, rows),
      ...toldWrong(rows, told),
      disordered: disordered(rows, told),
      stale: await staleCards(db, rows, told, moments),
      unanswered: unanswered(acts, []),
    }
    return { counts, breaches }
  })
}
