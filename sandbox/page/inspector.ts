import { html } from 'hono/html'
import type { Exchange, Traffic } from '../traffic.ts'
import { nothing, type Html } from './text.ts'

/** Exchanges that the page shows; all of them are at /control/traffic. */
const shown = 60

/** What went between the platforms and the bot, the newest first; closed it only counts them. */
export function inspector(traffic: Traffic, isOpen: boolean): { count: Html; list: Html } {
  const all = traffic.since(0)
  return {
    count: html`<span class="count" data-region="traffic-count">${all.length} exchanges</span>`,
    list: html`<ol class="traffic" data-region="traffic" tabindex="0" aria-label="Exchanges, the newest first">
      ${isOpen ? all.slice(-shown).toReversed().map(exchangeOf) : nothing}
      ${isOpen && all.length > shown ? rest(all.length) : nothing}
    </ol>`,
  }
}

function rest(count: number): Html {
  return html`<li data-id="rest">
    The newest ${shown} of ${count}; <a href="/control/traffic" target="_blank">all of them, as JSON</a>
  </li>`
}

const names = { slack: 'Slack', discord: 'Discord' } as const

function exchangeOf({ id, at, platform, direction, via, name, status, request, response }: Exchange): Html {
  const failed = status !== undefined && status >= 400
  const way = direction === 'from-bot' ? `bot → ${names[platform]}` : `${names[platform]} → bot`
  return html`<li data-id="${id}">
    <details data-id="exchange-${id}">
      <summary>
        <time>${new Date(at).toISOString().slice(11, 19)}</time>
        <span class="way ${platform}">${way}</span>
        <code>${name}</code>
        <small
          >${via}${status === undefined ? nothing : html` <span class="${failed ? 'error' : ''}">${status}</span>`}</small
        >
      </summary>
      <pre tabindex="0" aria-label="What was sent">${pretty(request)}</pre>
      ${response === undefined ? nothing : html`<pre tabindex="0" aria-label="What was answered">${pretty(response)}</pre>`}
    </details>
  </li>`
}

function pretty(value: unknown): string {
  const text = JSON.stringify(value, (_, part: unknown) => unfolded(part), 2) ?? ''
  return text.length > 6000 ? `${text.slice(0, 6000)}\n…` : text
}

/** Slack's clients send parts of a request as JSON within JSON. */
function unfolded(part: unknown): unknown {
  if (typeof part !== 'string' || !/^[[{]/u.test(part)) return part
  try {
    return JSON.parse(part)
  } catch {
    return part
  }
}
