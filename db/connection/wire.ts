import { DrizzleQueryError } from '#orm/core'
import type { Cache } from './cache.ts'
import { isOtherRoster, type Entry } from './tenant.ts'

export type Row = Record<string, unknown>

/** How a driver answers; what it means is the driver's own. */
type Mode = unknown

/** Hands a statement to the driver at once; those handed over without waiting in between travel together. */
export type Send = (text: string, values: unknown[], mode: Mode) => Promise<unknown>

/** What a transaction cost: statements that were sent, and how often an answer was waited for. */
export type Spent = { statements: number; trips: number }

/**
 * A transaction's way to the database, below the query builder. What writes and answers nothing is not waited for: it is sent, and should
 * it fail, so does the transaction. What is read next is behind it in the same order, and so sees it.
 */
export type Wire = {
  /** Answers what the driver does. */
  ask(text: string, values: unknown[], mode?: Mode): Promise<unknown>
  /** What it answers, a fault too, comes with the next that is waited for: nobody has to. */
  tell(text: string, values: unknown[]): Promise<unknown>
  /** Said ahead of the next statement, whichever that is, or of the commit. */
  ahead(queued: () => void): void
  /** Sends what was queued; answers when all that was sent has succeeded. */
  settle(): Promise<void>
  /** That the commit is sent now, behind all else. */
  end(): void
  /** What failed is undone: the transaction goes on from before it. */
  forgive(): void

  /** Of which agency's rows alone it is; null: of all. */
  agency: string | null
  /** The version of the agency's roster that was in force when it began; null where there is none. */
  version: Promise<string | null>
  /** Whether what is remembered may be used before its version is known: whoever asked for that is run again where it was old. */
  trusting: boolean
  /** The version that was trusted. */
  trusted: string | null
  /** The version of which the server makes sure; null: it does not, and whoever trusted one compares it. */
  guarded: string | null
  /** How often something was written that rosters are made of, or is to be read anew. */
  changes: number
  /** Whether anything was written, or is about to be. */
  wrote: boolean
  /** Whether nobody has to wait for the commit: nothing is lost to anybody should it not come. */
  hasty: boolean
  /** Whether something was answered since the last statement was sent: the next one is another trip. */
  heard: boolean
  /** Who is notified once it is committed. */
  calls: Set<string>
  /** What the process remembers of this database. */
  cache: Cache
  spent: Spent
}

/** What a roster was trusted for is no longer so. */
export class Outdated extends Error {
  override name = 'Outdated'
}

type Dispatch = (text: string, values: unknown[], mode?: Mode) => Promise<unknown>

type Beginning = Pick<Wire, 'agency' | 'trusting' | 'cache'> & { enter: Entry | null }

export function createWire(send: Send, { enter, ...beginning }: Beginning): Wire {
  const pending: Promise<void>[] = []
  let queued: (() => void)[] = []
  let fault: { error: unknown } | null = null
  const dispatch: Dispatch = (text, values, mode) => {
    note(wire, text)
    return send(text, values, mode)
  }
  const fail = (error: unknown) => {
    fault ??= { error }
  }
  function sendQueued(): void {
    const all = queued
    queued = []
    for (const each of all) each()
  }

  const wire: Wire = {
    async ask(text, values, mode) {
      sendQueued()
      try {
        return await dispatch(text, values, mode)
      } catch (error) {
        // After a fault the server refuses the rest, and says of that only that there was one.
        throw fault ? fault.error : error
      } finally {
        wire.heard = true
      }
    },
    tell(text, values) {
      sendQueued()
      // Wrapped as drizzle wraps what is waited for.
      const failed = (why: unknown) => fail(new DrizzleQueryError(text, values, why instanceof Error ? why : undefined))
      const told = dispatch(text, values)
      pending.push(told.then(() => {}, failed))
      return told
    },
    ahead(write) {
      wire.wrote = true
      queued.push(write)
    },
    async settle() {
      sendQueued()
      await Promise.all(pending)
      if (fault) throw fault.error
    },
    end: () => noteEnd(wire),
    forgive: () => void (fault = null),
    ...fresh(),
    ...beginning,
  }
  if (enter) beginWith(wire, enter, dispatch, fail)
  return wire
}

