import { html } from 'hono/html'
import { attachButton, pickedNames } from './files.ts'
import { icon } from './icon.ts'
import type { PageWords, Pane } from './pane.ts'
import type { Platform } from './people.ts'
import { suggestionList, noSuggestions } from './suggestions.ts'
import type { Html } from './text.ts'

type Parts = { words: PageWords; panes: Record<Platform, Pane>; clock: Html; inspector: { count: Html; list: Html } }

export function layout({ words, panes, clock, inspector }: Parts): Html {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>${words.title}</title>
        <link rel="stylesheet" href="/page.css" />
        <link rel="stylesheet" href="/platforms.css" />
        <link rel="stylesheet" href="/files.css" />
        <link rel="icon" href="data:," />
        <script type="module" src="/page.js"></script>
      </head>
      <body>
        <header class="top">
          <div>
            <h1>${words.title}</h1>
            <p>${words.intro}</p>
          </div>
          ${clock}
          <nav class="sides" aria-label="Platforms"><a href="#slack">Slack</a><a href="#discord">Discord</a></nav>
        </header>
        <main>${column('slack', 'Slack', panes.slack)} ${column('discord', 'Discord', panes.discord)}</main>
        <details class="inspector" id="inspector">
          <summary>
            <strong>Inspector</strong> <span>what goes between the platforms and the bot</span>
            ${inspector.count}
          </summary>
          ${inspector.list}
        </details>
        <p id="status" role="status" class="visually-hidden"></p>
        <p id="lost" role="alert" class="lost" hidden>The demo does not answer. Is it still running?</p>
      </body>
    </html>`
}

function column(platform: Platform, name: string, pane: Pane): Html {
  return html`<section class="platform ${platform}" id="${platform}" aria-labelledby="${platform}-name">
    <header>
      <h2 id="${platform}-name">${name}</h2>
      ${pane.people}
    </header>
    <div class="body">
      ${pane.side}
      <div class="room">
        ${pane.head} ${pane.messages} ${pane.notice}
        <p class="problem" id="${platform}-problem" role="alert"></p>
        ${composer(platform, name)} ${pane.ideas}
      </div>
      ${pane.menu} ${pane.form}
    </div>
  </section>`
}

function composer(platform: Platform, name: string): Html {
  return html`<form class="composer" data-composer="${platform}">
    <p class="about" hidden>
      <span></span> <button type="button" data-leave aria-label="Leave this" title="Leave this">×</button>
    </p>
    ${suggestionList(platform, noSuggestions)} ${attachButton(platform, name)}
    <label class="visually-hidden" for="${platform}-say">Message or command in ${name}</label>
    <textarea id="${platform}-say" name="text" rows="1" autocomplete="off" aria-autocomplete="list"></textarea>
    ${pickedNames(`${platform}-attach`)}
    <button class="send" aria-label="Send in ${name}">${icon('send')}</button>
  </form>`
}
