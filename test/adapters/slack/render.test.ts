import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { limits } from '#adapters/slack/limits.ts'
import { linkPrefix, renderCard } from '#adapters/slack/render.ts'
import { checkBlocks } from '#sandbox/slack/blocks.ts'
import type { Button, Card } from '#src/kernel/card.ts'
import { formCard, mendCard } from '#src/words/form-card.ts'
import { card } from './cards.ts'
import { opening, press, returning } from './stage.ts'
import { readActionId } from '#src/features/actions.ts'

const text = z.string().catch('')
const part = z.looseObject({ type: z.string(), text, url: text })
type Part = z.infer<typeof part>

/** Everything of a message that has a type, from top to bottom. */
function parts(value: unknown, { buttons = true } = {}): Part[] {
  if (typeof value !== 'object' || value === null) return []
  const own = part.safeParse(value)
  if (own.data?.type === 'button' && !buttons) return []
  return [...(own.success ? [own.data] : []), ...Object.values(value).flatMap((inner) => parts(inner, { buttons }))]
}

const textOf = ({ text, url }: Part) => text || url
const kinds = ['mrkdwn', 'plain_text', 'text', 'link']
const drawn = (plain: Card) => parts(renderCard(plain).blocks)
const textsIn = (all: Part[]) => all.filter(({ type }) => kinds.includes(type)).map(textOf)
const texts = (plain: Card) => textsIn(drawn(plain))
const buttonsIn = (all: Part[]) => all.filter(({ type }) => type === 'button')
const actionIds = (plain: Card) => buttonsIn(drawn(plain)).map(({ action_id: id }) => String(id))

/** What Slack reads as more than words: mentions, links, dates. */
const tokens = (text: string) => text.match(/<[^>]*>/gu) ?? []
const harmless = /^<(?:https?:\/\/[^|<>]+|!date\^\d+\^\{date_long_pretty\}, \{time\}\|Friday 17:00)>$/u

describe('a card of whatever content', () => {
  it('is a message that Slack takes', () => {
    fc.assert(
      fc.property(card, (any) => {
        const { text, blocks } = renderCard(any)
        const ids = actionIds(any)
        const words = textsIn(parts(blocks, { buttons: false })).join('').length

        expect(checkBlocks(blocks)).toMatchObject({ ok: true })
        expect(words).toBeLessThanOrEqual(limits.message)
        expect(text.length).toBeGreaterThan(0)
        expect(text.length).toBeLessThanOrEqual(limits.text)
        expect(new Set(ids).size).toBe(ids.length)
        expect(ids.every((id) => id.startsWith(linkPrefix) || readActionId(id) !== null)).toBe(true)
      }),
    )
  })

  it('is never cut within a letter', () => {
    fc.assert(
      fc.property(card, (any) => {
        expect([renderCard(any).text, ...texts(any)].every((text) => text.isWellFormed())).toBe(true)
      }),
    )
  })

  it('calls nobody, and hides no address behind words', () => {
    fc.assert(
      fc.property(card, (any) => {
        const marked = drawn(any).filter(({ type }) => type === 'mrkdwn')

        for (const token of [renderCard(any).text, ...marked.map(textOf)].flatMap(tokens))
          expect(token).toMatch(harmless)
        // In plain words Slack would look for names and channels.
        expect(marked.every(({ verbatim }) => verbatim === true)).toBe(true)
      }),
    )
  })
})

describe('a card', () => {
  const task: Card = { title: '#42 Book a flight', tone: 'waiting' }

  it('is headed by its title, with a mark for how it stands', () => {
    expect(renderCard(task)).toEqual({
      text: '🔵 #42 Book a flight',
      blocks: [{ type: 'header', text: { type: 'plain_text', text: '🔵 #42 Book a flight', emoji: true } }],
    })
  })

  it('shows moments in the zone of whoever reads it', () => {
    const at = Temporal.Instant.from('2026-03-06T17:00:00Z')

    const [, status] = texts({ ...task, status: ['Due ', { at, words: 'Fri | 17:00' }] })

    expect(status).toBe('Due <!date^1772816400^{date_long_pretty}, {time}|Fri / 17:00>')
  })

  it('keeps people’s long words as they were written, to be read and copied', () => {
    const body = '*not bold* `code` <!channel> & <@U0ASHA>\n> no quote :tada:'

    expect(texts({ ...task, body })[1]).toBe(body)
  })

  it('takes from a line what Slack would read as a mark', () => {
    const [, status] = texts({ ...task, status: 'a & b <!channel> *bold* snake_case 2*3 :tada:' })

    expect(status?.replaceAll('\u2060', '·')).toBe('a &amp; b &lt;!channel&gt; ·*·bold·*· snake_case 2*3 :·tada:')
  })

  it('leaves an address whole, so that it can be followed', () => {
    const all = drawn({
      ...task,
      status: 'See https://acme.example/a_b_c?d=e&f=g.',
      body: 'See https://acme.example/a_b_c?d=e&f=g, please',
    })

    expect(all).toContainEqual({ type: 'link', text: '', url: 'https://acme.example/a_b_c?d=e&f=g' })
    expect(all.map(textOf)).toContain('See <https://acme.example/a_b_c?d=e&amp;f=g>.')
  })

  it('cuts what is too long at a word, and counts the rows for which there is no room', () => {
    const list = Array.from({ length: 60 }, (_, index) => ({
      text: `#${index + 1}`,
      button: press('Show', String(index)),
    }))

    const all = texts({ ...task, title: 'word '.repeat(80), list }).filter((text) => text !== 'Show')

    const shown = all.length - 2
    expect(all[0]).toMatch(/^🔵 (?:word )+word…$/u)
    expect(shown).toBeGreaterThanOrEqual(40)
    expect(all.at(-1)).toBe(`… +${60 - shown}`)
  })

  it('stands rows without a button together, so that many fit', () => {
    const list = Array.from({ length: 100 }, (_, index) => ({ text: `Row ${index + 1}` }))

    expect(renderCard({ ...task, list }).blocks).toHaveLength(3)
    expect(texts({ ...task, list }).at(-1)).toContain('Row 100')
  })

  it('has no button that leads anywhere but to a page', () => {
    const links: Button[] = [
      { label: 'Open', url: 'javascript:alert(1)' },
      { label: 'Page', url: 'https://acme.example' },
    ]

    expect(buttonsIn(drawn({ ...task, buttons: links }))).toMatchObject([{ url: 'https://acme.example' }])
  })

  it('has no second button of the same meaning, which Slack refuses', () => {
    expect(actionIds({ ...task, buttons: [press('Show'), press('Again'), opening('Return', 'return')] })).toEqual([
      'sahayak:show:42:',
      'sahayak:open:42:return',
    ])
  })
})

describe('a form that cannot be opened now', () => {
  it('is one press away', () => {
    const [id = ''] = actionIds(formCard(returning))

    expect(readActionId(id)).toEqual({ press: 'open', subject: '42', detail: 'return' })
  })

  it('says what is wrong in it, and opens again with what was typed', () => {
    const mend = mendCard({ form: returning, draft: 'slack~V1~x', errors: { why: 'Say why.' } }, 'en')

    expect(texts(mend)).toContain('Why: Say why.')
    expect(readActionId(actionIds(mend)[0] ?? '')).toEqual({ press: 'open', subject: 'slack~V1~x', detail: 'return' })
  })
})
