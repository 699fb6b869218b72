import { z } from 'zod'
import type { Agency } from '#db/repositories/agencies.ts'
import type { Tx } from '#db/connection/connect.ts'
import { checklistsOf } from '#db/repositories/checklists.ts'
import { listClients } from '#db/repositories/clients.ts'
import { namesOf, personById } from '#db/repositories/people.ts'
import type { TaskReading } from '#db/repositories/telling.ts'
import { targetsOf } from '#db/repositories/targets.ts'
import type { TaskPage } from '#db/repositories/task-state.ts'
import { saidOn } from '#db/repositories/tasks.ts'
import { waitedFor } from '#db/repositories/watching.ts'
import { spanTo, withSpan, type Waited } from '#src/features/tasks/clocks.ts'
import { targetOf } from '#src/features/targets/target.ts'
import { whoIsNamed, type Happened } from '#src/features/tasks/history.ts'
import type { Person } from '#src/kernel/person.ts'
import { saidShown, type Said } from '#src/features/tasks/said-on.ts'
import type { Task } from '#src/features/tasks/task.ts'
import type { Said as Changed } from '#src/features/telling/line.ts'
import { priorities } from '#src/kernel/priority.ts'
import { peopleIn, type TaskView } from '#src/features/tasks/view.ts'
import { isWorking, nextWorkingStart } from '#src/time/hours.ts'

/** What a dash stands for: someone who is no longer in the agency. */
const nobody = '–'

/** Tasks with the names that their cards need, and their targets: in three queries however many there are. */
export async function viewsOf(tx: Tx, agency: Agency, tasks: Task[], more: string[] = []): Promise<TaskView[]> {
  if (tasks.length === 0) return []
  const [names, clients, targets] = await Promise.all([
    namesOf(tx, agency.id, [...new Set([...tasks.flatMap(peopleIn), ...more])]),
    listClients(tx, agency.id),
    targetsOf(tx, agency.id, [...new Set(tasks.map(({ client }) => client))]),
  ])
  const nameOf = (id: string) => names.get(id) ?? nobody
  return tasks.map((task) => ({
    task,
    client: clients.find((client) => client.id === task.client)?.name ?? nobody,
    nameOf,
    startsAt: null,
    target: targetOf(targets, task),
  }))
}

/** One task, and when its assistant's hours begin if they are outside them. */
export async function viewOf(
  tx: Tx,
  agency: Agency,
  task: Task,
  now: Temporal.Instant,
  more: string[] = [],
): Promise<TaskView> {
  const said = await loadSaid(tx, agency.id, task.id)
  const speakers = said.flatMap(({ by }) => (by === null ? [] : [by]))
  const [[known], waited, checklists] = await Promise.all([
    viewsOf(tx, agency, [task], [...more, ...speakers]),
    waitedFor(tx, agency.id, task.id),
    checklistsOf(tx, agency.id, [task.id]),
  ])
  if (!known) throw new Error('a view of nothing was asked for')
  const checklist = checklists.get(task.id)
  return withStart(tx, agency, { ...known, waited, said, ...(checklist ? { checklist } : {}) }, now)
}

/** The same view from what was read before, for many tasks at once. */
export function viewFrom(
  { stored: { task }, people, client, targets, checklist, waited, said: events }: TaskReading,
  now: Temporal.Instant,
): TaskView {
  const nameOf = (id: string) => people.find((person) => person.id === id)?.name ?? nobody
  const said = saidIn(events)
  const view = { task, client: client ?? nobody, nameOf, startsAt: null, target: targetOf(targets, task), waited, said }
  const assistant = people.find(({ id }) => id === task.assistant) ?? null
  return startingAt({ ...view, ...(checklist.length > 0 ? { checklist } : {}) }, assistant, now)
}

/** The same for one whose page was read. */
export async function pageView(
  tx: Tx,
  agency: Agency,
  { task, waited, checklist, history }: TaskPage,
  now: Temporal.Instant,
  more: string[],
): Promise<TaskView> {
  const [known] = await viewsOf(tx, agency, [task], more)
  if (!known) throw new Error('a view of nothing was asked for')
  const said = saidIn(history)
  return withStart(tx, agency, { ...known, waited, said, ...(checklist ? { checklist } : {}) }, now)
}

