import { afterEach, describe, expect, it } from 'vitest'
import { buildExample } from '#sandbox/example.ts'
import { startSandbox, type Sandbox } from '#sandbox/index.ts'
import { mountPage } from '#sandbox/page/index.ts'
import { discordText, linkButton, slackText } from '#sandbox/page/text.ts'
import { nextMorning } from '#sandbox/page/times.ts'

const closing: Sandbox[] = []
afterEach(async () => {
  for (const sandbox of closing.splice(0)) await sandbox.close()
})

const at = (instant: string) => Temporal.Instant.from(instant).epochMilliseconds

/** Asha and Ben on both platforms, and the page that shows them. */
async function aPage() {
  const sandbox = await startSandbox({ mode: 'frozen', start: at('2026-03-02T08:30:00Z'), mount: mountPage })
  closing.push(sandbox)
  buildExample(sandbox)
  const named = (platform: 'slack' | 'discord', name: string) => {
    const people = platform === 'slack' ? sandbox.slack.people() : sandbox.discord.people()
    return people.find((person) => person.name.toLowerCase().startsWith(name))?.id ?? ''
  }
  const get = async (path: string) => (await fetch(`${sandbox.url}${path}`)).text()
  const view = (slack: string, discord: string) =>
    get(`/view?slack=${named('slack', slack)}&discord=${named('discord', discord)}`)
  return { sandbox, named, get, view }
}

describe('what people write', () => {
  const nasty = '<script>alert(1)</script> & "quoted" <b onclick=alert(1)>'

  it.each(['slack', 'discord'] as const)(
    'stands on the page in %s as they wrote it, and does nothing',
    async (platform) => {
      const { sandbox, named, view } = await aPage()
      const as = named(platform, 'ben')

      if (platform === 'slack') await sandbox.slack.gesture({ do: 'write', as, channel: 'general', text: nasty })
      else await sandbox.discord.gesture({ do: 'write', as, channel: 'general', content: nasty })

      const page = await view('asha', 'asha')
      expect(page).toContain('&lt;script&gt;alert(1)&lt;/script&gt; &amp; ')
      expect(page).not.toMatch(/<script|<b /u)
    },
  )

  it('links only to where nothing runs', async () => {
    const toPage = await slackText('<https://example.com/a?b=1&amp;c=2|the page>', (token) => token)
    const toScript = await linkButton('javascript:alert(1)', 'Open')

    expect(toPage.toString()).toContain('<a href="https://example.com/a?b=1&amp;c=2"')
    expect(toScript.toString()).toContain('href="#"')
  })
})

describe('what is to be copied', () => {
  it('stands in a block of its own, letter by letter, on both platforms', async () => {
    const inSlack = await slackText('Copy:\n```\n*Wool* &amp; silk\n\n#loom\n```', (token) => token)
    const inDiscord = await discordText('Copy:\n```\n*Wool* & silk\n\n#loom\n```', (token) => token)

    const block = '<code class="block">*Wool* &amp; silk\n\n#loom</code>'
    expect(inSlack.toString()).toBe(`Copy:<br>${block}`)
    expect(inDiscord.toString()).toBe(`Copy:<br>${block}`)
  })
})

