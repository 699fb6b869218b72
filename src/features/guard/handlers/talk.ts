import { addLines } from '#db/repositories/outbox.ts'
import { readTalk } from '#db/repositories/talk.ts'
import { clearTimer } from '#db/repositories/timers.ts'
import { keepHeard } from '#src/features/relay/handlers/keep.ts'
import { hearWritten, type Heard, type Said } from '#src/features/relay/said.ts'
import { entryOf } from '#src/features/telling/line.ts'
import type { Tx } from '#db/connection/connect.ts'
import type { RequestContext } from '#src/kernel/request-context.ts'
import type { Written } from '#src/kernel/talk.ts'
import { holdBack, openWritten, type Held } from './held.ts'
import { markOf } from '#src/features/guard/queries/seal.ts'
import { secretsInTalk } from '#src/features/guard/queries/in-talk.ts'
import { masked, type Found } from '#src/features/guard/secrets.ts'

type Writing = { tx: Tx; agency: { id: string }; secret: string; now: Temporal.Instant; newId(): string }

/** Brings the question below the message up to date: asked, decided, or taken away. */
export async function tellHeld({ tx, agency, now, newId }: Omit<Writing, 'secret'>, said: Pick<Said, 'id' | 'task'>) {
  await addLines(tx, agency.id, [entryOf({ kind: 'held', task: said.task, said: said.id }, newId)], now)
}

/**
 * A message of talk with a secret in it goes no further, and its writer is asked below it. It is not asked about what was decided already: sent
 * masked, or kept back.
 */
export async function holdTalk(
  writing: Writing,
  { heard, said, written, found }: { heard: Heard; said: Said; written: Written; found: Found[] },
): Promise<void> {
  const isSentMasked = heard.known?.text === masked(written.text, found) && heard.known.removedAt === null
  if (isSentMasked || heard.held === markOf(writing.secret, written.text)) return
  const { placeId, channel, thread, externalId: message, writer } = said
  await holdBack(writing, said.id, {
    ...{ held: written, text: written.text, by: writer.id },
    kinds: [...new Set(found.map(({ kind }) => kind))],
    at: { task: said.task, placeId, channel, thread, message },
  })
  await tellHeld(writing, said)
}

/** What was held back is changed, or is no more: nothing is asked about it any longer. */
export async function letGo(writing: Omit<Writing, 'secret'>, said: Pick<Said, 'id' | 'task'>): Promise<void> {
  await clearTimer(writing.tx, writing.agency.id, 'held', said.id)
  await tellHeld(writing, said)
}

/** Sends it on as its writer wants it. False: there is nothing to be sent any more. */
export async function sendHeldTalk(
  context: RequestContext,
  { subject, held, how }: { subject: string; held: Held; how: 'masked' | 'as-is' },
): Promise<boolean> {
  const { tx, agency, by, secret } = context
  const written = held.at && openWritten(secret, agency.id, subject, held)
  if (!held.at || !written) return false
  const { placeId, channel, thread, message: externalId } = held.at
  const heard = await readTalk(tx, agency.id, { placeId, channel, thread, externalId })
  if (!heard) return false
  const text = how === 'as-is' ? written.text : masked(written.text, await secretsInTalk(written.text))
  const said = hearWritten(heard, { by, placeId }, { ...written, text })
  if (said) await keepHeard(context, { heard, said })
  await letGo(context, { id: subject, task: held.at.task })
  return true
}
