import { html, raw } from 'hono/html'
import { icon } from './icon.ts'
import type { Platform } from './people.ts'
import { nothing, type Html } from './text.ts'
import { clockTime } from './times.ts'

/** Something that an app offers in the menu of a message; `does` is the gesture, but for the message. */
export type MenuItem = {
  label: string
  app: string
  does: { platform: Platform; do: string; as: string; [more: string]: string }
}

/** What the platform itself offers: `own` is for those who wrote the message alone. */
type OwnItem = {
  label: string
  does: { platform: Platform; do: 'reply' | 'edit' | 'delete'; as: string }
  own: boolean
}

function itemsOfPlatform(platform: Platform, as: string): OwnItem[] {
  return [
    { label: platform === 'slack' ? 'Reply in thread' : 'Reply', does: { platform, do: 'reply', as }, own: false },
    { label: 'Edit message', does: { platform, do: 'edit', as }, own: true },
    { label: 'Delete message', does: { platform, do: 'delete', as }, own: true },
  ]
}

/** `mine`: what stands in a message that its reader wrote, as they would change it; null for what others wrote. */
type About = { platform: Platform; id: string; name: string; at: number; zone: string; mine: string | null }

/** Stands at the head of each message that has a menu. */
export function moreButton({ platform, id, name, at, zone, mine }: About): Html {
  return html`<button
    type="button"
    class="more"
    id="${platform}-more-${id}"
    data-menu="${platform}"
    data-message="${id}"
    ${mine === null ? nothing : html`data-mine="${mine}"`}
    aria-haspopup="menu"
    aria-label="More actions, ${name} ${clockTime(at, zone)}"
    title="More actions"
    lang="en"
  >
    ${icon('more')}
  </button>`
}

/** One for all messages of a room: the page's script opens it at one of them, and says which. */
export function messageMenu(platform: Platform, as: string, title: string, items: MenuItem[]): Html {
  return html`<div
    class="menu"
    role="menu"
    popover
    id="${platform}-menu"
    data-region="${platform}-menu"
    aria-label="More actions"
  >
    ${itemsOfPlatform(platform, as).map(ownItem)} ${items.length ? html`<p aria-hidden="true">${title}</p>` : nothing}
    ${items.map(itemOf)}
  </div>`
}

function itemOf({ label, app, does }: MenuItem): Html {
  return html`<button type="button" role="menuitem" tabindex="-1" data-offer="${JSON.stringify(does)}">
    <span>${label}</span> <small>${app}</small>
  </button>`
}

function ownItem({ label, does, own }: OwnItem): Html {
  return html`<button
    type="button"
    role="menuitem"
    tabindex="-1"
    data-offer="${JSON.stringify(does)}"
    ${own ? raw('data-own') : nothing}
  >
    <span>${label}</span>
  </button>`
}
