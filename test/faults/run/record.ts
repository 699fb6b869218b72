import { z } from 'zod'
import type { Sandbox } from '#sandbox/index.ts'
import { containerId } from '#adapters/discord/send.ts'
import { markOf } from '#src/bot/outbox/mark.ts'
import type { Town } from './town.ts'

/** A message of the bot's that others see too, or that it wrote to one person by itself. */
export type Told = {
  /** Larger is later, within a platform. */
  order: bigint
  platform: 'slack' | 'discord'
  channel: string
  id: string
  /** Which line of the outbox it is; null for an answer that found no other way. */
  mark: string | null
  /** Where it was sent to directly, to one person. */
  direct: boolean
  /** As the platform has it. */
  shows: unknown
  plain: string
}

const history = z.object({
  ok: z.literal(true),
  messages: z.array(
    z.object({
      ts: z.string(),
      bot_id: z.string().optional(),
      text: z.string().default(''),
      blocks: z.array(z.unknown()).optional(),
      metadata: z.object({ event_payload: z.object({ mark: z.string().optional() }) }).optional(),
    }),
  ),
  response_metadata: z.object({ next_cursor: z.string().optional() }).optional(),
})

/** All that the bot has said, as the platforms keep it. */
export async function recordOf(sandbox: Sandbox, town: Town): Promise<Told[]> {
  return [...(await inSlack(sandbox, town)), ...inDiscord(sandbox, town)]
}

async function inSlack({ slack, url }: Sandbox, { people, slack: { token } }: Town): Promise<Told[]> {
  slack.limits.setEnforced(false)
  const channels = new Map<string, boolean>()
  for (const { platform, id } of people) {
    if (platform !== 'slack') continue
    const view = slack.view(id)
    for (const channel of view.channels) channels.set(channel.id, false)
    for (const channel of view.dms) channels.set(channel.id, true)
  }
  const plain = new Map(
    people.flatMap(({ platform, id }) =>
      platform === 'slack'
        ? [...slack.view(id).channels, ...slack.view(id).dms].flatMap(({ messages }) =>
            messages.map((message): [string, string] => [message.ts, message.plain]),
          )
        : [],
    ),
  )
  const told: Told[] = []
  for (const [channel, direct] of channels) {
    for (let cursor = ''; ;) {
      const query = new URLSearchParams({ channel, limit: '200', include_all_metadata: 'true', cursor })
      const answer = await fetch(`${url}/slack/api/conversations.history?${query.toString()}`, {
        headers: { authorization: `Bearer ${token}` },
      })
      const page = history.parse(await answer.json())
      for (const { ts, bot_id: bot, blocks, metadata } of page.messages) {
        if (!bot) continue
        const mark = metadata?.event_payload.mark ?? null
        const order = BigInt(ts.replace('.', ''))
        told.push({
          ...{ order, platform: 'slack', channel, id: ts, mark, direct },
          shows: blocks,
          plain: plain.get(ts) ?? '',
        })
      }
      cursor = page.response_metadata?.next_cursor ?? ''
      if (!cursor) break
    }
  }
  return told
}

/** There a message carries a number that is made of the mark. */
function inDiscord({ discord }: Sandbox, { people, discord: { meera } }: Town): Told[] {
  const found = new Map<string, Told>()
  for (const id of [meera, ...people.filter(({ platform }) => platform === 'discord').map((each) => each.id)]) {
    const view = discord.view(id)
    const rooms = view.guilds.flatMap(({ channels, threads }) => [...channels, ...threads])
    for (const room of [...rooms, ...view.dms])
      for (const { id: message, author, ephemeral, components, plain } of room.messages) {
        if (!author.bot || ephemeral) continue
        const [container] = components
        const mark = container && typeof container['id'] === 'number' ? String(container['id']) : null
        const direct = room.kind === 'direct'
        found.set(message, {
          ...{ order: BigInt(message), platform: 'discord', channel: room.id, id: message, mark, direct },
          ...{ shows: components, plain },
        })
      }
  }
  return [...found.values()]
}

/** By what a line's message is known on either platform. */
export function marksOf(line: string): { slack: string; discord: string } {
  const mark = markOf(line)
  return { slack: mark, discord: String(containerId(mark)) }
}
