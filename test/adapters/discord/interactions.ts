/** Interactions as the gateway brings them, whole: with all that we do not look at. */

export const guild = '1140000000000000100'
export const channel = '1140000000000000200'
export const asha = '1140000000000000012'

const user = {
  id: asha,
  username: 'asha',
  discriminator: '0',
  global_name: 'Asha Patil',
  avatar: null,
  public_flags: 0,
  flags: 0,
}

const member = {
  user,
  nick: null,
  avatar: null,
  roles: [],
  joined_at: '2026-01-01T00:00:00.000000+00:00',
  premium_since: null,
  communication_disabled_until: null,
  deaf: false,
  mute: false,
  pending: false,
  flags: 0,
  permissions: '2251799813685247',
}

const base = {
  id: '1140000000000000900',
  application_id: '1140000000000000001',
  version: 1,
  token: 'a-token-of-its-own',
  app_permissions: '2251799813685247',
  entitlements: [],
  authorizing_integration_owners: { '0': guild },
  attachment_size_limit: 10_485_760,
}

const inGuild = {
  ...base,
  context: 0,
  guild_id: guild,
  guild: { id: guild, features: [], locale: 'en-US' },
  guild_locale: 'en-US',
  locale: 'en-US',
  channel_id: channel,
  channel: { id: channel, type: 0, guild_id: guild, name: 'open-tasks', permissions: '2251799813685247', flags: 0 },
  member,
}

const direct = '1140000000000000300'
const inDirect = {
  ...base,
  context: 1,
  locale: 'hi',
  channel_id: direct,
  channel: { id: direct, type: 1, recipients: [user], flags: 0 },
  user,
}

type Changes = Record<string, unknown>

export const aCommand = (data: Changes, changes: Changes = {}) => ({
  ...inGuild,
  type: 2,
  data: { id: '1140000000000000500', type: 1, ...data },
  ...changes,
})

export const aDirectCommand = (data: Changes) => ({
  ...inDirect,
  type: 2,
  data: { id: '1140000000000000500', type: 1, ...data },
})

export const someTyping = (data: Changes) => ({
  ...inGuild,
  type: 4,
  data: { id: '1140000000000000500', type: 1, ...data },
})

export const aPress = (customId: string, message: Changes = {}, changes: Changes = {}) => ({
  ...inGuild,
  type: 3,
  data: { component_type: 2, custom_id: customId, id: 4 },
  message: aMessage(message),
  ...changes,
})

export const aSubmission = (customId: string, inputs: Changes[], changes: Changes = {}) => ({
  ...inGuild,
  type: 5,
  data: {
    custom_id: customId,
    components: inputs.map((component, index) => ({
      type: 18,
      id: index + 1,
      component: { id: index + 20, ...component },
    })),
  },
  ...changes,
})

export const aMessage = (changes: Changes = {}) => ({
  id: '1140000000000000700',
  type: 0,
  channel_id: channel,
  author: { id: base.application_id, username: 'sahayak', bot: true },
  content: '',
  embeds: [],
  components: [],
  flags: 1 << 15,
  ...changes,
})

/** A message that only its reader sees, in the second version of components. */
export const ephemeral = (1 << 6) | (1 << 15)
