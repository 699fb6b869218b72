import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { limits } from '#adapters/discord/limits.ts'
import { mediaOf, pictureName } from '#adapters/discord/media.ts'
import { renderCard } from '#adapters/discord/render.ts'
import type { CardFile } from '#src/kernel/card.ts'
import { card, words } from './cards.ts'
import { problemsWith } from './published.ts'

const file = (name: string, type = 'image/png'): CardFile => ({ agency: 'banyan', id: name, name, type, size: 4 })
const namesOf = (...names: string[]) => mediaOf(names.map((name) => file(name))).map(({ name }) => name)

describe('what a file is called in Discord', () => {
  it('is its own name, where that is of plain letters', () => {
    expect(namesOf('loom_2-new.PNG')).toEqual(['loom_2-new.PNG'])
  })

  it.each([
    ['of another script', ['loom.png', 'करघा.png'], ['loom.png', 'file-2.png']],
    ['of several words', ['New looms (1).tar.gz'], ['New-looms-1-tar.gz']],
    ['that leads elsewhere', ['../../etc/passwd'], ['etc-passwd.png']],
    ['without an ending', ['loom'], ['loom.png']],
    ['that another has', ['a.png', 'A.png', 'a-2.png', 'a.png'], ['a.png', 'A-2.png', 'a-2-2.png', 'a-3.png']],
    ['that the card’s own picture has', [pictureName], ['picture-2.png']],
    ['that is none', ['', '.png'], ['file-1.png', 'file-2.png']],
  ])('is made of its name where it is one %s', (_, names, made) => {
    expect(namesOf(...names)).toEqual(made)
  })

  it('keeps its own name beside it, for whoever reads', () => {
    expect(mediaOf([file('करघा.png')])).toMatchObject([{ words: 'करघा.png' }])
  })
})

const kinds = ['image/png', 'image/jpeg', 'image/gif', 'image/webp', 'video/mp4', 'video/quicktime', 'video/webm']
const some = fc.array(
  fc.tuple(words(300), fc.constantFrom(...kinds, 'application/pdf', '')).map(([name, type]) => file(name, type)),
  // The card's own picture is one more.
  { maxLength: limits.files - 1 },
)

type Part = { type: number; components?: Part[]; accessory?: Part }
const count = (parts: Part[]): number =>
  parts.reduce((sum, { components = [], accessory }) => sum + 1 + count(components) + (accessory ? 1 : 0), 0)

describe('a card with files of whatever names', () => {
  it('is a message that Discord takes', () => {
    fc.assert(
      fc.property(card, some, (any, files) => {
        const media = mediaOf(files)
        const message = renderCard(any, { media })
        const names = message.attachments.map(({ filename }) => filename)
        const shown = JSON.stringify(message.components).match(/(?<=attachment:\/\/)[^"]+/gu) ?? []

        expect(problemsWith(message, 'MessageCreateRequestSchema')).toBe('')
        expect(count(message.components)).toBeLessThanOrEqual(limits.components)
        expect(names.every((name) => /^[\w.-]{1,80}$/u.test(name))).toBe(true)
        expect(new Set(names).size).toBe(names.length)
        expect(shown.toSorted()).toEqual(names.toSorted())
        expect(message.attachments.map(({ id }) => id)).toEqual(names.map((_, index) => String(index)))
      }),
    )
  })
})

describe('a card with files', () => {
  it('shows pictures and films together, whatever else by itself, and buttons below', () => {
    const files = [file('loom.png'), file('brief.pdf', 'application/pdf'), file('film.mp4', 'video/mp4')]
    const button = { label: 'Open', url: 'https://acme.example' }

    const [container] = renderCard(
      { title: 'P7', tone: 'plain', buttons: [button] },
      { media: mediaOf(files) },
    ).components

    expect(container?.components).toMatchObject([
      { type: 10 },
      {
        type: 12,
        items: [
          { media: { url: 'attachment://loom.png' }, description: 'loom.png' },
          { media: { url: 'attachment://film.mp4' }, description: 'film.mp4' },
        ],
      },
      { type: 13, file: { url: 'attachment://brief.pdf' } },
      { type: 1 },
    ])
  })
})
