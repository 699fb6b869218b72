import type { Person } from '#src/kernel/person.ts'
import { may } from '#src/features/policy.ts'
import { restOf, titleOf } from '#src/features/tasks/title.ts'
import type { Slot } from '#src/time/recurrence.ts'
import { formatInstant } from '#src/time/words.ts'
import type { Button, Card, Fact, Row } from '#src/kernel/card.ts'
import type { PressName } from '#src/kernel/action-id.ts'
import { pageButtons } from '#src/kernel/pages.ts'
import type { Reader } from '#src/words/reader.ts'
import { detailsButtons } from '#src/features/details.ts'
import { dueInText, type Heard } from '#src/features/tasks/heard.ts'
import { namesFor } from '#src/features/tasks/you.ts'
import type { RepeatFact } from './forms.ts'
import { dueAt } from './due.ts'
import type { Repeat } from './repeat.ts'
import { rhythmWords, shortMonthWords } from './words.ts'

/** A repeat with the names that its ids stand for, and when it comes next. */
export type RepeatView = {
  repeat: Repeat
  client: string
  owner: Person | null
  assistant: string | null
  next: Slot[]
}

/** Characters of a brief that its card shows. */
const briefShown = 700
/** Few enough for both platforms with a button beside each. */
export const pageSize = 8

/** Who may do anything about it. */
export function mayManage(by: Person, { client }: Repeat): boolean {
  return may(by, 'manage-repeat', { client })
}

/** All of it: what it makes, how often, when next, and what the clocks and a bot that was down do to it. */
export function repeatCard(view: RepeatView, viewer: Person, reader: Reader): Card {
  const { repeat } = view
  const { repeats } = reader.words
  const said = rhythmWords(repeat.rhythm, reader)
  const short = shortMonthWords(repeat.rhythm, reader)
  const times = view.next.map(({ at }) => at)
  const details = detailsButtons('repeat', times, repeat.rhythm.zone ?? reader.zone, reader.words)
  return {
    title: repeats.heading(repeat.number, titleOf(repeat.brief)),
    tone: repeat.state === 'on' ? 'plain' : repeat.state === 'paused' ? 'attention' : 'closed',
    status: repeats.state[repeat.state](said),
    ...shortBrief(repeat),
    facts: factsOf(view, reader),
    ...(short === null ? {} : { note: short }),
    buttons: [...(mayManage(viewer, repeat) ? buttonsOf(repeat, reader) : []), ...details],
  }
}

function shortBrief({ brief }: Repeat): Pick<Card, 'body'> {
  const rest = restOf(brief, titleOf(brief))
  if (rest === '') return {}
  return { body: rest.length > briefShown ? `${rest.slice(0, briefShown).replace(/\s+\S*$/u, '')} …` : rest }
}

function factsOf(view: RepeatView, reader: Reader): Fact[] {
  const { repeat, client, owner, assistant, next } = view
  const { repeats, tasks, priorityNames } = reader.words
  const [first] = next
  const due = repeat.due && first && owner ? dueAt(repeat.due, first, owner) : null
  return [
    ...comingFacts(view, reader),
    ...(due && repeat.due
      ? [{ label: repeats.facts.due, value: repeats.due(plainDue(repeat.due), momentWords(due, reader)) }]
      : []),
    { label: tasks.facts.client, value: client },
    { label: tasks.facts.duty, value: repeat.duty },
    ...(repeat.priority === 'normal' ? [] : [{ label: tasks.facts.priority, value: priorityNames[repeat.priority] }]),
    ...(assistant === null ? [] : [{ label: tasks.facts.assistant, value: assistant }]),
    ...ownerFact(view, reader),
  ]
}

export function ownerFact({ owner }: RepeatView, reader: Reader): Fact[] {
  const { facts } = reader.words.repeats
  return owner ? [{ label: facts.owner, value: namesFor(() => owner.name, reader)(owner.id) }] : []
}

/** When it comes next, how often still, and what is to be ticked off each time. */
export function comingFacts({ repeat, next }: RepeatView, reader: Reader): Fact[] {
  const { repeats } = reader.words
  const { facts } = repeats
  return [
    ...(repeat.state === 'on'
      ? [{ label: facts.next, value: next.map(({ at }) => momentWords(at, reader)).join('; ') || repeats.noNext }]
      : []),
    ...(repeat.left === null ? [] : [{ label: facts.left, value: repeats.left(repeat.left) }]),
    ...(repeat.checklist.length === 0
      ? []
      : [{ label: facts.checklist, value: repeats.items(repeat.checklist.length) }]),
  ]
}

/** As it was typed, without the word that says that it is a due time. */
function plainDue(due: string): string {
  return due.replace(/^(?:due|by|deadline)(?::\s*|\s+)/iu, '')
}

