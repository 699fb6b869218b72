import { describe, expect, it } from 'vitest'
import { readDiscord } from '#src/features/talk/read-discord.ts'
import { readSlack } from '#src/features/talk/read-slack.ts'
import { writeDiscord } from '#src/features/talk/write-discord.ts'
import { writeSlack } from '#src/features/talk/write-slack.ts'
import { drawn } from './draw.ts'
import { names, rowsOf } from './read.ts'
import { rich } from './rich.ts'

describe('a message from Slack, in Discord', () => {
  it.each(rowsOf('mrkdwn.tsv'))('shows what was shown, sent as text: %j', (came, wanted) => {
    expect(writeDiscord(readSlack({ text: came }, names))).toBe(wanted)
  })

  it.each(rich)('shows what was shown, sent by the editor: %j', (elements, wanted) => {
    const blocks = [{ type: 'rich_text', block_id: 'x', elements }]

    expect(writeDiscord(readSlack({ text: 'not this', blocks }, names))).toBe(wanted)
  })

  it('has the words of what apps send, and its text where there is nothing else', () => {
    const header = { type: 'header', text: { type: 'plain_text', text: 'New order' } }
    const section = { type: 'section', text: { type: 'mrkdwn', text: '*42* boxes &amp; lids' } }

    expect(writeDiscord(readSlack({ text: '', blocks: [header, section, { type: 'divider' }] }, names))).toBe(
      '# New order\n**42** boxes & lids',
    )
    expect(writeDiscord(readSlack({ text: 'only *this*', blocks: [{ type: 'divider' }] }, names))).toBe('only **this**')
  })
})

describe('a message from Discord, in Slack', () => {
  it.each(rowsOf('discord.tsv'))('shows what was shown: %j', (came, wanted) => {
    expect(drawn(writeSlack(readDiscord(came, names)).blocks)).toBe(wanted)
  })

  it('is told in notifications in plain words that call nobody', () => {
    const came = '# Hi <@100000000000000001>\n- **see** [this](https://acme.example) & <!channel>\n> @everyone'

    expect(writeSlack(readDiscord(came, names)).text).toBe(
      'Hi @Meera\n• see this (https://acme.example) &amp; &lt;!channel&gt;\n@everyone',
    )
  })
})

it('was tried on three hundred messages, half from each side', () => {
  const fromSlack = rowsOf('mrkdwn.tsv').length + rich.length
  const fromDiscord = rowsOf('discord.tsv').length

  expect(Math.min(fromSlack, fromDiscord)).toBeGreaterThanOrEqual(150)
})
