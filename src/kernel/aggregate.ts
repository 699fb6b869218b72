import type { Via } from '#src/features/tasks/task.ts'
import type { Decision } from './decision.ts'
import type { Person } from './person.ts'
import type { Refusal } from './refusal.ts'
import type { RequestContext } from './request-context.ts'

/** Whoever makes or moves something: a person on a platform, or the clock (then `by` is null, or whom it acts for). */
export type Acting = Pick<RequestContext, 'tx' | 'agency' | 'now' | 'newId'> & { by: Person | null; via: Via }

export function actingFor(asked: RequestContext): Acting {
  return { ...asked, via: asked.origin.platform }
}

/** What one decision has made of one thing; `before` is null where it was made. `found`: what was read with it. */
export type Change<State, Event, Found, Context> = {
  before: State | null
  after: State
  events: Event[]
  found: Found
  context: Context
}

/**
 * One kind of thing that people and time move, declared: how one of it is found and locked, decided on, and kept. What carries it out is
 * `transact` and `create`, once for all of them; no part of a declaration but `find` waits for the database.
 */
export type Aggregate<Id, State, Command extends object, Event, Found, Context> = {
  /** One with all that a decision on it asks for; others wait with deciding on it until this transaction ends. In one trip. Null: there is none. */
  find(acting: Acting, id: Id): Promise<{ state: State; found: Found } | null>
  missing(id: Id): Refusal
  context(acting: Acting, state: State, found: Found): Promise<Context> | Context
  decide(
    state: State | null,
    command: Command,
    by: Person | null,
    now: Temporal.Instant,
    context: Context,
  ): Decision<Event>
  evolve(state: State | null, event: Event): State
  insert(acting: Acting, state: State, found: Found): Promise<void>
  save(acting: Acting, state: State): Promise<void>
  /** Its history. */
  record?(acting: Acting, change: Change<State, Event, Found, Context>): Promise<void>
  /** A line for each one to be told. */
  notify?(acting: Acting, change: Change<State, Event, Found, Context>): Promise<void>
  /** When the clock looks at it next. */
  look?(acting: Acting, change: Change<State, Event, Found, Context>): Promise<void>
}

/** `changed` is false where all was so already: then nothing was written. */
export type Moving<State> = { ok: true; state: State; changed: boolean } | { ok: false; reason: Refusal }

type Read<State, Command, Context> = (state: State, context: Context) => Command | Refusal | Promise<Command | Refusal>

/** One move of one thing. It is locked first, so that of two in the same second the second decides on what the first left. */
export async function transact<Id, State, Command extends object, Event, Found, Context>(
  aggregate: Aggregate<Id, State, Command, Event, Found, Context>,
  acting: Acting,
  id: Id,
  read: Read<State, Command, Context>,
): Promise<Moving<State>> {
  const one = await aggregate.find(acting, id)
  if (!one) return { ok: false, reason: aggregate.missing(id) }
  const { state: before, found } = one
  const context = await aggregate.context(acting, before, found)
  const command = await read(before, context)
  if (isRefusal(command)) return { ok: false, reason: command }
  const decision = aggregate.decide(before, command, acting.by, acting.now, context)
  if (!decision.ok) return decision
  const { events } = decision
  if (events.length === 0) return { ok: true, state: before, changed: false }

  const after = events.reduce<State>(aggregate.evolve, before)
  await aggregate.save(acting, after)
  return keep(aggregate, acting, { before, after, events, found, context })
}

/** Makes one: decided, kept, and told to all concerned, or none of it. `found`: what was read for it. */
export async function create<Id, State, Command extends object, Event, Found, Context>(
  aggregate: Aggregate<Id, State, Command, Event, Found, Context>,
  acting: Acting,
  command: Command,
  { found, context }: { found: Found; context: Context },
): Promise<Moving<State>> {
  const decision = aggregate.decide(null, command, acting.by, acting.now, context)
  if (!decision.ok) return decision
  const { events } = decision
  const after = events.reduce<State | null>(aggregate.evolve, null)
  if (after === null) throw new Error('something was accepted that nothing made')
  await aggregate.insert(acting, after, found)
  return keep(aggregate, acting, { before: null, after, events, found, context })
}

/** All of it is sent on its way, and nothing of it waited for. */
async function keep<Id, State, Command extends object, Event, Found, Context>(
  aggregate: Aggregate<Id, State, Command, Event, Found, Context>,
  acting: Acting,
  change: Change<State, Event, Found, Context>,
): Promise<Moving<State>> {
  await aggregate.record?.(acting, change)
  await aggregate.notify?.(acting, change)
  await aggregate.look?.(acting, change)
  return { ok: true, state: change.after, changed: true }
}

function isRefusal(command: object): command is Refusal {
  return 'code' in command
}
