import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startDemo, type Demo } from '#src/bot/demo.ts'
import { embeddedFolder } from '#test/db/databases.ts'
import { hands } from '#src/bot/demo/hands.ts'
import { playSocial } from '#src/bot/demo/social.ts'

/** Everything is real here but the platforms, which are the sandbox's: no line is left out between a press and a message. */
describe('a client’s social calendar, across both platforms', () => {
  let demo: Demo
  const told: string[] = []
  beforeAll(async () => {
    demo = await startDemo({
      port: 0,
      start: Temporal.Instant.from('2026-03-02T08:30:00Z'),
      frozen: true,
      dataDir: await embeddedFolder(),
    })
  })
  afterAll(() => demo.stop())

  it('is warned about, drafted, approved in Slack, posted from Discord, and escalated when it is missed', async () => {
    const { sandbox, world, bot } = demo

    await playSocial({ hands: hands(sandbox, world), sandbox, bot, tell: (text) => void told.push(text) })

    const all = told.join('\n')
    expect(all).toMatch(
      /To approve: P1[\s\S]*Carol Reyes approved P1[\s\S]*Post it now: P1[\s\S]*Posted, confirmed by Jun Santos[\s\S]*Nothing is planned/u,
    )
    expect(all).toMatch(/is not confirmed yet[\s\S]*Please step in[\s\S]*is not posted[\s\S]*P2 was missed/u)
  })

  it('makes a draft of a message from its menu in Discord too', async () => {
    const { sandbox, world, bot } = demo
    const { discord, reads } = hands(sandbox, world)
    await discord.write('jun', 'general', 'Shawls in five colours')
    const message = await reads(discord, 'jun', /^Shawls in five colours/u)

    await discord.menu('jun', message, 'Draft a post')
    await discord.submit('jun', { account: 'instagram:acmetextiles', when: 'idea' })
    await bot.pump?.settled()

    expect((await reads(discord, 'jun', /P\d+ is written down/u)).plain).toMatch(
      /An idea of Jun Santos’s[\s\S]*Shawls in five colours/u,
    )
  })

  it('carries a picture from a message in Slack to whoever posts in Discord, byte for byte', async () => {
    const { sandbox, world } = demo
    const { slack, discord, reads } = hands(sandbox, world)
    const content = Uint8Array.from({ length: 300_000 }, (_, index) => (index * 7) % 256)
    await slack.write('carol', 'acme', 'Madder, freshly dug', [{ name: 'madder root.jpg', content }])
    const message = await reads(slack, 'carol', /^Madder, freshly dug/u)

    await slack.shortcut('carol', message, 'Draft a post')
    await slack.submit('carol', { account: 'instagram:acmetextiles', when: 'idea' })
    const draft = await reads(slack, 'carol', /P\d+ is written down[\s\S]*Madder/u)
    const number = /P\d+/u.exec(draft.plain)?.[0] ?? ''
    await discord.type('jun', 'social', `/social show post:${number}`)
    await reads(discord, 'jun', /Madder, freshly dug[\s\S]*madder root\.jpg/u)
    // The words answer at once; the files follow below them, when they are loaded.
    const [file] = (await reads(discord, 'jun', new RegExp(`The files of ${number}\\b`, 'u'))).files

    // Discord takes plain letters alone for a name; the card says the real one.
    expect(file).toMatchObject({ name: 'madder-root.jpg', size: content.length, type: 'image/jpeg' })
    const seen = sandbox.discord.file(world.discord.users.jun ?? '', file?.id ?? '')
    expect(seen && Buffer.compare(seen.content, content)).toBe(0)
  })

  it('carries a film from a message in Discord to whoever approves in Slack, byte for byte', async () => {
    const { sandbox, world } = demo
    const { slack, discord, reads } = hands(sandbox, world)
    const content = Uint8Array.from({ length: 200_000 }, (_, index) => (index * 11) % 256)
    await discord.write('jun', 'general', 'The vat, stirred', [{ name: 'नील.mp4', content }])
    const message = await reads(discord, 'jun', /^The vat, stirred/u)

    await discord.menu('jun', message, 'Draft a post')
    await discord.submit('jun', { account: 'instagram:acmetextiles', when: 'idea' })
    const draft = await reads(discord, 'jun', /P\d+ is written down[\s\S]*The vat, stirred/u)
    await slack.type('carol', 'acme', `/social show ${/P\d+/u.exec(draft.plain)?.[0] ?? ''}`)
    const shown = await reads(slack, 'carol', /The vat, stirred[\s\S]*📎 नील\.mp4/u)
    await slack.press('carol', shown, 'Get the file')
    const { plain } = await reads(slack, 'carol', /The files are in your direct message with me/u)
    const files = slack.sees('carol').flatMap((seen) => seen.files)
    const file = files.find(({ name }) => name === 'नील.mp4')

    expect(plain).toMatch(/📎 नील\.mp4 \(0\.2 MB\)/u)
    expect(file).toMatchObject({ size: content.length, type: 'video/mp4' })
    const bytes = sandbox.slack.file(world.slack.users.carol ?? '', file?.id ?? '')?.content
    expect(bytes && Buffer.compare(bytes, content)).toBe(0)
  })

  it('says beside the field what an address must look like', async () => {
    const { slack, reads } = hands(demo.sandbox, demo.world)
    const missed = await reads(slack, 'carol', /P2 was missed/u)

    await slack.press('carol', missed, 'Posted')
    await expect(slack.submit('carol', { address: 'https://x.com/acme/status/1' })).rejects.toThrow(
      /“https:\/\/x\.com\/acme\/status\/1” is not on LinkedIn\. A post there looks like https:\/\/www\.linkedin\.com\/posts\//u,
    )
  })
})
