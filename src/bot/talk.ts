import type { Tx } from '#db/connection/connect.ts'
import { agenciesOf } from '#db/repositories/people.ts'
import { rosterOf } from '#db/repositories/roster.ts'
import { agenciesOfDirect, heardSince, openConversations, readTalk } from '#db/repositories/talk.ts'
import { holdTalk, letGo } from '#src/features/guard/handlers/talk.ts'
import { secretsInTalk } from '#src/features/guard/queries/in-talk.ts'
import type { Found } from '#src/features/guard/secrets.ts'
import { keepHeard } from '#src/features/relay/handlers/keep.ts'
import { hearTakenBack, hearWritten, idOf } from '#src/features/relay/said.ts'
import type { Stretch, Talk, Talking, TalkPlace, Written } from '#src/kernel/talk.ts'
import type { CoreDeps } from './engine.ts'
import { throughOutage } from './outage.ts'
import { MovedAway, type Finder, type Whereabouts } from './whereabouts.ts'

type TalkDeps = Pick<CoreDeps, 'db' | 'now' | 'newId' | 'secret'> & { find: Finder }

/**
 * The door for what people write to each other. Nobody waits for an answer to it, so it is not a request: a message is a state, heard as often as
 * a platform likes to tell of it, and what is new in it is kept with the lines that tell it on the other side. One read, one write.
 */
export function createTalking(deps: TalkDeps): Talking {
  return {
    hear: (talk) => throughOutage(() => hear(deps, talk)),
    isAbout: (written) => throughOutage(() => isAbout(deps, written)),
    conversations: (platform) => deps.db.acrossAgencies((tx) => openConversations(tx, platform, deps.now())),
    compare: (where, stretch) => throughOutage(() => compare(deps, where, stretch)),
  }
}

async function hear(deps: TalkDeps, talk: Talk): Promise<void> {
  const found = talk.what === 'written' ? await secretsInTalk(talk.text) : []
  const hearAt = (where: Whereabouts) =>
    deps.db.inAgency(where.agency, (tx) => hearIn(deps, tx, where, { talk, found }), { trusting: true })
  try {
    for (const where of await whereabouts(deps, talk)) {
      // Of several agencies with which somebody talks directly it is the one whose card is there.
      if (await hearAt(where)) return
    }
  } catch (error) {
    if (!(error instanceof MovedAway)) throw error
    const found = await deps.find.anew({ ...talk, user: '' })
    if (found) await hearAt(found)
  }
}

/** Answers whether somebody talks about a task there. `found`: secrets in its words. */
async function hearIn(
  { now, newId, secret }: TalkDeps,
  tx: Tx,
  { agency, place }: Whereabouts,
  { talk, found }: { talk: Talk; found: Found[] },
): Promise<boolean> {
  const { channel, thread, id: externalId } = talk
  const [heard, roster] = await Promise.all([
    readTalk(tx, agency, { placeId: place, channel, thread, externalId }),
    rosterOf(tx, agency),
  ])
  if (!roster.places.some(({ id }) => id === place)) throw new MovedAway()
  if (!heard) return false
  const writing = { tx, agency: { id: agency }, now: now(), newId, secret }
  const itself = { id: idOf(place, channel, externalId), task: heard.task.id }
  if (talk.what === 'taken-back') {
    const gone = hearTakenBack(heard, now())
    if (gone) await keepHeard(writing, { heard, said: gone })
    if (heard.held !== null) await letGo(writing, itself)
    return true
  }
  const by = roster.byIdentity.get(`${talk.platform}:${talk.by.user}`) ?? null
  const said = hearWritten(heard, { by, placeId: place }, talk)
  if (!said) return true
  if (found.length > 0) await holdTalk(writing, { heard, said, written: talk, found })
  else {
    await keepHeard(writing, { heard, said })
    if (heard.held !== null) await letGo(writing, itself)
  }
  return true
}

async function isAbout(deps: TalkDeps, written: Written): Promise<boolean> {
  const { channel, thread, id: externalId } = written
  for (const { agency, place } of await whereabouts(deps, written)) {
    const about = { placeId: place, channel, thread, externalId }
    if ((await deps.db.inAgency(agency, (tx) => readTalk(tx, agency, about))) !== null) return true
  }
  return false
}

/** A direct message on Discord names no server, and one that was taken back nobody: whoever it may be of is asked. */
async function whereabouts({ db, find }: TalkDeps, talk: Talk): Promise<Whereabouts[]> {
  const { platform, place, channel } = talk
  if (place !== '') {
    const origin = { platform, place, user: '' }
    const found = find.remembered(origin) ?? (await find.anew(origin))
    return found ? [found] : []
  }
  const user = talk.what === 'written' ? talk.by.user : null
  return db.acrossAgencies((tx) =>
    user === null ? agenciesOfDirect(tx, platform, channel) : agenciesOf(tx, platform, user),
  )
}

/** Whatever was heard there since and does not stand there any more was taken back while nobody listened. */
async function compare(deps: TalkDeps, where: TalkPlace, { from, ids }: Stretch): Promise<void> {
  const { platform, channel } = where
  // On Slack a thread is a part of a channel; elsewhere it is one, and all that stands in it was looked at.
  const thread = platform === 'slack' ? where.thread : null
  for (const { agency, place } of await whereabouts(deps, { ...where, what: 'taken-back', id: '' })) {
    const there = new Set(ids)
    const known = await deps.db.inAgency(agency, (tx) =>
      heardSince(tx, agency, { placeId: place, channel, thread }, from),
    )
    const gone = known.filter(({ externalId }) => !there.has(externalId))
    for (const { externalId } of gone) await hear(deps, { ...where, what: 'taken-back', id: externalId })
  }
}
