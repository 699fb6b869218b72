import { z } from 'zod'
import type { Tx } from '#db/connection/connect.ts'
import { keepAnswer } from '#db/repositories/inbox.ts'
import { addLines } from '#db/repositories/outbox.ts'
import { clearTimer, setTimer } from '#db/repositories/timers.ts'
import type { Reply } from '#src/kernel/reply.ts'
import type { Delivery, Request } from '#src/kernel/request.ts'
import { entryOf } from '#src/features/telling/line.ts'
import type { Timer } from '#src/time/timer.ts'
import type { RequestContext } from '#src/kernel/request-context.ts'

/** Ten files take no longer to be copied, or to be given up. */
const untilTakenUp = Temporal.Duration.from({ minutes: 3 })
const untilAgain = Temporal.Duration.from({ minutes: 10 })
const mostTries = 3

/** A form as it was sent. */
export type FormDelivery = Omit<Delivery, 'request'> & { request: Extract<Request, { kind: 'form' }> }

const delivery = z.custom<FormDelivery>((value) => typeof value === 'object' && value !== null && 'request' in value)
const kept = z.object({ delivery, by: z.string(), tries: z.number() })

type Writing = { tx: Tx; agency: { id: string }; now: Temporal.Instant; newId(): string }

/** A form that takes a while: should the process that has it die, the clock takes it up. */
export async function keepForm(
  { tx, agency, now }: Omit<Writing, 'newId'>,
  form: FormDelivery,
  by: string,
): Promise<void> {
  const note = { delivery: form, by, tries: 0 }
  await setTimer(tx, agency.id, { kind: 'form', subject: form.id, at: now.add(untilTakenUp), note })
}

/** A form that nobody has answered: to be carried out now. It comes again unless it is; null: that was tried often enough. */
export async function takeUpForm(writing: Writing, wake: Timer): Promise<FormDelivery | null> {
  const { tx, agency, now } = writing
  const { delivery: form, by, tries } = kept.parse(wake.note)
  if (tries >= mostTries) {
    await giveUp(writing, form, by)
    return null
  }
  await setTimer(tx, agency.id, { ...wake, at: now.add(untilAgain), note: { delivery: form, by, tries: tries + 1 } })
  return form
}

/** All that was typed comes back to them. */
async function giveUp(writing: Writing, form: FormDelivery, by: string): Promise<void> {
  const { tx, agency, now } = writing
  const { name, subject, values, files } = form.request
  const reply: Reply = {
    say: 'refused',
    refusal: { code: 'file-unreachable', name: files.map((file) => file.name).join(', ') || '📎' },
    draft: { form: name, subject, values, wrong: 'files' },
  }
  await forgetForm(tx, agency.id, form)
  if (await keepAnswer(tx, agency.id, form.id, reply, now)) await tellOf(writing, form, by)
}

export async function forgetForm(tx: Tx, agency: string, form: Pick<Delivery, 'id'>): Promise<void> {
  await clearTimer(tx, agency, 'form', form.id)
}

/** In the transaction that answers it. Whoever sent a form that was taken up again is told where they can be found. */
export async function settleForm(
  here: Writing & Pick<RequestContext, 'uploads'> & { by: { id: string } | null },
  form: Delivery,
): Promise<void> {
  const { tx, agency, by, uploads } = here
  if (!uploads) return
  await forgetForm(tx, agency.id, form)
  if (uploads.resumed && by) await tellOf(here, form, by.id)
}

async function tellOf({ tx, agency, now, newId }: Writing, form: Delivery, person: string): Promise<void> {
  const { platform } = form.origin
  await addLines(tx, agency.id, [entryOf({ kind: 'answered', person, delivery: form.id, platform }, newId)], now)
}
