import type { App } from '@slack/bolt'
import { afterEach, expect, it } from 'vitest'
import { z } from 'zod'
import { actions, aSlack, boltOverSocket, button, closeAll, form, input, refusal } from './stage.ts'

afterEach(closeAll)

/** A channel of Acme's that Zoe of another workspace is in as well. */
async function aSharedRoom(listen: (bolt: App) => void = () => {}) {
  const stage = await aSlack()
  const { slack, app, asha } = stage
  const theirs = slack.addWorkspace({ name: 'Other' })
  const zoe = slack.addUser({ workspace: theirs.id, name: 'zoe', realName: 'Zoe Kerr' })
  const shared = slack.addChannel({ name: 'shared', members: [asha.id, zoe.id, app.botUser] })
  await boltOverSocket(stage, listen)
  return { ...stage, theirs, zoe, shared }
}

const whose = z.object({
  team: z.object({ id: z.string() }),
  user: z.object({ team_id: z.string() }),
  view: z.object({ app_installed_team_id: z.string() }).optional(),
})

it('sends of a press the workspace of the app, and whose the person is beside it', async () => {
  const heard: unknown[] = []
  const { client, slack, shared, zoe, theirs, app } = await aSharedRoom((bolt) =>
    bolt.action('go', async ({ ack, body }) => {
      heard.push(body)
      await ack()
    }),
  )
  const { ts } = await client.chat.postMessage({ channel: shared.id, text: 'x', blocks: [actions(button('Go', 'go'))] })

  await slack.gesture({ do: 'press', as: zoe.id, message: ts, button: 'Go' })

  expect(heard.map((each) => whose.parse(each))).toMatchObject([
    { team: { id: app.workspace }, user: { team_id: theirs.id } },
  ])
})

it("sends of a form the sender's own workspace, and the app's in the view", async () => {
  const heard: unknown[] = []
  const { client, slack, shared, zoe, theirs, app } = await aSharedRoom((bolt) => {
    bolt.action('go', async ({ ack, body, client: web }) => {
      await ack()
      const { trigger_id: trigger } = z.object({ trigger_id: z.string() }).parse(body)
      await web.views.open({ trigger_id: trigger, view: form([input('why', 'Why')], { callback_id: 'f' }) })
    })
    bolt.view('f', async ({ ack, body }) => {
      heard.push(body)
      await ack()
    })
  })
  const { ts } = await client.chat.postMessage({ channel: shared.id, text: 'x', blocks: [actions(button('Go', 'go'))] })
  await slack.gesture({ do: 'press', as: zoe.id, message: ts, button: 'Go' })
  await expect.poll(() => slack.view(zoe.id).modals.length).toBe(1)

  await slack.gesture({ do: 'fill-and-submit', as: zoe.id, values: { Why: 'because' } })

  expect(heard.map((each) => whose.parse(each))).toMatchObject([
    { team: { id: theirs.id }, user: { team_id: theirs.id }, view: { app_installed_team_id: app.workspace } },
  ])
})

it('knows somebody of another workspace where a channel is shared with them, and says that it is shared', async () => {
  const { client, slack, shared, general, zoe, theirs } = await aSharedRoom()
  const stranger = slack.addUser({ workspace: theirs.id, name: 'max' })

  const [known, ours, open] = await Promise.all([
    client.users.info({ user: zoe.id }),
    client.conversations.info({ channel: general.id }),
    client.conversations.info({ channel: shared.id }),
  ])

  expect(known.user).toMatchObject({ id: zoe.id, team_id: theirs.id })
  expect([ours.channel?.is_ext_shared, open.channel?.is_ext_shared]).toEqual([false, true])
  await expect(refusal(client.users.info({ user: stranger.id }))).resolves.toMatchObject({ error: 'user_not_found' })
})

it('says of what is written there from which workspace it came, and by which the app hears of it', async () => {
  const heard: unknown[] = []
  const { slack, shared, general, zoe, asha, theirs, app } = await aSharedRoom((bolt) =>
    bolt.use(async ({ body }) => void heard.push(body)),
  )

  const written = await slack.gesture({ do: 'write', as: zoe.id, channel: 'shared', text: 'Hello' })
  await slack.gesture({ do: 'edit', as: zoe.id, message: z.object({ ts: z.string() }).parse(written).ts, text: 'Hi' })
  await slack.gesture({ do: 'write', as: asha.id, channel: 'shared', text: 'Good morning' })
  await slack.gesture({ do: 'write', as: asha.id, channel: general.id, text: 'Among us' })

  const ours = { context_team_id: app.workspace, authorizations: [{ team_id: app.workspace }] }
  const fromThem = { ...ours, team_id: theirs.id, is_ext_shared_channel: true }
  expect(heard).toMatchObject([
    { ...fromThem, event: { user: zoe.id, channel: shared.id, user_team: theirs.id, source_team: theirs.id } },
    { ...fromThem, event: { subtype: 'message_changed', message: { user_team: theirs.id } } },
    { ...ours, team_id: app.workspace, is_ext_shared_channel: true, event: { user: asha.id } },
    { ...ours, team_id: app.workspace, is_ext_shared_channel: false, event: { user: asha.id } },
  ])
})
