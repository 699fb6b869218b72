import { listClients } from '#db/repositories/clients.ts'
import { addLines } from '#db/repositories/outbox.ts'
import { personById } from '#db/repositories/people.ts'
import { isDealtWith, keepSlot, lockRepeat, saveRepeat, type StoredRepeat } from '#db/repositories/repeats.ts'
import { clearTimer } from '#db/repositories/timers.ts'
import { makeWith } from '#src/features/tasks/handlers/make.ts'
import type { Acting } from '#src/features/tasks/handlers/tasks.ts'
import type { Person } from '#src/kernel/person.ts'
import type { Refusal } from '#src/kernel/refusal.ts'
import { catchUp, type Due } from '#src/features/repeats/catch-up.ts'
import { daysOffFor } from '#src/features/repeats/queries/days-off.ts'
import { dueAt, dueWhenLate } from '#src/features/repeats/due.ts'
import { mostRefusals, type Repeat, type RepeatNews, type Stop } from '#src/features/repeats/repeat.ts'
import { heldLines } from '#src/features/telling/queries/held.ts'
import type { Waker, Waking } from '#src/bot/timers.ts'

type On = Extract<Repeat, { state: 'on' }>

/**
 * Makes what is due of one repeat, and says when it is to be looked at next, in one transaction. So each occurrence is
 * made once: whoever holds the wake acts, and its slot is in a key besides.
 */
export const wakeRepeat: Waker = async (waking) => {
  const { tx, agency, wake, now } = waking
  const stored = await lockRepeat(tx, agency.id, { id: wake.subject })
  if (stored?.repeat.state !== 'on') return clearTimer(tx, agency.id, wake.kind, wake.subject)
  const { repeat } = stored
  const owner = await personById(tx, agency.id, repeat.owner)
  if (!owner) return stop(waking, repeat, 'owner-gone')
  const clients = await listClients(tx, agency.id)
  if (!clients.some(({ id, archived }) => id === repeat.client && !archived)) return stop(waking, repeat, 'client-gone')

  const off = await daysOffFor({ tx, agency }, repeat.rhythm, owner, repeat.assistant)
  const due = catchUp(repeat, owner.zone, now, off)
  if ('wait' in due) return saveRepeat(tx, agency.id, { ...repeat, next: due.wait })
  // Whatever was said of it stays said.
  if (await isDealtWith(tx, agency.id, repeat.id, due.latest.slot)) return moveOn(waking, repeat, due)
  await (due.inTime ? make(waking, { ...stored, repeat }, owner, due) : miss(waking, repeat, due))
}

/** Too late: it is left out, and whoever set it up is told. */
async function miss(waking: Waking, repeat: On, due: Due): Promise<void> {
  const { tx, agency, now } = waking
  const { latest, count } = due
  await keepSlot(tx, agency.id, repeat.id, latest.slot, { outcome: 'missed', task: null, at: now })
  await tell(waking, repeat, repeat.owner, { about: 'missed', at: latest.at.toString(), count })
  await moveOn(waking, repeat, due)
}

async function make(
  waking: Waking,
  { repeat, origin }: StoredRepeat & { repeat: On },
  owner: Person,
  due: Due,
): Promise<void> {
  const { tx, agency, now, newId } = waking
  const { latest } = due
  const { client, brief, duty, priority, assistant, checklist } = repeat
  const acting: Acting = { tx, agency, now, newId, by: owner, via: 'clock' }
  const time = repeat.due === null ? null : dueWhenLate(dueAt(repeat.due, latest, owner), latest, now)
  const asks = { client, title: '', brief, duty, priority, due: time, assistant }

  const made = await makeWith(acting, asks, origin, { checklist, insists: 'unless-away' })
  if (!made.ok) return refuse(waking, repeat, due, made.reason)
  const kept = { outcome: 'made', task: made.task.id, at: now } as const
  // Thrown, so that nothing of a second one stands.
  if (!(await keepSlot(tx, agency.id, repeat.id, latest.slot, kept))) {
    throw new Error(`${latest.slot} of repeat ${repeat.id} was dealt with before`)
  }
  if (made.instead) {
    const news = { about: 'passed-on', at: latest.at.toString(), task: made.task.number, reason: made.instead } as const
    await tell(waking, repeat, repeat.owner, news)
  }
  const left = repeat.left === null ? null : repeat.left - 1
  await moveOn(waking, { ...repeat, left, refused: 0 }, due)
}

/** Whoever set it up hears why; after the third time in a row it waits for them. Who may no longer delegate is not asked to mend it. */
async function refuse(waking: Waking, repeat: On, due: Due, reason: Refusal): Promise<void> {
  if (reason.code === 'not-yours-to-do' || reason.code === 'not-your-client') {
    return stop(waking, repeat, 'not-allowed')
  }
  const { tx, agency, now } = waking
  const { latest } = due
  const refused = repeat.refused + 1
  const paused = refused >= mostRefusals
  await keepSlot(tx, agency.id, repeat.id, latest.slot, { outcome: 'refused', task: null, at: now })
  await tell(waking, repeat, repeat.owner, { about: 'refused', at: latest.at.toString(), reason, paused })
  if (!paused) return moveOn(waking, { ...repeat, refused }, due)
  await saveRepeat(tx, agency.id, { ...repeat, refused, state: 'paused', why: 'refused', next: null })
}

async function moveOn(waking: Waking, repeat: On, { next }: Due): Promise<void> {
  const { tx, agency } = waking
  if (next && repeat.left !== 0) return saveRepeat(tx, agency.id, { ...repeat, next })
  await saveRepeat(tx, agency.id, { ...repeat, state: 'ended', why: 'done', next: null })
  await tell(waking, repeat, repeat.owner, { about: 'over' })
}

/** It cannot go on: a manager hears of it, since whoever set it up may be gone. */
async function stop(waking: Waking, repeat: On, why: Stop): Promise<void> {
  await saveRepeat(waking.tx, waking.agency.id, { ...repeat, state: 'ended', why, next: null })
  await tell(waking, repeat, null, { about: 'stopped', why })
}

async function tell(waking: Waking, { id }: Repeat, person: string | null, news: RepeatNews): Promise<void> {
  const { tx, agency, now } = waking
  await addLines(tx, agency.id, await heldLines(waking, [{ kind: 'repeat', repeat: id, person, news }]), now)
}
