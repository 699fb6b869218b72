import type { App } from '@slack/bolt'
import type { HomeView, KnownBlock, WebClient } from '@slack/web-api'
import { z } from 'zod'
import { withoutPicture, type Card } from '#src/kernel/card.ts'
import type { Core } from '#src/kernel/core.ts'
import type { Log } from '#src/kernel/log.ts'
import type { Here } from './parse.ts'
import { envelope } from './envelope.ts'
import { limits } from './limits.ts'
import { whyOf } from './outcome.ts'
import { renderCard } from './render.ts'

/** https://docs.slack.dev/reference/events/app_home_opened: told for the tab of messages as well. */
const opened = z.looseObject({ type: z.literal('app_home_opened'), user: z.string(), tab: z.literal('home') })

/** A press on the page: no message stands around it. */
const pressed = z.looseObject({
  type: z.literal('block_actions'),
  view: z.looseObject({ type: z.literal('home') }),
  user: z.looseObject({ id: z.string() }),
  team: z.looseObject({ id: z.string() }).nullish(),
})

export type Whose = { place: string; user: string }

/** Whose page was opened; null where a payload says nothing of the kind. */
export function readOpenedHome(payload: unknown): Whose | null {
  const around = envelope.safeParse(payload)
  const read = around.success ? opened.safeParse(around.data.event) : around
  return around.success && read.success ? { place: around.data.place, user: read.data.user } : null
}

/** On whose page something was pressed. */
export function readPressedHome(payload: unknown, here: Here): Whose | null {
  const { data } = pressed.safeParse(payload)
  const place = data?.team?.id ?? here.team?.id
  return data && place !== undefined ? { place, user: data.user.id } : null
}

/** A page holds twice as many blocks as a message; of a chart, which it does not show, the figures are said in words. */
export function renderHome(cards: Card[]): HomeView {
  const all = cards.map((card) => renderCard(withoutPicture(card), { tight: true }).blocks.filter(isKnown))
  const blocks = all.flatMap((each, index) => (index === 0 ? each : [{ type: 'divider' as const }, ...each]))
  return { type: 'home', blocks: blocks.slice(0, limits.viewBlocks) }
}

function isKnown(block: ReturnType<typeof renderCard>['blocks'][number]): block is KnownBlock {
  return block.type !== 'data_visualization'
}

type Parts = { client: WebClient; core: Core; log: Log; here(): Here; nameOf(user: string): Promise<string> }

export type Home = {
  /** Shows somebody their page as it is now. Never rejects. */
  show(whose: Whose): Promise<void>
  idle(): Promise<void>
}

/** Keeps pages: each is put anew when it is opened, and after what was pressed on it. Of one person’s pages the last that was asked for stands. */
export function createHome(parts: Parts): Home {
  const running = new Map<string, Promise<void>>()

  function show(whose: Whose): Promise<void> {
    const key = `${whose.place}:${whose.user}`
    const before = running.get(key) ?? Promise.resolve()
    const shown = before
      .then(() => publish(parts, whose))
      .catch((error: unknown) => parts.log.warn({ why: whyOf(error), user: whose.user }, 'a page could not be shown'))
      .finally(() => running.get(key) === shown && running.delete(key))
    running.set(key, shown)
    return shown
  }

  return { show, idle: async () => void (await Promise.allSettled(running.values())) }
}

async function publish({ client, core, here, nameOf }: Parts, { place, user }: Whose): Promise<void> {
  const { team } = here()
  const cards = await core.home({
    ...{ platform: 'slack', place, placeName: team?.id === place ? team.name : '', channel: '', channelKind: 'direct' },
    ...{ user, userName: await nameOf(user), language: null },
  })
  await client.views.publish({ user_id: user, view: renderHome(cards) })
}

/** Shows a page when it is opened. */
export function hearHome(app: App, home: Home): void {
  app.event('app_home_opened', async ({ body }) => {
    const whose = readOpenedHome(body)
    if (whose) await home.show(whose)
  })
}
