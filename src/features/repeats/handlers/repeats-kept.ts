import { personById } from '#db/repositories/people.ts'
import { insertRepeat, lockRepeat, noteSkipped, saveRepeat, slotsLately } from '#db/repositories/repeats.ts'
import type { OriginRef } from '#db/repositories/tasks.ts'
import {
  decide,
  evolve,
  type RepeatCommand,
  type RepeatContext,
  type RepeatEvent,
} from '#src/features/repeats/decide.ts'
import { daysOffFor } from '#src/features/repeats/queries/days-off.ts'
import type { Repeat } from '#src/features/repeats/repeat.ts'
import type { Aggregate } from '#src/kernel/aggregate.ts'

/** Where it was set up. */
type Found = { origin: OriginRef }

/** Tasks that make themselves, as the engine moves them. When the clock looks at one next is kept with it. */
export const repeats: Aggregate<{ number: number }, Repeat, RepeatCommand, RepeatEvent, Found, RepeatContext> = {
  async find({ tx, agency }, which) {
    const stored = await lockRepeat(tx, agency.id, which)
    return stored && { state: stored.repeat, found: { origin: stored.origin } }
  },
  missing: ({ number }) => ({ code: 'no-such-repeat', given: String(number) }),
  async context({ tx, agency }, { id, owner, rhythm, assistant }) {
    const person = await personById(tx, agency.id, owner)
    const off = await daysOffFor({ tx, agency }, rhythm, person, assistant)
    return { zone: person?.zone ?? agency.zone, dealtWith: await slotsLately(tx, id), off }
  },
  decide: (repeat, command, _by, now, repeatContext) => decide(repeat, command, now, repeatContext),
  evolve,
  insert: ({ tx, agency, now }, repeat, { origin }) => insertRepeat(tx, agency.id, { repeat, origin }, now),
  save: ({ tx, agency }, repeat) => saveRepeat(tx, agency.id, repeat),
  async record({ tx, agency, now }, { after, events }) {
    for (const { skipped } of events) if (skipped) await noteSkipped(tx, agency.id, after.id, skipped.slot, now)
  },
}
