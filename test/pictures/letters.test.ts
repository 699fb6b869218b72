import { beforeAll, describe, expect, it } from 'vitest'
import { openLetters, type Letters } from '#src/pictures/letters.ts'

let letters: Letters
beforeAll(async () => {
  letters = await openLetters()
})

const width = (text: string) => letters(text, 20).width
const outlines = (text: string) => letters(text, 20).svg.match(/<path/gu)?.length ?? 0

describe('words in a picture', () => {
  it('are as wide as their letters together, in Hindi too, where a vowel stands beside its consonant', () => {
    expect(width('का')).toBeGreaterThan(1.2 * width('क'))
    expect(width('काम')).toBeCloseTo(width('का') + width('म'), 5)
  })

  it.each([
    ['क्ष', 'क', 'ष'],
    ['ज्ञ', 'ज', 'ञ'],
    ['त्र', 'त', 'र'],
  ])('join consonants as they are written: %s', (joined, first, second) => {
    expect(outlines(joined)).toBe(1)
    expect(width(joined)).toBeLessThan(width(first) + width(second))
  })

  it('put the short i before its consonant, whatever was typed before', () => {
    const { svg } = letters('12 h कि', 20)
    const at = [...svg.matchAll(/translate\((\d+)/gu)].map(([, x]) => Number(x))

    // क was typed first; its vowel is drawn to the left of it.
    expect(at).toEqual(at.toSorted((a, b) => a - b))
    expect(outlines('कि')).toBe(2)
    expect(letters('कि', 20).svg.indexOf('translate(0 0)')).toBeGreaterThan(0)
  })

  it('are drawn for both languages and all digits by the one font', () => {
    const missing = letters('\u{1f389}', 20).svg.match(/d="[^"]+"/u)?.[0]
    const all = letters('Müller ÇşŁő “5%” ₹€ · — सोम मंगल बुध गुरु शुक्र शनि रवि जनवरी ०९ 0123456789', 20).svg

    expect(missing).toBeDefined()
    expect(all).not.toContain(missing)
  })
})
