import { isStillEvent, type Skipped, type StillEvent, type Task, type TaskEvent, type TaskEventType } from './task.ts'

type Held = Extract<Task, { status: 'claimed' | 'in-progress' | 'waiting' | 'in-review' | 'done' }>

/** A task after one more event. Throws only for a history that cannot be: a fault, never a person's doing. */
export function evolve(task: Task | null, event: TaskEvent): Task {
  if (event.type === 'task-delegated') {
    if (task) throw impossible(task, event)
    return delegated(event)
  }
  if (!task) throw impossible(task, event)
  const version = task.version + 1
  if (isStillEvent(event)) return { ...changed(task, event), version }
  // Whoever waits for an answer goes on waiting for it when its assistant promises meanwhile.
  if (event.type === 'task-promised' && task.status === 'waiting') return { ...task, promise: event.promise, version }
  return { ...moved(task, event), since: event.at, version, moved: version }
}

/** The task that a whole history makes. */
export function replay(events: readonly TaskEvent[]): Task {
  const [first, ...rest] = events
  if (!first) throw new Error('a task without a history')
  return rest.reduce<Task>(evolve, evolve(null, first))
}

function delegated({ task: id, ...event }: Extract<TaskEvent, { type: 'task-delegated' }>): Task {
  const { number, client, requester, title, brief, duty, priority, due, at } = event
  return {
    ...{ id, number, client, requester, title, brief, duty, priority, due },
    ...{ status: 'open', assistant: null, promise: null, question: null },
    routed: { by: 'pool', skipped: [] },
    passedOver: [],
    ...{ createdAt: at, since: at, actBy: null, result: null, rating: null, version: 1, moved: 1 },
  }
}

function changed(task: Task, event: StillEvent): Task {
  switch (event.type) {
    case 'task-rated':
      return { ...task, rating: event.stars }
    case 'task-changed':
      return { ...task, ...event.is }
    case 'note-added':
    case 'assistant-wished':
      return task
  }
}

type Moving = Exclude<TaskEvent, StillEvent | { type: 'task-delegated' }>

function moved(task: Task, event: Moving): Task {
  switch (event.type) {
    case 'task-assigned':
    case 'task-opened':
    case 'assignment-declined':
    case 'assignment-passed-on':
    case 'task-released':
    case 'lease-ran-out':
    case 'task-handed-over':
      return handedOver(unfinished(task, event), event)
    case 'task-claimed':
    case 'assignment-accepted':
      return takenOn(task, event)
    case 'task-started':
      return inProgress(held(task, event, 'claimed'), held(task, event, 'claimed').promise)
    case 'task-promised':
      return task.status === 'claimed'
        ? { ...task, promise: event.promise }
        : inProgress(held(task, event, 'in-progress'), event.promise)
    case 'question-asked': {
      const question = { text: event.text, options: event.options, askedAt: event.at }
      return { ...held(task, event, 'in-progress'), status: 'waiting', question, actBy: null }
    }
    case 'question-answered':
      return inProgress(held(task, event, 'waiting'), event.promise)
    case 'result-submitted': {
      const result = { text: event.text, links: event.links, at: event.at }
      return { ...held(task, event, 'in-progress'), status: 'in-review', result, actBy: event.actBy }
    }
    case 'result-returned':
      return inProgress(held(task, event, 'in-review'), event.promise)
    case 'result-accepted':
      return { ...held(task, event, 'in-review'), status: 'done', doneAt: event.at, actBy: null }
    case 'task-reopened': {
      const { doneAt: _, ...rest } = held(task, event, 'done')
      return { ...inProgress(rest, event.promise), rating: null }
    }
    case 'task-cancelled': {
      const { assistant, promise } = task
      return { ...unfinished(task, event), status: 'cancelled', assistant, promise, question: null, actBy: null }
    }
  }
}

type HandOver = Extract<
  Moving,
  {
    type:
      | 'task-assigned'
      | 'task-opened'
      | 'assignment-declined'
      | 'assignment-passed-on'
      | 'task-released'
      | 'lease-ran-out'
      | 'task-handed-over'
  }
>

/** Who gave it back is nobody's choice until the next event says whose it is. */
function handedOver(task: Task, event: HandOver): Task {
  const nobody = { promise: null, question: null } as const
  if (event.type === 'task-assigned') {
    const { assistant, routed, actBy } = event
    const passedOver = without(task.passedOver, assistant)
    return { ...task, ...nobody, status: 'assigned', assistant, routed, passedOver, actBy }
  }

  const open = { ...task, ...nobody, status: 'open', assistant: null } as const
  if (event.type === 'task-opened') return { ...open, routed: event.routed, actBy: event.actBy }
  if (task.assistant !== event.assistant) throw impossible(task, event)

  // Who is away is asked again once they are back: routing passes over them by itself until then.
  if (event.type === 'task-handed-over') {
    const away: Skipped = { person: event.assistant, why: 'away' }
    return { ...open, routed: { by: 'pool', skipped: [...task.passedOver, away] }, actBy: null }
  }

  const named = task.routed.by === 'named' ? { named: true as const } : {}
  const skipped: Skipped = { person: event.assistant, why: whyOver(event.type), ...named }
  const passedOver = [...without(task.passedOver, event.assistant), skipped]
  return { ...open, passedOver, routed: { by: 'pool', skipped: passedOver }, actBy: null }
}

/** Who accepted and did not begin has answered. */
function whyOver(
  event: Exclude<HandOver['type'], 'task-assigned' | 'task-opened' | 'task-handed-over'>,
): Skipped['why'] {
  switch (event) {
    case 'assignment-declined':
    case 'task-released':
      return 'declined'
    case 'assignment-passed-on':
      return 'no-answer'
    case 'lease-ran-out':
      return 'not-started'
  }
}

function takenOn(task: Task, event: Extract<Moving, { type: 'task-claimed' | 'assignment-accepted' }>): Task {
  const { promise, actBy } = event
  const claimed = { status: 'claimed', promise, actBy, question: null } as const
  if (event.type === 'assignment-accepted') {
    if (task.status !== 'assigned') throw impossible(task, event)
    return { ...task, ...claimed }
  }
  if (task.status !== 'open') throw impossible(task, event)
  const { assistant } = event
  return { ...task, ...claimed, assistant, passedOver: without(task.passedOver, assistant) }
}

function inProgress(task: Omit<Held, 'status'>, promise: Temporal.Instant | null): Task {
  return { ...task, status: 'in-progress', promise, question: null, actBy: promise }
}

/** Whoever has it again is passed over no longer. */
function without(passedOver: Skipped[], person: string): Skipped[] {
  return passedOver.filter((skipped) => skipped.person !== person)
}

function held<Status extends Held['status']>(
  task: Task,
  event: TaskEvent,
  status: Status,
): Extract<Task, { status: Status }> {
  if (!isIn(task, status)) throw impossible(task, event)
  return task
}

function isIn<Status extends Task['status']>(task: Task, status: Status): task is Extract<Task, { status: Status }> {
  return task.status === status
}

function unfinished(task: Task, event: TaskEvent): Exclude<Task, { status: 'done' | 'cancelled' }> {
  if (task.status === 'done' || task.status === 'cancelled') throw impossible(task, event)
  return task
}

function impossible(task: Task | null, { type }: { type: TaskEventType }): Error {
  return new Error(
    task ? `${type} cannot follow on task ${task.id}, which is ${task.status}` : `${type} begins no task`,
  )
}
