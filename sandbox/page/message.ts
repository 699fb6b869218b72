import { html } from 'hono/html'
import { icon } from './icon.ts'
import { face, languageOf, nothing, type Html } from './text.ts'
import { clockTime, dayName } from './times.ts'

type Framed = {
  id: string
  at: number
  /** The reader's. */
  zone: string
  name: string
  bot: boolean
  edited: boolean
  ephemeral: boolean
  plain: string
  /** What opens its menu, where it has one. */
  more: Html
}

/** What stands around every message: who, when, and whether anybody else sees it. */
export function messageFrame({ id, at, zone, name, bot, edited, ephemeral, plain, more }: Framed, body: Html): Html {
  return html`<article class="message ${ephemeral ? 'ephemeral' : ''}" data-id="${id}" ${languageOf(plain)}>
    ${face(name, bot)}
    <div>
      <header>
        <strong>${name}</strong>${bot ? html`<span class="badge">APP</span>` : nothing}
        <time datetime="${new Date(at).toISOString()}">${clockTime(at, zone)}</time>
        ${edited ? html`<small>(edited)</small>` : nothing} ${more}
      </header>
      ${body}
    </div>
  </article>`
}

export function onlyYou(words: string): Html {
  return html`<p class="only" lang="en">${icon('eye')} ${words}</p>`
}

/** Oldest first, with the name of the day before the first of each. */
export function byDays(pieces: { at: number; piece: Html }[], zone: string): Html {
  const sorted = pieces.toSorted((a, b) => a.at - b.at)
  return html`${sorted.map(({ at, piece }, index) => {
    const before = sorted[index - 1]
    const day = dayName(at, zone)
    return before && dayName(before.at, zone) === day
      ? piece
      : html`<p class="day" data-id="day-${day}"><span>${day}</span></p>
          ${piece}`
  })}`
}
