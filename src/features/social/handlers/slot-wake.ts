import { clearTimersBelow, setTimer } from '#db/repositories/timers.ts'
import type { RequestContext } from '#src/kernel/request-context.ts'
import { lookAtSlot, type Slot } from '#src/features/social/slot.ts'
import { nextAt } from '#src/time/recurrence.ts'

type Where = Pick<RequestContext, 'tx' | 'agency' | 'now'>

/** When the clock first looks at a slot: a day ahead of its next time. */
export async function watchSlot({ tx, agency, now }: Where, slot: Slot, zone: string): Promise<void> {
  const { next } = lookAtSlot(slot, zone, now, now.subtract({ hours: 24 * 400 }))
  if (!next) throw new Error('a schedule that never comes was taken for one')
  // What is less than a day away already is looked at in the next second.
  const at = Temporal.Instant.compare(next.at, now) > 0 ? next.at : now.add({ milliseconds: 1 })
  await setTimer(tx, agency.id, { kind: 'slot', subject: slot.id, at, note: { after: now.toString() } })
}

/** The same times in another zone. What was put off was one of the old times, of which nobody needs to hear any more. */
export async function moveSlot(where: Where, slot: Slot, from: string, to: string): Promise<void> {
  const [before, after] = [from, to].map((zone) => nextAt(slot, zone, where.now))
  // The next time is the same moment: whoever was warned of it is not warned twice.
  if (before && after?.at.equals(before.at)) return
  await clearTimersBelow(where.tx, where.agency.id, 'slot', slot.id)
  await watchSlot(where, slot, to)
}
