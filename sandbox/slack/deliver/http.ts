import { createHmac } from 'node:crypto'
import { parseJson, type Json } from '../json.ts'
import type { App } from '../world.ts'
import type { Outcome, Parcel } from './deliver.ts'

/** Posts a parcel as Slack does: signed, commands as form fields, interactions as one field, events as JSON. */
export async function postSigned(
  app: App,
  url: string,
  parcel: Parcel,
  signal: AbortSignal | undefined,
): Promise<Outcome> {
  const body = bodyOf(parcel)
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: {
        'content-type': parcel.kind === 'events_api' ? 'application/json' : 'application/x-www-form-urlencoded',
        'user-agent': 'Slackbot 1.0 (+https://api.slack.com/robots)',
        ...signature(app.signingSecret, body),
        ...(parcel.retry
          ? { 'x-slack-retry-num': String(parcel.retry.attempt), 'x-slack-retry-reason': parcel.retry.reason }
          : {}),
      },
      body,
      ...(signal ? { signal } : {}),
    })
    const answer = await response.text()
    // An event wants any 2xx; a person's act wants a plain 200.
    if (parcel.kind === 'events_api' ? !response.ok : response.status !== 200)
      return { ok: false, why: 'http-error', final: response.headers.get('x-slack-no-retry') === '1' }
    return { ok: true, payload: answerOf(answer, response.headers.get('content-type') ?? '') }
  } catch {
    return { ok: false, why: 'unreachable' }
  }
}

function bodyOf({ kind, payload }: Parcel): string {
  if (kind === 'events_api') return JSON.stringify(payload)
  if (kind === 'interactive') return new URLSearchParams({ payload: JSON.stringify(payload) }).toString()
  return new URLSearchParams(fields(payload)).toString()
}

const fields = (payload: Json) => Object.entries(payload).map(([key, value]): [string, string] => [key, String(value)])

/** Stamped with the machine's time, not the sandbox's: the receiver compares it with its own. */
export function signature(secret: string, body: string): { [header: string]: string } {
  const stamp = String(Math.floor(Date.now() / 1000))
  const hash = createHmac('sha256', secret).update(`v0:${stamp}:${body}`).digest('hex')
  return { 'x-slack-request-timestamp': stamp, 'x-slack-signature': `v0=${hash}` }
}

function answerOf(answer: string, type: string): unknown {
  if (answer === '') return undefined
  return type.includes('json') ? parseJson(answer) : answer
}
