import { afterEach, describe, expect, it } from 'vitest'
import { aSlack, closeAll, NOON } from './stage.ts'

afterEach(closeAll)

describe('what a person reads', () => {
  it.each([
    ['plain words', 'plain words'],
    ['*bold* and _soft_ and ~gone~ and `code`', 'bold and soft and gone and code'],
    ['2 * 3 * 4 and snake_case_name', '2 * 3 * 4 and snake_case_name'],
    ['<https://example.com/a?b=c&amp;d=e|the page>', 'the page'],
    ['<https://example.com/a?b=c&amp;d=e>', 'https://example.com/a?b=c&d=e'],
    ['a &lt; b &amp;&amp; c &gt; d', 'a < b && c > d'],
    ['&lt;@U000000001&gt; is no mention', '<@U000000001> is no mention'],
    ['<!here> look', '@here look'],
    ['<@U404|gone>', '@gone'],
  ])('%s', async (written, read) => {
    const { slack, client, asha, general } = await aSlack()

    await client.chat.postMessage({ channel: general.id, text: written })

    expect(slack.view(asha.id).channels[0]?.messages[0]?.plain).toBe(read)
  })

  it('has names for mentions, and dates in the zone of the one who looks', async () => {
    const { slack, client, asha, ben, general } = await aSlack()
    const evening = NOON / 1000 + 7 * 3600
    const text = `<@${ben.id}> in <#${general.id}> by <!date^${evening}^{date_short_pretty} at {time}|later> (<!date^${evening}^{date_num}|later>)`

    await client.chat.postMessage({ channel: general.id, text })

    expect(slack.view(asha.id).channels[0]?.messages[0]?.plain).toBe(
      '@ben in #general by tomorrow at 12:30 AM (2026-03-03)',
    )
    expect(slack.view(ben.id).channels[0]?.messages[0]?.plain).toBe('@ben in #general by today at 7:00 PM (2026-03-02)')
  })

  it('is the blocks, not the text, where there are blocks', async () => {
    const { slack, client, asha, general } = await aSlack()
    const blocks = [
      { type: 'header' as const, text: { type: 'plain_text' as const, text: 'Head &amp; all' } },
      {
        type: 'section' as const,
        text: { type: 'mrkdwn' as const, text: '*#42* Book' },
        fields: [{ type: 'mrkdwn' as const, text: 'Due' }],
        accessory: { type: 'button' as const, text: { type: 'plain_text' as const, text: 'Open' }, action_id: 'o' },
      },
      { type: 'context' as const, elements: [{ type: 'mrkdwn' as const, text: '_soon_' }] },
    ]

    await client.chat.postMessage({ channel: general.id, text: 'fallback', blocks })

    expect(slack.view(asha.id).channels[0]?.messages[0]).toMatchObject({
      plain: 'Head & all\n#42 Book\nDue\n[Open]\nsoon',
      buttons: ['Open'],
      text: 'fallback',
    })
  })
})
