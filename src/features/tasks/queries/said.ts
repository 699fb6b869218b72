import { checklistOfTask } from '#db/repositories/checklists.ts'
import { taskByNumber } from '#db/repositories/tasks.ts'
import { heardWords } from '#src/features/tasks/heard.ts'
import { understoodRows } from '#src/features/tasks/facts.ts'
import { stateWords } from '#src/features/tasks/cards.ts'
import { movesButtons, press } from '#src/features/tasks/buttons.ts'
import { whenPlain } from '#src/features/tasks/changes-said.ts'
import { movesOf } from '#src/features/tasks/next.ts'
import { checklistRows, mayTick } from '#src/features/tasks/checklist.ts'
import type { Card } from '#src/kernel/card.ts'
import type { Fresh } from '#src/kernel/feature.ts'
import type { Reply } from '#src/kernel/reply.ts'
import type { RequestContext } from '#src/kernel/request-context.ts'
import type { Reader } from '#src/words/reader.ts'
import { answerView } from './views.ts'

/** What became of the task, and whose move it is now; for a new one also what was understood. */
export async function movedCard(
  context: RequestContext,
  { what, number, detail, heard = { hints: [], read: null } }: Extract<Reply, { say: 'moved' }>,
  reader: Reader,
  fresh: Fresh = {},
): Promise<Card> {
  const { tx, agency, now } = context
  const { tasks } = reader.words
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
  if (what === 'changed') return { title, tone: 'good', status, list: understoodRows(view, heard, context.by, reader) }
  if (what !== 'delegated') {
    const asksWhen = (what === 'claimed' || what === 'tookOn' || what === 'started') && task.promise === null
    const taps = asksWhen ? movesOf(task, context.by, now).filter((move) => move === 'promise') : []
    // It says all there is to say of it.
    if (what === 'cancelled' || what === 'rated') return { title, tone: 'good' }
    if (taps.length === 0) return { title, tone: 'good', status }
    // A promise is a person's: one tap makes it, and without one none is shown.
    return { title, tone: 'good', status, body: tasks.said.byWhen, buttons: movesButtons(task, taps, reader) }
  }

  return {
    title: `${title}: ${task.title}`,
    tone: 'good',
    status,
    ...bodyOf(heardWords(heard, reader)),
    list: understoodRows(view, heard, context.by, reader),
    buttons: [press('show', task, tasks.buttons.show, 'plain')],
  }
}

function bodyOf(lines: string[]): Pick<Card, 'body'> {
  return lines.length > 0 ? { body: lines.join('\n') } : {}
}

/** How far it is, with what is left to tick off right there. */
export async function tickedCard(
  { tx, agency, by }: RequestContext,
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
