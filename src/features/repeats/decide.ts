import { accept, refuse, type Decision } from '#src/kernel/decision.ts'
import type { DaysOff } from '#src/time/working-days.ts'
import { nextOccurrence } from '#src/time/rhythm.ts'
import { slotKey } from './cards.ts'
import type { Repeat, RepeatFacts } from './repeat.ts'

/** What a person does about one. `begins`: with another rhythm, which begins now. */
export type RepeatCommand =
  | { type: 'set-up'; repeat: Repeat }
  | { type: 'pause' }
  | { type: 'resume' }
  | { type: 'skip'; slot: string }
  | { type: 'end' }
  | { type: 'edit'; facts: RepeatFacts; begins: boolean; off: DaysOff }

/** What became of it; `skipped` is the occurrence that is not to be made. */
export type RepeatEvent = { type: 'repeat-changed'; is: Repeat; skipped: { slot: string } | null }

/** What a decision needs to know besides the repeat. */
export type RepeatContext = {
  /** Where its owner lives. */
  zone: string
  /** Occurrences of which something has become already. */
  dealtWith: ReadonlySet<string>
  /** Days on which it does not come, for a rhythm that knows working days. */
  off: DaysOff
}

/** What comes of a command on a repeat as it stands: a pure function of its arguments. */
export function decide(
  repeat: Repeat | null,
  command: RepeatCommand,
  now: Temporal.Instant,
  context: RepeatContext,
): Decision<RepeatEvent> {
  if (command.type === 'set-up') return becomes(command.repeat)
  if (!repeat) return refuse({ code: 'no-such-repeat', given: '' })
  const { number, state, why } = repeat
  switch (command.type) {
    case 'pause':
      if (state !== 'on') return refuse({ code: 'repeat-not-on', number })
      return becomes({ ...repeat, state: 'paused', why: 'by-hand', next: null })
    case 'resume':
      if (state === 'on') return refuse({ code: 'repeat-is-on', number })
      if (state === 'ended' && why !== 'by-hand') return refuse({ code: 'repeat-over', number })
      return goOn({ ...repeat, refused: 0 }, now, context)
    case 'end':
      if (state === 'ended') return refuse({ code: 'repeat-not-on', number })
      return becomes({ ...repeat, state: 'ended', why: 'by-hand', next: null })
    case 'skip':
      return skip(repeat, command.slot, context)
    case 'edit': {
      const { facts, begins } = command
      if (!begins && state === 'on') return becomes({ ...facts, state, why: null, next: repeat.next })
      const whole = { ...facts, line: facts.brief, refused: 0 }
      if (state === 'paused') return becomes({ ...whole, state, why: repeat.why, next: null })
      return goOn(whole, now, { ...context, off: command.off })
    }
  }
}

export function evolve(_: Repeat | null, { is }: RepeatEvent): Repeat {
  return is
}

function becomes(is: Repeat, skipped: RepeatEvent['skipped'] = null): Decision<RepeatEvent> {
  return accept({ type: 'repeat-changed', is, skipped })
}

function skip(repeat: Repeat, slot: string, { zone, off }: RepeatContext): Decision<RepeatEvent> {
  const { number, rhythm, first } = repeat
  if (repeat.state !== 'on') return refuse({ code: 'repeat-not-on', number })
  const { next: skipped } = repeat
  if (slot !== '' && slot !== slotKey(skipped.slot)) return refuse({ code: 'occurrence-gone', number })
  const next = nextOccurrence(rhythm, first, zone, skipped.at, off)
  return becomes(next ? { ...repeat, next } : { ...repeat, state: 'ended', why: 'done', next: null }, skipped)
}

function goOn(
  facts: RepeatFacts,
  now: Temporal.Instant,
  { zone, dealtWith, off }: RepeatContext,
): Decision<RepeatEvent> {
  const { number, rhythm, first, left } = facts
  let next = nextOccurrence(rhythm, first, zone, now, off)
  // What was skipped before it was paused stays skipped.
  while (next && dealtWith.has(next.slot)) next = nextOccurrence(rhythm, first, zone, next.at, off)
  if (!next || left === 0) return refuse({ code: 'repeat-over', number })
  return becomes({ ...facts, state: 'on', why: null, next })
}
