import { personById } from '#db/repositories/people.ts'
import { hasSlots, lockRepeatsOf, repeatById, saveRepeat } from '#db/repositories/repeats.ts'
import { dutyNamed } from '#src/features/people/duty.ts'
import { anyonesDuty, type Person } from '#src/kernel/person.ts'
import { actingFor, transact } from '#src/kernel/aggregate.ts'
import { may } from '#src/features/policy.ts'
import type { Refusal } from '#src/kernel/refusal.ts'
import type { Draft } from '#src/kernel/reply.ts'
import { mayManage } from '#src/features/repeats/cards.ts'
import type { RepeatCommand } from '#src/features/repeats/decide.ts'
import { daysOffFor } from '#src/features/repeats/queries/days-off.ts'
import { repeatFactIn, valuesOf } from '#src/features/repeats/forms.ts'
import { priorities } from '#src/kernel/priority.ts'
import type { Repeat, RepeatFacts, RepeatSaid } from '#src/features/repeats/repeat.ts'
import { whyNotBrief } from '#src/features/tasks/delegate.ts'
import { anyone } from '#src/features/tasks/forms.ts'
import { readTime, spokenBy } from '#src/time/grammar.ts'
import { without } from '#src/time/phrase.ts'
import { momentOf } from '#src/time/rhythm.ts'
import { type Values, textOf } from '#src/kernel/form.ts'
import { done, doneTo, no, type RequestContext, type Outcome } from '#src/kernel/request-context.ts'
import { findPerson } from '#src/features/people/queries/find.ts'
import { cannotNow, makeWith } from '#src/features/tasks/handlers/make.ts'
import { beginning, rhythmIn } from './repeat-set-up.ts'
import { repeats } from './repeats-kept.ts'
import { numberIn } from '#src/kernel/number-in.ts'
import { expectToMake, originOf, whyNotMake } from '#src/features/tasks/handlers/tasks.ts'

/** One change of one repeat, as a person asked for it. */
async function change(
  context: RequestContext,
  typed: string,
  what: RepeatSaid,
  read: (repeat: Repeat) => RepeatCommand | Refusal | Promise<RepeatCommand | Refusal>,
  draft?: Draft,
): Promise<Outcome> {
  const number = numberIn(typed)
  const refused: Refusal = { code: 'no-such-repeat', given: typed.trim() }
  if (number === null) return no(refused)
  const moved = await transact(repeats, actingFor(context), { number }, (repeat) =>
    mayManage(context.by, repeat) ? read(repeat) : refused,
  )
  if (moved.ok) return done({ say: 'repeat', what, repeat: moved.state.id })
  return moved.reason.code === 'no-such-repeat' ? no(refused) : no(moved.reason, draft)
}

export function pauseRepeat(context: RequestContext, typed: string): Promise<Outcome> {
  return change(context, typed, 'paused', () => ({ type: 'pause' }))
}

/** What was paused goes on, and what was ended by a slip of the finger. */
export function resumeRepeat(context: RequestContext, typed: string): Promise<Outcome> {
  return change(context, typed, 'resumed', () => ({ type: 'resume' }))
}

/** `slot`: the occurrence that is meant, as a button carries it; without one the next. */
export function skipNext(context: RequestContext, typed: string, slot = ''): Promise<Outcome> {
  return change(context, typed, 'skipped', () => ({ type: 'skip', slot }))
}

export function endRepeat(context: RequestContext, typed: string): Promise<Outcome> {
  return change(context, typed, 'ended', () => ({ type: 'end' }))
}

/** It was not to repeat: as long as nothing was made of it, it is ended and delegated once. */
export async function justOnce(context: RequestContext, typed: string): Promise<Outcome> {
  const { tx, agency } = context
  await expectToMake(context)
  const ended = await endRepeat(context, typed)
  if (!ended.ok || ended.reply.say !== 'repeat') return ended
  const stored = await repeatById(tx, agency.id, ended.reply.repeat)
  if (!stored) return no({ code: 'no-such-repeat', given: typed })
  const { repeat } = stored
  if (await hasSlots(tx, repeat.id)) return no({ code: 'occurrence-gone', number: repeat.number })
  const { client, duty, priority, assistant, checklist } = repeat
  const asks = { client, title: '', ...onceOf(repeat, context), duty, priority, assistant }
  const made = await makeWith(actingFor(context), asks, originOf(context), {
    ...{ checklist, insists: 'unless-away', counts: 'at-commit' },
  })
  if (!made.ok) return no(made.reason)
  return doneTo(made.task, { say: 'moved', what: 'delegated', number: made.task.number, detail: '' })
}