describe('files', () => {
  const file = { name: 'vat.png', content: new Uint8Array([0x89, 0x50]) }
  const addressIn = (page: string) => /(\/shared\/[^"?]+\?as=)[^"]*/u.exec(page)?.[1] ?? ''

  it.each(['slack', 'discord'] as const)(
    'in %s are shown to whoever sees the message, and to nobody else',
    async (platform) => {
      const { sandbox, named, view } = await aPage()
      const [asha, ben] = [named(platform, 'asha'), named(platform, 'ben')]
      if (platform === 'slack') {
        const { id } = sandbox.slack.addChannel({ name: 'aa-private', private: true, members: [asha] })
        await sandbox.slack.gesture({ do: 'upload', as: asha, channel: id, file })
      } else {
        const [guild] = sandbox.discord.view(asha).guilds
        const overwrites = [{ everyone: true as const, deny: ['ViewChannel' as const] }]
        const { id } = sandbox.discord.addChannel(guild?.id ?? '', { name: 'private', overwrites })
        await sandbox.discord.gesture({ do: 'write', as: asha, channel: id, content: '', files: [file] })
      }
      const rooms =
        platform === 'slack' ? sandbox.slack.view(asha).channels : sandbox.discord.view(asha).guilds[0]?.channels
      const room = rooms?.find(({ name }) => name.includes('private'))?.id
      const page = await (await fetch(`${sandbox.url}/view?${platform}=${asha}&${platform}-channel=${room}`)).text()
      const get = (as: string) => fetch(`${sandbox.url}${addressIn(page)}${as}`)

      const seen = await get(asha)

      expect(page).toMatch(/<img src="\/shared\/[^"]+" alt="vat.png" loading="lazy"/u)
      expect(seen.headers.get('content-type')).toBe('image/png')
      expect(Buffer.from(await seen.arrayBuffer())).toEqual(Buffer.from(file.content))
      expect((await get(ben)).status).toBe(404)
      expect((await get('')).status).toBe(404)
      expect(await view('ben', 'ben')).not.toContain('vat.png')
    },
  )

  it('that a browser could run are there to be kept, not opened', async () => {
    const { sandbox, named, view } = await aPage()
    const as = named('slack', 'asha')
    for (const name of ['page.html', 'drawing.svg'])
      await sandbox.slack.gesture({
        do: 'upload',
        as,
        channel: 'general',
        file: { name, content: '<script>1</script>' },
      })

    const page = await view('asha', 'asha')
    const addresses = [...page.matchAll(/href="(\/shared\/[^"]+)"/gu)].map(([, address]) => `${sandbox.url}${address}`)
    const answers = await Promise.all(addresses.map((address) => fetch(address)))

    expect(page).not.toContain('<img')
    expect(answers).toHaveLength(2)
    for (const { headers } of answers)
      expect([headers.get('content-disposition'), headers.get('content-security-policy')]).toEqual([
        'attachment',
        'sandbox',
      ])
  })
})

describe('the menu of a message', () => {
  it('has what the platform itself offers, and below it what the apps there do', async () => {
    const { sandbox, named, view } = await aPage()
    const as = named('slack', 'ben')
    await sandbox.slack.gesture({ do: 'write', as, channel: 'general', text: 'Lunch at one' })
    const before = await view('asha', 'asha')

    sandbox.slack.addApp({ name: 'Notes', shortcuts: [{ type: 'message', callbackId: 'keep', name: 'Keep it' }] })

    expect(before).toMatch(/role="menuitem"[^>]*>\s*<span>Reply in thread<\/span>/u)
    expect(before).not.toContain('Keep it')
    const after = await view('asha', 'asha')
    expect(after).toContain('aria-label="More actions, Ben Ito')
    expect(after).toMatch(/role="menuitem"[^>]*>\s*<span>Keep it<\/span> <small>Notes</u)
  })
})

describe('what is new', () => {
  it('is counted for each person from when the page was first opened, and not for who wrote it', async () => {
    const { sandbox, named, get, view } = await aPage()
    const write = (text: string) =>
      sandbox.slack.gesture({ do: 'write', as: named('slack', 'ben'), channel: 'general', text })
    await write('Before anybody looked')
    await get('/')
    await write('After that')

    const bens = await view('ben', 'ben')
    const ashas = await view('asha', 'ben')
    const bensAgain = await view('ben', 'ben')

    expect(bens).toMatch(/Asha Rao<\/span><span class="unread">1</u)
    expect(bens).not.toMatch(/Ben Ito<\/span><span class="unread">/u)
    expect(ashas).toContain('After that')
    expect(bensAgain).not.toMatch(/class="unread"/u)
  })
})

describe('what may be typed next', () => {
  it('is a command with its description, then a person who is mentioned', async () => {
    const { get } = await aPage()

    expect(await get('/suggest/slack?text=/he')).toMatch(/data-text="\/hello "[\s\S]*Says hello/u)
    expect(await get(`/suggest/slack?text=${encodeURIComponent('/hello @as')}`)).toContain('data-text="/hello @asha "')
    expect(await get('/suggest/slack?text=hello')).not.toContain('option')
  })
})

describe('the next morning', () => {
  it.each([
    ['2026-03-02T08:30:00Z', '2026-03-02T09:00:00Z', ['Europe/London', 'Europe/Lisbon']],
    ['2026-03-02T09:00:00Z', '2026-03-02T14:00:00Z', ['America/New_York']],
    ['2026-03-02T14:00:01Z', '2026-03-03T03:30:00Z', ['Asia/Kolkata']],
  ])('after %s is %s', (now, then, zones) => {
    const all = ['Asia/Kolkata', 'America/New_York', 'Europe/London', 'Europe/Lisbon', 'Europe/London']

    expect(nextMorning(at(now), all)).toEqual({ at: at(then), zones })
  })

  it('is nowhere when nobody is there', () => {
    expect(nextMorning(at('2026-03-02T08:30:00Z'), [])).toBeUndefined()
  })
})
