import { describe, expect, it } from 'vitest'
import { calendarSvg, type PicturePost } from '#src/social/calendar-svg.ts'
import { languages } from '#src/people/person.ts'
import { monthPicture } from '#src/social/calendar-picture.ts'
import { periodAround } from '#src/social/calendar.ts'
import { readerFor } from '#src/ui/reader.ts'
import { wordsIn } from '#src/ui/i18n/words.ts'
import { instagram, postIn, viewOfPost } from './cast.ts'

const march = Temporal.PlainYearMonth.from('2026-03')

const wordsOf = (language: 'en' | 'hi') => {
  const words = wordsIn(language)
  return {
    title: `Acme & Söhne <Textiles> · ${words.monthNames[2]} 2026`,
    weekdays: words.dayNames,
    gap: words.social.calendar.gap,
    more: words.ui.more,
    statuses: words.postStatusNames,
  }
}
const post = (day: number, changes: Partial<PicturePost> = {}): PicturePost => ({
  day,
  time: '9:00',
  account: 'Instagram',
  number: 'P7',
  status: 'approved',
  ...changes,
})

describe.each(languages)('the picture of a month, in the language %s', (language) => {
  const draw = (posts: PicturePost[], theme: 'light' | 'dark' = 'light') =>
    calendarSvg(march, posts, wordsOf(language), theme)

  it('is whole, in both themes, with a cell a day', () => {
    for (const theme of ['light', 'dark'] as const) {
      const svg = draw([post(4), post(4, { status: null })], theme)
      const open = [...svg.matchAll(/<(svg|text)\b/gu)].length
      const closed = [...svg.matchAll(/<\/(svg|text)>/gu)].length

      expect(open).toBe(closed)
      expect([...svg.matchAll(/<rect /gu)]).toHaveLength(1 + 31)
      expect(svg).not.toMatch(/undefined|NaN|<Textiles>|& S/u)
    }
  })

  it('begins each week on Monday', () => {
    const svg = draw([])
    const xOf = (day: number) =>
      Number(
        new RegExp(
          `<g transform="translate\\(([0-9.]+) [0-9.]+\\)"[^>]*><text [^>]*font-weight="700">${day}</text>`,
          'u',
        ).exec(svg)?.[1],
      )

    // Sunday, 1 March 2026 stands last in its row, Monday the 2nd first in the next.
    expect(xOf(1)).toBeGreaterThan(xOf(2))
    expect(xOf(2)).toBe(xOf(9))
  })

  it('counts what does not fit a day, and cuts what does not fit a line', () => {
    const svg = draw([
      ...Array.from({ length: 9 }, (_, index) => post(4, { number: `P${index}` })),
      post(5, { account: 'x'.repeat(200) }),
    ])

    expect(svg).toContain(wordsIn(language).ui.more(5))
    expect(svg).toMatch(/x{5,40}…<\/text>/u)
  })

  it('draws its words with the letters that it is given, and cuts them by their width', () => {
    const blocks = (text: string, size: number) => ({ svg: `<path d="${text.length}"/>`, width: text.length * size })
    const svg = calendarSvg(march, [post(4, { account: 'x'.repeat(200) })], wordsOf(language), 'light', blocks)

    expect(svg).not.toContain('<text')
    // A line has room for eleven letters as wide as these; the space before what is cut goes too.
    expect(svg).toContain('<path d="10"/>')
  })

  it('explains each colour', () => {
    const { postStatusNames } = wordsIn(language)
    const svg = draw([])

    expect(
      [postStatusNames.approval, postStatusNames.missed, postStatusNames.posted].filter((word) => !svg.includes(word)),
    ).toEqual([])
  })
})

describe('a client’s month as a picture', () => {
  it('has its posts and gaps on their days and at their times where the client is, in the reader’s language', () => {
    const late = Temporal.Instant.from('2026-03-06T20:00Z')
    const view = viewOfPost(Object.assign({}, postIn('approved'), { at: late }))
    const calendar = {
      ...{ period: periodAround('month', Temporal.PlainDate.from('2026-03-10')), ideas: [], accounts: 1 },
      client: { id: 'acme', name: 'Acme Textiles', zone: 'Asia/Kolkata' },
      posts: [view],
      gaps: [{ at: Temporal.Instant.from('2026-03-10T03:30Z'), account: instagram }],
    }

    const svg = monthPicture(calendar, 'dark', readerFor({ language: 'hi', zone: 'America/New_York' }, late))

    // Eight in the evening of the 6th in London is half past one of the 7th in Kolkata.
    expect(svg).toMatch(/रात 1:30 P7 · इंस्टाग्राम/u)
    expect(svg).toMatch(/सुबह 9:00 खाली · इंस्टाग्राम/u)
    expect(svg).toMatch(/Acme Textiles · मार्च 2026/u)
  })
})
