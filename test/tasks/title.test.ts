import { describe, expect, it } from 'vitest'
import { restOf, titleOf } from '#src/features/tasks/title.ts'

describe('a brief below its title', () => {
  it.each([
    ['Book a hotel', ''],
    ['Book a hotel.', ''],
    ['Book a hotel #travel by Friday', '… #travel by Friday', 'Book a hotel'],
    ['Book a hotel. Two nights, sea view.', 'Two nights, sea view.'],
    ['Book a hotel\n- sea view\n- two nights', '- sea view\n- two nights'],
    ['होटल बुक करें। दो रातें।', 'दो रातें।'],
    // To the letter, where its title is not how it begins.
    ['URGENT: book a hotel', 'URGENT: book a hotel', 'book a hotel'],
    ['Book  a hotel', 'Book  a hotel', 'Book a hotel'],
    ['Bookings: see below', 'Bookings: see below', 'Book'],
  ])('says what the title does not, and no more: %j', (brief, rest, title = titleOf(brief)) => {
    expect(restOf(brief, title)).toBe(rest)
  })
})
