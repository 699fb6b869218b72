import { extensionOf, kindOf } from '../file-kinds.ts'
import { stateValues } from './controls.ts'
import { compact, type Json } from './json.ts'
import {
  channelName,
  type App,
  type Channel,
  type Message,
  type Modal,
  type Slack,
  type StoredFile,
  type User,
} from './world.ts'

/** How things look in payloads and answers. Nothing here decides anything. */

export function messagePayload(slack: Slack, message: Message, { metadata = false } = {}): Json {
  const app = message.app === undefined ? undefined : slack.world.apps.get(message.app)
  const last = message.replies.at(-1)
  const writers = [...new Set(message.replies.map((ts) => slack.world.messages.get(ts)?.user ?? ''))]
  const home = slack.world.channels.get(message.channel)?.workspace
  const theirs = slack.world.users.get(message.user)?.workspace ?? home
  return compact({
    type: 'message',
    subtype: message.subtype,
    // Shown as somebody else's it names no user: only the app that wrote it.
    user: message.username === undefined ? message.user : undefined,
    username: message.username,
    icons: message.icon === undefined ? undefined : { image_48: message.icon },
    text: message.text,
    ts: message.ts,
    team: theirs,
    // Of whoever comes from another workspace: github.com/slack-go/slack/issues/695.
    ...(theirs === home ? {} : { user_team: theirs, source_team: theirs }),
    bot_id: app?.botId,
    app_id: app?.id,
    bot_profile: app && botProfile(app),
    blocks: message.blocks,
    attachments: message.attachments,
    metadata: metadata ? message.metadata : undefined,
    thread_ts: message.threadTs ?? (last === undefined ? undefined : message.ts),
    ...(last === undefined
      ? {}
      : {
          reply_count: message.replies.length,
          reply_users: writers,
          reply_users_count: writers.length,
          latest_reply: last,
        }),
    parent_user_id: message.threadTs === undefined ? undefined : slack.world.messages.get(message.threadTs)?.user,
    edited: message.edited,
    files: message.files.length === 0 ? undefined : message.files.flatMap((id) => fileOf(slack, id)),
    reactions:
      message.reactions.size === 0
        ? undefined
        : [...message.reactions].map(([name, users]) => ({ name, users: [...users], count: users.length })),
  })
}

const fileOf = (slack: Slack, id: string) => {
  const file = slack.world.files.get(id)
  return file ? [filePayload(slack, file)] : []
}

const botProfile = (app: App) => ({
  id: app.botId,
  app_id: app.id,
  name: app.name,
  icons: {},
  deleted: false,
  updated: 0,
  team_id: app.workspace,
})

/** All that Slack says of a file, the same in messages, in `files.info` and in what a form brings. */
export function filePayload(slack: Slack, file: StoredFile): Json {
  const address = `${slack.baseUrl()}/slack/files/${file.workspace}-${file.id}`
  const extension = extensionOf(file.name)
  const kind = kindOf(file.name)
  const inKind = (wanted: Channel['kind']) =>
    [...file.channels].filter((id) => slack.world.channels.get(id)?.kind === wanted)
  // In addresses Slack writes a name in small letters, with `_` for whatever is not a letter, digit, dot or hyphen.
  const written = file.name.toLowerCase().replaceAll(/[^a-z0-9._-]/gu, '_')
  return {
    id: file.id,
    created: file.created,
    timestamp: file.created,
    name: file.name,
    title: file.title,
    mimetype: mimeOf(file.name),
    filetype: kind?.slack ?? (extension || 'binary'),
    pretty_type: kind?.words ?? (extension.toUpperCase() || 'Binary'),
    user: file.user,
    user_team: file.workspace,
    editable: false,
    size: file.length,
    mode: 'hosted',
    is_external: false,
    external_type: '',
    is_public: inKind('channel').length > 0,
    public_url_shared: false,
    display_as_bot: false,
    username: '',
    url_private: `${address}/${written}`,
    url_private_download: `${address}/download/${written}`,
    media_display_type: 'unknown',
    permalink: `${slack.baseUrl()}/slack/archives/files/${file.id}`,
    permalink_public: `${slack.baseUrl()}/slack/public/${file.workspace}-${file.id}`,
    comments_count: 0,
    channels: inKind('channel'),
    groups: inKind('group'),
    ims: inKind('im'),
    has_more_shares: false,
    has_rich_preview: false,
    file_access: 'visible',
  }
}

export const mimeOf = (name: string) => kindOf(name)?.type ?? 'application/octet-stream'

