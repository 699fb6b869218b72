import { afterEach, describe, expect, it } from 'vitest'
import { eventually } from '#sandbox/eventually.ts'
import { aForm } from './form.ts'
import { actions, button, closeAll, form, refusal } from './stage.ts'

afterEach(closeAll)

describe('the forms before a person', () => {
  it('can be stacked three deep, closed one by one, or cleared', async () => {
    let step: 'push' | 'clear' = 'push'
    const { slack, asha, open, modals } = await aForm(form([]), (bolt) => {
      bolt.view(/.*/, async ({ ack }) =>
        step === 'push' ? ack({ response_action: 'push', view: form([]) }) : ack({ response_action: 'clear' }),
      )
    })
    const submit = () => slack.gesture({ do: 'submit', as: asha.id })
    await open()

    await submit()
    await submit()
    expect(modals()).toHaveLength(3)
    expect(await submit()).toMatchObject({ ok: false })
    expect(modals()).toHaveLength(3)
    await slack.gesture({ do: 'close-view', as: asha.id })
    expect(modals()).toHaveLength(2)
    step = 'clear'
    await submit()

    expect(modals()).toEqual([])
  })

  it('is told of as closed only when it asked for that', async () => {
    const asked = await aForm(form([], { notify_on_close: true }), (bolt) =>
      bolt.view({ type: 'view_closed' }, async ({ ack }) => ack()),
    )
    await asked.open()
    await asked.slack.gesture({ do: 'close-view', as: asked.asha.id })

    const silent = await aForm(form([]))
    await silent.open()
    await silent.slack.gesture({ do: 'close-view', as: silent.asha.id })

    expect(asked.heard).toMatchObject([{ type: 'view_closed', is_cleared: false }])
    expect(silent.heard).toEqual([])
  })

  it('are closed all at once by the cross in the corner, which is told of each that asked for it', async () => {
    const view = form([], { notify_on_close: true })
    const { slack, asha, heard, open, modals } = await aForm(view, (bolt) => {
      bolt.view({ type: 'view_closed' }, async ({ ack }) => ack())
      bolt.view(/.*/, async ({ ack }) => ack({ response_action: 'push', view }))
    })
    await open()
    await slack.gesture({ do: 'submit', as: asha.id })

    await slack.gesture({ do: 'close-view', as: asha.id, all: true })

    expect(modals()).toEqual([])
    expect(heard.filter(({ type }) => type === 'view_closed')).toMatchObject([
      { is_cleared: true },
      { is_cleared: true },
    ])
  })

  it('are each person’s own', async () => {
    const { slack, asha, ben, general, open, modals } = await aForm(form([]))
    await open()

    await slack.gesture({ do: 'command', as: ben.id, channel: general.id, text: '/do' })
    await eventually(() => slack.view(ben.id).modals.length === 1)
    await slack.gesture({ do: 'close-view', as: asha.id })

    expect(modals()).toEqual([])
    expect(slack.view(ben.id).modals).toMatchObject([{ title: 'Form' }])
  })
})

describe('a form put on top of another by the app', () => {
  /** Each press on the button in it asks for one more. */
  async function aTower() {
    const view = form([actions(button('More', 'more'))])
    const answers: unknown[] = []
    const stage = await aForm(view, (bolt) => {
      bolt.action('more', async ({ ack, body, client }) => {
        await ack()
        const trigger = 'trigger_id' in body ? body.trigger_id : ''
        answers.push(await client.views.push({ trigger_id: trigger, view }).catch((error: unknown) => error))
      })
    })
    const more = async () => {
      const before = answers.length
      await stage.slack.gesture({ do: 'press', as: stage.asha.id, view: true, button: 'More' })
      await eventually(() => answers.length > before)
    }
    return { ...stage, answers, more }
  }

  it('knows what it stands on, and is not the fourth', async () => {
    const { open, more, modals, answers } = await aTower()
    await open()
    const [root] = modals()

    for (let time = 0; time < 3; time += 1) await more()

    expect(modals()).toHaveLength(3)
    expect(answers).toMatchObject([
      { view: { root_view_id: root?.id, previous_view_id: root?.id } },
      { view: { root_view_id: root?.id, previous_view_id: modals()[1]?.id } },
      { data: { error: 'push_limit_reached' } },
    ])
  })

  it('is refused where there is none to stand on', async () => {
    const { slack, asha, general, client, trigger } = await aTower()
    await slack.gesture({ do: 'command', as: asha.id, channel: general.id, text: '/raw' })

    const pushed = client.views.push({ trigger_id: trigger(), view: form([]) })

    expect(await refusal(pushed)).toMatchObject({ error: 'invalid_trigger_id' })
  })
})
