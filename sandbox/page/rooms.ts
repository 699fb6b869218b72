import { html } from 'hono/html'
import { icon } from './icon.ts'
import type { Post } from './reading.ts'
import { nothing, type Html } from './text.ts'

/** A channel, a thread or a direct message, on either platform; or an app's page in Slack, in which nothing is written. */
export type Room = {
  id: string
  name: string
  kind: 'channel' | 'thread' | 'private-thread' | 'direct' | 'home'
  /** Who can see it, or what it is for: said at its head. */
  about: string
  posts: Post[]
}

export type RoomGroup = { title: string; rooms: Room[] }

type Listing = { platform: string; open: Room | undefined; unread: (room: Room) => number }

export function roomList(groups: RoomGroup[], listing: Listing): Html {
  return html`<nav class="rooms" aria-label="Rooms">
    ${groups
      .filter(({ rooms }) => rooms.length > 0)
      .map(
        ({ title, rooms }) =>
          html`<h3>${title}</h3>
            <ul>
              ${rooms.map((room) => html`<li class="${room.kind}">${roomButton(room, listing)}</li>`)}
            </ul>`,
      )}
  </nav>`
}

function roomButton(room: Room, { platform, open, unread }: Listing): Html {
  const news = unread(room)
  return html`<button
    type="button"
    class="${news ? 'news' : ''}"
    data-platform="${platform}"
    data-open="${room.id}"
    title="${room.name}"
    ${room === open ? html`aria-current="true"` : nothing}
  >
    ${markOf(room)}<span class="name">${room.name}</span>${unreadBadge(news)}
  </button>`
}

export function unreadBadge(count: number): Html {
  return count === 0 ? nothing : html`<span class="unread">${count}<span class="visually-hidden"> unread</span></span>`
}

function markOf({ kind }: Room): Html {
  switch (kind) {
    case 'channel':
      return html`<span class="mark" aria-hidden="true">#</span>`
    case 'thread':
      return html`<span class="mark">${icon('thread')}</span>`
    case 'private-thread':
      return html`<span class="mark">${icon('lock')}<span class="visually-hidden">Private thread</span></span>`
    case 'direct':
      return html`<span class="mark" aria-hidden="true">@</span>`
    case 'home':
      return html`<span class="mark" aria-hidden="true">⌂</span>`
  }
}

/** The name of the room that is open; and beside it where else something new has come, the newest first. */
export function roomHead(room: Room | undefined, { platform, unread }: Listing, others: Room[]): Html {
  const newest = ({ posts }: Room) => posts.at(-1)?.at ?? 0
  const elsewhere = others.filter((other) => unread(other) > 0).toSorted((a, b) => newest(b) - newest(a))[0]
  return html`<header
    class="head"
    data-region="${platform}-head"
    data-channel="${room?.id ?? ''}"
    data-ask="${room ? `Message ${room.kind === 'channel' ? '#' : ''}${room.name}` : 'Message'}"
  >
    <h3>${room ? html`${markOf(room)}<span class="name">${room.name}</span>` : nothing}</h3>
    <p>${room?.about ?? ''}</p>
    ${
      elsewhere
        ? html`<button type="button" class="elsewhere" data-platform="${platform}" data-open="${elsewhere.id}">
            <span class="unread">New</span><span class="visually-hidden"> in </span>${markOf(elsewhere)}<span
              class="name"
              >${elsewhere.name}</span
            >
          </button>`
        : nothing
    }
  </header>`
}
