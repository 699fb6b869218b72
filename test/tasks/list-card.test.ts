import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { listCard, pageSize, readQuery, type Page } from '#src/features/tasks/list-card.ts'
import { writeActionId, type Action } from '#src/kernel/action-id.ts'
import { readerFor } from '#src/words/reader.ts'
import { readCard } from '#test/read.ts'
import { carol, now, tasksInEveryStatus, viewOf } from './cast.ts'
import { readActionId } from '#src/features/actions.ts'

const reader = readerFor(carol, now)
const views = tasksInEveryStatus.map((task) => viewOf(task))

function card(changes: Partial<Page> = {}) {
  return listCard({ list: 'all', search: null, client: null, views, page: 1, count: views.length, ...changes }, reader)
}

/** What the buttons under the list do. */
function pagesOf(changes: Partial<Page>): Action[] {
  return (card(changes).buttons ?? []).flatMap((button) => ('action' in button ? [button.action] : []))
}

describe('a list of tasks', () => {
  it('says of each whose move it is and by when, and opens it with one press', () => {
    const text = readCard(card())

    expect(text).toContain(
      '#42 Book a flight to Pune · Acme Textiles · Offered to Asha, who is to accept by today, 2:00 pm',
    )
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

    expect(readQuery(next?.detail ?? '')).toEqual({ list: 'waiting', client, search })
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
    expect(readQuery('late.%.%E0%A4')).toEqual({ list: 'late', client: null, search: null })
    expect(readQuery('')).toEqual({ list: '', client: null, search: null })
  })
})
