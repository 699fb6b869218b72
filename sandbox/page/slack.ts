import { html } from 'hono/html'
import type { Sandbox } from '../index.ts'
import type { ChannelView, FileView, MessageView, SlackSandbox, SlackView } from '../slack/index.ts'
import { isPicture, sharedFile } from './files.ts'
import { messageMenu, moreButton, type MenuItem } from './menu.ts'
import { byDays, messageFrame, onlyYou } from './message.ts'
import type { Someone } from './people.ts'
import type { Scene } from './pane.ts'
import type { Post } from './reading.ts'
import type { Room, RoomGroup } from './rooms.ts'
import { slackBlocks } from './slack-blocks.ts'
import { slackModal } from './slack-modal.ts'
import { gesture, nothing, slackText, type Html } from './text.ts'

export function slackRooms(slack: SlackSandbox, as: string): RoomGroup[] {
  const view = slack.view(as)
  const names = namesIn(slack)
  const room = (channel: ChannelView): Room => ({
    ...{ id: channel.id, ...describe(channel, view, names) },
    posts: channel.messages.flatMap((message) => [message, ...message.replies]).map((each) => postOf(each, view)),
  })
  return [
    { title: 'Channels', rooms: view.channels.map(room) },
    { title: 'Direct messages', rooms: view.dms.map(room) },
    { title: 'Apps', rooms: homeRooms(slack, view) },
  ]
}

/** What a person finds on the first tab of an app. */
function homeRooms(slack: SlackSandbox, { me }: SlackView): Room[] {
  const has = slack.apps().some(({ homeTab, workspace }) => homeTab && workspace === me.workspace)
  return has ? [{ id: homeRoom, name: 'Home', kind: 'home', about: 'Only you see this', posts: [] }] : []
}

/** No channel has such an id. */
const homeRoom = 'home'

type Names = (user: string) => string | undefined

function namesIn(slack: SlackSandbox): Names {
  const names = new Map(slack.people().map(({ id, realName }) => [id, realName]))
  return (user) => names.get(user)
}

function describe({ name, type, topic, members }: ChannelView, { me }: SlackView, names: Names) {
  const others = members.filter((member) => member !== me.id)
  if (type !== 'im') return { name, kind: 'channel' as const, about: topic || `${members.length} members` }
  return { name: names(others[0] ?? '') ?? name, kind: 'direct' as const, about: 'Only the two of you' }
}

const postOf = ({ ts, user }: MessageView, { me }: SlackView): Post => ({
  ...{ id: ts, at: atOf(ts), mine: user === me.id },
})
const atOf = (ts: string) => Number(ts) * 1000

/** What one person sees of Slack. */
export function slackScene({ slack, clock }: Sandbox, me: Someone): Scene {
  const view = slack.view(me.id)
  const read = (token: string) => slack.plain(me.id, token)
  const items = menuItems(slack, view)
  const drawing = { view, read, names: namesIn(slack) }
  return {
    messages({ id }) {
      if (id === homeRoom) return homeOf(view, read)
      const channel = [...view.channels, ...view.dms].find((each) => each.id === id)
      const pieces = channel?.messages.map((message) => ({
        ...{ at: atOf(message.ts), piece: messageOf(message, drawing) },
      }))
      return byDays(pieces ?? [], me.zone)
    },
    menu: () => messageMenu('slack', me.id, 'Apps', items),
    notice: toast(view, clock.now()),
    form: slackModal(view.modals.at(-1), { as: me.id, read, people: slack.people(), channels: view.channels }),
  }
}

/** Message shortcuts of the workspace's apps. */
function menuItems(slack: SlackSandbox, { me }: SlackView): MenuItem[] {
  return slack.apps().flatMap(({ name, workspace, shortcuts }) =>
    shortcuts
      .filter(({ type }) => type === 'message' && workspace === me.workspace)
      .map((shortcut) => ({
        ...{ label: shortcut.name, app: name },
        does: { platform: 'slack', do: 'shortcut', as: me.id, name: shortcut.callbackId },
      })),
  )
}

function homeOf({ home, me }: SlackView, read: (token: string) => string): Html {
  const blocks = slackBlocks(home?.blocks ?? [], { as: me.id, place: { home: true }, read })
  return html`<div class="home" data-id="home">
    ${home ? blocks : html`<p class="empty">Nothing is shown here yet.</p>`}
  </div>`
}

type Drawing = { view: SlackView; read: (token: string) => string; names: Names }

function messageOf(message: MessageView, drawing: Drawing): Html {
  const { view, read, names } = drawing
  const { ts, blocks, ephemeral, edited, bot, plain, files, reactions } = message
  const place = ephemeral ? { ephemeral: ts } : { message: ts }
  const name = bot ? message.name : (names(message.user) ?? message.name)
  const about = { id: ts, at: atOf(ts), zone: view.me.tz, name }
  // Not of what only one person sees: https://api.slack.com/interactivity/shortcuts
  const mine = message.user === view.me.id && !bot ? plain : null
  const more = ephemeral ? nothing : moreButton({ platform: 'slack', ...about, mine })
  return messageFrame(
    { ...about, bot, edited, ephemeral, plain, more },
    html`
      ${ephemeral ? onlyYou('Only visible to you') : nothing}
      <div class="content">
        ${blocks?.length ? slackBlocks(blocks, { as: view.me.id, place, read }) : html`<p>${slackText(message.text, read)}</p>`}
      </div>
      ${files.map((file) => fileOf(file, view.me.id))}
      ${reactions.map((reaction) => html`<span class="reaction">:${reaction.name}: ${reaction.users.length}</span>`)}
      ${thread(message, drawing)}
    `,
  )
}

function thread({ ts, replies }: MessageView, drawing: Drawing): Html {
  if (replies.length === 0) return nothing
  return html`<details class="thread" data-id="thread-${ts}" open>
    <summary>${replies.length} ${replies.length === 1 ? 'reply' : 'replies'}</summary>
    ${replies.map((reply) => messageOf(reply, drawing))}
  </details>`
}

/** How long Slack's own words about something that failed stay on the screen. */
const toastMs = 60_000

function toast({ toasts, me }: SlackView, now: number): Html {
  const last = toasts.at(-1)
  if (!last || now - last.at > toastMs) return nothing
  return html`<p class="toast" data-id="${last.at}">
    <span>${last.text}</span>
    <button type="button" ${gesture({ platform: 'slack', do: 'dismiss', as: me.id })} aria-label="Dismiss">×</button>
  </p>`
}

/** A picture is shown below its name, as Slack does. */
function fileOf({ id, name, title, size, type }: FileView, as: string): Html {
  const file = { platform: 'slack' as const, as, id, name, title, size, type }
  if (!isPicture(type)) return sharedFile(file)
  return html`<figure class="gallery">
    <figcaption>${title}</figcaption>
    ${sharedFile(file)}
  </figure>`
}
