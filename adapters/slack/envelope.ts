import { z } from 'zod'

const id = z.string().nullish().catch(null)

/**
 * What Slack puts around an event. `place` is the workspace by which we hear of it: in a channel that several workspaces share
 * `team_id` is the one that it came from, and for an app that a whole organization installed no authorization names a workspace.
 *
 * https://github.com/slackapi/java-slack-sdk/issues/629
 */
export const envelope = z
  .object({
    type: z.literal('event_callback'),
    team_id: z.string(),
    context_team_id: id,
    authorizations: z
      .array(z.object({ team_id: id }))
      .nullish()
      .catch(null),
    event: z.looseObject({ type: z.string() }),
  })
  .transform(({ team_id: from, context_team_id: context, authorizations, event }) => ({
    place: authorizations?.[0]?.team_id || context || from,
    event,
  }))
