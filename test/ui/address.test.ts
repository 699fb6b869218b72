import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { escape as forDiscord } from '#adapters/discord/text.ts'
import { escape as forSlack, richText } from '#adapters/slack/text.ts'
import { atAddresses } from '#src/kernel/address.ts'

const addressesIn = (text: string) => atAddresses(text).filter((_, index) => index % 2 === 1)

describe('an address in what people write', () => {
  it.each([
    ['a full stop', 'See https://e.example/a.', 'https://e.example/a'],
    ['a danda', 'देखो https://e.example/42।', 'https://e.example/42'],
    ['a double danda', 'https://e.example/42॥', 'https://e.example/42'],
    ['curly quotation marks', '“https://e.example/a”', 'https://e.example/a'],
    ['single ones', '‘https://e.example/a’', 'https://e.example/a'],
    ['guillemets', '«https://e.example/a»', 'https://e.example/a'],
    ['straight ones', '"https://e.example/a"', 'https://e.example/a'],
    ['a bracket that was opened before it', '(see https://e.example/a)', 'https://e.example/a'],
    ['a square one', '[https://e.example/a]', 'https://e.example/a'],
    ['a bracket and a full stop', '(see https://e.example/a).', 'https://e.example/a'],
    ['marks of emphasis', '*https://e.example/a*', 'https://e.example/a'],
    ['bars that hide it', '||https://e.example/a||', 'https://e.example/a'],
    ['a comma', 'https://e.example/a, then', 'https://e.example/a'],
    ['question and exclamation marks', 'https://e.example/a?!', 'https://e.example/a'],
    ['a full stop of another script', 'https://e.example/a。', 'https://e.example/a'],
  ])('ends before %s', (_, text, address) => {
    expect(addressesIn(text)).toEqual([address])
  })

  it.each([
    'https://e.example/wiki/Pune_(city)',
    'https://e.example/?f[0]=x&g=y',
    'https://e.example/a_b_c?d=*e*f',
    'https://e.example/a|b',
    'https://e.example/a,b;c:d!e',
    'https://e.example/~asha/_',
    'https://e.example/पुणे',
    'Https://E.example/A',
  ])('keeps all that is its own: %s', (address) => {
    expect(addressesIn(`see ${address} now`)).toEqual([address])
    expect(addressesIn(`(${address}).`)).toEqual([address])
  })

  it('is only where there is one', () => {
    expect(['https://', 'http://.', 'ftp://e.example', 'e.example'].flatMap(addressesIn)).toEqual([])
  })

  it('is read in a time that grows with the text alone, and nothing of the text is lost', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'htps:/.)(]a ।”|_*') }), (text) => {
        expect(atAddresses(text).join('')).toBe(text)
      }),
    )
    const long = `https://e.example/${')('.repeat(10_000)}`
    const start = performance.now()
    atAddresses(long)
    expect(performance.now() - start).toBeLessThan(200)
  })
})

describe('in Slack an address', () => {
  it.each([
    ['https://e.example/42।', '<https://e.example/42>।'],
    ['“https://e.example/a”', '“<https://e.example/a>”'],
    ['https://e.example/Pune_(city)', '<https://e.example/Pune_(city)>'],
    ['https://e.example/?a=1&b=2', '<https://e.example/?a=1&amp;b=2>'],
    // A bar would end the address, and show what follows in its place.
    ['https://e.example/a|b', '<https://e.example/a%7Cb>'],
  ])('%s leads where it says', (text, written) => {
    expect(forSlack(text)).toBe(written)
  })

  it('in a long text is a link of its own', () => {
    expect(richText('देखो https://e.example/Pune_(city)।', 3000)).toEqual([
      { type: 'text', text: 'देखो ' },
      { type: 'link', url: 'https://e.example/Pune_(city)' },
      { type: 'text', text: '।' },
    ])
  })
})

describe('in Discord an address', () => {
  it.each([
    ['https://e.example/?f[0]=x', 'https://e.example/?f[0]=x'],
    ['https://e.example/a_b*c_d', 'https://e.example/a_b*c_d'],
    ['see https://e.example/a.', 'see https://e.example/a.'],
    ['(https://e.example/Pune_(city))', '(https://e.example/Pune_(city))'],
    ['https://e.example/42।', 'https://e.example/42\ufeff।'],
    ['[https://e.example/a]', '\\[https://e.example/a\ufeff\\]'],
    ['a_b https://e.example/a_b a_b', 'a\\_b https://e.example/a_b a\\_b'],
  ])('%s is not touched, and ends where it ends', (text, written) => {
    expect(forDiscord(text)).toBe(written)
  })
})
