import { listRooms } from '#db/repositories/agencies.ts'
import { digestOf } from '#db/repositories/digests.ts'
import { listAssignments } from '#db/repositories/clients.ts'
import { expectLoads, firstManaging, loadsOf } from '#db/repositories/people.ts'
import { remindersOf } from '#db/repositories/reminders.ts'
import { timerOf } from '#db/repositories/timers.ts'
import { tasksToWatch } from '#db/repositories/watching.ts'
import { digestSubject } from '#src/features/digests/digest.ts'
import { is, manages } from '#src/kernel/person.ts'
import { whatOf } from '#src/features/reminders/cards.ts'
import { laterCard, type Upcoming } from '#src/features/reminders/later-card.ts'
import { keptFor, managers, readKept } from '#src/features/tasks/kept.ts'
import type { Watched } from '#src/features/tasks/stages.ts'
import type { Task } from '#src/features/tasks/task.ts'
import { timetable } from '#src/features/tasks/watch.ts'
import type { Card } from '#src/kernel/card.ts'
import { readerFor, type Reader } from '#src/words/reader.ts'
import type { RequestContext } from '#src/kernel/request-context.ts'
import { aboutOf } from '#src/features/reminders/handlers/reminders.ts'
import { nextPosts } from '#src/features/social/queries/later.ts'
import { viewsOf } from '#src/features/tasks/queries/views.ts'
import { loadWatched } from '#src/features/tasks/handlers/watch.ts'

/** Of each kind that many are looked at; fewer are shown. */
const most = 12

type Asking = Pick<RequestContext, 'tx' | 'agency' | 'by' | 'now'>

/** What there is to come for one person: a concept that sends something of its own adds its source here. */
const sources: ((asking: Asking, reader: Reader) => Promise<Upcoming[]>)[] = [
  nextDigests,
  nextReminders,
  nextNudges,
  nextPosts,
]

/** `/later`: what will be sent to whoever asks, if nothing happens before. Reads only. */
export async function showLater(asking: Asking): Promise<Card> {
  const reader = readerFor(asking.by, asking.now)
  const all = await Promise.all(sources.map((source) => source(asking, reader)))
  return laterCard(all.flat(), reader)
}

/** Of the day and of the week: the next by itself, and one that was asked for once more. */
async function nextDigests({ tx, agency, by }: Asking, { words }: Reader): Promise<Upcoming[]> {
  const found = await Promise.all(
    (['daily', 'weekly'] as const).map(async (series) => {
      const [digest, again] = await Promise.all([
        digestOf(tx, agency.id, by.id, series),
        timerOf(tx, agency.id, 'digest', digestSubject(by.id, series)),
      ])
      return [digest?.nextAt, again?.at].flatMap((at) => (at ? [{ at, what: words.later[series] }] : []))
    }),
  )
  return found.flat().map((each) => ({ ...each, task: null, otherZone: null, ifNothing: false }))
}

async function nextReminders({ tx, agency, by }: Asking, reader: Reader): Promise<Upcoming[]> {
  const found = await remindersOf(tx, agency.id, by.id, most)
  return Promise.all(
    found.map(async ({ at, text, task }) => {
      const about = await aboutOf({ tx, agency, by }, task)
      const what = reader.words.reminders.title(whatOf(text, about, reader))
      return { at, what, task: about?.title ? about.number : null, otherZone: null, ifNothing: about !== null }
    }),
  )
}

/** What the clock will say to them of the tasks on which it looks next. */
async function nextNudges(asking: Asking, { words }: Reader): Promise<Upcoming[]> {
  const { tx, agency, by, now } = asking
  const mine = { ...(is(by, 'assistant') ? { assistant: by.id } : {}), requester: by.id }
  const hears = await hearsForManagers(asking)
  await expectLoads(tx, agency.id, null)
  const found = await tasksToWatch(tx, agency.id, hears ? null : mine, most)
  const inHand = await inHandOf(asking, found)
  const watched = await Promise.all(found.map(({ task }): Promise<Watched> => loadWatched(asking, task, inHand)))
  const views = await viewsOf(
    tx,
    agency,
    watched.map(({ task }) => task),
    [],
  )
  return watched.flatMap((each, index) => {
    const { task, assistant, requester } = each
    const kept = keptFor(task.moved, readKept(found[index]?.note))
    const nameOf = views[index]?.nameOf ?? String
    const other = by.id === task.requester ? assistant : requester
    return timetable(each, kept, now).flatMap((planned): Upcoming[] => {
      if (planned.does === 'move' || !(planned.to === by.id || (hears && planned.to === managers))) return []
      const who = planned.step === 'unanswered' ? task.requester : task.assistant
      const what = words.nudges.title[planned.step](task.number, who ? nameOf(who) : '')
      return [{ at: planned.at, what, task: task.number, otherZone: other?.work.zone ?? null, ifNothing: true }]
    })
  })
}

/** What everybody holds of whom these tasks may be, asked for at once. */
async function inHandOf({ tx, agency }: Asking, found: { task: Task }[]): Promise<Map<string, number>> {
  const assigned = await listAssignments(tx, agency.id)
  const theirs = assigned.filter(({ client }) => found.some(({ task }) => task.client === client))
  const people = new Set(theirs.flatMap(({ primary, backups }) => [primary, ...backups]))
  for (const { task } of found) if (task.assistant) people.add(task.assistant)
  const loads = await loadsOf(tx, agency.id, [...people])
  return new Map([...loads].map(([id, load]) => [id, load.inHand]))
}

/** Whether what is for managers comes to this one: where there is no log room, to the first of them. */
async function hearsForManagers(asking: Asking): Promise<boolean> {
  const { tx, agency, by } = asking
  if (!manages(by)) return false
  const [first, rooms] = await Promise.all([firstManaging(tx, agency.id), listRooms(tx, agency.id)])
  return first?.id === by.id && !rooms.some(({ purpose }) => purpose === 'log')
}
