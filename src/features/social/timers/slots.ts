import { z } from 'zod'
import { findPosts } from '#db/repositories/posts.ts'
import { accountById, slotById } from '#db/repositories/social.ts'
import { clearTimer, setTimer } from '#db/repositories/timers.ts'
import { clientTeamOf, type ClientTeam } from '#src/features/social/queries/client-team.ts'
import { addSocialLines, socialRooms } from '#src/features/social/handlers/keep.ts'
import { carersOf } from '#src/features/social/carers.ts'
import { spans } from '#src/features/social/look.ts'
import type { Account } from '#src/features/social/network.ts'
import { lookAtSlot, type Slot } from '#src/features/social/slot.ts'
import { afterQuiet } from '#src/time/quiet.ts'
import type { Waking } from '#src/bot/timers.ts'

const note = z.object({ after: z.string() })

/**
 * Looks at a slot a day ahead of each of its times, and at one time of it again where that was put off: then the subject is
 * `SLOT:SECONDS`.
 */
export async function wakeSlot(waking: Waking): Promise<void> {
  const { tx, agency, wake, now } = waking
  const [id = '', seconds] = wake.subject.split(':')
  const slot = await slotById(tx, agency.id, id)
  const account = slot && (await accountById(tx, agency.id, slot.account))
  if (!slot || !account || slot.ended) return clearTimer(tx, agency.id, 'slot', wake.subject)
  const circle = await clientTeamOf(tx, agency, account.client)

  if (seconds !== undefined) {
    await clearTimer(tx, agency.id, 'slot', wake.subject)
    const at = Temporal.Instant.fromEpochMilliseconds(Number(seconds) * 1000)
    return warnOf(waking, { slot, account, circle, at, again: true })
  }
  const after = Temporal.Instant.from(note.parse(wake.note).after)
  const { due, next } = lookAtSlot(slot, circle.zone, after, now)
  for (const { at } of due) await warnOf(waking, { slot, account, circle, at, again: false })
  if (!next) return clearTimer(tx, agency.id, 'slot', slot.id)
  await setTimer(tx, agency.id, { kind: 'slot', subject: slot.id, at: next.at, note: { after: next.after.toString() } })
}

type Empty = { slot: Slot; account: Account; circle: ClientTeam; at: Temporal.Instant; again: boolean }

/** Tells whoever would post, if there is nothing for that time yet; outside their hours when those begin. */
async function warnOf(waking: Waking, { slot, account, circle, at, again }: Empty): Promise<void> {
  const { tx, agency, now } = waking
  if (Temporal.Instant.compare(at, now) <= 0) return
  const there = await findPosts(tx, agency.id, { account: account.id, at })
  if (there.some(({ status }) => status !== 'cancelled')) return

  const { keeper } = carersOf(null, circle.assignments, circle.people, now)
  const start = keeper && afterQuiet(now, keeper)
  const later =
    start &&
    Temporal.Instant.compare(start, now) > 0 &&
    Temporal.Instant.compare(start, at.subtract(spans.leastLeft)) <= 0
  if (later && !again) {
    return setTimer(tx, agency.id, {
      kind: 'slot',
      subject: `${slot.id}:${at.epochMilliseconds / 1000}`,
      at: start,
      note: null,
    })
  }
  const rooms = again ? [] : await socialRooms(waking, account.client)
  const line = { about: 'empty' as const, slot: slot.id, at: at.toString() }
  await addSocialLines(waking, [
    { ...line, person: keeper?.id ?? null, room: null },
    ...rooms.map((room) => ({ ...line, person: null, room })),
  ])
}
