import { describe, expect, it } from 'vitest'
import { lengthFor, limits, overLimits } from '#src/features/social/limits.ts'
import { networks } from '#src/features/social/network.ts'

const lengthOnX = (text: string) => lengthFor('x', text)?.length

describe('a text for X', () => {
  it.each([
    ['letters count one each', 'Hello, world!', 13],
    ['an emoji counts two', 'Hello 👋', 8],
    ['an emoji of several parts counts two', '👨‍👩‍👧‍👦', 2],
    ['an emoji that is newer than the library counts two', '🧑‍🧑‍🧒‍🧒', 2],
    ['a flag counts two', '🇮🇳', 2],
    ['a link counts 23, however long it is', `https://acme.example.com/${'x'.repeat(300)}`, 23],
    ['a short link counts 23 too', 'https://a.co', 23],
    ['a link without https counts 23', 'See acme.com now', 31],
    ['Chinese counts two a letter', '日本', 4],
    ['Hindi counts one a letter and sign', 'नमस्ते', 6],
    ['é counts one, however it is written', 'cafe\u0301', 4],
  ])('%s', (_, text, length) => {
    expect(lengthOnX(text)).toBe(length)
  })

  it('is over at 281, and not at 280', () => {
    expect(overLimits('x', 'x'.repeat(280))).toEqual([])
    expect(overLimits('x', 'x'.repeat(281))).toEqual([{ what: 'text', length: 281, most: 280 }])
    expect(overLimits('x', `${'x'.repeat(256)} https://acme.example.com/${'x'.repeat(300)}`)).toEqual([])
  })
})

describe('a text for the others', () => {
  it.each([
    ['instagram', 2_200],
    ['linkedin', 3_000],
    ['facebook', 63_206],
    ['threads', 500],
  ] as const)('is over one letter after its limit: %s', (network, most) => {
    expect(overLimits(network, 'x'.repeat(most))).toEqual([])
    expect(overLimits(network, 'x'.repeat(most + 1))).toEqual([{ what: 'text', length: most + 1, most }])
  })

  it.each([
    ['bluesky', '👨‍👩‍👧‍👦'.repeat(300), 300, 300],
    ['bluesky', 'नमस्ते', 3, 300],
    ['mastodon', `See https://acme.example.com/${'x'.repeat(300)}`, 27, 500],
    ['mastodon', 'Hello @meera@example.social', 12, 500],
    ['mastodon', '(https://acme.example/@a@b.example).', 26, 500],
    ['tiktok', 'x'.repeat(2_201), 2_201, 2_200],
    ['pinterest', `A title\n${'x'.repeat(501)}`, 501, 500],
  ] as const)('is counted as the network counts it: %s', (network, text, length, most) => {
    expect(lengthFor(network, text)).toEqual({ length, most })
    expect(overLimits(network, text).map(({ what }) => what)).toEqual(length > most ? ['text'] : [])
  })

  it('counts hashtags, and what only looks like one it does not', () => {
    const tags = (count: number) => Array.from({ length: count }, (_, index) => `#tag${index}`).join(' ')

    expect(overLimits('instagram', tags(5))).toEqual([])
    expect(overLimits('instagram', tags(6))).toEqual([{ what: 'hashtags', length: 6, most: 5 }])
    expect(overLimits('threads', '#हथकरघा and #loom')).toEqual([{ what: 'hashtags', length: 2, most: 1 }])
    expect(overLimits('threads', '#1 #42 a#b https://acme.example/#top &#39; #')).toEqual([])
  })

  it('counts an emoji on Threads by its bytes', () => {
    expect(lengthFor('threads', 'a😀')?.length).toBe(5)
  })

  it('takes the first line of a video for its title, and the rest by its bytes', () => {
    expect(overLimits('youtube', `${'x'.repeat(100)}\n${'y'.repeat(5_000)}`)).toEqual([])
    expect(overLimits('youtube', `${'x'.repeat(101)}\n${'क'.repeat(1_667)}`)).toEqual([
      { what: 'title', length: 101, most: 100 },
      { what: 'text', length: 5_001, most: 5_000 },
    ])
  })

  it('is never over where we know no limit', () => {
    expect(overLimits('blog', 'x'.repeat(100_000))).toEqual([])
    expect(overLimits('our-own', 'x'.repeat(100_000))).toEqual([])
    expect(Object.keys(limits).toSorted()).toEqual(networks.filter((network) => network !== 'blog').toSorted())
  })
})
