import { REST, Routes } from 'discord.js'
import { afterEach, describe, expect, it } from 'vitest'
import { eventually } from '#sandbox/eventually.ts'
import type { Answer, Delivery } from '#src/kernel/request.ts'
import type { Button } from '#src/kernel/card.ts'
import type { Form } from '#src/kernel/form.ts'
import { aCore, aLog, aServer, closeAll, say, seenBy, start, type Seen } from './stage.ts'

afterEach(closeAll)

const press = (label: string, subject = '42', detail = ''): Button => ({
  label,
  style: 'primary',
  action: { press: 'show', subject, detail },
})
const opening = (label: string, form: Form['name']): Button => ({
  label,
  style: 'plain',
  action: { press: 'open', subject: '42', detail: form },
})

const returning: Form = {
  name: 'return',
  subject: '42',
  title: 'Return #42',
  submit: 'Return',
  cancel: 'Cancel',
  fields: [{ kind: 'text', name: 'why', label: 'Why', required: false, multiline: true, longest: 1000 }],
}

type Answering = (delivery: Delivery) => Answer | Promise<Answer>

async function ready(answer: Answering = () => say('Done'), suggest?: Parameters<typeof aCore>[1]) {
  const server = await aServer()
  const { core, heard } = aCore(answer, suggest)
  const { lines, log } = aLog()
  const adapter = await start(server, { core, log })
  const { discord, asha, board } = server
  const sees = (user: { id: string }, pattern: RegExp) =>
    eventually(() => seenBy(server, user).findLast(({ plain }) => pattern.test(plain)), Boolean, {
      on: [discord],
    }).then((found) => {
      if (!found) throw new Error('It is not there')
      return found
    })
  return {
    ...server,
    ...{ server, adapter, heard, lines, sees },
    type: (text: string) => discord.gesture({ do: 'command', as: asha.id, channel: board.id, text }),
    press: (message: Seen, button: string) =>
      discord.gesture({ do: 'press', as: asha.id, message: message.id, button }),
    submit: (values: Record<string, string | string[]>) => discord.gesture({ do: 'submit-modal', as: asha.id, values }),
    errors: () => lines.filter(({ level }) => level === 'error'),
  }
}

type Ready = Awaited<ReturnType<typeof ready>>

