import { manages, type Person } from '#src/kernel/person.ts'
import type { Button, Row, Text } from '#src/kernel/card.ts'
import { when, type Reader } from '#src/words/reader.ts'
import { dueInText, type Heard } from './heard.ts'
import { startWords } from './cards.ts'
import { movesOf } from './next.ts'
import { routedWords } from './routed-said.ts'
import type { Task } from './task.ts'
import type { TaskView } from './view.ts'
import { namesFor } from './you.ts'

/** What is understood of a task, each of which can be put right by itself. */
export const factNames = ['due', 'client', 'duty', 'priority', 'assistant'] as const
export type FactName = (typeof factNames)[number]

/** What the form about one of them is about: `42.due`. `fact`: null where only the task is named. */
export function factIn(subject: string): { number: string; fact: FactName | null } {
  const [number = '', named] = subject.split('.')
  return { number, fact: factNames.find((name) => name === named) ?? null }
}

/** What was understood, a line each: whoever may change it has one press for just that. */
export function understoodRows(view: TaskView, heard: Heard, by: Person, reader: Reader): Row[] {
  const moves = movesOf(view.task, by, reader.now)
  const may = (fact: FactName): boolean => {
    if (fact === 'client') return isForAnother(view.task, by) && moves.includes('cancel')
    return moves.includes('change')
  }
  return factNames.map((fact) => ({
    text: factWords(fact, view, heard, reader),
    ...(fact === 'assistant' ? { detail: whyThey(view, reader) } : {}),
    ...(may(fact) ? { button: changeButton(fact, view.task, reader) } : {}),
  }))
}

/** How they were found, and when they can begin where that is not now. */
function whyThey(view: TaskView, reader: Reader): string {
  const why = `${reader.words.tasks.facts.routed}: ${routedWords(view, view.task.routed, reader)}`
  return [why, startWords(view, reader) ?? ''].filter(Boolean).join(' · ')
}

/** What is nobody's yet can still be another client's, where one speaks for several. */
export function isForAnother({ status }: Pick<Task, 'status'>, by: Person): boolean {
  return (status === 'open' || status === 'assigned') && (manages(by) || by.clients.length > 1)
}

/** As it is now: `Due Fri 6 Mar, 5:00 pm (New York)`, `Duty: travel`. */
export function factWords(fact: FactName, view: TaskView, heard: Heard, reader: Reader): Text {
  const { task } = view
  const { tasks } = reader.words
  if (fact === 'due') {
    if (!task.due) return dueInText(heard, reader) ?? tasks.said.noDueUnderstood
    const due = when(task.due, reader)
    return tasks.said.understoodDue(typeof due === 'string' ? due : due.words)
  }
  return `${tasks.facts[fact]}: ${valueOf(fact, view, reader)}`
}

function valueOf(fact: Exclude<FactName, 'due'>, { task, client, nameOf }: TaskView, reader: Reader): string {
  const { tasks, priorityNames } = reader.words
  switch (fact) {
    case 'client':
      return client
    case 'duty':
      return task.duty
    case 'priority':
      return priorityNames[task.priority]
    case 'assistant':
      return task.assistant === null ? tasks.understood.nobody : namesFor(nameOf, reader)(task.assistant)
  }
}

function changeButton(fact: FactName, { number, due }: Task, { words }: Reader): Button {
  const { change, setDue } = words.tasks.understood
  return {
    label: fact === 'due' && due === null ? setDue : change[fact],
    style: 'plain',
    action: { press: 'open', subject: `${number}.${fact}`, detail: 'edit-fact' },
  }
}
