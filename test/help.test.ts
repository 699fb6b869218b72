import { describe, expect, it } from 'vitest'
import { commandNames } from '#src/features/commands.ts'
import { helpCard, usageOf } from '#src/features/help.ts'
import { languages } from '#src/kernel/person.ts'
import { wordsIn } from '#src/words/words.ts'
import { readCard } from '#test/read.ts'

const en = wordsIn('en')

describe('help', () => {
  it.each(languages)('lists every command with what it does, in %s', (language) => {
    const words = wordsIn(language)
    const text = readCard(helpCard(words, null))

    for (const name of commandNames) expect(text).toContain(`/${name}`)
    for (const name of commandNames) expect(text).toContain(words.commands[name].summary)
  })

  it.each(commandNames)('explains one command with an example: %s', (name) => {
    const text = readCard(helpCard(en, name))

    expect(text).toContain(en.commands[name].summary)
    expect(text).toContain(en.commands[name].example)
    expect(text).toContain(usageOf(name, en))
  })

  it.each(['/delegate', ' Delegate ', 'delegate'])('understands which one is meant: %j', (about) => {
    expect(helpCard(en, about).title).toBe('/delegate')
  })

  it('tells how a line of /delegate is written', () => {
    expect(helpCard(en, 'delegate').body).toContain('#duty')
  })

  it('lists the commands below a first word', () => {
    const text = readCard(helpCard(en, 'digest'))

    expect(text).toMatch(/\/digest on/u)
    expect(text).not.toMatch(/\/claim/u)
  })

  it('lists all of them for a word that is none', () => {
    expect(helpCard(en, 'nonsense').list).toHaveLength(commandNames.length)
    expect(helpCard(en, 'delegat').body).toContain('Did you mean /delegate')
  })

  it('puts into brackets what may be left out, in the words of the reader', () => {
    expect(usageOf('agency role', en)).toBe('/agency role person role [client]')
    expect(usageOf('agency role', wordsIn('hi'))).toBe('/agency role व्यक्ति भूमिका [क्लाइंट]')
  })
})
