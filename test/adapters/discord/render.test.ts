import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { limits } from '#adapters/discord/limits.ts'
import { renderCard } from '#adapters/discord/render.ts'
import { formCard, mendCard } from '#src/words/form-card.ts'
import type { Card } from '#src/kernel/card.ts'
import type { Form } from '#src/kernel/form.ts'
import { card } from './cards.ts'
import { problemsWith } from './published.ts'
import { readActionId } from '#src/features/actions.ts'

type Part = { type: number; id?: number; content?: string; custom_id?: string; components?: Part[]; accessory?: Part }

function parts(of: Part[]): Part[] {
  return of.flatMap((part) => [part, ...parts(part.components ?? []), ...parts(part.accessory ? [part.accessory] : [])])
}

const drawn = (plain: Card, options = {}) => parts(renderCard(plain, options).components)
const textOf = (plain: Card) => drawn(plain).flatMap(({ content }) => content ?? [])

describe('a card of whatever content', () => {
  it('is a message that Discord takes', () => {
    fc.assert(
      fc.property(card, fc.boolean(), (any, ephemeral) => {
        const message = renderCard(any, { id: 7, ephemeral })
        const all = parts(message.components)
        const texts = all.flatMap(({ content }) => content ?? [])
        const ids = all.flatMap(({ custom_id: id }) => id ?? [])

        expect(problemsWith(message, 'MessageCreateRequestSchema')).toBe('')
        expect(all.length).toBeLessThanOrEqual(limits.components)
        expect(texts.join('').length).toBeLessThanOrEqual(limits.text)
        expect(texts.every((text) => text.trim() !== '')).toBe(true)
        expect(new Set(ids).size).toBe(ids.length)
        expect(ids.every((id) => id.length <= limits.customId && readActionId(id) !== null)).toBe(true)
      }),
    )
  })

  it('is never cut within a letter', () => {
    fc.assert(
      fc.property(card, (any) => {
        expect(textOf(any).every((text) => text.isWellFormed())).toBe(true)
      }),
    )
  })

  it('calls nobody', () => {
    fc.assert(
      fc.property(card, (any) => {
        // In a box Discord reads no mention, and whatever was put into it to stop one would be copied with it.
        const text = textOf(any)
          .join('\n')
          .replaceAll(/^```\n[\s\S]*?\n```$/gmu, '')

        expect(renderCard(any).allowed_mentions).toEqual({ parse: [] })
        expect(text).not.toMatch(/@everyone|@here/u)
        const live = text.replaceAll(/\\[\\*_~`|[\]<]/gu, '').replaceAll(/<t:\d+:F>/gu, '')
        expect(live).not.toContain('<')
      }),
    )
  })
})

describe('a card', () => {
  const task: Card = { title: '#42 Book a flight', tone: 'waiting' }

  it('shows moments in the zone of whoever reads it', () => {
    const at = Temporal.Instant.from('2026-03-06T17:00:00Z')

    const text = textOf({ ...task, status: ['Due ', { at, words: 'Friday 17:00' }] })

    expect(text).toEqual(['### #42 Book a flight\nDue <t:1772816400:F>'])
  })

  it('shows words as they were written', () => {
    const text = textOf({ ...task, body: '**not bold** [no link](https://evil.example) `code`\n# no heading' })

    expect(text[1]).toBe('\\*\\*not bold\\*\\* \\[no link\\](https://evil.example) \\`code\\`\n\\# no heading')
  })

  it('leaves an address whole, so that it can be followed', () => {
    const text = textOf({ ...task, body: 'See https://acme.example/a_b_c?d=e_f' })

    expect(text[1]).toBe('See https://acme.example/a_b_c?d=e_f')
  })

  it('counts the rows for which there is no room', () => {
    const list = Array.from({ length: 30 }, (_, index) => ({
      text: `#${index + 1}`,
      button: {
        label: 'Show',
        style: 'plain' as const,
        action: { press: 'show' as const, subject: String(index + 1), detail: '' },
      },
    }))

    const text = textOf({ ...task, list })

    const shown = text.length - 2
    expect(shown).toBeGreaterThanOrEqual(8)
    expect(text.at(-1)).toBe(`… +${30 - shown}`)
  })

  it('is found again by the id of its container', () => {
    const [container] = renderCard(task, { id: 4711 }).components

    expect(container).toMatchObject({ id: 4711 })
  })

  it('is seen by its asker alone when it is an answer', () => {
    expect(renderCard(task, { ephemeral: true }).flags & 64).toBe(64)
    expect(renderCard(task).flags & 64).toBe(0)
  })

  it('has no button that leads anywhere but to a page', () => {
    const components = drawn({ ...task, buttons: [{ label: 'Open', url: 'javascript:alert(1)' }] })

    expect(components.some(({ type }) => type === 2)).toBe(false)
  })
})

describe('a form that cannot be opened now', () => {
  const form: Form = {
    name: 'delegate',
    subject: '',
    title: 'Delegate',
    submit: 'Send',
    cancel: 'Cancel',
    fields: [{ kind: 'text', name: 'what', label: 'What', required: true, multiline: true, longest: 1000 }],
  }

  it('is one press away', () => {
    const [button] = drawn(formCard(form)).flatMap(({ custom_id: id }) => id ?? [])

    expect(readActionId(button ?? '')).toEqual({ press: 'open', subject: '', detail: 'delegate' })
  })

  it('says what is wrong in it, and opens again with what was typed', () => {
    const plain = mendCard({ form, draft: 'd1', errors: { what: 'Say what is to be done.' } }, 'en')

    expect(plain.body).toBe('What: Say what is to be done.')
    expect(plain.buttons).toEqual([
      expect.objectContaining({ action: { press: 'open', subject: 'd1', detail: 'delegate' } }),
    ])
  })
})