const rowFacts = ['due', 'duty', 'priority', 'assistant'] as const

/** What was understood besides how often, a line each, with one press to change just that. */
export function understoodRows(
  { repeat, client, owner, assistant, next }: RepeatView,
  heard: Heard,
  by: Person,
  reader: Reader,
): Row[] {
  const { repeats, tasks, priorityNames } = reader.words
  const { understood } = tasks
  const [first] = next
  const due = repeat.due && first && owner ? dueAt(repeat.due, first, owner) : null
  const words: Record<(typeof rowFacts)[number], string> = {
    due:
      due && repeat.due
        ? `${tasks.facts.due}: ${repeats.due(plainDue(repeat.due), momentWords(due, reader))}`
        : (dueInText(heard, reader) ?? tasks.said.noDueUnderstood),
    duty: `${tasks.facts.duty}: ${repeat.duty}`,
    priority: `${tasks.facts.priority}: ${priorityNames[repeat.priority]}`,
    assistant: `${tasks.facts.assistant}: ${assistant ?? understood.anyone}`,
  }
  const isSet = repeat.due !== null
  const may = mayManage(by, repeat)
  return [
    ...rowFacts.map((fact) => {
      const label = fact === 'due' && !isSet ? understood.setDue : understood.change[fact]
      return { text: words[fact], ...(may ? { button: changeButton(repeat, fact, label) } : {}) }
    }),
    { text: `${tasks.facts.client}: ${client}` },
  ]
}

export function changeEvery(repeat: Repeat, { words }: Reader): Button {
  return changeButton(repeat, 'every', words.repeats.changeEvery)
}

function changeButton({ number }: Repeat, fact: RepeatFact, label: string): Button {
  return { label, style: 'plain', action: { press: 'open', subject: `${number}.${fact}`, detail: 'repeat-fact' } }
}

export function momentWords(at: Temporal.Instant, { zone, language, now }: Reader): string {
  return formatInstant(at, zone, language, now)
}

function buttonsOf(repeat: Repeat, { words }: Reader): Button[] {
  const { buttons } = words.repeats
  const edit = { press: 'open', subject: String(repeat.number), detail: 'repeat' } as const
  const editing: Button = { label: buttons.edit, style: 'plain', action: edit }
  const resume = press('repeat-resume', repeat, buttons.resume, 'primary')
  if (repeat.state === 'ended') return repeat.why === 'by-hand' ? [resume, editing] : [editing]
  const end = press('repeat-end', repeat, buttons.end, 'danger')
  if (repeat.state === 'paused') return [resume, editing, end]
  return [
    press('repeat-skip', repeat, buttons.skip, 'plain', slotKey(repeat.next.slot)),
    press('repeat-pause', repeat, buttons.pause, 'plain'),
    editing,
    end,
  ]
}

/** A slot as a button carries it: without colons. */
export function slotKey(slot: string): string {
  return slot.replaceAll(':', '')
}

export function press(
  name: PressName,
  { number }: Pick<Repeat, 'number'>,
  label: string,
  style: 'primary' | 'danger' | 'plain',
  detail = '',
): Button {
  return { label, style, action: { press: name, subject: String(number), detail } }
}

/** What repeats, on pages; each with a button to all that can be done about it. `client`: the id of the only one that is listed, or nothing. */
export function repeatsCard(views: RepeatView[], page: number, client: string, reader: Reader): Card {
  const { repeats, tasks } = reader.words
  const pages = Math.max(1, Math.ceil(views.length / pageSize))
  const at = Math.min(Math.max(page, 1), pages)
  const goTo = (to: number) => ({ press: 'repeat-page', subject: String(to), detail: client }) as const
  return {
    title: repeats.listTitle,
    tone: 'plain',
    ...(views.length === 0 ? { body: repeats.nothing } : {}),
    list: views.slice((at - 1) * pageSize, at * pageSize).map((view) => rowOf(view, reader)),
    buttons: pageButtons({ page: at, pages }, tasks.buttons, goTo),
    ...(pages > 1 ? { note: repeats.page(at, pages) } : {}),
  }
}

function rowOf({ repeat, client, next: [first] }: RepeatView, reader: Reader): Row {
  const { repeats } = reader.words
  const state = repeat.state === 'on' && first ? repeats.nextAt(momentWords(first.at, reader)) : repeats.pausedRow
  return {
    text: repeats.row(repeat.number, titleOf(repeat.brief)),
    detail: [client, rhythmWords(repeat.rhythm, reader), state].join(' · '),
    button: press('repeat-show', repeat, repeats.buttons.show, 'plain'),
  }
}