/** All that was typed but the due time, where that was taken out of it; and that time, counted from now. */
function onceOf(
  { line, brief, due }: Repeat,
  { by, now }: RequestContext,
): { brief: string; due: Temporal.Instant | null } {
  if (due === null) return { brief: line, due: null }
  const read = readTime(due, spokenBy(by, now, 'due'))
  const at = brief.includes(due) ? -1 : line.indexOf(due)
  return {
    brief: at < 0 ? line : without(line, at, at + due.length),
    due: read.kind === 'understood' ? read.at : null,
  }
}

/** The form, filled in. Nothing of it is kept unless all of it can be. */
export async function editRepeat(context: RequestContext, typed: string, values: Values): Promise<Outcome> {
  const draft: Draft = { form: 'repeat', subject: typed, values }
  await expectToMake(context)
  return change(context, typed, 'changed', (repeat) => edited(context, repeat, values), draft)
}

/** Just that is changed, and all else stays as it is. */
export async function editRepeatFact(context: RequestContext, subject: string, values: Values): Promise<Outcome> {
  const { number } = repeatFactIn(subject)
  const draft: Draft = { form: 'repeat-fact', subject, values }
  const all = (repeat: Repeat) => ({ ...valuesOf(repeat), what: repeat.brief, ...values })
  await expectToMake(context)
  return change(context, number, 'changed', (repeat) => edited(context, repeat, all(repeat)), draft)
}

async function edited(context: RequestContext, repeat: Repeat, values: Values): Promise<RepeatCommand | Refusal> {
  const { agency, now } = context
  const owner = await ownerOf(context, repeat)
  const wording = textOf(values['every'])
  const rhythm = wording === repeat.wording ? repeat.rhythm : rhythmIn(wording, owner, now)
  if ('code' in rhythm) return rhythm
  const due = textOf(values['due']) || null
  const off = await daysOffFor(context, rhythm, owner, repeat.assistant)
  const begins = beginning({ rhythm, wording }, due, owner, now, off)
  if ('code' in begins) return begins
  const duty = dutyNamed(textOf(values['duty']) || anyonesDuty, agency.duties)
  if (!duty.ok) return duty.reason
  const assistant = textOf(values['assistant'])
  const named = assistant === '' || assistant === anyone ? null : await findPerson(context, assistant)
  if (named && !named.ok) return named.reason
  const brief = values['what'] === undefined ? repeat.brief : textOf(values['what'])

  const facts = {
    ...repeat,
    owner: owner.id,
    wording,
    rhythm,
    due,
    brief,
    duty: duty.duty,
    priority: priorities.find((name) => name === textOf(values['priority'])) ?? repeat.priority,
    assistant: named?.found.id ?? null,
  }
  const why = whyNotBrief(brief) ?? (await whyNotNow(context, facts, owner))
  if (why) return why
  // The same rhythm keeps its count and its weeks; another one begins now.
  const begun = wording === repeat.wording ? {} : { first: begins.first, left: rhythm.count }
  return {
    type: 'edit',
    facts: { ...facts, ...begun },
    begins: wording !== repeat.wording,
    off: await daysOffFor(context, rhythm, owner, facts.assistant),
  }
}

async function whyNotNow(context: RequestContext, facts: RepeatFacts, owner: Person): Promise<Refusal | null> {
  const { client, brief, duty, priority, assistant } = facts
  const asks = { client, title: '', brief, duty, priority, due: null, assistant }
  const why = await whyNotMake({ ...actingFor(context), by: owner }, asks)
  return why && !cannotNow(why) ? why : null
}

/** Whoever set it up; or, where they are gone or may no longer, the one who takes it in hand now. */
async function ownerOf({ tx, agency, by }: RequestContext, { owner, client }: Repeat): Promise<Person> {
  const known = await personById(tx, agency.id, owner)
  return known && may(known, 'delegate', { client }) ? known : by
}

/** Nine o'clock is nine o'clock where they live now. What comes next keeps its day. */
export async function moveRepeatsOf(
  { tx, agency }: Pick<RequestContext, 'tx' | 'agency'>,
  person: Person,
): Promise<void> {
  for (const repeat of await lockRepeatsOf(tx, agency.id, person.id)) {
    if (repeat.state !== 'on' || repeat.rhythm.zone !== null) continue
    const { slot } = repeat.next
    await saveRepeat(tx, agency.id, { ...repeat, next: { slot, at: momentOf(slot, person.zone) } })
  }
}
