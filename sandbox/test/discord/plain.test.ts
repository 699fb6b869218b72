import { afterEach, describe, expect, it } from 'vitest'
import { aServer, closeAll, NOON, seenBy, send } from './stage.ts'

afterEach(closeAll)

const V2 = 1 << 15
const said = (content: string) => ({ type: 10, content })

describe('what a person reads', () => {
  it.each([
    ['plain words', 'plain words'],
    [
      '**bold**, *soft*, _soft_, __under__, ~~gone~~, ||hidden|| and `code`',
      'bold, soft, soft, under, gone, hidden and code',
    ],
    ['2 * 3 * 4 and snake_case_name', '2 * 3 * 4 and snake_case_name'],
    ['# Head\n## Below\n-# Small\n> Said', 'Head\nBelow\nSmall\nSaid'],
    ['```ts\nlet a = 1\n```', 'let a = 1\n'],
    ['[the page](https://example.com/a?b=c)', 'the page'],
    ['https://example.com/a_b_c', 'https://example.com/a_b_c'],
    [String.raw`\*not bold\* and 5 \> 4`, '*not bold* and 5 > 4'],
    ['@everyone look', '@everyone look'],
    ['<@1> in <#1> with <@&1>', '@Deleted User in #unknown with @unknown-role'],
    ['try </task open:12>', 'try /task open'],
    ['a < b and <b>', 'a < b and <b>'],
  ])('%j', async (written, read) => {
    const stage = await aServer()

    await send(stage, { content: written })

    expect(seenBy(stage, stage.asha)[0]?.plain).toBe(read)
  })

  it('has names for people, roles and channels', async () => {
    const stage = await aServer()
    const { discord, guild, asha, jun, board } = stage
    const role = discord.addRole(guild.id, { name: 'Assistants' })
    const text = `<@${jun.id}> and <@!${asha.id}> of <@&${role.id}> in <#${board.id}>`

    await send(stage, { content: text })

    const read = '@Jun Santos and @Asha Patil of @Assistants in #open-tasks'
    expect(seenBy(stage, asha)[0]?.plain).toBe(read)
    expect(discord.plain(jun.id, text, guild.id)).toBe(read)
  })

  it('has times in their own zone and language', async () => {
    const stage = await aServer()
    const { asha, jun } = stage
    const evening = NOON / 1000 + 7 * 3600

    await send(stage, { content: `due <t:${evening}:f>` })

    expect(seenBy(stage, jun)[0]?.plain.replaceAll('\u202f', ' ')).toBe('due Mar 3, 2026, 3:00 AM')
    expect(seenBy(stage, asha)[0]?.plain).toBe('due 3 मार्च 2026, 12:30 am')
  })

  it('is the newer components from top to bottom, with what can be pressed', async () => {
    const stage = await aServer()
    const open = { type: 2, style: 2, label: 'Open', custom_id: 'open' }
    const menu = { type: 3, custom_id: 'duty', placeholder: 'Duty', options: [{ label: 'Travel', value: 't' }] }
    const components = [
      said('### #42 Book a flight'),
      { type: 9, components: [said('**Due** Friday'), said('_soon_')], accessory: open },
      { type: 14 },
      {
        type: 1,
        components: [
          { type: 2, style: 1, label: 'Claim', custom_id: 'a' },
          { ...open, custom_id: 'b' },
        ],
      },
      { type: 1, components: [menu] },
      { type: 12, items: [{ media: { url: 'https://example.com/seat.png' }, description: 'The seat' }] },
    ]

    await send(stage, { flags: V2, components: [{ type: 17, components }] })

    expect(seenBy(stage, stage.asha)[0]?.plain).toBe(
      '#42 Book a flight\nDue Friday\nsoon\n[Open]\n[Claim] [Open]\n[Duty ▾]\n(The seat)',
    )
  })
})
