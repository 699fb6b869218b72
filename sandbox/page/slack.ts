import { html } from 'hono/html'
import type { ChannelView, MessageView, SlackSandbox, SlackView } from '../slack/index.ts'
import { slackBlocks } from './slack-blocks.ts'
import { slackModal } from './slack-modal.ts'
import { clockTime, face, gesture, nothing, slackText, type Html } from './text.ts'

export type Seat = { slack: SlackSandbox; as: string; channel: string | undefined }

/** What one person sees of Slack: channels at the side, one of them open, and a form before it all when there is one. */
export function slackPane({ slack, as, channel }: Seat): Html {
  const view = slack.view(as)
  const all = [...view.channels, ...view.dms]
  const open = all.find(({ id }) => id === channel) ?? all[0]
  const read = (token: string) => slack.plain(as, token)
  return html`
    <nav class="rooms" aria-label="Slack channels" data-region="slack-rooms">
      ${roomList('Channels', view.channels, open, '#')} ${roomList('Direct messages', view.dms, open, '')}
    </nav>
    <div
      class="messages"
      data-region="slack-messages"
      data-scroll
      tabindex="0"
      role="log"
      aria-label="Messages in ${open?.name ?? 'Slack'}"
    >
      ${open ? open.messages.map((message) => messageOf(message, view, open.id, read)) : nothing}
    </div>
    <div class="overlay" data-region="slack-modal">
      ${view.modals.length ? slackModal(view.modals.at(-1), as, read) : nothing}
    </div>
    <div data-region="slack-toast" role="status">${toast(view)}</div>
    <datalist id="slack-commands" data-region="slack-commands">
      ${slack
        .apps()
        .flatMap((app) => app.commands)
        .map(({ command, usageHint }) => html`<option value="${command} ">${usageHint}</option>`)}
    </datalist>
    <span hidden data-region="slack-open" data-channel="${open?.id ?? ''}"></span>
  `
}

function roomList(title: string, rooms: ChannelView[], open: ChannelView | undefined, mark: string): Html {
  if (rooms.length === 0) return nothing
  return html`<h3>${title}</h3>
    <ul>
      ${rooms.map(
        (room) =>
          html`<li>
            <button
              type="button"
              data-platform="slack"
              data-open="${room.id}"
              ${room.id === open?.id ? html`aria-current="true"` : nothing}
            >
              ${mark}${room.name}<span class="count">${room.messages.length || ''}</span>
            </button>
          </li>`,
      )}
    </ul>`
}

function messageOf(message: MessageView, view: SlackView, channel: string, read: (token: string) => string): Html {
  const { blocks, ephemeral, ts } = message
  const place = ephemeral ? { ephemeral: ts } : { message: ts }
  return html`<article class="message ${ephemeral ? 'ephemeral' : ''}" data-ts="${ts}">
    ${face(message.name, message.bot)}
    <div>
      <header>
        <strong>${message.name}</strong>${message.bot ? html`<span class="badge">APP</span>` : nothing}
        <time>${clockTime(Number(ts) * 1000, view.me.tz)}</time
        >${message.edited ? html`<small>(edited)</small>` : nothing}
      </header>
      ${ephemeral ? html`<small class="only">Only visible to you</small>` : nothing}
      <div class="content">
        ${blocks?.length ? slackBlocks(blocks, { as: view.me.id, place, read }) : slackText(message.text, read)}
      </div>
      ${message.files.map((file) => html`<div class="file">📎 ${file.name} <small>${file.size} bytes</small></div>`)}
      ${message.reactions.map(({ name, users }) => html`<span class="reaction">:${name}: ${users.length}</span>`)}
      ${
        message.replies.length
          ? html`<details class="thread" open>
              <summary>${message.replies.length} ${message.replies.length === 1 ? 'reply' : 'replies'}</summary>
              ${message.replies.map((reply) => messageOf(reply, view, channel, read))}
            </details>`
          : nothing
      }
    </div>
  </article>`
}

function toast({ toasts, me }: SlackView): Html {
  const last = toasts.at(-1)
  return last
    ? html`<p class="toast">
        ${last.text}
        <button type="button" ${gesture({ platform: 'slack', do: 'dismiss', as: me.id })} aria-label="Dismiss">
          ×
        </button>
      </p>`
    : nothing
}