/** A card that everyone sees, with these buttons. */
async function shared({ adapter, guild, board, sees, asha }: Ready, buttons: Button[]): Promise<Seen> {
  await adapter.chat.post(
    { place: guild.id, channel: board.id },
    { title: '#42 for all', tone: 'waiting', buttons },
    '1',
  )
  return sees(asha, /#42 for all/)
}

const requests = ({ sandbox }: Ready, start: string) =>
  sandbox.traffic.since(0).filter(({ direction, name }) => direction === 'from-bot' && name.startsWith(start))

describe('a command', () => {
  it('is carried out, and its asker alone sees the answer', async () => {
    const stage = await ready(() => say('Your tasks'))

    await stage.type('/tasks list:mine')

    expect(await stage.sees(stage.asha, /Your tasks/)).toMatchObject({ ephemeral: true })
    expect(seenBy(stage.server, stage.meera)).toEqual([])
    expect(stage.heard).toMatchObject([
      {
        origin: {
          platform: 'discord',
          place: stage.guild.id,
          placeName: 'Banyan',
          channel: stage.board.id,
          user: stage.asha.id,
          userName: 'Asha Patil',
        },
        request: { kind: 'options', command: 'tasks', options: { list: 'mine' } },
      },
    ])
  })

  it('that takes long is put off, and answered when it is done', async () => {
    const { promise, resolve } = Promise.withResolvers<Answer>()
    const stage = await ready(() => promise)

    await stage.type('/tasks')
    await eventually(() => requests(stage, 'POST /interactions/').length === 1, Boolean, { on: [stage.discord] })
    resolve(say('Your tasks'))

    expect(await stage.sees(stage.asha, /Your tasks/)).toMatchObject({ ephemeral: true })
    expect(stage.errors()).toEqual([])
  })

  it('that fails tells its asker a reference, which is in the log', async () => {
    const stage = await ready(() => {
      throw new Error('the database is away')
    })

    await stage.type('/tasks')
    const { plain, ephemeral } = await stage.sees(stage.asha, /Something went wrong/)

    const [line] = stage.errors()
    expect(ephemeral).toBe(true)
    expect(line?.data).toMatchObject({
      ref: expect.any(String),
      error: expect.objectContaining({ message: 'the database is away' }),
    })
    expect(plain).toContain(line && 'ref' in line.data ? line.data.ref : 'a reference')
  })

  it('that fails after it was put off says so too', async () => {
    const { promise, reject } = Promise.withResolvers<Answer>()
    const stage = await ready(() => promise)

    await stage.type('/tasks')
    await eventually(() => requests(stage, 'POST /interactions/').length === 1, Boolean, { on: [stage.discord] })
    reject(new Error('the database is away'))

    expect(await stage.sees(stage.asha, /Something went wrong/)).toMatchObject({ ephemeral: true })
  })

  it('that Discord delivers twice is answered once, and is no fault', async () => {
    const stage = await ready(() => say('Your tasks'))
    stage.sandbox.faults.add({ platform: 'discord', name: 'INTERACTION_CREATE', kind: 'duplicate' })

    await stage.type('/tasks')
    await eventually(() => stage.heard.length === 2)
    await stage.sees(stage.asha, /Your tasks/)
    await stage.adapter.stop()

    expect(new Set(stage.heard.map(({ id }) => id)).size).toBe(1)
    expect(seenBy(stage.server, stage.asha)).toHaveLength(1)
    expect(stage.errors()).toEqual([])
  })

  it.each(['cut-before', 'cut-after'] as const)(
    'is answered once when the line breaks while it is (%s)',
    async (kind) => {
      const stage = await ready(() => say('Your tasks'))
      stage.sandbox.faults.add({ platform: 'discord', name: 'POST /interactions/*', kind })

      await stage.type('/tasks')
      await stage.sees(stage.asha, /Your tasks/)
      await stage.adapter.stop()

      expect(seenBy(stage.server, stage.asha)).toHaveLength(1)
      expect(stage.errors()).toEqual([])
    },
  )

  it('stays carried out when its answer comes too late', async () => {
    const { promise, resolve } = Promise.withResolvers<Answer>()
    const stage = await ready(() => promise)

    await stage.type('/tasks')
    await eventually(() => requests(stage, 'POST /interactions/').length === 1, Boolean, { on: [stage.discord] })
    stage.sandbox.clock.advance(16 * 60_000)
    resolve(say('Your tasks'))

    await eventually(() => stage.lines.some(({ level, text }) => level === 'info' && /too late/.test(text)))
    expect(stage.errors()).toEqual([])
  })
})

describe('a button', () => {
  it('on a card for all answers its presser alone, and leaves the card', async () => {
    const stage = await ready(() => say('#42 in full', {}, true))
    const card = await shared(stage, [press('Show')])

    await stage.press(card, 'Show')

    expect(await stage.sees(stage.asha, /#42 in full/)).toMatchObject({ ephemeral: true })
    expect(seenBy(stage.server, stage.meera).map(({ id }) => id)).toEqual([card.id])
  })

  it('on one’s own message replaces that message', async () => {
    const stage = await ready(({ request }) =>
      request.kind === 'press' ? say('Page 2', {}, true) : say('Page 1', { buttons: [press('Next', '2')] }),
    )
    await stage.type('/tasks')
    const first = await stage.sees(stage.asha, /Page 1/)

    await stage.press(first, 'Next')
    await stage.sees(stage.asha, /Page 2/)

    expect(seenBy(stage.server, stage.asha)).toMatchObject([{ id: first.id, ephemeral: true }])
  })

  it('on one’s own message that takes long replaces it in the end', async () => {
    const { promise, resolve } = Promise.withResolvers<Answer>()
    const stage = await ready(({ request }) =>
      request.kind === 'press' ? promise : say('Page 1', { buttons: [press('Next', '2')] }),
    )
    await stage.type('/tasks')
    const first = await stage.sees(stage.asha, /Page 1/)

    await stage.press(first, 'Next')
    await eventually(() => requests(stage, 'POST /interactions/').length === 2, Boolean, { on: [stage.discord] })
    resolve(say('Page 2', {}, true))
    await stage.sees(stage.asha, /Page 2/)

    expect(seenBy(stage.server, stage.asha)).toMatchObject([{ id: first.id, ephemeral: true }])
  })

  it('of a version that is no more is said not to be understood', async () => {
    const stage = await ready()
    const rest = new REST({ api: `${stage.sandbox.url}/discord/api` }).setToken(stage.application.token)
    const components = [
      { type: 1, components: [{ type: 2, style: 1, label: 'Old', custom_id: 'sahayak:explode:42:' }] },
    ]
    await rest.post(Routes.channelMessages(stage.board.id), { body: { content: 'An old card', components } })
    const old = await stage.sees(stage.asha, /An old card/)

    await stage.press(old, 'Old')

    expect(await stage.sees(stage.asha, /Not understood/)).toMatchObject({ ephemeral: true })
    expect(stage.heard).toEqual([])
    expect(stage.lines.filter(({ level }) => level === 'warn')).toMatchObject([
      { data: { why: expect.stringContaining('sahayak:explode') } },
    ])
  })
})

/** Opens the form; sent without a reason it is to be mended, with one it is done. */
const reviewing: Answering = ({ request }) => {
  if (request.kind === 'press') return { kind: 'form', form: returning }
  if (request.kind === 'form' && request.values['why']) return say('#42 is returned')
  if (request.kind === 'form') return { kind: 'mend', form: returning, draft: 'draft1', errors: { why: 'Say why.' } }
  return say('Done')
}

describe('a form', () => {
  it('opens, and comes back with what was filled in', async () => {
    const stage = await ready(reviewing)
    const card = await shared(stage, [opening('Return', 'return')])

    await stage.press(card, 'Return')
    await eventually(
      () => stage.submit({ why: 'Two seats' }),
      ({ ok }) => ok,
      { on: [stage.discord] },
    )

    expect(await stage.sees(stage.asha, /#42 is returned/)).toMatchObject({ ephemeral: true })
    expect(stage.heard.at(-1)).toMatchObject({
      request: { kind: 'form', name: 'return', subject: '42', values: { why: 'Two seats' } },
    })
  })

  it('with a mistake says what is wrong and opens again; once it is right, nothing of the mistake is left', async () => {
    const stage = await ready(reviewing)
    const card = await shared(stage, [opening('Return', 'return')])

    await stage.press(card, 'Return')
    await eventually(
      () => stage.submit({ why: '' }),
      ({ ok }) => ok,
      { on: [stage.discord] },
    )
    const mend = await stage.sees(stage.asha, /Say why/)
    await stage.press(mend, mend.buttons[0]?.label ?? '')
    await eventually(
      () => stage.submit({ why: 'Two seats' }),
      ({ ok }) => ok,
      { on: [stage.discord] },
    )
    await stage.sees(stage.asha, /#42 is returned/)

    expect(mend.ephemeral).toBe(true)
    expect(stage.heard.filter(({ request }) => request.kind === 'press').at(-1)).toMatchObject({
      request: { action: { subject: 'draft1', detail: 'return' } },
    })
    expect(seenBy(stage.server, stage.asha).map(({ id }) => id)).toEqual([card.id, mend.id])
  })

  it('that comes too late to be opened is one press away', async () => {
    const { promise, resolve } = Promise.withResolvers<Answer>()
    let asked = 0
    const stage = await ready((delivery) =>
      delivery.request.kind === 'press' && asked++ === 0 ? promise : reviewing(delivery),
    )
    const card = await shared(stage, [opening('Return', 'return')])

    await stage.press(card, 'Return')
    await eventually(() => requests(stage, 'POST /interactions/').length === 1, Boolean, { on: [stage.discord] })
    resolve({ kind: 'form', form: returning })
    const late = await stage.sees(stage.asha, /Return #42/)

    expect(late).toMatchObject({ ephemeral: true, buttons: [{ label: 'Return #42' }] })
  })
})

describe('the commands', () => {
  it('are registered once, and not again at the next start', async () => {
    const stage = await ready()
    await stage.adapter.stop()

    await start(stage.server)

    expect(requests(stage, 'PUT /applications/')).toHaveLength(1)
  })

  it('are not registered by a process that only writes', async () => {
    const server = await aServer()

    await start(server, { gateway: false })

    expect(server.sandbox.traffic.since(0).filter(({ name }) => name.startsWith('PUT '))).toEqual([])
  })
})

describe('a start', () => {
  it('fails with a sentence when the token is wrong', async () => {
    const server = await aServer()

    await expect(start(server, { token: 'MQ.wrong.token' })).rejects.toThrow(
      'Discord does not accept the bot token: check DISCORD_TOKEN.',
    )
  })

  it('knows the servers that the bot is in, whether it listens or not', async () => {
    const server = await aServer()

    const writer = await start(server, { gateway: false })
    const listener = await start(server)

    expect(writer.guilds()).toEqual([{ id: server.guild.id, name: 'Banyan' }])
    await eventually(() => listener.guilds().length === 1)
    expect(listener.guilds()).toEqual(writer.guilds())
  })

  it('does not wait for a Discord that is away', async () => {
    const server = await aServer()
    const { lines, log } = aLog()

    const adapter = await start(server, { gateway: false, log, apiUrl: 'http://127.0.0.1:9/discord/api' })

    expect(adapter.guilds()).toEqual([])
    expect(lines).toContainEqual(
      expect.objectContaining({ level: 'error', text: expect.stringMatching(/cannot be reached/) }),
    )
  })
})

describe('a connection that breaks', () => {
  it('is taken up again, and nothing asked meanwhile is lost', async () => {
    const stage = await ready(() => say('Your tasks'))

    stage.discord.gateway.drop()
    await stage.type('/tasks')

    expect(await stage.sees(stage.asha, /Your tasks/)).toMatchObject({ ephemeral: true })
  })
})

describe('stopping', () => {
  it('finishes what is being answered', async () => {
    const { promise, resolve } = Promise.withResolvers<Answer>()
    const stage = await ready(() => promise)
    await stage.type('/tasks')
    await eventually(() => stage.heard.length === 1)

    const stopped = stage.adapter.stop()
    resolve(say('Your tasks'))
    await stopped

    expect(seenBy(stage.server, stage.asha)).toMatchObject([{ plain: expect.stringContaining('Your tasks') }])
  })
})
