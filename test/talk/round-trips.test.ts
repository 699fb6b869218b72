import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { marks, type Names } from '#src/features/talk/markup.ts'
import { readDiscord } from '#src/features/talk/read-discord.ts'
import { readSlack } from '#src/features/talk/read-slack.ts'
import { discordPosts, slackPosts } from '#src/features/talk/posts.ts'
import { split } from '#src/features/talk/split.ts'
import { writeDiscord } from '#src/features/talk/write-discord.ts'
import { plainOf, writeSlack } from '#src/features/talk/write-slack.ts'
import { tree } from './trees.ts'

const names: Names = { person: () => 'somebody', room: () => 'room', group: () => 'group' }
const inSlack = marks.filter((mark) => mark !== 'spoiler')

describe('what is written for a platform', () => {
  it('is read there as what it was: Discord', () => {
    fc.assert(
      fc.property(tree(marks, true), (blocks) => {
        expect(readDiscord(writeDiscord(blocks), names)).toEqual(blocks)
      }),
      { numRuns: 1_000 },
    )
  })

  it('is read there as what it was: Slack, but for headings and what was to be hidden, which it has not', () => {
    fc.assert(
      fc.property(tree(inSlack, false), (blocks) => {
        expect(readSlack(writeSlack(blocks), names)).toEqual(blocks)
      }),
      { numRuns: 1_000 },
    )
  })

  it('comes back over the other platform as what it was', () => {
    fc.assert(
      fc.property(tree(inSlack, false), (blocks) => {
        const over = readDiscord(writeDiscord(readSlack(writeSlack(blocks), names)), names)
        expect(over).toEqual(blocks)
      }),
      { numRuns: 500 },
    )
  })
})

describe('a long message', () => {
  const length = (blocks: Parameters<typeof writeDiscord>[0]) => writeDiscord(blocks).length
  const bare = (words: string) => words.replaceAll(/\s+/gu, '')

  it('is cut into parts that fit, and loses nothing', () => {
    fc.assert(
      fc.property(
        fc.array(tree(marks, true), { minLength: 1, maxLength: 6 }),
        fc.integer({ min: 120, max: 400 }),
        (trees, most) => {
          const blocks = trees.flat()
          const parts = split(blocks, most, length)

          expect(parts.filter((part) => length(part) > most)).toEqual([])
          expect(bare(parts.map((part) => plainOf(part)).join(''))).toBe(bare(plainOf(blocks)))
        },
      ),
      { numRuns: 300 },
    )
  })
})

describe('anything that is typed', () => {
  const signs = fc.constantFrom(
    ...'*_~|`<>[]()#-&;:@!\\/. \n\tax1'.split(''),
    '```',
    '**',
    '__',
    '||',
    '>>> ',
    '> ',
    '](',
    'https://a',
    '&lt;',
    '<@',
    '<t:1',
    '- ',
    '1. ',
  )
  const typed = fc.array(signs, { maxLength: 120 }).map((all) => all.join(''))

  it('is read and written without a fault', () => {
    fc.assert(
      fc.property(typed, (words) => {
        writeSlack(readDiscord(words, names))
        writeDiscord(readSlack({ text: words }, names))
      }),
      { numRuns: 5_000 },
    )
  })

  it('keeps each letter and number that is no address, no language and no id', () => {
    const plainly = typed.filter((words) => !/```|<t|<@|https/u.test(words))
    const letters = (words: string) => words.replaceAll(/[^ax1]/gu, '')

    fc.assert(
      fc.property(plainly, (words) => {
        expect(letters(plainOf(readDiscord(words, names)))).toBe(letters(words))
        expect(letters(plainOf(readSlack({ text: words }, names)))).toBe(letters(words))
      }),
      { numRuns: 3_000 },
    )
  })

  const pieces = [
    '*',
    '**a ',
    '_a',
    '__',
    '~~x',
    '||',
    '`',
    '``a',
    '``` ',
    '```\n',
    '[',
    '[a](',
    '](',
    '<',
    '<@1',
    '<t:',
    '> ',
    '>\n',
    '- a\n',
    '&lt;',
    '&gt;a\n',
    ':a',
    '\\',
    '@',
    'https://a',
    'https://a"',
    'https://a_*',
    '(',
    '\n',
    ' ',
    'a ',
    '*a _b ~c ',
    '<!date^1^',
    '# ',
    '🙏',
    '  - a\n',
    '[](',
    '[a]<',
  ]

  it.each(pieces)('takes no longer than its length allows: twenty thousand letters of %j', (piece) => {
    const long = piece.repeat(Math.ceil(20_000 / piece.length))
    const begun = process.cpuUsage()
    slackPosts(readDiscord(long, names))
    discordPosts(readSlack({ text: long }, names))
    const { user, system } = process.cpuUsage(begun)

    expect((user + system) / 1_000).toBeLessThan(1_000)
  })
})
