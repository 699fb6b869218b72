import { numberIn } from '#src/kernel/number-in.ts'
import { taskSubject } from '#src/features/tasks/policy.ts'
import { noteSeen } from '#db/repositories/seen.ts'
import { taskPage } from '#db/repositories/task-state.ts'
import { taskByNumber } from '#db/repositories/tasks.ts'
import { briefCard } from '#src/features/tasks/brief.ts'
import { viewerCard } from '#src/features/tasks/cards.ts'
import { historyPage, historyPageRows, historyRows, isCut, peopleInHistory } from '#src/features/tasks/history.ts'
import { isNews } from '#src/features/tasks/task.ts'
import { refuseQuestion as refused } from '#src/features/requests/refuse.ts'
import type { Button, Card } from '#src/kernel/card.ts'
import { pageButtons } from '#src/kernel/pages.ts'
import { may } from '#src/features/policy.ts'
import type { RequestContext } from '#src/kernel/request-context.ts'
import { readerFor, type Reader } from '#src/words/reader.ts'
import { happenedIn, pageView, waitedUntil } from './views.ts'

/** Questions: in one snapshot, worded for whoever asked. They change nothing but that a task was seen. */
type Question = Pick<RequestContext, 'tx' | 'agency' | 'by' | 'now'>

/** `/task 42`: the whole of it for those whose it is, the pool's summary for those who may claim it. */
export async function showTask(asked: Question, typed: string): Promise<Card> {
  const { tx, agency, by, now } = asked
  const number = numberIn(typed)
  const page = number === null ? null : await taskPage(tx, agency.id, number)
  if (!page) return refused(asked, { code: 'no-such-task', number: typed.replace(/^#/u, '') })
  const { task } = page
  if (!may(by, 'see-summary', taskSubject(task))) return refused(asked, { code: 'not-your-task', number: task.number })
  if (isNews(task)) await noteSeen(tx, agency.id, by.id, task.id, now)
  const reader = readerFor(by, now)
  if (!may(by, 'see', taskSubject(task)))
    return viewerCard(await pageView(tx, agency, page, now, []), by, false, reader)

  const history = happenedIn(page.history)
  const stands = await pageView(tx, agency, page, now, peopleInHistory(history))
  const view = { ...stands, waited: await waitedUntil(tx, agency.id, task, page.waited, now) }
  const card = viewerCard(view, by, true, reader)
  return {
    ...card,
    list: [...(card.list ?? []), ...historyRows(history, view.nameOf, reader, card.facts)],
    buttons: [
      ...(card.buttons ?? []),
      ...(isCut(history, reader) ? [historyButton(task.number, reader)] : []),
      ...(may(by, 'save-template', taskSubject(task)) ? [saveButton(task.number, reader)] : []),
    ],
  }
}

/** All that happened to it, page by page, for those who may read it. */
export async function showHistory(asked: Question, typed: string, page: number): Promise<Card> {
  const { tx, agency, by, now } = asked
  const found = /^\d{1,9}$/u.test(typed) ? await taskPage(tx, agency.id, Number(typed)) : null
  if (!found || !may(by, 'see', taskSubject(found.task))) return refused(asked, { code: 'no-such-task', number: typed })
  const { task } = found
  const reader = readerFor(by, now)
  const history = happenedIn(found.history)
  const { nameOf } = await pageView(tx, agency, found, now, peopleInHistory(history))
  const { tasks } = reader.words
  const pages = Math.max(1, Math.ceil(history.length / historyPage))
  const here = Math.min(page, pages)
  const goTo = (to: number) => ({ press: 'history', subject: String(task.number), detail: String(to) }) as const
  return {
    title: `${tasks.facts.history} · ${tasks.heading(task.number, task.title)}`,
    tone: 'plain',
    list: historyPageRows(history, here, nameOf, reader),
    buttons: [...pageButtons({ page: here, pages }, tasks.buttons, goTo), talkButton(task.number, reader)],
    ...(pages > 1 ? { note: tasks.briefPage(here, pages) } : {}),
  }
}

function historyButton(number: number, { words }: Reader): Button {
  const action = { press: 'history', subject: String(number), detail: '1' } as const
  return { label: words.tasks.buttons.history, style: 'plain', action }
}

/** What was said in its threads is not in its history: whether all of it arrived is a press away. */
function talkButton(number: number, { words }: Reader): Button {
  const action = { press: 'talk', subject: String(number), detail: '' } as const
  return { label: words.relay.check.ask, style: 'plain', action }
}

/** A task may be kept as a template by those who may ask for it again. */
function saveButton(number: number, { words }: Reader): Button {
  const action = { press: 'open', subject: String(number), detail: 'save-template' } as const
  return { label: words.templates.buttons.save, style: 'plain', action }
}

/** The whole brief, page by page, for those who may read it. */
export async function showBrief(asked: Question, typed: string, page: string): Promise<Card> {
  const { tx, agency, by, now } = asked
  const stored = await taskByNumber(tx, agency.id, Number(typed))
  if (!stored || !may(by, 'see', taskSubject(stored.task)))
    return refused(asked, { code: 'no-such-task', number: typed })
  return briefCard(stored.task, /^\d{1,3}$/u.test(page) ? Number(page) : 1, readerFor(by, now))
}
