import { describe, expect, it } from 'vitest'
import { pictureCard } from '#src/features/social/calendar-picture.ts'
import { periodAround } from '#src/features/social/calendar.ts'
import { readerFor } from '#src/words/reader.ts'
import { instagram, postIn, viewOfPost } from './cast.ts'

const late = Temporal.Instant.from('2026-03-06T20:00Z')
const reader = readerFor({ language: 'hi', zone: 'America/New_York' }, late)
const calendar = {
  ...{ period: periodAround('month', Temporal.PlainDate.from('2026-03-10')), ideas: [], accounts: 1 },
  client: { id: 'acme', name: 'Acme Textiles', zone: 'Asia/Kolkata' },
  posts: [viewOfPost(Object.assign({}, postIn('approved'), { at: late }))],
  gaps: [{ at: Temporal.Instant.from('2026-03-10T03:30Z'), account: instagram }],
}

describe('a client’s month as a picture', () => {
  it('has its posts and gaps on their days and at their times where the client is, in the reader’s language', () => {
    const { month } = pictureCard(calendar, reader)

    // Eight in the evening of the 6th in London is half past one of the 7th in Kolkata.
    expect(month).toMatchObject({
      title: 'Acme Textiles · मार्च 2026',
      month: '2026-03',
      days: [
        { day: 7, lines: [{ text: 'रात 1:30 P7 · इंस्टाग्राम', mark: 'ready' }], rest: null },
        { day: 10, lines: [{ text: 'सुबह 9:00 खाली · इंस्टाग्राम', mark: 'gap' }], rest: null },
      ],
    })
    expect(month?.words).toContain('P7')
  })

  it('counts what does not fit a day', () => {
    const many = Array.from({ length: 9 }, () => calendar.posts).flat()

    const { month } = pictureCard({ ...calendar, posts: many, gaps: [] }, reader)

    expect(month?.days[0]?.lines).toHaveLength(4)
    expect(month?.days[0]?.rest).toBe(reader.words.ui.more(5))
  })

  it('goes on to the months beside it, and back to the calendar in words', () => {
    const actions = (pictureCard(calendar, reader).buttons ?? []).map((button) => 'action' in button && button.action)

    expect(actions).toEqual([
      { press: 'calendar-picture', subject: 'acme', detail: 'month.2026-02-01' },
      { press: 'calendar-picture', subject: 'acme', detail: 'month.2026-04-01' },
      { press: 'calendar', subject: 'acme', detail: 'month.2026-03-01' },
    ])
  })
})
