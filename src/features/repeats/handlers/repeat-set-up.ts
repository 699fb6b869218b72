import { nextRepeatNumber } from '#db/repositories/repeats.ts'
import { anyonesDuty, type Person } from '#src/kernel/person.ts'
import { actingFor, create } from '#src/kernel/aggregate.ts'
import type { Refusal } from '#src/kernel/refusal.ts'
import type { Draft } from '#src/kernel/reply.ts'
import { whyNotDue } from '#src/features/repeats/due.ts'
import type { Repeat } from '#src/features/repeats/repeat.ts'
import type { Hint } from '#src/features/reading/mark.ts'
import type { DelegationText } from '#src/features/reading/delegate-text.ts'
import type { RhythmAmbiguity, RhythmFault } from '#src/time/reading.ts'
import type { Slot } from '#src/time/recurrence.ts'
import { spokenBy } from '#src/time/grammar.ts'
import { readRhythm as readWhole } from '#src/time/rhythm-grammar.ts'
import { daysOffFor } from '#src/features/repeats/queries/days-off.ts'
import type { DaysOff } from '#src/time/working-days.ts'
import { firstDay, nextOccurrence, nextOccurrences, type Rhythm } from '#src/time/rhythm.ts'
import { repeats } from './repeats-kept.ts'
import { done, no, type RequestContext, type Outcome } from '#src/kernel/request-context.ts'
import { cannotAtAll, cannotNow } from '#src/features/tasks/handlers/make.ts'
import { originOf, whyNotMake, type NewTask } from '#src/features/tasks/handlers/tasks.ts'

/** How often, and how that was typed. */
export type Rhythmic = {
  rhythm: Rhythm
  wording: string
  line: string
  /** How it was read where it could be read in two ways. */
  read: RhythmAmbiguity | null
}

/** The rhythm of an option, or else of the text; `null` where there is none. */
export function readRhythm(
  context: RequestContext,
  every: string | undefined,
  text: DelegationText,
  once: boolean,
): Rhythmic | Refusal | null {
  if (once) return null
  if (every === undefined) {
    if (!text.rhythm) return null
    const { rhythm, matched, line, read } = text.rhythm
    return { rhythm, wording: matched, line, read }
  }
  const read = readWhole(every, spokenBy(context.by, context.now, 'due'))
  if (read.kind === 'unreadable') return notUnderstood(every, read.why)
  return { rhythm: read.rhythm, wording: every, line: text.rhythm?.line ?? text.brief, read: read.said }
}

export function rhythmIn(phrase: string, by: Person, now: Temporal.Instant): Rhythm | Refusal {
  const read = readWhole(phrase, spokenBy(by, now, 'due'))
  return read.kind === 'understood' ? read.rhythm : notUnderstood(phrase, read.why)
}

function notUnderstood(given: string, why: RhythmFault): Refusal {
  return { code: 'rhythm-not-understood', given, why }
}

/** Occurrences for which a due time must make sense. */
const lookedAhead = 40

/** When it begins, with a due time that makes sense for each; or why not. */
export function beginning(
  { rhythm, wording }: Pick<Rhythmic, 'rhythm' | 'wording'>,
  due: string | null,
  owner: Person,
  now: Temporal.Instant,
  off: DaysOff,
): { first: string; next: Slot } | Refusal {
  const first = firstDay(rhythm, owner.zone, now, off)
  const next = first === null ? null : nextOccurrence(rhythm, first, owner.zone, now, off)
  if (first === null || !next) return { code: 'rhythm-never', given: wording }
  // Also of one that ends soon it is asked what the words would mean in the long run.
  const slots = nextOccurrences({ ...rhythm, until: null }, first, owner.zone, now, lookedAhead, off)
  const fault = due === null ? null : whyNotDue(due, slots, owner)
  if (due !== null && fault === 'not-understood') return { code: 'time-not-understood', given: due }
  if (due !== null && fault === 'fixed') return { code: 'rhythm-due-fixed', given: due }
  return { first, next }
}

/** `hints`: what could have been meant and was left in the text. */
type SetUp = Rhythmic & { due: string | null; checklist: string[]; isUsual: boolean; hints: Hint[] }

/** A task that makes itself from now on: set up as if its first were delegated now, but for who is away or full today. */
export async function setUpRepeat(
  context: RequestContext,
  asks: NewTask,
  setUp: SetUp,
  draft: Draft,
): Promise<Outcome> {
  const { tx, agency, by, now, newId } = context
  const off = await daysOffFor(context, setUp.rhythm, by, asks.assistant)
  const begins = beginning(setUp, setUp.due, by, now, off)
  if ('code' in begins) return no(begins, draft)
  // Both are asked at once; a number that is then not used is given back with all else.
  const [why, number] = await Promise.all([
    whyNotMake(actingFor(context), { ...asks, due: null }),
    nextRepeatNumber(tx, agency.id),
  ])
  const dropped = why !== null && setUp.isUsual && cannotAtAll(why)
  if (why && !dropped && !cannotNow(why)) return no(why, draft)

  const id = newId()
  const { client, brief, duty, priority, assistant } = asks
  const { rhythm, wording, line, read, due, checklist } = setUp
  const repeat: Repeat = {
    ...{ id, number, client, owner: by.id },
    ...{ brief, duty: duty ?? anyonesDuty, priority: priority ?? 'normal', assistant: dropped ? null : assistant },
    ...{ due, checklist, wording, line, rhythm, first: begins.first, left: rhythm.count, refused: 0 },
    state: 'on',
    why: null,
    next: begins.next,
  }
  const repeatContext = { zone: by.zone, dealtWith: new Set<string>(), off }
  const found = { origin: originOf(context) }
  const made = await create(repeats, actingFor(context), { type: 'set-up', repeat }, { found, context: repeatContext })
  if (!made.ok) return no(made.reason, draft)
  const heard = { hints: setUp.hints, read: read === null ? null : { given: wording, how: read } }
  return done({ say: 'repeat', what: 'set-up', repeat: id, heard })
}
