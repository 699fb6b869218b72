import { z } from 'zod'
import type { Checked } from '#src/kernel/chat.ts'

const shape = z.object({
  guild_id: z.string(),
  nick: z.string().nullish(),
  user: z.object({
    id: z.string(),
    username: z.string(),
    global_name: z.string().nullish(),
    bot: z.boolean().nullish(),
  }),
})

/** Which member came, changed or (`left`) went, and in which server; null where it is no person. Discord tells nobody a person's zone. */
export function readMemberEvent(
  payload: unknown,
  left: boolean,
): { place: string; user: string; seen: Checked } | null {
  const { success, data } = shape.safeParse(payload)
  if (!success || data.user.bot) return null
  const { guild_id: place, nick, user } = data
  const name = nick ?? user.global_name ?? user.username
  return { place, user: user.id, seen: left ? 'left' : { name, zone: null, language: null, picture: null } }
}
