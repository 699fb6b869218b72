import fc from 'fast-check'
import { afterEach, describe, expect, it } from 'vitest'
import { renderCard } from '#adapters/slack/render.ts'
import { checkBlocks, isTooLong } from '#sandbox/slack/blocks.ts'
import type { Card } from '#src/kernel/card.ts'
import { card } from './cards.ts'
import { closeAll, ready } from './stage.ts'

afterEach(closeAll)

const hindi = 'कृपया उड़ान की टिकट बुक करें। '
const long = (title: string): Card => ({
  ...{ title, tone: 'waiting', status: hindi.repeat(10), body: hindi.repeat(400), note: hindi.repeat(20) },
  facts: Array.from({ length: 12 }, () => ({ label: 'Words', value: hindi.repeat(12) })),
})
describe('a card, however long', () => {
  it('keeps within what Slack takes of all words together, and of bytes in an edit', () => {
    fc.assert(
      fc.property(card, fc.boolean(), (any, tight) => {
        const { text, blocks } = renderCard(any, { tight })
        const checked = checkBlocks(blocks)

        expect(checked.ok && !isTooLong(checked.value)).toBe(true)
        expect(Buffer.byteLength(text)).toBeLessThanOrEqual(4_000)
      }),
    )
  })

  it('of Hindi is posted, and changed in its place', async () => {
    const { adapter, team, acme } = await ready()

    const sent = await adapter.chat.post({ place: team, channel: acme.id }, long('#42'), '1')
    const message = sent.outcome === 'sent' ? sent.message : { channel: '', id: '' }
    const edited = await adapter.chat.edit(team, message, long('#43'))

    expect([sent.outcome, edited.outcome]).toEqual(['sent', 'sent'])
  })

  it('of many rows with buttons has as many as Slack takes, and counts the rest', () => {
    const list = Array.from({ length: 60 }, (_, index) => ({
      text: `${index} ${hindi.repeat(6)}`,
      button: {
        ...{ label: 'Show me all of it', style: 'plain' as const },
        action: { press: 'show' as const, subject: String(index), detail: '' },
      },
    }))

    const { blocks } = renderCard({ title: 'Tasks', tone: 'plain', list })
    const checked = checkBlocks(blocks)

    expect(checked.ok && !isTooLong(checked.value)).toBe(true)
    expect(JSON.stringify(blocks.at(-1))).toMatch(/… \+\d+/u)
  })
})

describe('what Slack finds too long after all', () => {
  it.each(['msg_too_long', 'msg_blocks_too_long'])('is said shorter, once: %s', async (error) => {
    const { adapter, team, acme, sandbox, sees, asha } = await ready()
    sandbox.faults.add({ platform: 'slack', name: 'chat.postMessage', kind: 'refused', error })

    const sent = await adapter.chat.post({ place: team, channel: acme.id }, long('#42'), '1')

    expect(sent.outcome).toBe('sent')
    expect((await sees(asha, /#42/u)).plain.length).toBeLessThan(6_500)
  })

  it('is given up where it is refused again', async () => {
    const { adapter, team, acme, sandbox, asked } = await ready()
    const error = 'msg_blocks_too_long'
    sandbox.faults.add({ platform: 'slack', name: 'chat.postMessage', kind: 'refused', error, times: 9 })

    const sent = await adapter.chat.post({ place: team, channel: acme.id }, long('#42'), '1')

    expect(sent).toEqual({ outcome: 'gone', why: error })
    expect(asked('chat.postMessage')).toHaveLength(2)
  })
})
