import type { ServerResponse } from 'node:http'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, describe, expect, it } from 'vitest'
import { answerInteraction } from '#adapters/discord/answer.ts'
import { createApi } from '#adapters/discord/api.ts'
import { times } from '#adapters/discord/limits.ts'
import { createDraw } from '#adapters/discord/picture.ts'
import { eventually } from '#sandbox/eventually.ts'
import type { Core } from '#src/kernel/core.ts'
import type { Answer, Delivery } from '#src/kernel/request.ts'
import type { Form } from '#src/kernel/form.ts'
import { loadFile } from '../files.ts'
import { bareServer, json, type Asked } from './bare.ts'
import { aCommand, aMessage, aPress, aSubmission, ephemeral, someTyping } from './interactions.ts'
import { aCore, aLog, say } from './stage.ts'

const open: (() => Promise<void>)[] = []
afterAll(async () => {
  for (const close of open.splice(0)) await close()
})

type Refusing = (asked: Asked) => { status: number; code: number } | undefined
type Answering = (delivery: Delivery) => Answer | Promise<Answer>

/** Answers an interaction to a Discord that refuses what the test says, and takes all else. */
async function answering(
  answer: Answering,
  {
    refuse = () => undefined,
    suggest,
    write,
  }: { refuse?: Refusing; suggest?: Core['suggest']; write?: () => Promise<boolean> } = {},
) {
  const server = await bareServer((response: ServerResponse, asked) => {
    const refused = refuse(asked)
    if (refused) return json(response, refused.status, { code: refused.code, message: 'no' })
    json(response, 200, {})
  })
  open.push(server.close)
  const api = createApi({ token: 'a.token', apiUrl: server.url })
  open.push(async () => api.close())
  const { core } = aCore(answer, suggest, write)
  const { lines, log } = aLog()
  const said = () =>
    server.asked.map(({ request, body }) => ({ request: short(request), body: JSON.parse(body || 'null') }))
  return {
    said,
    lines,
    errors: () => lines.filter(({ level }) => level === 'error'),
    hear: (payload: unknown) =>
      answerInteraction(
        { api, application: '1', draw: createDraw(loadFile), core, log, placeName: () => 'Banyan' },
        payload,
      ),
  }
}

const short = (request: string) =>
  request
    .replace(/^POST .*\/callback$/u, 'callback')
    .replace(/^PATCH .*@original$/u, 'edit')
    .replace(/^POST .*\/webhooks\/.*$/u, 'follow-up')

const callback = (type: number) => ({ request: 'callback', body: expect.objectContaining({ type }) })
const titled = (title: string) => expect.stringContaining(`### ${title}`)
const words = (body: unknown) => JSON.stringify(body)

const returning: Form = {
  name: 'return',
  subject: '42',
  title: 'Return #42',
  submit: 'Return',
  cancel: 'Cancel',
  fields: [{ kind: 'text', name: 'why', label: 'Why', required: true, multiline: true, longest: 1000 }],
}
const form: Answer = { kind: 'form', form: returning }
const mend: Answer = { kind: 'mend', form: returning, draft: 'd1', errors: { why: 'Say why.' } }

const tasks = aCommand({ name: 'tasks' })
const next = aPress('sahayak:page:2:mine..', { flags: ephemeral })
const sent = aSubmission('sahayak-form:return:42', [{ type: 4, custom_id: 'why', value: '' }])
const mending = aMessage({
  flags: ephemeral,
  components: [
    { type: 17, components: [{ type: 1, components: [{ type: 2, style: 1, custom_id: 'sahayak:open:d1:return' }] }] },
  ],
})
const sentAgain = { ...sent, message: mending }

/** By Discord's numbers: 4 a new message, 7 in place of the old one, 9 a form; 5 and 6 put it off. */
describe('the first answer', () => {
  it.each([
    ['to a command is a new message', tasks, say('Yours'), 4],
    ['to a press on what all see is a new message', aPress('sahayak:show:42:'), say('#42', {}, true), 4],
    ['to a press on one’s own message takes its place', next, say('Page 2', {}, true), 7],
    ['to a press on one’s own message leaves it where it is not to be replaced', next, say('Noted'), 4],
    ['opens a form', aPress('sahayak:open:42:return'), form, 9],
    ['to a form that cannot be opened from a form offers it', sent, form, 4],
    ['to a mistake lists it', sent, mend, 4],
    ['to a second mistake takes the place of the first', sentAgain, mend, 7],
    ['to a mended form takes the place of the mistake', sentAgain, say('Returned'), 7],
  ])('%s', async (_, payload, answer, type) => {
    const { hear, said, errors } = await answering(() => answer)

    await hear(payload)

    expect(said()).toEqual([callback(type)])
    expect(errors()).toEqual([])
  })

  it('is for its asker alone', async () => {
    const { hear, said } = await answering(() => say('Yours'))

    await hear(tasks)

    expect(said()[0]?.body.data.flags & 64).toBe(64)
  })

  it('to a fault leaves the form that can be sent again', async () => {
    const { hear, said } = await answering(() => {
      throw new Error('away')
    })

    await hear(sentAgain)

    expect(said()).toEqual([callback(4)])
    expect(words(said()[0]?.body)).toEqual(titled('Something went wrong'))
  })
})

