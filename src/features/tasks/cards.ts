import type { Person } from '#src/kernel/person.ts'
import type { Card, Fact, Row, Text, Tone } from '#src/kernel/card.ts'
import { targetWords } from '#src/features/targets/cards.ts'
import { when, type Reader } from '#src/words/reader.ts'
import { movesButtons, press, withReply } from './buttons.ts'
import { checklistRows, mayTick } from './checklist.ts'
import { movesOf } from './next.ts'
import { saidFacts } from './said-on.ts'
import { briefButton, shortBrief } from './shown-brief.ts'
import { isLate, isOpen, type Task } from './task.ts'
import { restOf } from './title.ts'
import type { TaskView } from './view.ts'
import { waitedFact } from './waited.ts'
import { routedWords } from './routed-said.ts'
import { namesFor } from './you.ts'

/** A task as its client's side sees it: who has it, why they, and what is to be done about it now. */
export function requesterCard(view: TaskView, requester: Person, reader: Reader): Card {
  const { task } = view
  return {
    ...heading(view, reader),
    ...shortBrief(view, reader),
    facts: [
      ...commonFacts(view, reader),
      ...promiseFact(task, reader),
      ...targetFact(view, reader),
      { label: reader.words.tasks.facts.routed, value: routedWords(view, task.routed, reader) },
      ...saidFacts(view, reader),
      ...resultFacts(task, reader),
      ...waitedFact(view, reader),
    ],
    ...checklistOf(view, requester, reader),
    buttons: withReply(
      [...briefButton(task, reader), ...movesButtons(task, movesOf(task, requester, reader.now), reader)],
      task,
      reader,
    ),
    ...footNote(view, reader),
  }
}

/** The pool's card: title, duty, due and client, never the brief. */
export function boardCard({ task, client, nameOf }: TaskView, reader: Reader): Card {
  const { tasks } = reader.words
  const open = task.status === 'open'
  const over = task.status === 'done' || task.status === 'cancelled'
  const status =
    open || over || !task.assistant ? stateWords(task, nameOf, reader) : tasks.taken(nameOf(task.assistant))
  return {
    title: tasks.heading(task.number, task.title),
    tone: open ? 'waiting' : 'closed',
    status,
    facts: commonFacts({ task, client }, reader),
    buttons: open ? [press('claim', task, tasks.buttons.claim, 'primary')] : [],
  }
}

/** What an assistant is offered, with all that they need to decide on it. */
export function offerCard(view: TaskView, assistant: Person, reader: Reader): Card {
  const { task } = view
  if (task.status !== 'assigned' || task.assistant !== assistant.id) return movedOnCard(view, assistant, reader)
  return {
    ...heading(view, reader),
    ...shortBrief(view, reader),
    facts: [
      ...commonFacts(view, reader),
      requesterFact(view, reader),
      ...targetFact(view, reader),
      { label: reader.words.tasks.facts.routed, value: routedWords(view, task.routed, reader) },
    ],
    ...checklistOf(view, assistant, reader),
    buttons: [...briefButton(task, reader), ...movesButtons(task, movesOf(task, assistant, reader.now), reader)],
  }
}

/** Where the work is done: the whole task, and the assistant's own moves. */
export function assistantCard(view: TaskView, assistant: Person, reader: Reader): Card {
  const { task } = view
  if (task.assistant !== assistant.id) return movedOnCard(view, assistant, reader)
  return {
    ...heading(view, reader),
    ...shortBrief(view, reader),
    facts: [
      ...commonFacts(view, reader),
      requesterFact(view, reader),
      ...promiseFact(task, reader),
      ...targetFact(view, reader),
      ...saidFacts(view, reader),
      ...resultFacts(task, reader),
      ...waitedFact(view, reader),
    ],
    ...checklistOf(view, assistant, reader),
    buttons: withReply(
      [...briefButton(task, reader), ...movesButtons(task, movesOf(task, assistant, reader.now), reader)],
      task,
      reader,
    ),
  }
}

/** `/task 42`: all of it, for just this viewer. Those who may see no more than the pool's summary see that. */
export function viewerCard(view: TaskView, viewer: Person, wholeTask: boolean, reader: Reader): Card {
  const { task } = view
  const moves = movesButtons(task, movesOf(task, viewer, reader.now), reader)
  if (!wholeTask) return { ...boardCard(view, reader), buttons: moves }
  return {
    ...heading(view, reader),
    ...shortBrief(view, reader, restOf(task.brief, task.title)),
    facts: [
      ...commonFacts(view, reader),
      requesterFact(view, reader),
      ...promiseFact(task, reader),
      ...targetFact(view, reader),
      { label: reader.words.tasks.facts.routed, value: routedWords(view, task.routed, reader) },
      ...saidFacts(view, reader),
      ...resultFacts(task, reader),
      ...waitedFact(view, reader),
    ],
    ...checklistOf(view, viewer, reader),
    buttons: withReply([...briefButton(task, reader), ...moves], task, reader),
    ...footNote(view, reader),
  }
}

function checklistOf({ task, checklist = [] }: TaskView, viewer: Person, reader: Reader): { list?: Row[] } {
  return checklist.length === 0 ? {} : { list: checklistRows(task, checklist, mayTick(viewer, task), reader) }
}