export function userPayload(slack: Slack, user: User, { locale = false, email = false } = {}): Json {
  return compact({
    id: user.id,
    team_id: user.workspace,
    name: user.name,
    deleted: user.deleted,
    real_name: user.realName,
    tz: user.tz,
    ...zonePayload(slack.clock.now(), user.tz),
    profile: compact({
      real_name: user.realName,
      real_name_normalized: user.realName,
      display_name: user.app === undefined ? user.name : '',
      display_name_normalized: user.app === undefined ? user.name : '',
      email: email && user.app === undefined ? `${user.name}@example.com` : undefined,
      image_192: user.picture,
      team: user.workspace,
      api_app_id: user.app,
    }),
    is_admin: user.admin,
    is_owner: false,
    is_primary_owner: false,
    is_restricted: false,
    is_ultra_restricted: false,
    is_bot: user.app !== undefined,
    is_app_user: false,
    updated: 0,
    locale: locale ? user.locale : undefined,
  })
}

function zonePayload(now: number, timeZone: string): Json {
  const part = (timeZoneName: 'long' | 'longOffset') =>
    new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName })
      .formatToParts(now)
      .find(({ type }) => type === 'timeZoneName')?.value
  const [, sign, hours, minutes] = /GMT([+-])(\d\d):(\d\d)/.exec(part('longOffset') ?? '') ?? []
  const offset = sign ? (Number(hours) * 3600 + Number(minutes) * 60) * (sign === '-' ? -1 : 1) : 0
  return { tz_label: part('long') ?? timeZone, tz_offset: offset }
}

export function channelPayload(slack: Slack, channel: Channel, viewer: string, { members = false } = {}): Json {
  const shared = isShared(slack, channel)
  if (channel.kind === 'im')
    return {
      id: channel.id,
      created: channel.created,
      is_im: true,
      is_org_shared: false,
      user: [...channel.members].find((member) => member !== viewer) ?? viewer,
      is_user_deleted: false,
      is_open: true,
    }
  return compact({
    id: channel.id,
    name: channel.name,
    name_normalized: channel.name,
    created: channel.created,
    creator: channel.creator,
    is_channel: channel.kind === 'channel',
    is_group: channel.kind === 'group',
    is_im: false,
    is_mpim: channel.kind === 'mpim',
    is_private: channel.kind !== 'channel',
    is_archived: channel.archived,
    is_general: channel.name === 'general',
    is_member: channel.members.has(viewer),
    is_shared: shared,
    is_ext_shared: shared,
    topic: { value: channel.topic, creator: '', last_set: 0 },
    purpose: { value: '', creator: '', last_set: 0 },
    num_members: members ? channel.members.size : undefined,
  })
}

/** Slack Connect: somebody of another workspace is in it. */
export const isShared = (slack: Slack, channel: Channel) =>
  [...channel.members].some((id) => slack.world.users.get(id)?.workspace !== channel.workspace)

export function viewPayload(slack: Slack, modal: Modal): Json {
  const app = slack.world.apps.get(modal.app)
  const { view } = modal
  return {
    id: modal.id,
    team_id: app?.workspace,
    type: modal.type,
    blocks: view.blocks,
    private_metadata: view.private_metadata ?? '',
    callback_id: view.callback_id ?? '',
    state: { values: stateValues(view.blocks, modal.values) },
    hash: modal.hash,
    title: view.type === 'modal' ? view.title : { type: 'plain_text', text: 'View Title', emoji: true },
    clear_on_close: view.type === 'modal' && (view.clear_on_close ?? false),
    notify_on_close: view.type === 'modal' && (view.notify_on_close ?? false),
    close: view.type === 'modal' ? (view.close ?? null) : null,
    submit: view.type === 'modal' ? (view.submit ?? null) : null,
    previous_view_id: modal.previous ?? null,
    root_view_id: modal.root,
    app_id: modal.app,
    external_id: modal.externalId,
    app_installed_team_id: app?.workspace,
    bot_id: app?.botId,
  }
}

/** A person's own workspace, which in a shared channel need not be the app's. */
export const teamOf = (slack: Slack, user: User) => ({
  id: user.workspace,
  domain: slack.world.workspaces.get(user.workspace)?.domain,
})

/** The start of every interactive payload. Of a press `team` is where the app is installed (github.com/slackapi/java-slack-sdk/issues/1041). */
export function interactionPayload(slack: Slack, app: App, user: User): Json {
  const workspace = slack.world.workspaces.get(app.workspace)
  return {
    team: { id: app.workspace, domain: workspace?.domain },
    user: { id: user.id, username: user.name, name: user.name, team_id: user.workspace },
    api_app_id: app.id,
    token: app.verification,
    enterprise: null,
    is_enterprise_install: false,
  }
}

export const channelReference = (channel: Channel) => ({ id: channel.id, name: channelName(channel) })
