import { listClients } from '#db/repositories/clients.ts'
import { identitiesOf, listPeople } from '#db/repositories/people.ts'
import { noteSeen } from '#db/repositories/seen.ts'
import { taskPage } from '#db/repositories/task-state.ts'
import { countTasks, findTasks, taskByNumber, type Wanted } from '#db/repositories/tasks.ts'
import { helpCard } from '#src/features/help.ts'
import { digestCard, sectionCard } from '#src/features/digests/cards.ts'
import { sectionNames, sectionsFor } from '#src/features/digests/digest.ts'
import type { Asked } from '#src/kernel/request-context.ts'
import { digestBefore, findDigest, findSection, newsSince, wordable } from '#src/features/digests/queries/digest.ts'
import { clientNamed, clientsSeenBy } from '#src/features/people/queries/find.ts'
import { refusedCard, withNames } from '#src/features/requests/refused.ts'
import { ownTasksOf, poolOf, sightOf } from '#src/features/tasks/queries/sight.ts'
import { happenedIn, pageView, viewsOf, waitedUntil } from '#src/features/tasks/queries/views.ts'
import { peopleCard, profileCard } from '#src/features/people/cards.ts'
import { is, manages, type Person } from '#src/kernel/person.ts'
import { may, whoMay } from '#src/kernel/policy.ts'
import type { Refusal } from '#src/kernel/refusal.ts'
import { lists, type List } from '#src/features/tasks/commands.ts'
import { briefCard } from '#src/features/tasks/brief.ts'
import { viewerCard } from '#src/features/tasks/cards.ts'
import { historyRows, peopleInHistory } from '#src/features/tasks/history.ts'
import { listCard, pageSize, readQuery, type Query } from '#src/features/tasks/list-card.ts'
import type { Button, Card } from '#src/kernel/card.ts'
import { readerFor, type Reader } from '#src/words/reader.ts'
import { isNews } from '#src/features/tasks/task.ts'

/** Questions: in one snapshot, worded for whoever asked. They change nothing but that a task was seen. */
type Question = Pick<Asked, 'tx' | 'agency' | 'by' | 'now'>

async function refused({ tx, agency, by }: Question, reason: Refusal): Promise<Card> {
  return refusedCard(by.language, await withNames(tx, agency.id, reason), null, '')
}

