import { html } from 'hono/html'
import type { Exchange, Traffic } from '../traffic.ts'
import { nothing, type Html } from './text.ts'

/** Exchanges that the page shows; all of them are at /control/traffic. */
const shown = 60

/** What went between the platforms and the bot, the newest first. */
export function inspector(traffic: Traffic): Html {
  const all = traffic.since(0)
  return html`
    <span class="count" data-region="traffic-count">${all.length}</span>
    <ol class="traffic" data-region="traffic" data-keep-open aria-label="Exchanges, the newest first">
      ${all.slice(-shown).toReversed().map(exchangeOf)}
    </ol>
  `
}

function exchangeOf({ id, at, platform, direction, via, name, status, request, response }: Exchange): Html {
  const failed = status !== undefined && status >= 400
  return html`<li>
    <details data-id="${id}">
      <summary>
        <time>${new Date(at).toISOString().slice(11, 19)}</time>
        <span class="badge ${platform}">${platform}</span>
        <span aria-label="${direction === 'from-bot' ? 'from the bot' : 'to the bot'}"
          >${direction === 'from-bot' ? '←' : '→'}</span
        >
        <code>${name}</code>
        <small>${via}</small>
        ${status === undefined ? nothing : html`<small class="${failed ? 'error' : ''}">${status}</small>`}
      </summary>
      <pre>${pretty(request)}</pre>
      ${response === undefined ? nothing : html`<pre>${pretty(response)}</pre>`}
    </details>
  </li>`
}

function pretty(value: unknown): string {
  const text = JSON.stringify(value, null, 2) ?? ''
  return text.length > 6000 ? `${text.slice(0, 6000)}\n…` : text
}