/** The first statement says whose rows the transaction may see, and answers the version of their roster. */
function beginWith(wire: Wire, enter: Entry, dispatch: Dispatch, fail: (why: unknown) => void): void {
  wire.guarded = enter.guarded ? (enter.values.at(-1) ?? null) : null
  const entered = (answer: unknown) => versionIn(wire, answer)
  wire.version = dispatch(enter.text, enter.values).then(entered, (error: unknown) => {
    const why = isOtherRoster(error) ? new Outdated() : error
    fail(why)
    throw why
  })
  wire.version.catch(() => {})
}

/** As it is when it has just begun. */
function fresh() {
  return {
    version: Promise.resolve(null),
    ...{ trusted: null, guarded: null },
    ...{ changes: 0, wrote: false, hasty: false, heard: true },
    calls: new Set<string>(),
    spent: { statements: 1, trips: 0 },
  }
}

/** What is sent: what it costs, and what it changes. */
function note(wire: Wire, text: string): void {
  const { spent } = wire
  spent.statements += 1
  if (wire.heard && !wire.hasty) spent.trips += 1
  wire.heard = false
  if (!writes(text)) return
  wire.wrote = true
  if (isOfRosters(text)) wire.changes += 1
}

function noteEnd(wire: Wire): void {
  wire.spent.statements += 1
  if (wire.heard && waits(wire)) wire.spent.trips += 1
}

/** Whether its outcome is anybody's concern. */
export function waits({ wrote, hasty }: Pick<Wire, 'wrote' | 'hasty'>): boolean {
  return wrote && !hasty
}

/** In what a driver answered: rows, or a result around them. */
export function rowsIn(answer: unknown): Row[] {
  if (Array.isArray(answer)) return answer
  if (typeof answer === 'object' && answer !== null && 'rows' in answer && Array.isArray(answer.rows))
    return answer.rows
  throw new Error('the driver answered neither rows nor a result')
}

function versionIn(wire: Wire, answer: unknown): string | null {
  wire.heard = true
  const version = rowsIn(answer)[0]?.['version']
  return typeof version === 'string' ? version : null
}

/** Writes, and answers nothing. */
export function answersNothing(text: string): boolean {
  return /^\s*(?:insert|update|delete)\b/iu.test(text) && !/\breturning\b/iu.test(text)
}

function writes(text: string): boolean {
  return !/^\s*(?:select|savepoint|release|rollback)\b/iu.test(text)
}

/** What is written, and not what is named: columns are called like tables. */
const ofRosters =
  /\b(?:insert into|update|delete from)\s+"?(?:agencies|persons|identities|client_members|days_away|holidays|clients|assignments|rooms|places|targets|routing_rules|social_accounts|social_slots|social_settings)\b/iu
const noteOfAssignment = 'update "persons" set "last_assigned" = $1 where'

function isOfRosters(text: string): boolean {
  return !text.startsWith(movesTasks) && !text.startsWith(noteOfAssignment) && ofRosters.test(text)
}

/** What every write of a task's life begins with; it touches nobody's row but for when they were last given something. */
export const movesTasks = '/* life */ '

const wires = new WeakMap<object, Wire>()

export function bindWire(tx: object, wire: Wire): void {
  wires.set(tx, wire)
}

export function wireOf(tx: object): Wire {
  const wire = wires.get(tx)
  if (!wire) throw new Error('a transaction that nobody began')
  return wire
}

/**
 * Runs what it is given; where a roster was trusted that was old, `Outdated` says so instead of whatever came of it. Where the server makes
 * sure of that and the commit is waited for, it says so then.
 */
export async function runOn<T>(wire: Wire, run: () => Promise<T>): Promise<T> {
  let value: T
  try {
    value = await run()
  } catch (error) {
    await requireTrust(wire)
    throw error
  }
  if (wire.guarded === null || !waits(wire)) await requireTrust(wire)
  return value
}

async function requireTrust(wire: Wire): Promise<void> {
  if (wire.trusted !== null && (await wire.version) !== wire.trusted) throw new Outdated()
}
