import { readDelegation } from '#src/features/reading/delegate-text.ts'
import type { Button, Card } from '#src/kernel/card.ts'
import type { Reader } from '#src/words/reader.ts'
import { press } from './buttons.ts'
import type { Task } from './task.ts'
import { restOf } from './title.ts'
import type { TaskView } from './view.ts'

/** Characters of a brief that a card shows; the whole is one press away. */
const briefShown = 700

/** Whoever asks for the task itself gets its brief to the letter. */
export function shortBrief(view: TaskView, reader: Reader, rest = shownBrief(view)): Pick<Card, 'body'> {
  const { brief } = view.task
  if (rest === '') return {}
  if (brief.length <= briefShown) return { body: rest }
  return { body: `${rest.slice(0, briefShown).replace(/\s+\S*$/u, '')} …\n${reader.words.tasks.briefGoesOn}` }
}

/** All of a brief, where the card shows its beginning. */
export function briefButton(task: Task, reader: Reader): Button[] {
  return task.brief.length > briefShown ? [press('brief', task, reader.words.tasks.buttons.brief, 'plain')] : []
}

/**
 * What a brief says besides the title and the marks that stand on the card as facts by now: of "Book a hotel, two nights. #travel by Friday"
 * the two nights. To the letter, where a mark says what is no fact of the task's.
 */
export function shownBrief(view: TaskView): string {
  const { title, brief } = view.task
  const rest = restOf(brief, title)
  if (rest === '' || brief.length > briefShown) return rest
  const bare = withoutFacts(view)
  return bare === null ? rest : restOf(bare, title)
}

/** Null: something in it is no fact, or no more. */
function withoutFacts({ task, client, nameOf }: TaskView): string | null {
  const { assistant } = task
  const read = readDelegation(task.brief, {
    ...{ now: task.createdAt, zone: 'UTC', language: 'en', hours: null, once: true, dueSaid: task.due === null },
    duties: [task.duty],
    clients: [{ id: task.client, name: client }],
    assistants: assistant === null ? [] : [{ id: assistant, name: nameOf(assistant) }],
    mentions: {},
  })
  if ('code' in read || read.template !== null) return null
  const isFact =
    (read.priority === null || read.priority === task.priority) &&
    (read.client === null || read.client === task.client) &&
    (read.person === null || read.person === assistant)
  return isFact ? read.bare : null
}
