import { plain } from '#src/kernel/card.ts'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { listCard, pageSize, readQuery, type Page } from '#src/features/tasks/list-card.ts'
import { writeActionId, type Action } from '#src/kernel/action-id.ts'
import { readerFor } from '#src/words/reader.ts'
import { readCard } from '#test/read.ts'
import { carol, now, taskIn, tasksInEveryStatus, viewOf } from './cast.ts'
import { readActionId } from '#src/features/actions.ts'

const reader = readerFor(carol, now)
const views = tasksInEveryStatus.map((task) => viewOf(task))

function card(changes: Partial<Page> = {}) {
  return listCard({ list: 'all', search: null, client: null, views, page: 1, count: views.length, ...changes }, reader)
}

const one = (): Page => ({ list: 'all', search: null, client: null, views, page: 1, count: views.length })

/** What the buttons that turn the pages do. */
function pagesOf(changes: Partial<Page>): Action[] {
  return (card(changes).buttons ?? [])
    .filter(({ label }) => label.endsWith('page'))
    .flatMap((button) => ('action' in button ? [button.action] : []))
}

describe('a list of tasks', () => {
  it('says of each first whether it is late, when it is due and how pressing it is, then whose it is, and opens it with one press', () => {
    const due = now.subtract({ hours: 2 })
    const late = taskIn('in-progress', { due, promise: due, priority: 'urgent' })
    const text = readCard(
      listCard({ list: 'all', search: null, client: null, views: [viewOf(late)], page: 1, count: 1 }, reader),
    )

    expect(text).toMatch(/^#42 Book a flight to Pune · Late · due .* · urgent · Acme Textiles · /mu)
    expect(card().list?.map(({ button }) => button && 'action' in button && button.action)).toEqual(
      views.map(() => ({ press: 'show', subject: '42', detail: '' })),
    )
  })

  it('says so when there is nothing in it', () => {
    expect(readCard(card({ list: 'late', views: [], count: 0 }))).toBe('Late tasks\nNothing is late.')
  })

  it('says what it was narrowed to', () => {
    expect(card({ list: 'done', client: 'Acme Textiles', search: 'flight' }).title).toBe(
      'Done · Acme Textiles · with “flight”',
    )
  })

  it('calls its reader you', () => {
    const page: Page = { list: 'all', search: null, client: null, views, page: 1, count: views.length }

    expect(readCard(listCard(page, reader, 'asha'))).toContain('offered to you')
    expect(readCard(listCard(page, reader, 'carol'))).toContain('waits for an answer from you')
    expect(readCard(listCard(page, reader))).toContain('offered to Asha')
  })

  it('stands under a heading for each client when it is in their order', () => {
    const list = listCard({ ...one(), sort: 'client', views: views.slice(0, 2) }, reader).list ?? []

    expect(list.map(({ text, heading }) => (heading ? `= ${plain(text)}` : plain(text)))).toEqual([
      '= Acme Textiles',
      '#42 Book a flight to Pune',
      '#42 Book a flight to Pune',
    ])
    expect(plain(list[1]?.detail ?? '')).not.toContain('Acme')
  })

  it('can be put into another order with one press, which its pages keep', () => {
    const first = listCard({ ...one(), count: 20, sort: 'priority' }, reader)
    const orders = (first.buttons ?? []).flatMap((button) =>
      'action' in button ? [[button.label, readQuery(button.action.detail).sort]] : [],
    )

    expect(orders).toEqual([
      ['Next page', 'priority'],
      ['By due time', 'due'],
      ['By client', 'client'],
    ])
  })

  it.each([
    ['one page', 1, pageSize, []],
    ['the first of two', 1, pageSize + 1, ['2']],
    ['the one between', 2, 3 * pageSize, ['1', '3']],
    ['the last', 3, 3 * pageSize, ['2']],
  ])('turns to the pages that there are: %s', (_, page, count, pages) => {
    expect(pagesOf({ page, count }).map(({ subject }) => subject)).toEqual(pages)
  })

  it.each([
    ['Acme Inc.', 'v2.5: final'],
    ['एक्मे', 'टिकट'],
    ['A.B. & Sons', null],
    [null, '50% "off"'],
  ])('keeps client and words from page to page: %s, %s', (client, search) => {
    const [next] = pagesOf({ count: 100, list: 'waiting', client, search })

    expect(readQuery(next?.detail ?? '')).toEqual({ list: 'waiting', client, search, sort: 'due' })
  })

  it('fits into a button whatever was looked for, and then remembers its beginning', () => {
    const words = fc.option(fc.string({ unit: 'binary', minLength: 1, maxLength: 100 }))
    fc.assert(
      fc.property(words, words, fc.integer({ min: 1, max: 9998 }), (client, search, page) => {
        const [next] = pagesOf({ count: 1_000_000, page, list: 'waiting', client, search }).toReversed()
        const action = next && readActionId(writeActionId(next))
        const read = readQuery(action?.detail ?? '')

        expect(action).toEqual(next)
        expect((client ?? '').toWellFormed().startsWith(read.client ?? '')).toBe(true)
        expect((search ?? '').toWellFormed().startsWith(read.search ?? '')).toBe(true)
      }),
    )
  })

  it('does not stumble over a button that somebody made up', () => {
    expect(readQuery('late.%.%E0%A4')).toEqual({ list: 'late', client: null, search: null, sort: 'due' })
    expect(readQuery('')).toEqual({ list: 'all', client: null, search: null, sort: 'due' })
  })
})
