import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { briefCard, briefPages } from '#src/features/tasks/brief.ts'
import { readerFor } from '#src/words/reader.ts'
import { carol, now, taskIn } from './cast.ts'

describe('a brief that no message can hold', () => {
  it('is shown in pages, of which nothing is left out and none is too long for Discord', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 20_000, unit: 'grapheme', size: 'max' }), (brief) => {
        const pages = briefPages(brief)

        expect(pages.join('')).toBe(brief)
        expect(Math.max(...pages.map(({ length }) => length))).toBeLessThanOrEqual(1_800)
        expect(pages.some((page) => /^[\udc00-\udfff]/u.test(page))).toBe(false)
      }),
      { numRuns: 50 },
    )
  })

  it('ends a page at a line, and leads from each page to the ones beside it', () => {
    const brief = Array.from({ length: 500 }, (_, line) => `Line ${line}`).join('\n')
    const task = taskIn('claimed', { brief })

    const second = briefCard(task, 2, readerFor(carol, now))

    expect(second.body).toMatch(/^Line \d+\n[\s\S]*\n$/u)
    expect(second.note).toBe('Page 2 of 3')
    expect(second.buttons?.map(({ label }) => label)).toEqual(['Previous page', 'Next page'])
  })

  it('shows the page that is nearest to one that is not there', () => {
    const task = taskIn('claimed', { brief: 'Short' })

    expect(briefCard(task, 9, readerFor(carol, now))).toMatchObject({ body: 'Short', buttons: [] })
  })
})
