import { loadAgency } from '#db/repositories/agencies.ts'
import { messagesUnder } from '#db/repositories/gathered.ts'
import { forgetMessage } from '#db/repositories/messages.ts'
import { longestManaging } from '#db/repositories/people.ts'
import { clearTimer, setTimer } from '#db/repositories/timers.ts'
import { followedCard, gatheredCard, planGathered } from '#src/features/tasks/gathered.ts'
import { gather } from '#src/features/tasks/queries/gathered.ts'
import { findLog, type Parts } from '#src/features/telling/tell/destinations.ts'
import { hashOf, putCard, type Composed } from '#src/features/telling/tell/known.ts'
import { readerFor } from '#src/words/reader.ts'
import { afterQuiet } from '#src/time/quiet.ts'

const topic = 'managers'

/**
 * The managers' message: brought up to date where it stands, or written anew where there is news for them and its time has come. What has
 * to wait is looked at again by the clock; so is what comes after a message that was closed.
 */
export async function composeGathered(parts: Parts, home: string): Promise<Composed> {
  const { db } = parts
  const now = parts.now()
  const known = await db.inAgency(home, async (tx) => {
    const agency = await loadAgency(tx, home)
    const [last = null, ...older] = await messagesUnder(tx, home, topic)
    for (const { id } of older) await forgetMessage(tx, home, id)
    const manager = await longestManaging(tx, home)
    return { agency, last, all: await gather(tx, agency), manager }
  })
  const { agency, last, all, manager } = known
  if (!last && all.length === 0) return { kind: 'nothing', why: 'nothing needs a manager' }

  const { found, reader: single } = await findLog(parts, agency)
  if (found.kind !== 'here') return found
  const reader = readerFor(single ?? agency, now, single === null)
  const followed = followedCard(reader)
  const standing = last && {
    ...{ postedAt: last.postedAt, closed: last.hash === hashOf(followed) },
    here: last.channel === found.at.channel,
  }
  const plan = planGathered(all, standing, now, manager ? afterQuiet(now, manager) : now)
  const again = 'again' in plan ? plan.again : null
  await db.inAgency(home, async (tx) =>
    again
      ? setTimer(tx, home, { kind: 'managers', subject: topic, at: again, note: null })
      : clearTimer(tx, home, 'managers', topic),
  )
  if (plan.do === 'nothing') return { kind: 'nothing', why: 'nothing to say by now' }
  const card = plan.do === 'close' ? followed : gatheredCard(all, reader)
  if (plan.do === 'post' || !last) return { kind: 'post', to: found.at, card, task: null, topic }
  const { platform, place, placeId, channel } = last
  return putCard({ agency: home, subject: null, topic, message: last }, { platform, place, placeId, channel }, card)
}
