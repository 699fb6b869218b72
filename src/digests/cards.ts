import { formatDate, formatDuration } from '#src/time/words.ts'
import { stateWords } from '#src/tasks/cards.ts'
import { movesOf } from '#src/tasks/next.ts'
import type { Person } from '#src/people/person.ts'
import { socialDigestRows } from '#src/social/digest.ts'
import type { TaskView } from '#src/tasks/view.ts'
import type { Button, Card, Row, Text } from '#src/ui/card.ts'
import { when, type Reader } from '#src/ui/reader.ts'
import { isEmpty, type Digest, type Section } from './digest.ts'

/** One summary for one person: headings with what matters first, each row with what can be done about it right there. */
export function digestCard(digest: Digest, person: Person, reader: Reader): Card {
  const { digests } = reader.words
  const rows = digest.sections
    .filter((section) => section.count > 0)
    .flatMap((section) => sectionRows(section, person, reader))
  const load = digest.load.map(({ name, inHand, capacity }) => ({ text: digests.loadLine(name, inHand, capacity) }))
  return {
    title: digests.title(formatDate(reader.now, reader.zone, reader.language)),
    tone: 'plain',
    ...(isEmpty(digest) ? { body: digests.nothing } : {}),
    list: [
      ...(digest.social ? socialDigestRows(digest.social, reader) : []),
      ...rows,
      ...(load.length ? [{ text: digests.sections.load, heading: true as const }, ...load] : []),
    ],
    ...responseNote(digest, reader),
  }
}

function responseNote({ response }: Digest, { words, language }: Reader): Pick<Card, 'note'> {
  if (!response) return {}
  const { answered, median, target } = response
  return { note: words.digests.response(answered, formatDuration(median, language), target) }
}

function sectionRows({ name, views, count }: Section, person: Person, reader: Reader): Row[] {
  const { digests, ui } = reader.words
  const more = count - views.length
  return [
    { text: digests.count(digests.sections[name], count), heading: true },
    ...views.map((view) => digestRow(view, name, person, reader)),
    ...(more > 0 ? [{ text: ui.more(more) }] : []),
  ]
}

function digestRow(view: TaskView, section: Section['name'], person: Person, reader: Reader): Row {
  const { task, client, nameOf } = view
  return {
    text: reader.words.tasks.lists.row(task.number, task.title),
    detail: detailOf(),
    button: rowButton(view, section, person, reader),
  }

  function detailOf(): Text {
    const { digests } = reader.words
    if (section === 'pool')
      return task.due
        ? [`${client} · ${task.duty} · ${digests.dueBy}`, when(task.due, reader)]
        : `${client} · ${task.duty}`
    const state = stateWords(task, nameOf, reader)
    return typeof state === 'string' ? `${client} · ${state}` : [`${client} · `, ...state]
  }
}

/** The likeliest thing to do about it, if one press does it; else the task itself. */
function rowButton({ task }: TaskView, section: Section['name'], person: Person, { words, now }: Reader): Button {
  const { buttons } = words.tasks
  const subject = String(task.number)
  const moves = movesOf(task, person, now)
  if (section === 'pool' && moves.includes('claim')) {
    return { label: buttons.claim, style: 'primary', action: { press: 'claim', subject, detail: '' } }
  }
  if (moves.includes('answer')) {
    return { label: buttons.answer, style: 'primary', action: { press: 'open', subject, detail: 'answer' } }
  }
  if (moves.includes('accept')) {
    return { label: buttons.acceptResult, style: 'primary', action: { press: 'accept', subject, detail: '' } }
  }
  return { label: buttons.show, style: 'plain', action: { press: 'show', subject, detail: '' } }
}
