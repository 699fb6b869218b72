import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { Source } from '#adapters/shared/responder.ts'
import type { Delivery, Origin } from '#src/kernel/request.ts'
import { replyTargetOf, type ReplyTarget } from './reply-target.ts'

export type Parsed =
  | { kind: 'delivery'; replyTarget: ReplyTarget; delivery: Delivery; source: Source }
  /** To be acknowledged, and no more. */
  | { kind: 'nothing' }
  | { kind: 'unsupported'; why: string; replyTarget: ReplyTarget }

/** What is known from the start, and no payload says. */
export type Here = {
  /** The workspace of our token; null while Slack could not be asked, and where the token is a whole organization's. */
  team: { id: string; name: string } | null
  /** What stands before each command in this workspace. */
  prefix: string
}

/** Whoever did it. */
export const user = z.object({
  id: z.string(),
  name: z.string().nullish(),
  username: z.string().nullish(),
  team_id: z.string().nullish(),
})
export const team = z.object({ id: z.string(), domain: z.string().nullish() })

/** The longest that fits a button's id, which carries it to open what was typed with it again. */
const longestId = 70

/** What Slack brought, as the core takes it. */
export function delivered(
  payload: unknown,
  id: string,
  { source, ...what }: Omit<Delivery, 'id'> & { source: Source },
): Parsed {
  const fitting = id.length <= longestId ? id : createHash('sha256').update(id).digest('base64url')
  return {
    kind: 'delivery',
    replyTarget: replyTargetOf(payload),
    delivery: { id: `slack:${fitting}`, ...what },
    source,
  }
}

export function unsupported(payload: unknown, why: string): Parsed {
  return { kind: 'unsupported', why, replyTarget: replyTargetOf(payload) }
}

/**
 * In a channel that several workspaces share, whoever comes from another one brings theirs with a form, a command or from a
 * message's menu. All that comes here came by an app of ours, and our token is for one workspace.
 *
 * https://github.com/slackapi/bolt-js/issues/1614; with a press `team` is the app's: https://github.com/slackapi/java-slack-sdk/issues/1041
 */
export function oursOr({ team: ours }: Here, theirs: z.infer<typeof team> | null | undefined) {
  return ours ? { id: ours.id } : theirs
}

export function originOf(
  here: Here,
  place: z.infer<typeof team> | null | undefined,
  asker: z.infer<typeof user>,
  channel: string,
): Origin {
  const at = place?.id ?? asker.team_id ?? here.team?.id ?? ''
  return {
    platform: 'slack',
    place: at,
    placeName: here.team?.id === at ? here.team.name : (place?.domain ?? at),
    channel,
    channelKind: channel.startsWith('D') ? 'direct' : 'room',
    user: asker.id,
    userName: asker.username ?? asker.name ?? asker.id,
    // Slack says nothing of it with what people ask.
    language: null,
  }
}