/** What an answer to whoever moved it says of it: names, and when somebody begins. Nothing of it is asked of the tasks' tables. */
export async function answerView(tx: Tx, agency: Agency, task: Task, now: Temporal.Instant): Promise<TaskView> {
  const [known] = await viewsOf(tx, agency, [task])
  if (!known) throw new Error('a view of nothing was asked for')
  return withStart(tx, agency, known, now)
}

/** With when its assistant's hours begin, while it is outside them and they are to begin. */
async function withStart(tx: Tx, agency: Agency, view: TaskView, now: Temporal.Instant): Promise<TaskView> {
  const { task } = view
  if (!task.assistant || (task.status !== 'assigned' && task.status !== 'claimed')) return view
  return startingAt(view, await personById(tx, agency.id, task.assistant), now)
}

/** With when its assistant's hours begin, while it is outside them and they are to begin. */
function startingAt(view: TaskView, assistant: Person | null, now: Temporal.Instant): TaskView {
  const { status } = view.task
  if (status !== 'assigned' && status !== 'claimed') return view
  if (!assistant || isWorking(now, assistant.zone, assistant.hours, assistant.away)) return view
  return { ...view, startsAt: nextWorkingStart(now, assistant.zone, assistant.hours, assistant.away) }
}

/** The two clocks up to this moment. A card that stays shows them up to the last event: it would be out of date at once. */
export async function waitedUntil(
  tx: Tx,
  agency: string,
  task: Task,
  waited: Waited,
  now: Temporal.Instant,
): Promise<Waited> {
  const [assistant, requester] = await Promise.all([
    task.assistant ? personById(tx, agency, task.assistant) : null,
    personById(tx, agency, task.requester),
  ])
  const known = [assistant, requester].filter((person) => person !== null)
  return withSpan(
    waited,
    spanTo(task, now, (id) => known.find((person) => person.id === id) ?? null),
  )
}

const sayings = z.enum(['question-asked', 'question-answered', 'note-added'])
const words = z.looseObject({ text: z.string() })

/** The newest of what was asked, answered and noted, oldest first. */
export function saidIn(events: { type: string; by: string | null; data: unknown }[]): Said[] {
  return events
    .flatMap(({ type, by, data }): Said[] => {
      const known = sayings.safeParse(type)
      return known.success ? [{ type: known.data, by, text: words.parse(data).text }] : []
    })
    .slice(-saidShown)
}

async function loadSaid(tx: Tx, agency: string, task: string): Promise<Said[]> {
  return saidIn(await saidOn(tx, agency, task, saidShown))
}

const changes = z.looseObject({
  title: z.string().optional(),
  brief: z.string().optional(),
  due: z.string().nullish(),
  priority: z.enum(priorities).optional(),
  duty: z.string().optional(),
})
const told = z.looseObject({
  assistant: z.string().nullish(),
  reason: z.string().nullish(),
  text: z.string().nullish(),
  wish: z.string().nullish(),
  options: z.array(z.string()).nullish(),
  promise: z.string().nullish(),
  was: z.union([changes, z.string(), z.null()]).optional(),
  is: changes.optional(),
})

/** What happened to a task, oldest first. */
export function happenedIn(history: TaskPage['history']): Happened[] {
  return history.map(({ type, at, via, by, data }) => {
    const { assistant, reason, text, wish, options, promise, was, is } = told.parse(data)
    const said = [text, options?.join(' · '), wish].filter(Boolean).join('\n')
    return {
      ...{ type, at, via, who: whoIsNamed(type, by, assistant ?? null), why: reason?.trim() || said || null },
      ...(was && is && typeof was !== 'string' ? { changed: { was: changesIn(was), is: changesIn(is) } } : {}),
      ...(type === 'task-promised' && promise ? { promise } : {}),
    }
  })
}

function changesIn({ title, brief, due, priority, duty }: z.infer<typeof changes>): Changed {
  return {
    ...(title === undefined ? {} : { title }),
    ...(brief === undefined ? {} : { brief }),
    ...(due === undefined ? {} : { due }),
    ...(priority === undefined ? {} : { priority }),
    ...(duty === undefined ? {} : { duty }),
  }
}
