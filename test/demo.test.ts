import { spawnSync } from 'node:child_process'
import { createServer } from 'node:net'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startSandbox } from '#sandbox/index.ts'
import { hands } from '#src/bot/demo/hands.ts'
import { beginMorning } from '#src/bot/demo/morning.ts'
import { nextStart, onFreePort, startDemo, type Demo } from '#src/bot/demo.ts'
import { readWishes } from '#src/bot/open-demo.ts'
import { embeddedFolder } from '#test/db/databases.ts'

describe('the demo', () => {
  it.each([
    ['2026-03-01T23:59:59Z', '2026-03-02T14:00:00Z'],
    ['2026-03-02T14:00:00Z', '2026-03-02T14:00:00Z'],
    // America's clocks have changed by then.
    ['2026-03-02T14:00:01Z', '2026-03-09T13:00:00Z'],
    ['2026-03-06T17:00:00Z', '2026-03-09T13:00:00Z'],
  ])('opened at %s begins at nine on a Monday in New York, %s, with the week’s posts before it', (now, start) => {
    expect(nextStart(Temporal.Instant.from(now)).toString()).toBe(start)
  })

  it.each([
    [[], { play: false, port: null, help: false }],
    [['--play'], { play: true, port: null, help: false }],
    [['--port', '0'], { play: false, port: 0, help: false }],
  ])('takes %j', (args, wishes) => {
    expect(readWishes(args)).toEqual(wishes)
  })

  it.each([
    [['--port', '70000'], /^--port wants a number from 0 .*it is "70000"\. For example: --port 4200\n$/u],
    [['--port', ''], /^--port wants a number/u],
    [['--plya'], /--plya[\s\S]*Usage: sahayak demo \[--play\]/u],
  ])('answers %j with what works', (args, sentence) => {
    expect(readWishes(args)).toMatch(sentence)
  })
})

describe('the demo on a port that another program holds', () => {
  const holder = createServer()
  let held = 0
  beforeAll(async () => {
    await new Promise<void>((resolve) => holder.listen(0, '127.0.0.1', resolve))
    const address = holder.address()
    held = typeof address === 'object' && address ? address.port : 0
  })
  afterAll(() => void holder.close())

  it('takes the next one that is free', async () => {
    const sandbox = await onFreePort({ from: held }, (port) => startSandbox({ port, mode: 'frozen' }))
    await sandbox.close()

    expect(Number(new URL(sandbox.url).port)).toBeGreaterThan(held)
  })

  it('says at once what it does, and in one sentence that the port which was named is taken', () => {
    const program = fileURLToPath(new URL('../src/bot/open-demo.ts', import.meta.url))

    const { status, stdout, stderr } = spawnSync(process.execPath, [program, '--port', String(held)], {
      encoding: 'utf8',
    })

    expect(stdout).toMatch(/^\n {2}Starting a small Slack and a small Discord on this machine/u)
    expect(stderr).toBe(`\n  Port ${held} is taken by another program. Choose another, for example: --port 4200\n`)
    expect(status).toBe(1)
  })
})

describe('the demo’s page', () => {
  let demo: Demo
  beforeAll(async () => {
    const start = nextStart(Temporal.Instant.from('2026-03-01T12:00:00Z'))
    demo = await startDemo({ port: 0, start, frozen: true, dataDir: await embeddedFolder() })
    await beginMorning(hands(demo.sandbox, demo.world))
  })
  afterAll(() => demo.stop())

  it('opens as Carol at nine in her morning, with a word in her room of what can be done there', async () => {
    const page = await (await fetch(demo.sandbox.url)).text()

    expect(page).toMatch(/<strong>Carol Reyes<\/strong>[\s\S]*09:00, New York[\s\S]*Good morning, Carol!/u)
    expect(page).toContain('Press Claim on what you want to take')
  })

  it('lets Asha be there for Carol’s morning: what is answered reaches her at once', async () => {
    const { slack, discord, reads } = hands(demo.sandbox, demo.world)
    await slack.type('carol', 'acme', '/delegate Book a flight to Pune #travel by Friday 5pm')
    await discord.press('asha', await reads(discord, 'asha', /#1 Book a flight/u), 'Claim')
    await reads(discord, 'asha', /#1 is yours/u)
    await discord.press(
      'asha',
      await reads(discord, 'asha', /#1 Book a flight[\s\S]*You have it and should start/u),
      'Start',
    )
    await discord.press('asha', await reads(discord, 'asha', /#1 Book a flight[\s\S]*You are working on it/u), 'Ask')
    await discord.submit('asha', { question: 'Which day?', options: 'Thursday\nFriday' })

    await slack.press('carol', await reads(slack, 'carol', /asks about #1/u), 'Friday')

    expect((await reads(discord, 'asha', /Carol Reyes answered on #1/u)).plain).toContain('Friday')
  })

  it('gives Carol’s calendar at an address that opens on this machine', async () => {
    const { slack, reads } = hands(demo.sandbox, demo.world)

    await slack.type('carol', 'acme', '/calendar feed')
    const { plain } = await reads(slack, 'carol', /\/calendar\/\S+\.ics/u)
    const address = /http:\S+\.ics/u.exec(plain)?.[0] ?? ''
    const feed = await fetch(address)
    const wrong = await fetch(address.replace(/.....ics$/u, 'xxxx.ics'))

    expect(address).toMatch(new RegExp(`^${demo.sandbox.url}/calendar/`, 'u'))
    expect(feed.headers.get('content-type')).toContain('text/calendar')
    expect(await feed.text()).toContain('SUMMARY:instagram:acmetextiles')
    expect(wrong.status).toBe(404)
  })
})
