import type { Card, Row } from '#src/kernel/card.ts'
import { pageButtons } from '#src/kernel/pages.ts'
import type { Reader } from '#src/words/reader.ts'
import { stateWords } from './cards.ts'
import type { List } from './commands.ts'
import type { TaskView } from './view.ts'

/** Tasks on one page of a list: few enough for both platforms with a button beside each. */
export const pageSize = 8

export type Page = {
  /** `pool`: what its reader may claim. */
  list: List | 'pool' | 'all'
  /** The words that were looked for, if any. */
  search: string | null
  client: string | null
  views: TaskView[]
  page: number
  count: number
}

export function listCard({ list, search, client, views, page, count }: Page, reader: Reader): Card {
  const { tasks } = reader.words
  const pages = Math.max(1, Math.ceil(count / pageSize))
  const narrowed = [client, search === null ? null : tasks.lists.found(search)].filter((part) => part !== null)
  const goTo = (to: number) =>
    ({ press: 'page', subject: String(to), detail: writeQuery({ list, search, client }) }) as const
  return {
    title: [tasks.lists.title[list], ...narrowed].join(' · '),
    tone: 'plain',
    ...(views.length ? {} : { body: tasks.lists.empty[list] }),
    list: views.map((view) => taskRow(view, reader)),
    buttons: pageButtons({ page, pages }, tasks.buttons, goTo),
    ...(pages > 1 ? { note: tasks.lists.page(page, pages, count) } : {}),
  }
}

export function taskRow({ task, client, nameOf }: TaskView, reader: Reader): Row {
  const { tasks } = reader.words
  const state = stateWords(task, nameOf, reader)
  return {
    text: tasks.lists.row(task.number, task.title),
    detail: typeof state === 'string' ? `${client} · ${state}` : [`${client} · `, ...state],
    button: {
      label: tasks.buttons.show,
      style: 'plain',
      action: { press: 'show', subject: String(task.number), detail: '' },
    },
  }
}

export type Query = Pick<Page, 'list' | 'search' | 'client'>

/** Of the 100 characters that an action id holds, what a client's name and the words looked for may take each. */
const longestPart = 35

/** What a page's button remembers: the beginning of each, which finds more, not less. */
function writeQuery({ list, search, client }: Query): string {
  return `${list}.${encode(client ?? '')}.${encode(search ?? '')}`
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

export function readQuery(detail: string): { list: string; client: string | null; search: string | null } {
  const [list = 'all', client = '', search = ''] = detail.split('.')
  return { list, client: decode(client), search: decode(search) }
}

function decode(part: string): string | null {
  try {
    return decodeURIComponent(part) || null
  } catch {
    return null
  }
}
