import { afterEach, describe, expect, it } from 'vitest'
import type { Answer, Delivery } from '#src/kernel/request.ts'
import type { Form } from '#src/kernel/form.ts'
import { say } from '../core.ts'
import { closeAll, opening, ready, returning, seenBy, shared, type Ready } from './stage.ts'

afterEach(closeAll)

/** A form is opened; one that is sent without a reason comes back to be mended. */
function reviewing({ request }: Delivery): Answer {
  if (request.kind !== 'form') return { kind: 'form', form: returning }
  if (request.values['why'] === '')
    return { kind: 'mend', form: returning, draft: 'draft1', errors: { why: 'Say why.' } }
  return say('#42 is returned')
}

/** Asha has pressed "Return" on a card that everyone sees, and has the form before her. */
async function opened(stage: Ready) {
  const card = await shared(stage, [opening('Return', 'return')])
  await stage.press(card, 'Return')
  return { card, form: await stage.form() }
}

const modalsOf = ({ slack, asha }: Ready) => slack.view(asha.id).modals

describe.each(['socket', 'http'] as const)('a form, over %s', (over) => {
  it('opens with one request, before anybody else, and comes back with what was filled in', async () => {
    const stage = await ready(reviewing, { over })
    const { card, form } = await opened(stage)

    const sent = await stage.submit({ Why: 'Two seats' })

    expect(form).toMatchObject({ title: 'Return #42', submit: 'Return', close: 'Cancel' })
    expect(stage.asked('views.open')).toHaveLength(1)
    expect(stage.slack.view(stage.meera.id).modals).toEqual([])
    expect(sent).toEqual({ ok: true })
    expect(modalsOf(stage)).toEqual([])
    expect(stage.heard.at(-1)).toMatchObject({
      origin: { channel: stage.acme.id, user: stage.asha.id, place: stage.team },
      request: { kind: 'form', name: 'return', subject: '42', values: { why: 'Two seats' } },
    })
    expect(await stage.sees(stage.asha, /#42 is returned/u)).toMatchObject({ ephemeral: true, channel: stage.acme.id })
    expect(seenBy(stage.workspace, stage.meera)).toEqual([card])
  })

  it('with a mistake stays open, with the mistake beside its field and all that was typed', async () => {
    const stage = await ready(reviewing, { over })
    await opened(stage)

    const wrong = await stage.submit({ Why: '' })
    const [after] = modalsOf(stage)
    const right = await stage.submit({ Why: 'Two seats' })

    expect(wrong).toMatchObject({ ok: false })
    expect(after).toMatchObject({ errors: { why: 'Say why.' } })
    expect(right).toEqual({ ok: true })
    expect(modalsOf(stage)).toEqual([])
    expect(await stage.sees(stage.asha, /#42 is returned/u)).toMatchObject({ ephemeral: true })
  })

  it('opened by a command is answered where that was typed, also where the bot is no member', async () => {
    const stage = await ready(reviewing, { over })
    await stage.type('/delegate', stage.general.id)
    await stage.form()

    await stage.submit({ Why: 'Two seats' })

    expect(await stage.sees(stage.asha, /#42 is returned/u)).toMatchObject({
      ephemeral: true,
      channel: stage.general.id,
    })
  })

  it('that is closed asks for nothing', async () => {
    const stage = await ready(reviewing, { over })
    await opened(stage)

    expect(await stage.slack.gesture({ do: 'close-view', as: stage.asha.id })).toEqual({ ok: true })
    expect(stage.heard).toHaveLength(1)
  })

  it('that meets a fault stays open with all that was typed, and tells a reference that is in the log, once', async () => {
    let isAway = true
    const stage = await ready(
      (delivery) => {
        if (delivery.request.kind === 'form' && isAway) throw new Error('the database is away')
        return reviewing(delivery)
      },
      { over },
    )
    await opened(stage)

    await stage.submit({ Why: 'Two seats' })
    const [after] = modalsOf(stage)
    isAway = false
    const again = await stage.submit({ Why: 'Two seats' })

    const [line, ...more] = stage.logged('error')
    expect(after).toMatchObject({ values: { why: { value: { value: 'Two seats' } } } })
    expect(after?.errors['why']).toMatch(/^Something went wrong: /u)
    expect(after?.errors['why']).toContain(line && 'ref' in line.data ? line.data.ref : 'a reference')
    expect(more).toEqual([])
    expect(again).toEqual({ ok: true })
  })

  it('whose sender was told that it failed, though it did not, is done once when it is sent again', async () => {
    const stage = await ready(reviewing, { over })
    await opened(stage)
    stage.sandbox.faults.add({ platform: 'slack', name: 'view_submission', kind: 'cut-after' })

    const failed = await stage.submit({ Why: 'Two seats' })
    const again = await stage.submit({ Why: 'Two seats' })

    const sent = stage.heard.filter(({ request }) => request.kind === 'form')
    expect(failed).toMatchObject({ ok: false })
    expect(again).toEqual({ ok: true })
    expect(sent).toHaveLength(2)
    expect(new Set(sent.map(({ id }) => id)).size).toBe(1)
  })

  it('of a version that is no more stays open and says that it is not understood', async () => {
    const stage = await ready(reviewing, { over })
    await opened(stage)
    const [modal] = stage.slack.view(stage.asha.id).modals
    await fetch(`${stage.sandbox.url}/slack/api/views.update`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${stage.app.botToken}` },
      body: JSON.stringify({
        view_id: modal?.id,
        view: {
          ...{ type: 'modal', callback_id: 'sahayak-form:explode:42' },
          title: { type: 'plain_text', text: 'Old' },
          submit: { type: 'plain_text', text: 'Send' },
          blocks: modal?.blocks,
        },
      }),
    })

    await stage.submit({ Why: 'Two seats' })

    expect(modalsOf(stage)).toMatchObject([{ title: 'Old', errors: { why: 'Not understood' } }])
    expect(stage.logged('warn')).toMatchObject([{ data: { why: expect.stringContaining('sahayak-form:explode') } }])
    expect(stage.heard).toHaveLength(1)
  })
})

describe('a form opened from one’s own message', () => {
  const page = say('Page 1', { buttons: [opening('Return', 'return')] })

  it('leaves no second message where its answer takes the place of the first', async () => {
    const stage = await ready(({ request }) => {
      if (request.kind === 'words') return page
      return request.kind === 'press' ? { kind: 'form', form: returning } : say('#42 is returned', {}, true)
    })
    await stage.type('/tasks')
    await stage.press(await stage.sees(stage.asha, /Page 1/u), 'Return')
    await stage.form()

    await stage.submit({ Why: 'Two seats' })
    await stage.sees(stage.asha, /#42 is returned/u)

    expect(seenBy(stage.workspace, stage.asha)).toHaveLength(1)
  })
})

const longBrief = 'A brief that goes on and on. '.repeat(300).trim()

describe('a form with more in it than an input of Slack’s holds', () => {
  it('comes back whole', async () => {
    const delegating: Form = {
      ...{ name: 'delegate', subject: '', title: 'Delegate', submit: 'Send', cancel: 'Cancel' },
      fields: [
        { kind: 'text', name: 'what', label: 'What', required: true, multiline: true, longest: 3000, value: longBrief },
      ],
    }
    const stage = await ready(({ request }) =>
      request.kind === 'form' ? say('Delegated') : { kind: 'form', form: delegating },
    )
    await stage.type('/delegate')
    await stage.form()

    await stage.submit({})

    expect(stage.heard.at(-1)).toMatchObject({ request: { values: { what: longBrief } } })
  })
})

describe('a form that Slack does not open', () => {
  it('is one press away', async () => {
    const stage = await ready(reviewing)
    stage.sandbox.faults.add({ platform: 'slack', name: 'views.open', kind: 'status', status: 503 })

    await stage.type('/delegate')
    const offer = await stage.sees(stage.asha, /Return #42/u)
    await stage.press(offer, 'Return #42')

    expect(offer).toMatchObject({ ephemeral: true })
    expect(await stage.form()).toMatchObject({ title: 'Return #42' })
  })
})
