import { countTasks, findTasks, type Wanted } from '#db/repositories/tasks.ts'
import { clientNamed, clientsSeenBy } from '#src/features/people/queries/find.ts'
import { refuseQuestion as refused } from '#src/features/requests/refuse.ts'
import { lists, type List } from '#src/features/tasks/commands.ts'
import { listCard, pageSize, readQuery, type Query } from '#src/features/tasks/list-card.ts'
import type { Card } from '#src/kernel/card.ts'
import { pageIn } from '#src/kernel/feature.ts'
import { is, manages, type Person } from '#src/kernel/person.ts'
import type { Asked } from '#src/kernel/request-context.ts'
import { readerFor } from '#src/words/reader.ts'
import { ownTasksOf, poolOf, sightOf } from './sight.ts'
import { viewsOf } from './views.ts'

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
  return showTasks(asked, typed, pageIn(page))
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
