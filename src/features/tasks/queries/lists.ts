import { countTasks, findTasks, type Wanted } from '#db/repositories/tasks.ts'
import { clientNamed, clientsSeenBy } from '#src/features/people/queries/find.ts'
import { refuseQuestion as refused } from '#src/features/requests/refuse.ts'
import type { Client } from '#src/features/people/client.ts'
import { sorts, type List } from '#src/features/tasks/commands.ts'
import { listCard, pageSizeOf, readQuery, shownLists, type Query } from '#src/features/tasks/list-card.ts'
import type { Card } from '#src/kernel/card.ts'
import { pageIn } from '#src/kernel/feature.ts'
import { may } from '#src/features/policy.ts'
import { is, manages, type Person } from '#src/kernel/person.ts'
import type { RequestContext } from '#src/kernel/request-context.ts'
import { readerFor } from '#src/words/reader.ts'
import { ownTasksOf, poolOf, sightOf } from './sight.ts'
import { viewsOf } from './views.ts'

type Typed = {
  list?: string | undefined
  client?: string | undefined
  search?: string | undefined
  sort?: string | undefined
}

/** `/tasks`: what is asked for, of what this person may see. */
export async function showTasks(context: RequestContext, typed: Typed, page = 1): Promise<Card> {
  const { by } = context
  // Whom an assistant works for is asked for only where words may name one of them.
  const clients = typed.client === undefined && !typed.search ? [] : await clientsSeenBy(context)
  const { list, client, search } = withList(withClient(typed, clients))
  const found = client === undefined ? null : clientNamed(client, clients)
  if (found && !found.ok) return refused(context, found.reason)
  const known =
    shownLists.find((name) => name === list) ?? (list === undefined && !search && !client ? usualList(by) : 'all')
  const query: Required<Query> = {
    list: known,
    client: found?.ok ? found.found.name : null,
    search: search ?? null,
    sort: sorts.find((name) => name === typed.sort?.toLowerCase()) ?? 'due',
  }
  const wanted = {
    ...wantedFor(known, context),
    ...(found?.ok ? { clients: [found.found.id] } : {}),
    ...(search ? searchFor(known, by, search) : {}),
  }
  return onePage(context, query, wanted, page)
}

/**
 * A client's name that stands among the words to be looked for, at their beginning or their end: `late acme`, `acme flights`.
 * Its first word will do where only one client begins with it. After `search` nothing but words is meant.
 */
export function withClient(typed: Typed, clients: readonly Pick<Client, 'name'>[]): Typed {
  const words = (typed.search ?? '').split(/\s+/u).filter(Boolean)
  const [first, ...rest] = words
  if (first?.toLowerCase() === 'search' && rest.length > 0) return { ...typed, search: rest.join(' ') }
  if (typed.client !== undefined) return typed
  for (let size = words.length; size > 0; size--) {
    for (const [name, left] of [
      [words.slice(0, size), words.slice(size)],
      [words.slice(-size), words.slice(0, -size)],
    ] as const) {
      const client = soleNamed(name.join(' '), clients)
      const search = withoutSmallWords(left).join(' ')
      if (client !== null) return { ...typed, client, search: search === '' ? undefined : search }
    }
  }
  return typed
}

/** What people call a list besides its name. */
const called: readonly (readonly [RegExp, List])[] = [
  [/^(?:mine|my|my tasks|मेरे|mere)$/u, 'mine'],
  [/^(?:open|unfinished|not done|pending|active|खुले|बाकी|khule|baaki|baki)$/u, 'open'],
  [/^(?:waiting|blocked|रुके|रुके हुए|ruke)$/u, 'waiting'],
  [/^(?:review|in review|to review|जाँच में|जांच में)$/u, 'review'],
  [/^(?:late|overdue|past due|behind|देर|देर से|देर वाले|der|der se)$/u, 'late'],
  [/^(?:done|finished|completed?|closed|पूरे|हो गए|poore|pure)$/u, 'done'],
]

/** Words that are nothing but the name of a list: `overdue`, `in review`. */
function withList(typed: Typed): Typed {
  const { list, search } = typed
  if (!search) return typed
  // "In review", "waiting tasks": its name was taken already, and these words look for nothing.
  if (list !== undefined) return /^(?:in|tasks|the|टास्क)$/iu.test(search) ? { ...typed, search: undefined } : typed
  const wanted = search.toLocaleLowerCase().replace(/\s+(?:tasks|टास्क)$/u, '')
  const found = called.find(([words]) => words.test(wanted.normalize('NFC')))
  return found ? { ...typed, list: found[1], search: undefined } : typed
}

/** "Client acme", "for acme", "acme के": what stands around a name and looks for nothing. */
const small = new Set('client clients for of from the tasks task all क्लाइंट का की के लिए ka ki ke liye'.split(' '))

function withoutSmallWords(words: string[]): string[] {
  const plain = words.map((word) => word.replace(/[,:;]$/u, '')).filter(Boolean)
  const isMeant = (word: string) => !small.has(word.toLocaleLowerCase())
  const first = plain.findIndex(isMeant)
  return first < 0 ? [] : plain.slice(first, plain.findLastIndex(isMeant) + 1)
}

function soleNamed(typed: string, clients: readonly Pick<Client, 'name'>[]): string | null {
  const wanted = typed.toLocaleLowerCase().replace(/['’]s$/u, '')
  const names = clients.map(({ name }) => name)
  const exact = names.find((name) => name.toLocaleLowerCase() === wanted)
  const [one, another] = names.filter((name) => name.toLocaleLowerCase().startsWith(`${wanted} `))
  return exact ?? (another === undefined ? (one ?? null) : null)
}

/** Another page of the same list. */
export async function showPage(context: RequestContext, page: string, detail: string): Promise<Card> {
  const { list, client, search, sort } = readQuery(detail)
  const typed = { list, client: client ?? undefined, search: search === null ? undefined : `search ${search}`, sort }
  return showTasks(context, typed, pageIn(page))
}

/** `/claim` without a number: what can be claimed. */
export async function showPool(context: RequestContext): Promise<Card> {
  return showTasks(context, { list: 'pool' })
}

async function onePage(
  { tx, agency, by, now }: RequestContext,
  query: Required<Query>,
  wanted: Wanted,
  page: number,
): Promise<Card> {
  const [count, found] = await Promise.all([
    countTasks(tx, agency.id, wanted),
    findTasks(tx, agency.id, wanted, {
      limit: pageSizeOf(query.sort),
      offset: (page - 1) * pageSizeOf(query.sort),
      newestFirst: query.list === 'done' && query.sort === 'due',
      sort: query.sort,
    }),
  ])
  const views = await viewsOf(
    tx,
    agency,
    found.map(({ task }) => task),
  )
  const own = by.roles.every((role) => role === 'client') && by.clients.length === 1
  return listCard(
    { ...query, views, page, count },
    readerFor(by, now),
    by.id,
    own,
    may(by, 'change-several') && query.list !== 'done',
  )
}

function usualList(by: Person): List {
  return is(by, 'assistant') ? 'mine' : 'open'
}

/** Within what someone may see: a manager all, a client their clients' tasks, an assistant their own and the pool. */
function wantedFor(list: Query['list'], { by, now }: RequestContext): Wanted {
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
