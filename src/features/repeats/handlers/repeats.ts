import { personById } from '#db/repositories/people.ts'
import { isDealtWith, keepSlot, lockRepeat, repeatsOwnedBy, saveRepeat, slotsOf } from '#db/repositories/repeats.ts'
import { dutyNamed } from '#src/features/people/duty.ts'
import { anyonesDuty, type Person } from '#src/kernel/person.ts'
import { may } from '#src/kernel/policy.ts'
import type { Refusal } from '#src/kernel/refusal.ts'
import type { Draft } from '#src/kernel/reply.ts'
import { daysOffFor } from '#src/features/repeats/queries/days-off.ts'
import { repeatFactIn, valuesOf } from '#src/features/repeats/forms.ts'
import { priorities } from '#src/kernel/priority.ts'
import { slotKey } from '#src/features/repeats/cards.ts'
import type { Repeat, RepeatFacts, RepeatSaid } from '#src/features/repeats/repeat.ts'
import { whyNotBrief } from '#src/features/tasks/delegate.ts'
import { anyone } from '#src/features/tasks/forms.ts'
import { readTime, spokenBy } from '#src/time/grammar.ts'
import { without } from '#src/time/phrase.ts'
import { momentOf, nextOccurrence } from '#src/time/rhythm.ts'
import { type Values, textOf } from '#src/kernel/form.ts'
import { done, no, type Asked, type Outcome } from '#src/kernel/request-context.ts'
import { findPerson } from '#src/features/people/queries/find.ts'
import { cannotNow, makeWith } from '#src/features/tasks/handlers/make.ts'
import { beginning, rhythmIn } from './repeat-set-up.ts'
import { findRepeat } from '#src/features/repeats/queries/repeat-views.ts'
import { actingFor, originOf, whyNotMake } from '#src/features/tasks/handlers/tasks.ts'

type Change = (repeat: Repeat) => Promise<Repeat | Refusal> | Repeat | Refusal

/** One change of one repeat. The row is locked first: the clock and a person, or two people, do not both act on the same. */
async function change(asked: Asked, typed: string, what: RepeatSaid, decide: Change, draft?: Draft): Promise<Outcome> {
  const { tx, agency } = asked
  const found = await findRepeat(asked, typed)
  if (!found.ok) return no(found.reason)
  const stored = await lockRepeat(tx, agency.id, found.found.repeat.id)
  if (!stored) return no({ code: 'no-such-repeat', given: typed })
  const changed = await decide(stored.repeat)
  if ('code' in changed) return no(changed, draft)
  await saveRepeat(tx, agency.id, changed)
  return done({ say: 'repeat', what, repeat: changed.id })
}

export function pauseRepeat(asked: Asked, typed: string): Promise<Outcome> {
  return change(asked, typed, 'paused', (repeat) =>
    repeat.state === 'on'
      ? { ...repeat, state: 'paused', why: 'by-hand', next: null }
      : { code: 'repeat-not-on', number: repeat.number },
  )
}

/** What was paused goes on, and what was ended by a slip of the finger. */
export function resumeRepeat(asked: Asked, typed: string): Promise<Outcome> {
  return change(asked, typed, 'resumed', async (repeat) => {
    const { number, state, why } = repeat
    if (state === 'on') return { code: 'repeat-is-on', number }
    if (state === 'ended' && why !== 'by-hand') return { code: 'repeat-over', number }
    return goOn(asked, { ...repeat, refused: 0 })
  })
}

async function goOn({ tx, agency, now }: Asked, facts: RepeatFacts): Promise<Repeat | Refusal> {
  const { id, number, rhythm, first, left } = facts
  const owner = await personById(tx, agency.id, facts.owner)
  const off = await daysOffFor({ tx, agency }, rhythm, owner, facts.assistant)
  let next = nextOccurrence(rhythm, first, owner?.zone ?? agency.zone, now, off)
  // What was skipped before it was paused stays skipped.
  while (next && (await isDealtWith(tx, agency.id, id, next.slot))) {
    next = nextOccurrence(rhythm, first, owner?.zone ?? agency.zone, next.at, off)
  }
  if (!next || left === 0) return { code: 'repeat-over', number }
  return { ...facts, state: 'on', why: null, next }
}

/** `slot`: the occurrence that is meant, as a button carries it; without one the next. */
export function skipNext(asked: Asked, typed: string, slot = ''): Promise<Outcome> {
  const { tx, agency, now } = asked
  return change(asked, typed, 'skipped', async (repeat) => {
    const { number, rhythm, first } = repeat
    if (repeat.state !== 'on') return { code: 'repeat-not-on', number }
    const { next: skipped } = repeat
    if (slot !== '' && slot !== slotKey(skipped.slot)) return { code: 'occurrence-gone', number }
    await keepSlot(tx, agency.id, repeat.id, skipped.slot, { outcome: 'skipped', task: null, at: now })
    const owner = await personById(tx, agency.id, repeat.owner)
    const off = await daysOffFor({ tx, agency }, rhythm, owner, repeat.assistant)
    const next = nextOccurrence(rhythm, first, owner?.zone ?? agency.zone, skipped.at, off)
    return next ? { ...repeat, next } : { ...repeat, state: 'ended', why: 'done', next: null }
  })
}

