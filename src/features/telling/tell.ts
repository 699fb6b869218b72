import type { Changes, Task, TaskEvent } from '#src/features/tasks/task.ts'
import type { Notification, Notice, Said } from './line.ts'

/** Who could be told, besides those that the task names. */
export type Audience = {
  /** The agency's boards. */
  boards: string[]
}

/**
 * Who is told of what just happened to a task, and how.
 *
 * Cards are brought up to date where they stand; a new message is for the one whose move it has become, or who would
 * otherwise wait for something that will not come. Nobody is told of what they did themselves.
 */
export function tell(before: Task | null, after: Task, events: TaskEvent[], { boards }: Audience): Notification[] {
  const task = after.id
  const lines: Notification[] = []

  // Before the cards, so that words and card arrive in the order in which one reads them.
  events.forEach((event, index) =>
    lines.push(...noticesOf(before, after, event, after.version - events.length + index + 1, events)),
  )

  if (before && hasMovedOn(before, after)) {
    const about = before.status === 'waiting' ? 'question' : 'review'
    lines.push({ kind: 'notice', task, person: after.requester, notice: { about, event: before.moved, by: null } })
  }

  lines.push({ kind: 'card', task, for: 'requester' })
  if (before?.status === 'open' || after.status === 'open' || isOver(after)) {
    for (const room of boards) lines.push({ kind: 'card', task, for: 'board', room })
  }
  if (before && mayBeGathered(before, after)) lines.push({ kind: 'managers' })
  for (const person of new Set([before?.assistant, after.assistant])) {
    if (!person) continue
    if (before?.status === 'assigned' || after.status === 'assigned')
      lines.push({ kind: 'card', task, for: 'offer', person })
    if (after.status !== 'assigned' || person !== after.assistant)
      lines.push({ kind: 'card', task, for: 'assistant', person })
  }
  return lines
}

/** Of what was declined, given back or taken from somebody the managers' message may speak: it says so no longer. */
function mayBeGathered(before: Task, after: Task): boolean {
  return (
    after.moved !== before.moved &&
    (before.passedOver.length > 0 || (before.assistant !== null && after.assistant !== before.assistant))
  )
}

/** A question that was answered, a result that was judged: the message that asked for it loses its buttons. */
function hasMovedOn(before: Task, after: Task): boolean {
  return (before.status === 'waiting' || before.status === 'in-review') && after.moved !== before.moved
}

function isOver(task: Task): boolean {
  return task.status === 'done' || task.status === 'cancelled'
}

function saidOf({ due, ...rest }: Changes): Said {
  return { ...rest, ...(due === undefined ? {} : { due: due?.toString() ?? null }) }
}

/** Who is told, and what of the event: its place in the task's history, and who did it. */
type Tellers = {
  to(person: string | null | undefined, notice: Notice): Notification[]
  manager(notice: Notice): Notification[]
  about: { event: number; by: TaskEvent['by'] }
}

type HandsEvent = Extract<
  TaskEvent,
  {
    type:
      | 'assignment-declined'
      | 'assignment-passed-on'
      | 'task-released'
      | 'lease-ran-out'
      | 'task-handed-over'
      | 'task-assigned'
      | 'task-opened'
  }
>

