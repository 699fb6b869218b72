import { afterEach, describe, expect, it } from 'vitest'
import { aForm, option } from './form.ts'
import { closeAll, form, input, refusal } from './stage.ts'

afterEach(closeAll)

describe('a trigger', () => {
  it('opens one form, within three seconds', async () => {
    const { slack, asha, general, client, clock, trigger } = await aForm(form([input('a', 'A')]))
    const view = form([input('a', 'A')])
    const type = () => slack.gesture({ do: 'command', as: asha.id, channel: general.id, text: '/raw' })

    await type()
    await client.views.open({ trigger_id: trigger(), view })
    expect(await refusal(client.views.open({ trigger_id: trigger(), view }))).toMatchObject({
      error: 'exchanged_trigger_id',
    })

    await type()
    clock.advance(3001)
    expect(await refusal(client.views.open({ trigger_id: trigger(), view }))).toMatchObject({
      error: 'expired_trigger_id',
    })
    expect(await refusal(client.views.open({ trigger_id: '1.2.x', view }))).toMatchObject({
      error: 'invalid_trigger_id',
    })
  })
})

describe('a form', () => {
  it('belongs to the one who asked for it', async () => {
    const { slack, ben, open, modals } = await aForm(form([input('a', 'A')], { callback_id: 'c' }))

    await open()

    expect(modals()).toMatchObject([{ title: 'Form', submit: 'Send', controls: [{ label: 'A' }] }])
    expect(slack.view(ben.id).modals).toEqual([])
  })

  it('sends the value of every input: given ones, first ones, and empty ones as the real service has them', async () => {
    const blocks = [
      input('title', 'Title'),
      input('brief', 'Brief', { optional: true }),
      input('first', 'First', { element: { type: 'plain_text_input', action_id: 'it', initial_value: 'hello' } }),
      input('many', 'Many', {
        optional: true,
        element: { type: 'multi_static_select', action_id: 'it', options: [option('X', 'x'), option('Y', 'y')] },
      }),
      input('duty', 'Duty', {
        element: { type: 'static_select', action_id: 'it', options: [option('X', 'x'), option('Y', 'y')] },
      }),
      input('who', 'Who', { optional: true, element: { type: 'users_select', action_id: 'it' } }),
      input('day', 'Day', { optional: true, element: { type: 'datepicker', action_id: 'it' } }),
      input('tick', 'Tick', {
        optional: true,
        element: { type: 'checkboxes', action_id: 'it', options: [option('X', 'x')] },
      }),
    ]
    const { slack, asha, ben, heard, open, modals } = await aForm(
      form(blocks, { private_metadata: 'kept', callback_id: 'c' }),
    )
    await open()

    const result = await slack.gesture({
      do: 'fill-and-submit',
      as: asha.id,
      values: { Title: 'Flight', duty: 'Y', Who: 'ben' },
    })

    expect(result).toEqual({ ok: true })
    expect(modals()).toEqual([])
    expect(heard[0]).toMatchObject({
      type: 'view_submission',
      view: { private_metadata: 'kept', callback_id: 'c', type: 'modal' },
    })
    expect(heard[0]?.view.state.values).toEqual({
      title: { it: { type: 'plain_text_input', value: 'Flight' } },
      brief: { it: { type: 'plain_text_input', value: null } },
      first: { it: { type: 'plain_text_input', value: 'hello' } },
      many: { it: { type: 'multi_static_select', selected_options: [] } },
      duty: { it: { type: 'static_select', selected_option: option('Y', 'y') } },
      who: { it: { type: 'users_select', selected_user: ben.id } },
      day: { it: { type: 'datepicker', selected_date: null } },
      tick: { it: { type: 'checkboxes', selected_options: [] } },
    })
  })

  it('that is not complete never leaves the screen', async () => {
    const { slack, asha, heard, open, modals } = await aForm(form([input('a', 'A')]))
    await open()

    const result = await slack.gesture({ do: 'submit', as: asha.id })

    expect(result).toEqual({ ok: false, error: 'Please complete this required field.' })
    expect(modals()[0]?.errors).toEqual({ a: 'Please complete this required field.' })
    expect(heard).toEqual([])
  })

  it('shows the errors that the app answers with, beside their fields, with what was typed still there', async () => {
    const { slack, asha, open, modals } = await aForm(form([input('a', 'A')]), (bolt) => {
      bolt.view(/.*/, async ({ ack }) => ack({ response_action: 'errors', errors: { a: 'Not so' } }))
    })
    await open()

    const result = await slack.gesture({ do: 'fill-and-submit', as: asha.id, values: { A: 'typed' } })

    expect(result).toEqual({ ok: false, error: 'Not so' })
    expect(modals()).toMatchObject([{ errors: { a: 'Not so' }, values: { a: { it: { value: 'typed' } } } }])
  })

  it('only shows that there was trouble when an error is for a block that is not there', async () => {
    const { slack, asha, open, modals } = await aForm(form([input('a', 'A')]), (bolt) => {
      bolt.view(/.*/, async ({ ack }) => ack({ response_action: 'errors', errors: { b: 'Not so' } }))
    })
    await open()

    const result = await slack.gesture({ do: 'fill-and-submit', as: asha.id, values: { A: 'typed' } })

    expect(result).toEqual({ ok: false, error: 'We had some trouble connecting. Try again?' })
    expect(modals()).toMatchObject([{ errors: {}, trouble: 'We had some trouble connecting. Try again?' }])
  })

  it('stays, and shows that there was trouble, when the app is late', async () => {
    const { slack, asha, clock, open, modals } = await aForm(form([input('a', 'A')]), (bolt) =>
      bolt.view(/.*/, async () => undefined),
    )
    await open()

    const sent = slack.gesture({ do: 'fill-and-submit', as: asha.id, values: { A: 'typed' } })
    clock.advance(3000)

    expect(await sent).toEqual({ ok: false, error: 'We had some trouble connecting. Try again?' })
    expect(modals()).toHaveLength(1)
    expect(slack.view(asha.id).toasts).toMatchObject([{ error: 'operation_timeout' }])
  })

  it('is updated in place, keeping what was typed in fields that stay', async () => {
    const { slack, asha, client, open, modals } = await aForm(form([input('a', 'A')]))
    await open()
    const [before] = modals()
    await slack.gesture({ do: 'fill', as: asha.id, values: { A: 'typed' } })

    await client.views.update({ view_id: before?.id ?? '', view: form([input('a', 'A'), input('b', 'B')]) })

    expect(modals()).toMatchObject([
      { id: before?.id, values: { a: { it: { value: 'typed' } }, b: { it: { value: null } } } },
    ])
  })

  it('refuses an update that is based on an older state', async () => {
    const { client, heard, open, modals, slack, asha } = await aForm(form([input('a', 'A')]), (bolt) => {
      bolt.view(/.*/, async ({ ack }) => ack({ response_action: 'update', view: form([input('a', 'A')]) }))
    })
    await open()
    await slack.gesture({ do: 'fill-and-submit', as: asha.id, values: { A: 'x' } })
    const [now] = modals()

    const stale = client.views.update({
      view_id: now?.id ?? '',
      hash: heard[0]?.view.hash ?? '',
      view: form([input('a', 'A')]),
    })

    expect(await refusal(stale)).toMatchObject({ error: 'hash_conflict' })
    expect(await refusal(client.views.update({ view_id: 'V0', view: form([]) }))).toMatchObject({ error: 'not_found' })
  })

  it('sends actions of its own with the view and everything typed, and without a channel', async () => {
    const blocks = [
      input('a', 'A', {
        dispatch_action: true,
        element: { type: 'static_select', action_id: 'it', options: [option('X', 'x')] },
      }),
      input('b', 'B', { element: { type: 'static_select', action_id: 'it', options: [option('X', 'x')] } }),
    ]
    const { slack, asha, heard, open, modals } = await aForm(form(blocks), (bolt) =>
      bolt.action(/.*/, async ({ ack }) => ack()),
    )
    await open()

    await slack.gesture({ do: 'choose', as: asha.id, view: true, select: 'B', option: 'X' })
    await slack.gesture({ do: 'choose', as: asha.id, view: true, select: 'A', option: 'X' })

    expect(heard).toHaveLength(1)
    expect(heard[0]).toMatchObject({
      type: 'block_actions',
      container: { type: 'view', view_id: modals()[0]?.id },
      view: {
        state: {
          values: { a: { it: { selected_option: { value: 'x' } } }, b: { it: { selected_option: { value: 'x' } } } },
        },
      },
    })
    expect(heard[0]).not.toHaveProperty('channel')
    expect(heard[0]).not.toHaveProperty('response_url')
  })
})
