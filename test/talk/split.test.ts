import { describe, expect, it } from 'vitest'
import { readDiscord } from '#src/features/talk/read-discord.ts'
import { discordPosts, slackPosts } from '#src/features/talk/posts.ts'
import { split } from '#src/features/talk/split.ts'
import { writeDiscord } from '#src/features/talk/write-discord.ts'
import type { Names } from '#src/features/talk/markup.ts'

const names: Names = { person: () => 'Meera Krishnamurthy', room: () => 'ops', group: () => 'desk' }
const length = (blocks: Parameters<typeof writeDiscord>[0]) => writeDiscord(blocks).length
const parts = (content: string, most: number) =>
  split(readDiscord(content, names), most, length).map((part) => writeDiscord(part))

describe('a message that is too long', () => {
  it('is left alone where it is not', () => {
    expect(parts('Short. And sweet.', 2_000)).toEqual(['Short. And sweet.'])
  })

  it('ends with a sentence', () => {
    const content = 'The first sentence is here. The second one is as long. वह कल आएगा। A last one.'

    expect(parts(content, 62)).toEqual([
      'The first sentence is here.',
      'The second one is as long. वह कल आएगा। A last one.',
    ])
  })

  it('ends with a word where a sentence alone is too long, and within a word only where that is', () => {
    expect(parts('one two three four five', 20)).toEqual(['one two', 'three four', 'five'])
    expect(parts('x'.repeat(30), 20)).toEqual(['x'.repeat(12), 'x'.repeat(12), 'x'.repeat(6)])
    expect(parts('👨‍👩‍👧'.repeat(3), 20)).toEqual(['👨‍👩‍👧', '👨‍👩‍👧', '👨‍👩‍👧'])
  })

  it('keeps a name, an address and a moment whole', () => {
    const content = 'Tell <@100000000000000001> about https://acme.example/a_rather_long_one by <t:1700000000:F> please'

    expect(parts(content, 60)).toEqual([
      'Tell @Meera Krishnamurthy about',
      'https://acme.example/a_rather_long_one by',
      '<t:1700000000:F> please',
    ])
  })

  it('cuts an address only where it is longer than a message', () => {
    const address = `https://acme.example/${'x'.repeat(40)}`

    expect(parts(`See ${address}`, 40).join('|')).toBe(
      'See|https://acme.example/xxxxxxxxxxx|xxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
    )
  })

  it('closes code, and opens it again in its language', () => {
    const content = '```js\nconst a = 1\nconst b = 2\nconst c = 3\n```'

    expect(parts(content, 42)).toEqual(['```js\nconst a = 1\nconst b = 2\n```', '```js\nconst c = 3\n```'])
  })

  it('goes on in bold, and in a quote', () => {
    expect(parts('**One sentence here. Another one here.**', 34)).toEqual([
      '**One sentence here.**',
      '**Another one here.**',
    ])
    expect(parts('> One sentence here. Another one here.', 30)).toEqual(['> One sentence here.', '> Another one here.'])
  })

  it('cuts a list between its points, and goes on with a long point without another sign', () => {
    expect(parts('- one point\n- another point\n- third', 30)).toEqual(['- one point\n- another point', '- third'])
    expect(parts('- One sentence here. Another one here.', 32)).toEqual(['- One sentence here.', 'Another one here.'])
  })

  it('of forty thousand letters is cut for both platforms, without a word lost', () => {
    const sentence = 'Please book the *early* flight_to Delhi, and ask https://acme.example/a_b about it. '
    const blocks = readDiscord(sentence.repeat(500), names)
    const onDiscord = discordPosts(blocks)
    const onSlack = slackPosts(blocks).map(({ text }) => text)

    expect(onDiscord.every((part) => part.length <= 2_000 && part.endsWith('about it.'))).toBe(true)
    expect(onSlack.every((part) => part.length <= 4_000 && part.endsWith('about it.'))).toBe(true)
    for (const all of [onDiscord, onSlack]) expect(all.join(' ').match(/Delhi/gu)).toHaveLength(500)
  })
})
