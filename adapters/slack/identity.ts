import type { WebClient } from '@slack/web-api'
import { z } from 'zod'
import type { Log } from '#src/kernel/log.ts'
import { botScopes } from './manifest.ts'
import { errorSaid, isRefused, whyOf } from './outcome.ts'

const shape = z.object({
  team_id: z.string(),
  team: z.string().default(''),
  user_id: z.string(),
  /** True: one token for all workspaces of an organization. */
  is_enterprise_install: z.boolean().default(false),
  response_metadata: z.object({ scopes: z.array(z.string()).optional() }).optional(),
})

/** Who we are to Slack, and in which workspace. */
type Me = z.infer<typeof shape>

export type Identity = {
  me(): Promise<Me>
  /** What is known by now. */
  known(): Me | null
}

/** Asked once, and again only while it could not be told. */
export function createIdentity(client: WebClient): Identity {
  let found: Me | null = null
  let asking: Promise<Me> | null = null

  async function introduce(): Promise<Me> {
    found = shape.parse(await client.auth.test())
    return found
  }

  return {
    me() {
      asking ??= introduce().catch((error: unknown) => {
        asking = null
        throw error
      })
      return asking
    },
    known: () => found,
  }
}

/** A wrong token ends the start, in a sentence for whoever set it; an outage does not. */
export async function checkIdentity({ me }: Identity, log: Log): Promise<void> {
  try {
    const { response_metadata: more } = await me()
    const missing = more?.scopes ? botScopes.filter((scope) => !more.scopes?.includes(scope)) : []
    if (missing.length > 0) log.warn({ missing }, 'the Slack app was installed without some scopes: install it anew')
  } catch (error) {
    const sentence = sentenceFor(error, 'SLACK_BOT_TOKEN')
    if (sentence) throw new Error(sentence, { cause: error })
    log.error({ why: whyOf(error) }, 'Slack cannot be reached: what is to be told there waits')
  }
}

/** What whoever looks after the bot must set right, when that is what is wrong. */
export function sentenceFor(error: unknown, variable: 'SLACK_BOT_TOKEN' | 'SLACK_APP_TOKEN'): string | null {
  if (!isRefused(error)) return null
  const which = variable === 'SLACK_BOT_TOKEN' ? 'bot' : 'app-level'
  return `Slack does not accept the ${which} token (${errorSaid(error)}): check ${variable}.`
}
