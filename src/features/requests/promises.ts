import { z } from 'zod'
import { keepAnswer } from '#db/repositories/inbox.ts'
import { addLines } from '#db/repositories/outbox.ts'
import { personByIdentity } from '#db/repositories/people.ts'
import { clearTimer, setTimer, timerOf } from '#db/repositories/timers.ts'
import type { Waking } from '#src/bot/timers.ts'
import type { Promised } from '#src/kernel/core.ts'
import type { CoreDeps } from '#src/bot/engine.ts'
import type { Whereabouts } from '#src/bot/whereabouts.ts'
import type { Reply } from '#src/kernel/reply.ts'
import type { Delivery, Request } from '#src/kernel/request.ts'
import { entryOf } from '#src/features/telling/line.ts'

/** Longer than any statement may take: what is not answered by then is answered by nobody. */
const untilBroken = Temporal.Duration.from({ minutes: 1 })

const delivery = z.custom<Delivery>((value) => typeof value === 'object' && value !== null && 'request' in value)
const kept = z.object({ delivery, by: z.string() })

/** `safely`: the request as it may be written down. That somebody was told to wait is written down beside whatever carries it out, in a transaction of its own. */
export function promiseAnswer(
  deps: CoreDeps,
  asked: Delivery,
  where: Promise<Whereabouts | null>,
  safely: () => Promise<Request>,
): Promised {
  const { db, log, now } = deps
  const about = { delivery: asked.id }
  const write = async (): Promise<string | null> => {
    const found = await where
    if (!found) return null
    // What is held back for a secret is not written down beside it.
    const safe = { ...asked, request: await safely() }
    return db.inAgency(found.agency, async (tx) => {
      const by = await personByIdentity(tx, found.agency, asked.origin.platform, asked.origin.user)
      if (!by) return null
      const note = { delivery: safe, by: by.id }
      await setTimer(tx, found.agency, { kind: 'promise', subject: asked.id, at: now().add(untilBroken), note })
      return found.agency
    })
  }
  const agency = write().catch((error: unknown) => {
    log.error({ ...about, error }, 'it could not be written down that somebody waits')
    return null
  })
  return {
    written: agency.then((written) => written !== null),
    async kept() {
      const written = await agency
      if (written === null) return
      await db
        .inAgency(written, (tx) => clearTimer(tx, written, 'promise', asked.id))
        .catch((error: unknown) => log.warn({ ...about, error }, 'somebody may be answered twice'))
    },
  }
}

/**
 * Somebody was told to wait, and whoever told them so has died, or could not show them the answer. If it was not carried out, it is not
 * any more from now on, so that what they are told stays true.
 */
export async function breakPromise({ tx, agency, wake, now, newId }: Waking): Promise<void> {
  await clearTimer(tx, agency.id, wake.kind, wake.subject)
  const { delivery: asked, by: person } = kept.parse(wake.note)
  // A form whose files are being copied is taken up by itself, and its sender told.
  if (await timerOf(tx, agency.id, 'form', asked.id)) return
  await keepAnswer(tx, agency.id, asked.id, notDone(asked.request), now)
  const { platform } = asked.origin
  const line = { kind: 'answered', person, delivery: asked.id, platform, over: 'promise' } as const
  await addLines(tx, agency.id, [entryOf(line, newId)], now)
}

/** With all that was typed: a form comes back with what was filled in, a command as it was written. */
function notDone(request: Request): Reply {
  const refused = (asked: string): Reply => ({ say: 'refused', refusal: { code: 'interrupted', asked }, draft: null })
  switch (request.kind) {
    case 'words':
      return refused(`/${request.command} ${request.text}`.trim())
    case 'options': {
      const options = Object.entries(request.options).map(([name, value]) => `${name}:${value}`)
      return refused(['/', request.command, ...options.map((option) => ` ${option}`)].join(''))
    }
    case 'form': {
      const { name, subject, values } = request
      return { say: 'refused', refusal: { code: 'interrupted', asked: '' }, draft: { form: name, subject, values } }
    }
    case 'press':
    case 'shortcut':
      return refused('')
  }
}