// Together, since each waits for our own patience to end.
describe.concurrent('an answer that takes long', () => {
  async function late(payload: unknown, answer: Answer, more: { refuse?: Refusing } = {}) {
    const { promise, resolve } = Promise.withResolvers<Answer>()
    const stage = await answering(() => promise, more)
    const heard = stage.hear(payload)
    await eventually(() => stage.said().length === 1)
    resolve(answer)
    await heard
    return stage
  }

  it.each([
    ['it is written down', true],
    ['it was carried out, where it cannot be written down', false],
  ])('to a form leaves it open until %s', async (_, written) => {
    const { promise, resolve } = Promise.withResolvers<Answer>()
    let heardBefore = -1
    const write = async () => {
      // Longer than anybody else is let wait for it.
      await wait(2 * times.patienceForPromise)
      heardBefore = stage.said().length
      resolve(say('Returned'))
      return written
    }
    const stage = await answering(() => promise, { write })

    await stage.hear(sent)

    expect(heardBefore).toBe(0)
    expect(stage.said().length).toBeGreaterThan(0)
  })

  it('is put off visibly, and comes in the same message', async () => {
    const { said } = await late(tasks, say('Yours'))

    expect(said()).toEqual([callback(5), { request: 'edit', body: expect.anything() }])
  })

  it('takes the place of one’s own message where that was pressed', async () => {
    const { said } = await late(next, say('Page 2', {}, true))

    expect(said()).toEqual([callback(6), { request: 'edit', body: expect.anything() }])
  })

  it('is a new message where one’s own is to stay', async () => {
    const { said } = await late(next, say('Noted'))

    expect(said()).toEqual([callback(6), { request: 'follow-up', body: expect.objectContaining({ flags: ephemeral }) }])
  })

  it('never takes the place of what all see', async () => {
    const { said } = await late(aPress('sahayak:show:42:'), say('#42', {}, true))

    expect(said()).toEqual([callback(5), { request: 'edit', body: expect.anything() }])
  })

  it('is a new message when the old one was closed meanwhile', async () => {
    const refuse: Refusing = ({ request }) => (request.includes('@original') ? { status: 404, code: 10008 } : undefined)

    const { said, errors } = await late(next, say('Page 2', {}, true), { refuse })

    expect(said().map(({ request }) => request)).toEqual(['callback', 'edit', 'follow-up'])
    expect(errors()).toEqual([])
  })

  it('offers a form that can no longer be opened', async () => {
    const { said } = await late(aPress('sahayak:open:42:return'), form)

    expect(words(said()[1]?.body)).toContain('sahayak:open:42:return')
  })

  it('is no fault when it comes after a quarter of an hour', async () => {
    const refuse: Refusing = ({ request }) => (request.includes('@original') ? { status: 401, code: 50027 } : undefined)

    const { errors, lines } = await late(tasks, say('Yours'), { refuse })

    expect(errors()).toEqual([])
    expect(lines).toContainEqual(expect.objectContaining({ level: 'info', text: expect.stringMatching(/too late/) }))
  })
})

describe('an answer that Discord does not take', () => {
  it('is said again as its title alone, since what was done is done', async () => {
    let times = 0
    const { hear, said, errors } = await answering(() => say('Delegated', { body: 'with something Discord refuses' }), {
      refuse: () => (times++ === 0 ? { status: 400, code: 50035 } : undefined),
    })

    await hear(tasks)

    expect(said()).toHaveLength(2)
    expect(words(said()[1]?.body)).toEqual(titled('Delegated'))
    expect(words(said()[1]?.body)).not.toContain('refuses')
    expect(errors()).toHaveLength(1)
  })

  it.each([
    ['the interaction is over', { status: 404, code: 10062 }],
    ['another process has answered it', { status: 400, code: 40060 }],
  ])('is no fault when %s', async (_, refused) => {
    const { hear, said, errors } = await answering(() => say('Yours'), { refuse: () => refused })

    await hear(tasks)

    expect(said()).toHaveLength(1)
    expect(errors()).toEqual([])
  })

  it('is tried once more when the server failed', async () => {
    let times = 0
    const { hear, said, errors } = await answering(() => say('Yours'), {
      refuse: () => (times++ === 0 ? { status: 503, code: 0 } : undefined),
    })

    await hear(tasks)

    expect(said()).toEqual([callback(4), callback(4)])
    expect(errors()).toEqual([])
  })
})

describe('completions', () => {
  const typing = someTyping({ name: 'delegate', options: [{ name: 'duty', type: 3, value: '', focused: true }] })

  it('keep within what Discord takes', async () => {
    const many = Array.from({ length: 40 }, (_, index) => ({ value: `duty-${index}`, label: 'long '.repeat(40) }))
    const { hear, said } = await answering(() => say('Done'), {
      suggest: async () => [{ value: 'x'.repeat(101), label: 'x' }, ...many],
    })

    await hear(typing)

    const choices = said()[0]?.body.data.choices
    expect(choices).toHaveLength(25)
    expect(choices[0].value).toBe('duty-0')
    expect(choices[0].name.length).toBeLessThanOrEqual(100)
  })

  it('are none when there is a fault, which only the log hears of', async () => {
    const { hear, said, errors } = await answering(() => say('Done'), {
      suggest: () => Promise.reject(new Error('away')),
    })

    await hear(typing)

    expect(said()).toEqual([{ request: 'callback', body: { type: 8, data: { choices: [] } } }])
    expect(errors()).toHaveLength(1)
  })
})

describe('what is not understood', () => {
  it('is said to be so, and logged with what was wrong', async () => {
    const { hear, said, lines } = await answering(() => say('Done'))

    await hear(aPress('sahayak:explode:42:'))

    expect(words(said()[0]?.body)).toEqual(titled('Not understood'))
    expect(lines).toMatchObject([{ level: 'warn', data: { why: expect.stringContaining('explode') } }])
  })

  it('and cannot be answered is logged alone', async () => {
    const { hear, said, lines } = await answering(() => say('Done'))

    await hear({ nothing: 'we know' })

    expect(said()).toEqual([])
    expect(lines).toMatchObject([{ level: 'warn' }])
  })
})
