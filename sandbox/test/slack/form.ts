import type { App } from '@slack/bolt'
import { z } from 'zod'
import { eventually } from '#sandbox/eventually.ts'
import { aSlack, boltOverSocket, type form } from './stage.ts'

type View = ReturnType<typeof form>

const aboutView = z.looseObject({
  view: z.looseObject({ id: z.string(), hash: z.string(), state: z.object({ values: z.unknown() }) }),
})

/** /do opens `view`; what the app hears of it is kept, and answered as `listen` says. */
export async function aForm(
  view: View,
  listen: (bolt: App) => void = (bolt) => bolt.view(/.*/, async ({ ack }) => ack()),
) {
  const stage = await aSlack()
  const heard: z.infer<typeof aboutView>[] = []
  let trigger = ''
  await boltOverSocket(stage, (bolt) => {
    bolt.use(async ({ body, next }) => {
      const about = aboutView.safeParse(body)
      if (about.success) heard.push(about.data)
      await next()
    })
    bolt.command('/do', async ({ ack, body, client }) => {
      await ack()
      trigger = body.trigger_id
      await client.views.open({ trigger_id: body.trigger_id, view })
    })
    bolt.command('/raw', async ({ ack, body }) => {
      await ack()
      trigger = body.trigger_id
    })
    listen(bolt)
  })
  const { slack, asha, general } = stage
  const open = async () => {
    await slack.gesture({ do: 'command', as: asha.id, channel: general.id, text: '/do' })
    await eventually(() => slack.view(asha.id).modals.length > 0)
  }
  return { ...stage, heard, open, modals: () => slack.view(asha.id).modals, trigger: () => trigger }
}

export const option = (text: string, value: string) => ({ text: { type: 'plain_text', text }, value })
