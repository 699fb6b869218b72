import { afterAll, describe, expect, it } from 'vitest'
import type { Answer } from '#src/kernel/request.ts'
import { say } from '../core.ts'
import { closeAll, press, ready, returning, seenBy, shared, type Ready } from './stage.ts'

afterAll(closeAll)

const form: Answer = { kind: 'form', form: returning }
const mend: Answer = { kind: 'mend', form: returning, draft: 'draft1', errors: { why: 'Say why.' } }
const page: Answer = say('Page 1', { buttons: [press('Next', '2')] })

const minutes = (count: number) => count * 60_000
const read = (stage: Ready, user = stage.asha) => seenBy(stage.workspace, user).map(({ plain }) => plain.split('\n')[0])

type Wishes = { over?: 'socket' | 'http'; mode?: 'running'; answers?: (Answer | 'late')[] }

/** The core answers in this order; what is late when the test says. */
async function slow({ answers = [], ...how }: Wishes = {}) {
  const { promise, resolve, reject } = Promise.withResolvers<Answer>()
  const left = [...answers]
  const stage = await ready(() => {
    const next = left.shift() ?? 'late'
    return next === 'late' ? promise : next
  }, how)
  return { stage, resolve, reject }
}

// Together, since each waits for our own patience to end. The clock of Slack stands still meanwhile.
describe.concurrent('an answer that takes long', () => {
  it.each(['socket', 'http'] as const)('to a command is put off visibly, and comes, over %s', async (over) => {
    const { stage, resolve } = await slow({ over })

    const typed = await stage.type('/tasks')
    const meanwhile = read(stage)
    resolve(say('Your tasks'))

    expect(typed).toEqual({ ok: true })
    expect(meanwhile).toEqual(['Working on it'])
    expect(await stage.sees(stage.asha, /Your tasks/u)).toMatchObject({ ephemeral: true, channel: stage.acme.id })
    expect(stage.asked('response_url')).toHaveLength(1)
    expect(read(stage, stage.meera)).toEqual([])
    expect(stage.logged('error')).toEqual([])
  })

  it.each(['socket', 'http'] as const)('is there before Slack gives up, over %s', async (over) => {
    const { stage, resolve } = await slow({ over, mode: 'running' })

    const typed = await stage.type('/tasks')
    const meanwhile = read(stage)
    resolve(say('Your tasks'))

    expect(typed).toEqual({ ok: true })
    expect(meanwhile).toEqual(['Working on it'])
  })

  it('to a press on what all see is put off visibly to its presser, and comes', async () => {
    const { stage, resolve } = await slow()
    const card = await shared(stage, [press('Show')])

    const pressed = await stage.press(card, 'Show')
    await stage.sees(stage.asha, /Working on it/u)
    resolve(say('#42 in full', {}, true))
    await stage.sees(stage.asha, /#42 in full/u)

    expect(pressed).toEqual({ ok: true })
    expect(read(stage)).toEqual(['🔵 #42 for all', 'Working on it', '#42 in full'])
    expect(read(stage, stage.meera)).toEqual(['🔵 #42 for all'])
  })

  it('to a press on one’s own message takes its place, and nothing of waiting stays behind', async () => {
    const { stage, resolve } = await slow({ answers: [page, 'late'] })
    await stage.type('/tasks')

    const pressed = await stage.press(await stage.sees(stage.asha, /Page 1/u), 'Next')
    const meanwhile = read(stage)
    resolve(say('Page 2', {}, true))
    await stage.sees(stage.asha, /Page 2/u)

    expect(pressed).toEqual({ ok: true })
    expect(meanwhile).toEqual(['Page 1'])
    expect(read(stage)).toEqual(['Page 2'])
  })

  it('to a form closes it, and comes', async () => {
    const { stage, resolve } = await slow({ answers: [form, 'late'] })
    await stage.type('/delegate')
    await stage.form()

    const sent = await stage.submit({ Why: 'Two seats' })
    await stage.sees(stage.asha, /Working on it/u)
    resolve(say('#42 is returned'))

    expect(sent).toEqual({ ok: true })
    expect(await stage.sees(stage.asha, /#42 is returned/u)).toMatchObject({ ephemeral: true })
  })

  it('with a mistake in a form offers it again, and nothing of that stays behind once it is mended', async () => {
    const { stage, resolve } = await slow({ answers: [form, 'late', form, say('#42 is returned')] })
    await stage.type('/delegate')
    await stage.form()
    await stage.submit({ Why: '' })
    resolve(mend)

    const offer = await stage.sees(stage.asha, /Why: Say why\./u)
    await stage.press(offer, offer.buttons[0] ?? '')
    const pressed = stage.heard.at(-1)
    await stage.form()
    await stage.submit({ Why: 'Two seats' })
    await stage.sees(stage.asha, /#42 is returned/u)

    expect(offer.ephemeral).toBe(true)
    expect(pressed).toMatchObject({ request: { action: { press: 'open', subject: 'draft1', detail: 'return' } } })
    expect(read(stage)).toEqual(['Working on it', '#42 is returned'])
  })

  it('with a form offers it: what it could have been opened with is dead by then', async () => {
    const { stage, resolve } = await slow()

    const typed = await stage.type('/delegate')
    const meanwhile = read(stage)
    resolve(form)

    expect(typed).toEqual({ ok: true })
    expect(meanwhile).toEqual(['Working on it'])
    expect(await stage.sees(stage.asha, /Return #42/u)).toMatchObject({ ephemeral: true, buttons: ['Return #42'] })
    expect(stage.asked('views.open')).toEqual([])
  })

  it('and then fails says so', async () => {
    const { stage, reject } = await slow()

    await stage.type('/tasks')
    reject(new Error('the database is away'))

    expect(await stage.sees(stage.asha, /Something went wrong/u)).toMatchObject({ ephemeral: true })
    expect(stage.logged('error')).toHaveLength(1)
  })

  it.each([
    ['comes where it was asked for after twenty minutes', 20, 'C', true],
    ['is told directly after forty, when Slack takes no answer there any more', 40, 'D', false],
  ])('%s', async (_, later, channel, ephemeral) => {
    const { stage, resolve } = await slow()

    await stage.type('/tasks', stage.general.id)
    stage.clock.advance(minutes(later))
    resolve(say('Your tasks'))

    const seen = await stage.sees(stage.asha, /Your tasks/u)
    expect(seen).toMatchObject({ channel: expect.stringMatching(new RegExp(`^${channel}`, 'u')), ephemeral })
    expect(stage.logged('error')).toEqual([])
  })
})
