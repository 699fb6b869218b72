import type { Platform } from '#src/kernel/person.ts'
import type { Priority } from '#src/kernel/priority.ts'

export const statuses = [
  'assigned',
  'open',
  'claimed',
  'in-progress',
  'waiting',
  'in-review',
  'done',
  'cancelled',
] as const
export type Status = (typeof statuses)[number]

/** Characters of a brief; more is refused with the count. */
export const longestBrief = 20_000
export const longestTitle = 120

/** How the assistant was found, or why there was none: shown on the card. */
export type Routed =
  | { by: 'named' }
  | { by: 'assignment'; rank: 'primary' | 'backup'; duty: string | null; skipped: Skipped[] }
  | { by: 'pool'; skipped: Skipped[] }
  /** By the agency's rule in that place, as it was then: whether it was for that client alone, for one duty, and which of its words it found. */
  | {
      by: 'rule'
      rule: { place: number; client: boolean; duty: string | null; word: string | null }
      skipped: Skipped[]
    }
  | { by: 'manager'; person: string }

/** An assistant who was considered and passed over. `named`: whoever asked for the task had named them. */
export type Skipped = {
  person: string
  why: 'away' | 'full' | 'not-their-duty' | 'declined' | 'no-answer' | 'not-started'
  named?: true
}

export type Question = {
  text: string
  /** Up to four answers, shown as buttons. */
  options: string[]
  askedAt: Temporal.Instant
}

export type Result = { text: string; links: string[]; at: Temporal.Instant }

type Facts = {
  id: string
  /** What people say aloud: `#42`, counted per agency. */
  number: number
  client: string
  requester: string
  title: string
  brief: string
  duty: string
  priority: Priority
  due: Temporal.Instant | null
  routed: Routed
  /** Assistants to whom it is not offered again: they declined, let it pass, or gave it back. */
  passedOver: Skipped[]
  createdAt: Temporal.Instant
  /** Since when it has its status. */
  since: Temporal.Instant
  /** By when the one who must act next is to act; `null` when nothing says so. */
  actBy: Temporal.Instant | null
  /** The newest result handed in, kept when it is returned. */
  result: Result | null
  /** One to five, given by the client once it is done. */
  rating: number | null
  /** How many events made it: the next event's place in the history. */
  version: number
  /**
   * The version to which its last move brought it. A change, a note or a rating is no move: what is asked, offered and
   * reminded of goes on.
   */
  moved: number
}

/** `promise`: by when its assistant will have it done; `null` while no person has said so. */
type Held = { assistant: string; promise: Temporal.Instant | null; question: null }

/** What of a task may be changed once it is delegated. */
export type Changes = Partial<Pick<Facts, 'title' | 'brief' | 'due' | 'priority' | 'duty'>>

/** One piece of delegated work. What a status lacks cannot be reached. */
export type Task = Facts &
  (
    | { status: 'assigned'; assistant: string; promise: null; question: null }
    | { status: 'open'; assistant: null; promise: null; question: null }
    | ({ status: 'claimed' } & Held)
    | ({ status: 'in-progress' } & Held)
    | { status: 'waiting'; assistant: string; promise: Temporal.Instant | null; question: Question }
    | ({ status: 'in-review' } & Held & { result: Result })
    | ({ status: 'done' } & Held & { result: Result; doneAt: Temporal.Instant })
    | { status: 'cancelled'; assistant: string | null; promise: Temporal.Instant | null; question: null }
  )

/** Who pressed, and where: kept with each event. */
export type Via = Platform | 'clock'

type By = { by: string | null; via: Via; at: Temporal.Instant }

/** What happened to a task, in the order in which it did. Appended, never changed. */
export type TaskEvent = By &
  (
    | {
        type: 'task-delegated'
        task: string
        number: number
        client: string
        requester: string
        title: string
        brief: string
        duty: string
        priority: Priority
        due: Temporal.Instant | null
      }
    | { type: 'task-assigned'; assistant: string; routed: Routed; actBy: Temporal.Instant | null }
    | { type: 'task-opened'; routed: Routed; actBy: Temporal.Instant | null }
    | { type: 'task-claimed'; assistant: string; promise: Temporal.Instant | null; actBy: Temporal.Instant | null }
    | { type: 'assignment-accepted'; promise: Temporal.Instant | null; actBy: Temporal.Instant | null }
    | { type: 'assignment-declined'; assistant: string; reason: string }
    | { type: 'assignment-passed-on'; assistant: string }
    | { type: 'task-released'; assistant: string; reason: string }
    | { type: 'lease-ran-out'; assistant: string }
    /** They are away. */
    | { type: 'task-handed-over'; assistant: string }
    | { type: 'task-started' }
    | { type: 'question-asked'; text: string; options: string[] }
    /** The promise moves by the working time for which the question held the clock. */
    | { type: 'question-answered'; text: string; promise: Temporal.Instant | null }
    | { type: 'result-submitted'; text: string; links: string[]; actBy: Temporal.Instant }
    | { type: 'result-returned'; reason: string; promise: Temporal.Instant | null }
    | { type: 'result-accepted'; bySilence: boolean }
    | { type: 'task-cancelled'; reason: string }
    | { type: 'task-reopened'; reason: string; promise: Temporal.Instant | null }
    | { type: 'task-rated'; stars: number }
    /** What was, and what is: of just what has changed. */
    | { type: 'task-changed'; was: Changes; is: Changes }
    | { type: 'note-added'; text: string }
    /** The client would rather have somebody else: a name, or why. It is a manager's to say. */
    | { type: 'assistant-wished'; wish: string }
    | { type: 'task-promised'; promise: Temporal.Instant; was: Temporal.Instant | null }
  )

export type TaskEventType = TaskEvent['type']

/** Events that leave a task where it is: nobody else is to act because of them. */
export const stillEvents = ['task-rated', 'task-changed', 'note-added', 'assistant-wished'] as const
export type StillEvent = Extract<TaskEvent, { type: (typeof stillEvents)[number] }>

export function isStillEvent(event: TaskEvent): event is StillEvent {
  return stillEvents.some((type) => type === event.type)
}

export function isOpen(task: Task): boolean {
  return task.status !== 'done' && task.status !== 'cancelled'
}

/** Past its promise, or past its due time while nobody has promised one. Work that was handed in is not late. */
export function isLate(task: Task, now: Temporal.Instant): boolean {
  if (!isOpen(task) || task.status === 'in-review') return false
  const by = task.promise ?? task.due
  return by !== null && Temporal.Instant.compare(by, now) < 0
}

/** The one who must act next: an open task in the pool is a manager's until someone claims it. */
export function nextToAct(task: Task): { who: 'assistant' | 'requester'; person: string } | { who: 'manager' } | null {
  switch (task.status) {
    case 'open':
      return { who: 'manager' }
    case 'assigned':
    case 'claimed':
    case 'in-progress':
      return { who: 'assistant', person: task.assistant }
    case 'waiting':
    case 'in-review':
      return { who: 'requester', person: task.requester }
    case 'done':
    case 'cancelled':
      return null
  }
}

/** Whether a digest may tell of it as news: that it is done, or open to claim. Only of such a task it matters who has seen it. */
export function isNews({ status }: Pick<Task, 'status'>): boolean {
  return status === 'done' || status === 'open'
}
