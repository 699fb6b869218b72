import type { Person } from '#src/kernel/person.ts'
import type { Notice } from '#src/features/telling/line.ts'
import { plain, type Button, type Card } from '#src/kernel/card.ts'
import type { Reader } from '#src/words/reader.ts'
import { holdsButtons, movesButtons } from './buttons.ts'
import { stateWords, toneOf } from './cards.ts'
import { changeLines, whenPlain } from './changes-said.ts'
import { movesOf } from './next.ts'
import type { Task } from './task.ts'
import type { TaskView } from './view.ts'
import { asYou, namesFor } from './you.ts'

/** A new message about one thing that happened, with what its reader can do about it right there. */
export function noticeCard(view: TaskView, notice: Notice, reader: Reader, person: Person | null): Card {
  const { task } = view
  const { title, body } = noticeWords(view, notice, reader)
  const still = isStill(task, notice)
  return {
    title,
    tone: still ? toneOf(task, reader.now) : 'closed',
    status: reader.words.tasks.heading(task.number, task.title),
    ...(body ? { body } : {}),
    ...(still ? silenceNote(notice, reader) : { note: plainState(view, reader) }),
    buttons: still && person ? buttonsOf(task, notice, person, reader) : [],
  }
}

/** Of what was theirs its assistant reads as “you”. */
function title(sentence: string, about: string, reader: Reader): string {
  const said = asYou(sentence, about, reader)
  return said.charAt(0).toLocaleUpperCase(reader.language) + said.slice(1)
}

function buttonsOf(task: Task, notice: Notice, person: Person, reader: Reader): Button[] {
  const moves = movesOf(task, person, reader.now)
  if (notice.about === 'changed') return notice.asks && moves.includes('promise') ? holdsButtons(task, reader) : []
  return movesButtons(task, moves.filter(fits(notice)), reader)
}

/** Said beforehand: no word is a word too. */
function silenceNote({ about }: Notice, { words }: Reader): Pick<Card, 'note'> {
  return about === 'review' ? { note: words.tasks.silence } : {}
}

function plainState({ task, nameOf }: TaskView, reader: Reader): string {
  return plain(stateWords(task, nameOf, { ...reader, shared: false }))
}

/** Whether what is asked for in the notice is still to be done. */
export function isStill(task: Task, { about, event }: Pick<Notice, 'about' | 'event'>): boolean {
  if (about === 'question') return task.status === 'waiting' && task.moved === event
  if (about === 'review') return task.status === 'in-review' && task.moved === event
  return true
}

/** What hangs on a card anyway is not offered again on every message about it. */
function fits({ about }: Notice): (move: string) => boolean {
  switch (about) {
    case 'question':
      return (move) => move === 'answer'
    case 'review':
      return (move) => move === 'accept' || move === 'return'
    case 'answered':
    case 'returned':
    case 'reopened':
      return (move) => move === 'ask' || move === 'submit'
    case 'declined':
    case 'no-answer':
    case 'released':
    case 'lapsed':
    case 'handed-over':
    case 'wish':
      return (move) => move === 'assign'
    case 'note':
    case 'nobody-free':
      return (move) => move === 'note'
    case 'changed':
    case 'promised':
    case 'accepted':
    case 'cancelled':
    case 'rated':
    case 'reassigned':
      return () => false
  }
}

/** What the sentences of a notice are made of. */
function sayings({ task, nameOf }: TaskView, notice: Notice, reader: Reader) {
  const { notices } = reader.words.tasks
  const assistant = task.assistant ? nameOf(task.assistant) : ''
  const now = task.status === 'open' ? notices.nowInPool : task.status === 'assigned' ? notices.nowWith(assistant) : ''
  return {
    ...{ notices, assistant, now, number: task.number },
    names: namesFor(nameOf, reader),
    who: nameOf(notice.by ?? task.requester),
    because: (reason: string) => (reason ? notices.because(reason) : ''),
    /** Where the task is now, below the reason why it is no longer where it was. */
    since: (reason: string) => lines(reason ? notices.because(reason) : '', now),
  }
}

function lines(...parts: string[]): string {
  return parts.filter(Boolean).join('\n')
}

type Said = { title: string; body?: string }

export function noticeWords(view: TaskView, notice: Notice, reader: Reader): Said {
  const { task, nameOf } = view
  const { notices, names, who, assistant, because, since, now, number } = sayings(view, notice, reader)

  switch (notice.about) {
    case 'question':
      return { title: notices.question(assistant, number), body: task.question?.text ?? '' }
    case 'review':
      return { title: notices.review(assistant, number), body: resultOf(task) }
    case 'answered':
      return { title: notices.answered(who, number), body: notice.answer }
    case 'returned':
      return { title: notices.returned(who, number), body: because(notice.reason) }
    case 'accepted':
      return { title: notice.bySilence ? notices.acceptedBySilence(number) : notices.accepted(who, number) }
    case 'cancelled':
      return { title: notices.cancelled(who, number), body: because(notice.reason) }
    case 'reopened':
      return { title: notices.reopened(who, number), body: because(notice.reason) }
    case 'rated':
      return { title: notices.rated(who, number, notice.stars) }
    case 'reassigned':
      return { title: notices.reassigned(number) }
    case 'declined':
      return { title: notices.declined(nameOf(notice.assistant), number), body: since(notice.reason) }
    case 'no-answer':
      return { title: notices.noAnswer(nameOf(notice.assistant), number), body: now }
    case 'released':
      return { title: notices.released(nameOf(notice.assistant), number), body: since(notice.reason) }
    case 'lapsed':
      return { title: title(notices.lapsed(names(notice.assistant), number), notice.assistant, reader), body: now }
    case 'changed':
      return {
        title: notices.changed(who, number),
        body: lines(...changeLines(notice, reader), notice.asks ? notices.asksTime : ''),
      }
    case 'note':
      return { title: notices.note(who, number), body: notice.text }
    case 'wish':
      return { title: notices.wish(who, number), body: notice.wish }
    case 'promised':
      return { title: notices.promised(who, number, whenPlain(notice.promise, reader)) }
    case 'nobody-free':
      return { title: notices.nobodyFree(nameOf(notice.assistant), number), body: notices.nobodyFreeSince }
    case 'handed-over':
      return { title: title(notices.handedOver(names(notice.assistant), number), notice.assistant, reader), body: now }
  }
}

function resultOf({ result }: Task): string {
  return lines(result?.text ?? '', ...(result?.links ?? []))
}
