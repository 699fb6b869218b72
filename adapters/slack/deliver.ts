import type { WebClient } from '@slack/web-api'
import type { Log } from '#src/kernel/log.ts'
import { times } from './limits.ts'
import { isTooLong, neverLeft, whyOf } from './outcome.ts'
import type { Rendered } from './render.ts'
import { withoutPreviews } from './send.ts'
import type { ReplyTarget } from './reply-target.ts'

/** Thrown for what Slack cannot show: the message is at fault, and no other way would serve it better. */
export class Refused extends Error {}

/**
 * To one person: by the address that came with what they did, else where they did it, else directly. The address is good for
 * half an hour and five answers, and also where the bot is no member.
 */
export async function deliver(
  { client, log }: { client: WebClient; log: Log },
  { url, channel, user }: ReplyTarget,
  message: Rendered,
  replace: boolean,
): Promise<void> {
  const ways = [
    ...(url && replace ? [() => post(url, { ...message, response_type: 'ephemeral', replace_original: true })] : []),
    ...(url ? [() => post(url, { ...message, response_type: 'ephemeral', replace_original: false })] : []),
    ...(channel ? [() => client.chat.postEphemeral({ channel, user, ...message })] : []),
    () => client.chat.postMessage({ channel: user, ...message, ...withoutPreviews }),
  ]
  const problems: string[] = []
  for (const way of ways) {
    try {
      await way()
      return
    } catch (error) {
      if (error instanceof Refused) throw error
      if (isTooLong(whyOf(error))) throw new Refused(whyOf(error), { cause: error })
      problems.push(whyOf(error))
    }
  }
  log.info({ user, problems }, 'an answer came too late to be shown')
}

/** Tried twice when the line broke: whoever pressed rather reads an answer twice than never. */
async function post(url: string, body: object): Promise<void> {
  const send = () =>
    fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
      redirect: 'error',
      signal: AbortSignal.timeout(times.request),
    })
  const response = await send().catch((error: unknown) => {
    if (neverLeft(error)) throw error
    return send()
  })
  if (response.ok) return
  const said = (await response.text()).slice(0, 300)
  if (response.status === 400) throw new Refused(`Slack cannot show an answer: ${said}`)
  throw new Error(`${response.status} ${said}`)
}
