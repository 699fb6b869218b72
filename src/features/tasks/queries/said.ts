import { checklistOfTask } from '#db/repositories/checklists.ts'
import { taskByNumber } from '#db/repositories/tasks.ts'
import { dueInText, heardWords, understoodFacts } from '#src/features/tasks/heard.ts'
import { startWords, stateWords } from '#src/features/tasks/cards.ts'
import { routedWords } from '#src/features/tasks/routed-said.ts'
import { movesButtons } from '#src/features/tasks/buttons.ts'
import { whenPlain } from '#src/features/tasks/changes-said.ts'
import { movesOf } from '#src/features/tasks/next.ts'
import { checklistRows, mayTick } from '#src/features/tasks/checklist.ts'
import type { Card } from '#src/kernel/card.ts'
import type { Fresh } from '#src/kernel/feature.ts'
import type { Reply } from '#src/kernel/reply.ts'
import type { Asked } from '#src/kernel/request-context.ts'
import { when, type Reader } from '#src/words/reader.ts'
import { answerView } from './views.ts'

/** What became of the task, and whose move it is now; for a new one also what was understood. */
export async function movedCard(
  asked: Asked,
  { what, number, detail, heard = { hints: [], read: null } }: Extract<Reply, { say: 'moved' }>,
  reader: Reader,
  fresh: Fresh = {},
): Promise<Card> {
  const { tx, agency, now } = asked
  const { tasks, commands } = reader.words
  const task = fresh.task ?? (await taskByNumber(tx, agency.id, number))?.task
  if (!task) throw new Error(`#${number} moved and is not there`)
  const view = await answerView(tx, agency, task, now)
  const title = {
    ...tasks.said,
    assigned: (n: number) => tasks.said.assigned(n, task.assistant ? view.nameOf(task.assistant) : ''),
    promised: (n: number) => tasks.said.promised(n, task.promise ? whenPlain(task.promise.toString(), reader) : ''),
    rated: (n: number) => tasks.said.rated(n, Number(detail)),
  }[what](number)
  const status = stateWords(task, view.nameOf, reader)
  if (what !== 'delegated') {
    const asksWhen = (what === 'claimed' || what === 'tookOn' || what === 'started') && task.promise === null
    const taps = asksWhen ? movesOf(task, asked.by, now).filter((move) => move === 'promise') : []
    if (taps.length === 0) return { title, tone: 'good', status }
    // A promise is a person's: one tap makes it, and without one none is shown.
    return { title, tone: 'good', status, body: tasks.said.byWhen, buttons: movesButtons(task, taps, reader) }
  }

  const due = task.due ? when(task.due, reader) : null
  const dueWords =
    due === null
      ? (dueInText(heard, reader) ?? tasks.said.noDueUnderstood)
      : tasks.said.understoodDue(typeof due === 'string' ? due : due.words)
  return {
    title: `${title}: ${task.title}`,
    tone: 'good',
    status,
    body: [
      dueWords,
      ...heardWords(heard, reader),
      `${tasks.facts.routed}: ${routedWords(view, task.routed, reader)}`,
      startWords(view, reader),
    ]
      .filter((line) => line !== null)
      .join('\n'),
    facts: understoodFacts(view, reader),
    note: commands.task.example.replace(/\d+/u, String(number)),
    buttons: [
      { label: tasks.buttons.show, style: 'plain', action: { press: 'show', subject: String(number), detail: '' } },
    ],
  }
}

/** How far it is, with what is left to tick off right there. */
export async function tickedCard(
  { tx, agency, by }: Asked,
  { number, done }: Extract<Reply, { say: 'ticked' }>,
  reader: Reader,
): Promise<Card> {
  const { checklist } = reader.words
  const stored = await taskByNumber(tx, agency.id, number)
  const items = await checklistOfTask(tx, agency.id, number)
  return {
    title: done ? checklist.ticked(number) : checklist.unticked(number),
    tone: 'good',
    list: stored ? checklistRows(stored.task, items, mayTick(by, stored.task), reader) : [],
  }
}
