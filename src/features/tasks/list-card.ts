import type { Action } from '#src/kernel/action-id.ts'
import type { Button, Card, Row } from '#src/kernel/card.ts'
import { pageButtons } from '#src/kernel/pages.ts'
import type { Reader } from '#src/words/reader.ts'
import { lists, sorts, type Sort } from './commands.ts'
import { rowDetail, type RowAbout } from './row-words.ts'
import type { TaskView } from './view.ts'

/** Tasks on one page of a list: few enough for both platforms with a button beside each. */
export const pageSize = 8

/** Headings take room too. */
export function pageSizeOf(sort: Sort): number {
  return sort === 'client' ? 6 : pageSize
}

/** What a list may be: what is typed, and what only a button or another command asks for. */
export const shownLists = [...lists, 'pool', 'all'] as const

export type Page = {
  /** `pool`: what its reader may claim. */
  list: (typeof shownLists)[number]
  /** The words that were looked for, if any. */
  search: string | null
  client: string | null
  sort?: Sort
  views: TaskView[]
  page: number
  count: number
}

/** `own`: its reader speaks for one client alone, whose name no row needs. `several`: they may change more than one in one go. */
export function listCard(shown: Page, reader: Reader, me?: string, own = false, several = false): Card {
  const { list, search, client, sort = 'due', views, page, count } = shown
  const { tasks } = reader.words
  const pages = Math.max(1, Math.ceil(count / pageSizeOf(sort)))
  const narrowed = [client, search === null ? null : tasks.lists.found(search)].filter((part) => part !== null)
  const goTo = (to: number, by = sort): Action => ({
    press: 'page',
    subject: String(to),
    detail: writeQuery({ list, search, client, sort: by }),
  })
  const others = count > 1 ? sorts.filter((by) => by !== sort && !(by === 'client' && (client !== null || own))) : []
  return {
    title: [tasks.lists.title[list], ...narrowed].join(' · '),
    tone: 'plain',
    ...(views.length ? {} : { body: tasks.lists.empty[list] }),
    list:
      sort === 'client'
        ? rowsByClient(views, reader, me)
        : views.map((view) => taskRow(view, reader, { me, grouped: own })),
    buttons: [
      ...pageButtons({ page, pages }, tasks.buttons, goTo),
      ...(several && views.length > 1 ? [changeSeveral(views, reader)] : []),
      ...others.map((by): Button => ({ label: tasks.lists.by[by], style: 'plain', action: goTo(1, by) })),
    ],
    ...(pages > 1 ? { note: tasks.lists.page(page, pages, count) } : {}),
  }
}

/** Opens the form with those that are on this page. */
function changeSeveral(views: TaskView[], { words }: Reader): Button {
  const subject = views.map(({ task }) => task.number).join('.')
  return { label: words.tasks.buttons.several, style: 'plain', action: { press: 'open', subject, detail: 'bulk' } }
}

/** Under a heading for each client; they come in that order. */
function rowsByClient(views: TaskView[], reader: Reader, me: string | undefined): Row[] {
  return views.flatMap((view, index) => [
    ...(view.client === views[index - 1]?.client ? [] : [{ text: view.client, heading: true } as const]),
    taskRow(view, reader, { me, grouped: true }),
  ])
}

export function taskRow(view: TaskView, reader: Reader, about: RowAbout = {}): Row {
  const { task } = view
  const { tasks } = reader.words
  return {
    text: tasks.lists.row(task.number, task.title),
    detail: rowDetail(view, reader, about),
    button: {
      label: tasks.buttons.show,
      style: 'plain',
      action: { press: 'show', subject: String(task.number), detail: '' },
    },
  }
}

export type Query = Pick<Page, 'list' | 'search' | 'client' | 'sort'>

/** Of the 100 characters that an action id holds, what a client's name and the words looked for may take each. */
const longestPart = 34

/** What a page's button remembers: the beginning of each, which finds more, not less. */
function writeQuery({ list, search, client, sort = 'due' }: Query): string {
  // The first letter tells them apart, and the usual is not written down.
  const by = sort === 'due' ? '' : `.${sort.slice(0, 1)}`
  return `${list}.${encode(client ?? '')}.${encode(search ?? '')}${by}`
}

/** Letters as they are: escaped, one of Hindi would take nine characters. What parts an id's parts never stands in one. */
function encode(words: string): string {
  let written = ''
  for (const letter of words.toWellFormed()) {
    const next = /[\p{L}\p{M}\p{N}]/u.test(letter) ? letter : encodeURIComponent(letter).replace('.', '%2E')
    if (written.length + next.length > longestPart) break
    written += next
  }
  return written
}

export function readQuery(detail: string): Required<Query> {
  const [list = 'all', client = '', search = '', by = ''] = detail.split('.')
  const sort = sorts.find((known) => known.startsWith(by)) ?? 'due'
  return {
    list: shownLists.find((known) => known === list) ?? 'all',
    client: decode(client),
    search: decode(search),
    sort,
  }
}

function decode(part: string): string | null {
  try {
    return decodeURIComponent(part) || null
  } catch {
    return null
  }
}
