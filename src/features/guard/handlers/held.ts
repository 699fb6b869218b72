import { z } from 'zod'
import type { Tx } from '#db/connection/connect.ts'
import { setTimer, timerOf } from '#db/repositories/timers.ts'
import type { Delivery } from '#src/kernel/request.ts'
import type { Written } from '#src/kernel/talk.ts'
import { markOf, seal, unseal } from '#src/features/guard/queries/seal.ts'

/** How long its writer may think about it; then it is forgotten, and only that it was not sent is known. */
export const untilForgotten = Temporal.Duration.from({ hours: 1 })
/** As long as a platform's history may be read again: what was not to be sent is not asked about anew. */
export const untilUnknown = Temporal.Duration.from({ hours: 24 * 60 })

const kinds = z.array(z.enum(['password', 'token', 'key', 'card']))
/** Where a message of a task's talk was written, for the question below it. */
const at = z.object({
  ...{ task: z.string(), placeId: z.string(), channel: z.string(), thread: z.string().nullable(), message: z.string() },
})

/**
 * What is known of what was held back. `sealed`: null once it is forgotten. `by`: its writer, by id. `mark`: by which a message of talk is known
 * again when it is read once more. `at`: null for what was asked of us.
 */
const note = z.object({
  ...{ sealed: z.string().nullable(), by: z.string(), kinds, mark: z.string().nullable(), at: at.nullable() },
})
export type Held = z.infer<typeof note>

type Writing = { tx: Tx; agency: { id: string }; secret: string; now: Temporal.Instant }

const aboutOf = (agency: string, subject: string) => `${agency} ${subject}`

/** Nothing of it is kept that could be read without the secret of this installation. */
export async function holdBack(
  { tx, agency, secret, now }: Writing,
  subject: string,
  what: { held: Delivery | Written; text: string | null } & Pick<Held, 'by' | 'kinds' | 'at'>,
): Promise<void> {
  const { held, text, ...rest } = what
  const sealed = seal(secret, aboutOf(agency.id, subject), JSON.stringify(held))
  const kept: Held = { ...rest, sealed, mark: text === null ? null : markOf(secret, text) }
  await setTimer(tx, agency.id, { kind: 'held', subject, at: now.add(untilForgotten), note: kept })
}

/** That it was there, and no more. */
export async function forgetHeld(
  { tx, agency, now }: Omit<Writing, 'secret'>,
  subject: string,
  held: Held,
): Promise<void> {
  const at = now.add(untilUnknown)
  await setTimer(tx, agency.id, { kind: 'held', subject, at, note: { ...held, sealed: null } })
}

export async function heldBack(tx: Tx, agency: string, subject: string): Promise<Held | null> {
  const wake = await timerOf(tx, agency, 'held', subject)
  return wake && readHeld(wake.note)
}

export function readHeld(stored: unknown): Held {
  return note.parse(stored)
}

const delivery = z.custom<Delivery>((value) => typeof value === 'object' && value !== null && 'request' in value)

export function openDelivery(secret: string, agency: string, subject: string, held: Held): Delivery | null {
  const text = held.sealed && unseal(secret, aboutOf(agency, subject), held.sealed)
  return text ? delivery.parse(JSON.parse(text)) : null
}

const instant = z.string().transform((text) => Temporal.Instant.from(text))
const times = z.looseObject({ at: instant, editedAt: instant.nullable() })
const written = z.custom<Written>((value) => times.safeParse(value).success)

export function openWritten(secret: string, agency: string, subject: string, held: Held): Written | null {
  const text = held.sealed && unseal(secret, aboutOf(agency, subject), held.sealed)
  if (!text) return null
  const stored: unknown = JSON.parse(text)
  const { at: writtenAt, editedAt } = times.parse(stored)
  return { ...written.parse(stored), at: writtenAt, editedAt }
}
