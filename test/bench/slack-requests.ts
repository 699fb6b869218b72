import { createHmac, randomUUID } from 'node:crypto'

export const signingSecret = '0123456789abcdef0123456789abcdef'

/** Someone in a workspace, who types and presses. */
export type Asker = { team: string; user: string; channel: string }

/** New for each run, so that no delivery is taken for one of another run. */
const run = randomUUID().slice(0, 8)
let count = 0

/** `/delegate`, signed as Slack signs it. Each has a trigger of its own. */
export function delegateRequest({ team, user, channel }: Asker, respond: string): string {
  count += 1
  return signed({
    command: '/delegate',
    text: `Book flight number ${count} to Pune #travel by Friday 5pm`,
    ...{ team_id: team, team_domain: team.toLowerCase(), channel_id: channel, user_id: user, user_name: user },
    ...{ trigger_id: `${run}.${count}`, response_url: respond, api_app_id: 'A1' },
  })
}

/** A press on a button of a card, as Slack brings it. */
export function pressRequest({ team, user, channel }: Asker, action: string, respond: string): string {
  count += 1
  const at = `${Math.floor(Date.now() / 1000)}.${String(count).padStart(6, '0')}`
  const payload = {
    type: 'block_actions',
    user: { id: user, username: user, team_id: team },
    team: { id: team, domain: team.toLowerCase() },
    channel: { id: channel, name: 'board' },
    container: { type: 'message', message_ts: '1.1', channel_id: channel, is_ephemeral: false },
    ...{ trigger_id: `${run}.${count}`, response_url: respond, api_app_id: 'A1' },
    message: { ts: '1.1', text: 'A task' },
    actions: [
      { type: 'button', action_id: action, block_id: 'b', action_ts: at, text: { type: 'plain_text', text: 'Claim' } },
    ],
  }
  return signed({ payload: JSON.stringify(payload) })
}

/** https://docs.slack.dev/authentication/verifying-requests-from-slack/ */
function signed(fields: Record<string, string>): string {
  const body = new URLSearchParams(fields).toString()
  const at = Math.floor(Date.now() / 1000)
  const signature = createHmac('sha256', signingSecret).update(`v0:${at}:${body}`).digest('hex')
  return [
    'POST /slack/events HTTP/1.1',
    'host: 127.0.0.1',
    'content-type: application/x-www-form-urlencoded',
    `content-length: ${Buffer.byteLength(body)}`,
    `x-slack-request-timestamp: ${at}`,
    `x-slack-signature: v0=${signature}`,
    '',
    body,
  ].join('\r\n')
}
