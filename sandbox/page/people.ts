import { html, raw } from 'hono/html'
import { unreadBadge } from './rooms.ts'
import { face, nothing, type Html } from './text.ts'
import { cityOf, dayAndTime } from './times.ts'

export type Platform = 'slack' | 'discord'

/** Somebody to be; `about` is what they are here, such as "client, Acme Textiles". */
export type Someone = { id: string; name: string; zone: string; about: string }

/** All whom one can be on that platform, with how much is new to each. */
export function peopleChooser(platform: Platform, people: Someone[], as: string, news: (id: string) => number): Html {
  return html`<fieldset class="people" data-region="${platform}-people">
    <legend class="visually-hidden">Who you are here</legend>
    ${people.map(
      ({ id, name, about, zone }) =>
        html`<label class="person" title="${[about, cityOf(zone)].filter(Boolean).join(' · ')}">
          <input
            type="radio"
            name="${platform}"
            value="${id}"
            id="${platform}-as-${id}"
            data-as="${platform}"
            ${id === as ? raw('checked') : nothing}
          />
          ${face(name, false)}<span class="name">${name}</span>${id === as ? nothing : unreadBadge(news(id))}
        </label>`,
    )}
  </fieldset>`
}

/** Who one is at the moment, and what time it is there. */
export function mePanel({ name, about, zone }: Someone, now: number): Html {
  return html`<div class="me">
    ${face(name, false)}
    <p>
      <span class="visually-hidden">You are </span><strong>${name}</strong>
      ${about ? html`<span>${about}</span>` : nothing}
      <span>${dayAndTime(now, zone)}, ${cityOf(zone)}</span>
    </p>
  </div>`
}
