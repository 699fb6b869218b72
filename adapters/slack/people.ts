import { z } from 'zod'
import type { Checked } from '#src/kernel/chat.ts'
import { envelope } from './envelope.ts'

const profileShape = z.object({
  id: z.string(),
  name: z.string().nullish(),
  real_name: z.string().nullish(),
  deleted: z.boolean().nullish(),
  is_bot: z.boolean().nullish(),
  tz: z.string().nullish(),
  locale: z.string().nullish(),
  profile: z.object({ real_name: z.string().nullish(), image_192: z.string().nullish() }).nullish(),
})

const personEvent = z.object({ type: z.enum(['user_change', 'team_join']), user: profileShape })

/** What Slack says of a person. It goes on to name whoever was deactivated, and says that they are deleted. */
export function checkedOf(user: z.infer<typeof profileShape>): Checked {
  if (user.deleted) return 'left'
  return {
    name: user.profile?.real_name || user.real_name || user.name || user.id,
    zone: user.tz ?? null,
    language: user.locale ? (user.locale.startsWith('hi') ? 'hi' : 'en') : null,
    picture: user.profile?.image_192 ?? null,
  }
}

/** Who changed, and in which workspace; null where it is no person, or something else was said. */
export function readPersonEvent(body: unknown): { place: string; user: string; seen: Checked } | null {
  const around = envelope.safeParse(body)
  const read = personEvent.safeParse(around.data?.event)
  if (!around.success || !read.success || read.data.user.is_bot) return null
  const { user } = read.data
  return { place: around.data.place, user: user.id, seen: checkedOf(user) }
}
