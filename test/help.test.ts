import { describe, expect, it } from 'vitest'
import { commandNames } from '#src/features/commands.ts'
import { allHelp, helpCard, usageOf } from '#src/features/help.ts'
import { languages, type Role } from '#src/kernel/person.ts'
import { wordsIn } from '#src/words/words.ts'
import { readCard } from '#test/read.ts'

const en = wordsIn('en')

describe('help', () => {
  const asRole = (...roles: Role[]) => ({ roles })

  it.each([
    ['a client', asRole('client'), '/delegate'],
    ['an assistant', asRole('assistant'), '/claim'],
    ['an owner', asRole('owner'), '/agency client add'],
    ['both', asRole('assistant', 'client'), '/delegate'],
  ])('shows %s five to seven lines that can be typed as they stand, with the rest one press away', (_, by, first) => {
    for (const language of languages) {
      const card = helpCard(wordsIn(language), null, by)

      expect(card.list?.length).toBeGreaterThanOrEqual(5)
      expect(card.list?.length).toBeLessThanOrEqual(7)
      expect(readCard(card)).toContain(first)
      expect(card.buttons).toMatchObject([{ action: { press: 'help', subject: '1' } }])
    }
  })

  it.each([null, asRole()])('shows someone whom nobody knows how to begin', (by) => {
    const text = readCard(helpCard(en, null, by))

    expect(text).toContain('/agency setup ABCD-EFGH')
    expect(text).toContain('/delegate')
  })

  it.each(languages)('has a line for every command on its pages, in %s', (language) => {
    const words = wordsIn(language)
    const pages = Array.from({ length: 10 }, (_, index) => readCard(allHelp(words, index + 1)))

    for (const name of commandNames) expect(pages.join('\n')).toContain(words.commands[name].summary)
    expect(pages[0]).toContain(words.tasks.buttons.next)
    expect(pages.at(-1)).not.toContain(`[${words.tasks.buttons.next}]`)
  })

  it.each(commandNames)('explains one command with an example: %s', (name) => {
    const text = readCard(helpCard(en, name, null))

    expect(text).toContain(en.commands[name].summary)
    expect(text).toContain(en.commands[name].example)
    expect(text).toContain(usageOf(name, en))
  })

  it.each(['/delegate', ' Delegate ', 'delegate'])('understands which one is meant: %j', (about) => {
    expect(helpCard(en, about, null).title).toBe('/delegate')
  })

  it('tells how a line of /delegate is written', () => {
    expect(helpCard(en, 'delegate', null).body).toContain('#duty')
  })

  it('lists the commands below a first word', () => {
    const text = readCard(helpCard(en, 'digest', null))

    expect(text).toMatch(/\/digest on/u)
    expect(text).not.toMatch(/\/claim/u)
  })

  it('says what may have been meant by a word that is none', () => {
    expect(helpCard(en, 'delegat', null).body).toContain('Did you mean /delegate')
  })

  it('puts into brackets what may be left out, in the words of the reader', () => {
    expect(usageOf('agency role', en)).toBe('/agency role person role [client]')
    expect(usageOf('agency role', wordsIn('hi'))).toBe('/agency role व्यक्ति भूमिका [क्लाइंट]')
  })
})
