import { describe, expect, it } from 'vitest'
import { peopleCard, profileCard } from '#src/features/people/cards.ts'
import { languages, type Person } from '#src/kernel/person.ts'
import { readerFor } from '#src/words/reader.ts'
import { readCard } from '#test/read.ts'
import { asha, carol, maya, nobody, now } from '#test/tasks/cast.ts'

function profile(person: Person, about = { accounts: ['Slack'], clients: ['Acme Textiles'] }): string {
  return readCard(profileCard(person, about, readerFor(person, now)))
}
const day = (text: string) => Temporal.PlainDate.from(text)

describe('a profile', () => {
  it('says who someone is here, when they work and where they can be written to', () => {
    expect(profile(asha, { accounts: ['Slack', 'Discord'], clients: [] })).toBe(
      [
        ...['Asha', 'Roles: assistant', 'Time zone: Asia/Kolkata (Kolkata)', 'Your time now: 10:00 am'],
        ...['Language: English', 'Hours: Mon–Fri 09:00–18:00', 'Duties: travel, bookkeeping', 'Tasks at once: 5'],
        ...['Away: none', 'Accounts: Slack, Discord', '[Edit]'],
      ].join('\n'),
    )
  })

  it('speaks of duties and capacity to assistants alone, and of clients to their members', () => {
    expect(profile(carol)).toMatch(/Clients: Acme Textiles/u)
    expect(profile(carol)).not.toMatch(/Duties|Tasks at once/u)
  })

  it('tells of days away in words, and of those that are over no more', () => {
    const away = [
      { from: day('2026-02-01'), to: day('2026-02-05') },
      { from: day('2026-03-02'), to: day('2026-03-02') },
      { from: day('2026-12-24'), to: day('2027-01-02') },
    ]

    expect(profile({ ...asha, away })).toContain('Away: Mon 2 Mar, Thu 24 Dec to Sat 2 Jan 2027')
    expect(profile({ ...asha, away, language: 'hi' })).toMatch(/छुट्टी: सोम॰? 2 मार्च, गुरु॰? 24 दिस॰? से शनि॰? 2 जन॰? 2027/u)
  })

  it('says so where nothing was set', () => {
    const text = profile({ ...nobody, hours: null }, { accounts: [], clients: [] })

    expect(text).toMatch(/Roles: none/u)
    expect(text).toMatch(/Hours: any hour/u)
    expect(text).toMatch(/Accounts: none/u)
  })

  it.each(languages)('has no word missing, in %s', (language) => {
    expect(profile({ ...asha, language })).not.toMatch(/undefined|\[object/u)
  })
})

describe('the people of an agency', () => {
  it('are listed with their roles, where they live and what they do', () => {
    const text = readCard(peopleCard('Banyan', [maya, asha, nobody], new Map(), readerFor(maya, now)))

    expect(text).toBe(
      [
        ...['People of Banyan', 'Maya: manager · Asia/Kolkata'],
        ...['Asha: assistant · Asia/Kolkata · travel, bookkeeping', 'Nobody: no role · Asia/Kolkata'],
      ].join('\n'),
    )
  })
})