/**
 * The card of something that is with somebody else by now, or has gone on elsewhere: what became of it, and nothing to press.
 * Of what they took on it says nothing that moves, since it is not told again.
 */
function movedOnCard(view: TaskView, assistant: Person, reader: Reader): Card {
  const { task, client, nameOf } = view
  const { tasks } = reader.words
  const heading: Pick<Card, 'title' | 'tone'> = { title: tasks.heading(task.number, task.title), tone: 'closed' }
  if (task.assistant !== assistant.id)
    return { ...heading, status: tasks.notices.reassigned(task.number), facts: commonFacts(view, reader) }
  if (task.status === 'cancelled')
    return { ...heading, status: stateWords(task, nameOf, reader), facts: commonFacts(view, reader) }
  return { ...heading, status: tasks.tookOn, facts: [{ label: tasks.facts.client, value: client }] }
}

function heading({ task, nameOf }: TaskView, reader: Reader): Pick<Card, 'title' | 'tone' | 'status'> {
  return {
    title: reader.words.tasks.heading(task.number, task.title),
    tone: toneOf(task, reader.now),
    status: stateWords(task, nameOf, reader),
  }
}

export function toneOf(task: Task, now: Temporal.Instant): Tone {
  if (task.status === 'done') return 'good'
  if (task.status === 'cancelled') return 'closed'
  if (isLate(task, now) || task.status === 'waiting' || task.status === 'in-review') return 'attention'
  return task.status === 'open' || task.status === 'assigned' ? 'waiting' : 'plain'
}

/** Whose move it is, and by when. */
export function stateWords(task: Task, nameOf: (id: string) => string, reader: Reader): Text {
  const { tasks } = reader.words
  const late = isLate(task, reader.now) ? `${tasks.late} · ` : ''
  const by = (words: string, joint = tasks.by): Text =>
    task.actBy ? [`${late}${words}${joint}`, when(task.actBy, reader)] : `${late}${words}`
  const ofWhom = (status: keyof typeof tasks.nextYou, person: string) =>
    person === reader.you ? tasks.nextYou[status] : tasks.next[status](nameOf(person))
  switch (task.status) {
    case 'open':
      return `${late}${tasks.next.open}`
    case 'assigned':
    case 'claimed':
      return by(ofWhom(task.status, task.assistant))
    case 'in-progress':
      return by(ofWhom(task.status, task.assistant), tasks.doneBy)
    case 'waiting':
    case 'in-review':
      return by(ofWhom(task.status, task.requester))
    case 'done':
      return ofWhom(task.status, task.assistant)
    case 'cancelled':
      return tasks.next.cancelled
  }
}

function commonFacts({ task, client }: Pick<TaskView, 'task' | 'client'>, reader: Reader): Fact[] {
  const { tasks, priorityNames } = reader.words
  return [
    { label: tasks.facts.client, value: client },
    { label: tasks.facts.duty, value: task.duty },
    { label: tasks.facts.due, value: task.due ? [when(task.due, reader)] : tasks.noDue },
    ...(task.priority === 'normal' ? [] : [{ label: tasks.facts.priority, value: priorityNames[task.priority] }]),
  ]
}

function requesterFact({ task, nameOf }: TaskView, reader: Reader): Fact {
  return { label: reader.words.tasks.facts.requester, value: namesFor(nameOf, reader)(task.requester) }
}

function promiseFact({ promise, due }: Task, reader: Reader): Fact[] {
  if (!promise || (due && promise.equals(due))) return []
  return [{ label: reader.words.tasks.facts.promise, value: [when(promise, reader)] }]
}

/** What was promised to the client in general, as long as it can be kept. */
function targetFact({ task, target }: TaskView, reader: Reader): Fact[] {
  if (!target || !isOpen(task)) return []
  return [{ label: reader.words.targets.fact, value: targetWords(target, reader) }]
}

/** The question that is open, or the newest result. */
function resultFacts({ question, result, rating }: Task, reader: Reader): Fact[] {
  const { facts, buttons } = reader.words.tasks
  return [
    ...(question ? [{ label: facts.question, value: question.text }] : []),
    ...(result?.text ? [{ label: facts.result, value: result.text }] : []),
    ...(result?.links.length ? [{ label: facts.links, value: result.links.join('\n') }] : []),
    ...(rating ? [{ label: facts.rating, value: buttons.stars(rating) }] : []),
  ]
}

/** When work can start, while it cannot; and of a result that silence accepts it. */
function footNote(view: TaskView, reader: Reader): Pick<Card, 'note'> {
  const { task } = view
  if (task.status === 'in-review' && task.actBy) return { note: reader.words.tasks.silence }
  const note = startWords(view, reader)
  return note === null ? {} : { note }
}

/** When work can start, while it is outside the hours of whoever has it. */
export function startWords({ startsAt, task, nameOf }: TaskView, reader: Reader): string | null {
  if (!startsAt || !task.assistant || (task.status !== 'assigned' && task.status !== 'claimed')) return null
  const at = when(startsAt, { ...reader, shared: false })
  const { startsAt: outside, startsAtYou } = reader.words.tasks
  const said = task.assistant === reader.you ? startsAtYou : outside(nameOf(task.assistant))
  return `${said}${typeof at === 'string' ? at : at.words}`
}