export function endRepeat(asked: Asked, typed: string): Promise<Outcome> {
  return change(asked, typed, 'ended', (repeat) =>
    repeat.state === 'ended'
      ? { code: 'repeat-not-on', number: repeat.number }
      : { ...repeat, state: 'ended', why: 'by-hand', next: null },
  )
}

/** It was not to repeat: as long as nothing was made of it, it is ended and delegated once. */
export async function justOnce(asked: Asked, typed: string): Promise<Outcome> {
  const { tx, agency } = asked
  const found = await findRepeat(asked, typed)
  if (!found.ok) return no(found.reason)
  const { repeat } = found.found
  const ended = await endRepeat(asked, typed)
  if (!ended.ok) return ended
  if ((await slotsOf(tx, agency.id, repeat.id)).length > 0)
    return no({ code: 'occurrence-gone', number: repeat.number })
  const { client, duty, priority, assistant, checklist } = repeat
  const asks = { client, title: '', ...onceOf(repeat, asked), duty, priority, assistant }
  const made = await makeWith(actingFor(asked), asks, originOf(asked), { checklist, insists: 'unless-away' })
  if (!made.ok) return no(made.reason)
  return done({ say: 'moved', what: 'delegated', number: made.task.number, detail: '' })
}

/** All that was typed but the due time, where that was taken out of it; and that time, counted from now. */
function onceOf({ line, brief, due }: Repeat, { by, now }: Asked): { brief: string; due: Temporal.Instant | null } {
  if (due === null) return { brief: line, due: null }
  const read = readTime(due, spokenBy(by, now, 'due'))
  const at = brief.includes(due) ? -1 : line.indexOf(due)
  return {
    brief: at < 0 ? line : without(line, at, at + due.length),
    due: read.kind === 'understood' ? read.at : null,
  }
}

/** The form, filled in. Nothing of it is kept unless all of it can be. */
export async function editRepeat(asked: Asked, typed: string, values: Values): Promise<Outcome> {
  const draft: Draft = { form: 'repeat', subject: typed, values }
  return change(asked, typed, 'changed', (repeat) => edited(asked, repeat, values), draft)
}

/** Just that is changed, and all else stays as it is. */
export async function editRepeatFact(asked: Asked, subject: string, values: Values): Promise<Outcome> {
  const { number } = repeatFactIn(subject)
  const draft: Draft = { form: 'repeat-fact', subject, values }
  const all = (repeat: Repeat) => ({ ...valuesOf(repeat), what: repeat.brief, ...values })
  return change(asked, number, 'changed', (repeat) => edited(asked, repeat, all(repeat)), draft)
}

async function edited(asked: Asked, repeat: Repeat, values: Values): Promise<Repeat | Refusal> {
  const { agency, now } = asked
  const owner = await ownerOf(asked, repeat)
  const wording = textOf(values['every'])
  const rhythm = wording === repeat.wording ? repeat.rhythm : rhythmIn(wording, owner, now)
  if ('code' in rhythm) return rhythm
  const due = textOf(values['due']) || null
  const off = await daysOffFor(asked, rhythm, owner, repeat.assistant)
  const begins = beginning({ rhythm, wording }, due, owner, now, off)
  if ('code' in begins) return begins
  const duty = dutyNamed(textOf(values['duty']) || anyonesDuty, agency.duties)
  if (!duty.ok) return duty.reason
  const assistant = textOf(values['assistant'])
  const named = assistant === '' || assistant === anyone ? null : await findPerson(asked, assistant)
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
  const why = whyNotBrief(brief) ?? (await whyNotNow(asked, facts, owner))
  if (why) return why
  // The same rhythm keeps its count and its weeks; another one begins now.
  if (wording === repeat.wording && repeat.state === 'on')
    return { ...facts, state: 'on', why: null, next: repeat.next }
  const begun = wording === repeat.wording ? {} : { first: begins.first, left: rhythm.count }
  const whole = { ...facts, ...begun, line: brief, refused: 0 }
  if (repeat.state === 'paused') return { ...whole, state: 'paused', why: repeat.why, next: null }
  return goOn(asked, whole)
}

async function whyNotNow(asked: Asked, facts: RepeatFacts, owner: Person): Promise<Refusal | null> {
  const { client, brief, duty, priority, assistant } = facts
  const asks = { client, title: '', brief, duty, priority, due: null, assistant }
  const why = await whyNotMake({ ...actingFor(asked), by: owner }, asks)
  return why && !cannotNow(why) ? why : null
}

/** Whoever set it up; or, where they are gone or may no longer, the one who takes it in hand now. */
async function ownerOf({ tx, agency, by }: Asked, { owner, client, duty }: Repeat): Promise<Person> {
  const known = await personById(tx, agency.id, owner)
  return known && may(known, 'delegate', { client, duty, assistant: null, status: 'open' }) ? known : by
}

/** Nine o'clock is nine o'clock where they live now. What comes next keeps its day. */
export async function moveRepeatsOf({ tx, agency }: Pick<Asked, 'tx' | 'agency'>, person: Person): Promise<void> {
  for (const id of await repeatsOwnedBy(tx, agency.id, person.id)) {
    const stored = await lockRepeat(tx, agency.id, id)
    if (stored?.repeat.state !== 'on' || stored.repeat.rhythm.zone !== null) continue
    const { slot } = stored.repeat.next
    await saveRepeat(tx, agency.id, { ...stored.repeat, next: { slot, at: momentOf(slot, person.zone) } })
  }
}