function noticesOf(before: Task | null, after: Task, event: TaskEvent, seq: number, all: TaskEvent[]): Notification[] {
  const { id: task, requester } = after
  const to = (person: string | null | undefined, notice: Notice): Notification[] =>
    person && person !== event.by ? [{ kind: 'notice', task, person, notice }] : []
  const manager = (notice: Notice): Notification[] => [{ kind: 'alert', task, notice }]
  const about = { event: seq, by: event.by }

  switch (event.type) {
    case 'question-asked':
      return to(requester, { about: 'question', ...about })
    case 'result-submitted':
      return to(requester, { about: 'review', ...about })
    case 'question-answered':
      return to(after.assistant, { about: 'answered', answer: event.text, ...about })
    case 'result-returned':
      return to(after.assistant, { about: 'returned', reason: event.reason, ...about })
    case 'result-accepted': {
      const notice: Notice = { about: 'accepted', bySilence: event.bySilence, ...about }
      return [...to(after.assistant, notice), ...(event.bySilence ? to(requester, notice) : [])]
    }
    case 'task-cancelled': {
      const notice: Notice = { about: 'cancelled', reason: event.reason, ...about }
      return [...to(before?.assistant, notice), ...to(requester, notice)]
    }
    case 'task-reopened':
      return to(after.assistant, { about: 'reopened', reason: event.reason, ...about })
    case 'task-rated':
      return to(after.assistant, { about: 'rated', stars: event.stars, ...about })
    case 'task-changed':
      return noticesOfChange(before, after, event, { to, manager, about })
    case 'note-added':
      return [after.assistant, requester].flatMap((person) => to(person, { about: 'note', text: event.text, ...about }))
    case 'assistant-wished':
      return manager({ about: 'wish', wish: event.wish, ...about })
    case 'task-promised':
      return to(requester, { about: 'promised', promise: event.promise.toString(), ...about })
    case 'assignment-declined':
    case 'assignment-passed-on':
    case 'task-released':
    case 'lease-ran-out':
    case 'task-handed-over':
    case 'task-assigned':
    case 'task-opened':
      return noticesOfHands(before, after, event, { to, manager, about }, all)
    case 'task-delegated':
    case 'task-claimed':
    case 'assignment-accepted':
    case 'task-started':
      return []
  }
}

function noticesOfChange(
  before: Task | null,
  after: Task,
  event: Extract<TaskEvent, { type: 'task-changed' }>,
  { to, about }: Tellers,
): Notification[] {
  const notice = (asks: boolean): Notice => ({
    about: 'changed',
    ...{ was: saidOf(event.was), is: saidOf(event.is) },
    ...{ asks, ...about },
  })
  // Who has promised for the time before says whether that still holds.
  const asks = event.is.due !== undefined && after.promise !== null && after.status !== 'in-review'
  return [
    ...(after.assistant === before?.assistant ? to(after.assistant, notice(asks)) : []),
    ...to(after.requester, notice(false)),
  ]
}

/** In whose hands it is: who gave it back, was passed over, or has it no more. */
function noticesOfHands(
  before: Task | null,
  after: Task,
  event: HandsEvent,
  { to, manager, about }: Tellers,
  all: TaskEvent[],
): Notification[] {
  const { requester } = after
  switch (event.type) {
    case 'assignment-declined': {
      const notice: Notice = { about: 'declined', assistant: event.assistant, reason: event.reason, ...about }
      return [...to(requester, notice), ...manager(notice)]
    }
    case 'assignment-passed-on':
      return manager({ about: 'no-answer', assistant: event.assistant, ...about })
    case 'task-released': {
      const notice: Notice = { about: 'released', assistant: event.assistant, reason: event.reason, ...about }
      return [...to(requester, notice), ...manager(notice)]
    }
    case 'lease-ran-out': {
      const notice: Notice = { about: 'lapsed', assistant: event.assistant, ...about }
      return [...to(requester, notice), ...to(event.assistant, notice), ...manager(notice)]
    }
    case 'task-handed-over': {
      const notice: Notice = { about: 'handed-over', assistant: event.assistant, ...about }
      // Of an offer its client sees on the card where it went: nobody had promised them anything.
      return [...(before?.status === 'assigned' ? [] : to(requester, notice)), ...to(event.assistant, notice)]
    }
    case 'task-assigned':
    case 'task-opened':
      return before?.assistant && before.assistant !== after.assistant && !gaveUp(before, after, all)
        ? to(before.assistant, { about: 'reassigned', ...about })
        : []
  }
}

/** They know already: they declined it, or were told that their time ran out, or that it went on without them. */
function gaveUp(held: Task, after: Task, all: TaskEvent[]): boolean {
  if (all.some(({ type }) => type === 'task-handed-over')) return true
  return after.passedOver.some((skipped) => skipped.person === held.assistant)
}