/** `/task 42`: the whole of it for those whose it is, the pool's summary for those who may claim it. */
export async function showTask(asked: Question, typed: string): Promise<Card> {
  const { tx, agency, by, now } = asked
  const number = /^#?(\d{1,9})$/u.exec(typed.trim())?.[1]
  const page = number === undefined ? null : await taskPage(tx, agency.id, Number(number))
  if (!page) return refused(asked, { code: 'no-such-task', number: typed.replace(/^#/u, '') })
  const { task } = page
  if (!may(by, 'see-summary', task)) return refused(asked, { code: 'not-your-task', number: task.number })
  if (isNews(task)) await noteSeen(tx, agency.id, by.id, task.id, now)
  const reader = readerFor(by, now)
  if (!may(by, 'see', task)) return viewerCard(await pageView(tx, agency, page, now, []), by, false, reader)

  const history = happenedIn(page.history)
  const stands = await pageView(tx, agency, page, now, peopleInHistory(history))
  const view = { ...stands, waited: await waitedUntil(tx, agency.id, task, page.waited, now) }
  const card = viewerCard(view, by, true, reader)
  return {
    ...card,
    list: [...(card.list ?? []), ...historyRows(history, view.nameOf, reader)],
    buttons: [...(card.buttons ?? []), ...(may(by, 'save-template', task) ? [saveButton(task.number, reader)] : [])],
  }
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
  if (!stored || !may(by, 'see', stored.task)) return refused(asked, { code: 'no-such-task', number: typed })
  return briefCard(stored.task, /^\d{1,3}$/u.test(page) ? Number(page) : 1, readerFor(by, now))
}

/** What a list may be: what is typed, and what only a button or another command asks for. */
const shownLists = [...lists, 'pool', 'all'] as const

type Typed = { list?: string | undefined; client?: string | undefined; search?: string | undefined }

/** `/tasks`: what is asked for, of what this person may see. */
export async function showTasks(asked: Asked, { list, client, search }: Typed, page = 1): Promise<Card> {
  const { by } = asked
  const found = client === undefined ? null : clientNamed(client, await clientsSeenBy(asked))
  if (found && !found.ok) return refused(asked, found.reason)
  const known =
    shownLists.find((name) => name === list) ?? (list === undefined && !search && !client ? usualList(by) : 'all')
  const query: Query = { list: known, client: found?.ok ? found.found.name : null, search: search ?? null }
  const wanted = {
    ...wantedFor(known, asked),
    ...(found?.ok ? { clients: [found.found.id] } : {}),
    ...(search ? searchFor(known, by, search) : {}),
  }
  return onePage(asked, query, wanted, page)
}

/** Another page of the same list. */
export async function showPage(asked: Asked, page: string, detail: string): Promise<Card> {
  const { list, client, search } = readQuery(detail)
  const typed = { list, client: client ?? undefined, search: search ?? undefined }
  return showTasks(asked, typed, /^[1-9]\d{0,5}$/u.test(page) ? Number(page) : 1)
}

/** `/claim` without a number: what can be claimed. */
export async function showPool(asked: Asked): Promise<Card> {
  return showTasks(asked, { list: 'pool' })
}

async function onePage({ tx, agency, by, now }: Asked, query: Query, wanted: Wanted, page: number): Promise<Card> {
  const [count, found] = await Promise.all([
    countTasks(tx, agency.id, wanted),
    findTasks(tx, agency.id, wanted, {
      limit: pageSize,
      offset: (page - 1) * pageSize,
      newestFirst: query.list === 'done',
    }),
  ])
  const views = await viewsOf(
    tx,
    agency,
    found.map(({ task }) => task),
  )
  return listCard({ ...query, views, page, count }, readerFor(by, now))
}

function usualList(by: Person): List {
  return is(by, 'assistant') ? 'mine' : 'open'
}

/** Within what someone may see: a manager all, a client their clients' tasks, an assistant their own and the pool. */
function wantedFor(list: Query['list'], { by, now }: Asked): Wanted {
  const within = sightOf(by)
  switch (list) {
    case 'mine':
      return { ...ownTasksOf(by), unfinished: true }
    case 'open':
      return readsBriefsOf(list, by) ? { ...within, unfinished: true } : poolOf(by)
    case 'pool':
      return is(by, 'assistant') ? poolOf(by) : { ...within, statuses: ['open'] }
    case 'waiting':
      return { ...within, statuses: ['waiting'] }
    case 'review':
      return { ...within, statuses: ['in-review'] }
    case 'late':
      return { ...within, late: now }
    case 'done':
      return { ...within, statuses: ['done'] }
    case 'all':
      return within
  }
}

/** Whether all that is on a list may be read by them whole. Of the pool an assistant sees the summary alone. */
function readsBriefsOf(list: Query['list'], by: Person): boolean {
  if (manages(by)) return true
  return list === 'pool' ? !is(by, 'assistant') : list !== 'open' || is(by, 'client')
}

/** Looked for in briefs too, where they may be read: a search that finds a word tells that it is there. */
function searchFor(list: Query['list'], by: Person, search: string): Wanted {
  return readsBriefsOf(list, by) ? { search } : { searchTitles: search }
}

export async function showPeople(asked: Question): Promise<Card> {
  const { tx, agency, by, now } = asked
  if (!may(by, 'see-people')) return refused(asked, { code: 'not-yours-to-do', needs: whoMay('see-people') })
  return peopleCard(agency.name, await listPeople(tx, agency.id), readerFor(by, now))
}

export async function showProfile({ tx, agency, by, now }: Question): Promise<Card> {
  const [accounts, clients] = await Promise.all([identitiesOf(tx, agency.id, [by.id]), listClients(tx, agency.id)])
  const about = {
    accounts: (accounts.get(by.id) ?? []).map(({ platform }) => (platform === 'slack' ? 'Slack' : 'Discord')),
    clients: clients.filter((client) => by.clients.includes(client.id)).map((client) => client.name),
  }
  return profileCard(by, about, readerFor(by, now))
}

export async function showDigest({ tx, agency, by, now }: Question): Promise<Card> {
  const since = await digestBefore(tx, agency, by, now)
  const digest = await wordable(tx, agency, by, await findDigest(tx, agency, by, now, since), now)
  return digestCard(digest, by, readerFor(by, now), { since, again: false })
}

/** All of one section of a digest: what its reader may see of it now, with the news of that digest. */
export async function showSection(asked: Question, typed: string, detail: string): Promise<Card> {
  const { tx, agency, by, now } = asked
  const [named = '', seconds = ''] = detail.split('.')
  const name = sectionNames.find((known) => known === named)
  if (!name || !sectionsFor(by).includes(name)) return refused(asked, { code: 'not-understood' })
  const told = /^\d{1,11}$/u.test(seconds) ? Temporal.Instant.fromEpochMilliseconds(Number(seconds) * 1000) : null
  const since = newsSince(told, now)
  const page = /^[1-9]\d{0,5}$/u.test(typed) ? Number(typed) : 1
  const found = await findSection(
    tx,
    agency,
    by,
    name,
    { now, since },
    { limit: pageSize, offset: (page - 1) * pageSize },
  )
  return sectionCard({ name, ...found, page, since }, readerFor(by, now))
}

export function showHelp({ by, now }: Question, about: string | null): Card {
  return helpCard(readerFor(by, now).words, about)
}
