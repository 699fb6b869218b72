import { html } from 'hono/html'
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

type About = { platform: Platform; id: string; name: string; at: number; zone: string }

/** Stands at the head of each message that has a menu. */
export function moreButton({ platform, id, name, at, zone }: About): Html {
  return html`<button
    type="button"
    class="more"
    id="${platform}-more-${id}"
    data-menu="${platform}"
    data-message="${id}"
    aria-haspopup="menu"
    aria-label="More actions, ${name} ${clockTime(at, zone)}"
    title="More actions"
    lang="en"
  >
    ${icon('more')}
  </button>`
}

/** One for all messages of a room: the page's script opens it at one of them, and says which. */
export function messageMenu(platform: Platform, title: string, items: MenuItem[]): Html {
  return html`<div
    class="menu"
    role="menu"
    popover
    id="${platform}-menu"
    data-region="${platform}-menu"
    aria-label="${title}"
  >
    ${items.length ? html`<p aria-hidden="true">${title}</p>` : nothing} ${items.map(itemOf)}
  </div>`
}

function itemOf({ label, app, does }: MenuItem): Html {
  return html`<button type="button" role="menuitem" tabindex="-1" data-offer="${JSON.stringify(does)}">
    <span>${label}</span> <small>${app}</small>
  </button>`
}
