/** Payloads as Slack brings them, whole: with all that we do not look at. */

export const team = 'T0BANYAN'
export const channel = 'C0ACME'
export const asha = 'U0ASHA'

type Changes = Record<string, unknown>

const responseUrl = 'https://hooks.slack.com/commands/T0BANYAN/1/aToken'

export const aCommand = (changes: Changes = {}) => ({
  token: 'a-verification-token',
  team_id: team,
  team_domain: 'banyan-va',
  channel_id: channel,
  channel_name: 'acme',
  user_id: asha,
  user_name: 'asha',
  command: '/delegate',
  text: 'Book a flight',
  api_app_id: 'A0SAHAYAK',
  is_enterprise_install: 'false',
  response_url: responseUrl,
  trigger_id: '13345224609.738474920.8088930838d88f008e0',
  ...changes,
})

const base = {
  team: { id: team, domain: 'banyan-va' },
  user: { id: asha, username: 'asha', name: 'asha', team_id: team },
  api_app_id: 'A0SAHAYAK',
  token: 'a-verification-token',
  enterprise: null,
  is_enterprise_install: false,
}

export const aPress = (
  actionId: string,
  { ephemeral = false, ...changes }: Changes & { ephemeral?: boolean } = {},
) => ({
  ...base,
  type: 'block_actions',
  container: { type: 'message', message_ts: '1772452800.000100', channel_id: channel, is_ephemeral: ephemeral },
  trigger_id: '13345224609.738474920.another',
  channel: { id: channel, name: 'acme' },
  ...(ephemeral ? {} : { message: { type: 'message', user: 'U0BOT', ts: '1772452800.000100', text: '#42' } }),
  state: { values: {} },
  response_url: 'https://hooks.slack.com/actions/T0BANYAN/2/aToken',
  actions: [
    {
      type: 'button',
      action_id: actionId,
      block_id: 'b1',
      text: { type: 'plain_text', text: 'Press', emoji: true },
      action_ts: '1772452801.123456',
    },
  ],
  ...changes,
})

export const aShortcut = (changes: Changes = {}) => ({
  ...base,
  type: 'message_action',
  callback_id: 'draft-post',
  action_ts: '1772452801.123456',
  trigger_id: '13345224609.738474920.fourth',
  response_url: 'https://hooks.slack.com/app/T0BANYAN/3/aToken',
  channel: { id: channel, name: 'acme' },
  message_ts: '1772452800.000100',
  message: {
    type: 'message',
    user: asha,
    ts: '1772452800.000100',
    text: 'The looms &amp; the <https://acme.example|shop>',
  },
  ...changes,
})

const opened = { channel, url: responseUrl, source: 'none' }

export const aSubmission = (callbackId: string, values: Changes, { metadata = opened, ...changes }: Changes = {}) => ({
  ...base,
  type: 'view_submission',
  trigger_id: '13345224609.738474920.third',
  view: {
    id: 'V0FORM',
    team_id: team,
    type: 'modal',
    blocks: [],
    private_metadata: typeof metadata === 'string' ? metadata : JSON.stringify(metadata),
    callback_id: callbackId,
    state: { values },
    hash: '1772452800.hhhhh',
    title: { type: 'plain_text', text: 'Return #42', emoji: true },
    clear_on_close: false,
    notify_on_close: false,
    close: { type: 'plain_text', text: 'Cancel', emoji: true },
    submit: { type: 'plain_text', text: 'Return', emoji: true },
    previous_view_id: null,
    root_view_id: 'V0FORM',
    app_id: 'A0SAHAYAK',
    external_id: '',
    app_installed_team_id: team,
    bot_id: 'B0BOT',
  },
  response_urls: [],
  ...changes,
})

export const typed = (value: string | null) => ({ value: { type: 'plain_text_input', value } })
export const selected = (value: string | null) => ({
  value: {
    type: 'static_select',
    selected_option: value === null ? null : { text: { type: 'plain_text', text: value, emoji: true }, value },
  },
})
export const people = (...users: string[]) => ({ value: { type: 'multi_users_select', selected_users: users } })
export const person = (user: string | null) => ({ value: { type: 'users_select', selected_user: user } })
