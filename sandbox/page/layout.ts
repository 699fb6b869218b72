import { html, raw } from 'hono/html'
import type { Sandbox } from '../index.ts'
import { nothing, type Html } from './text.ts'

export type Platform = 'slack' | 'discord'
type Someone = { id: string; name: string; zone: string | undefined }

/** What the page says at its head; whoever starts the sandbox knows what it is for. */
export type PageWords = { title: string; intro: string; ideas: { platform: Platform; text: string; say: string }[] }

export function layout(
  sandbox: Sandbox,
  words: PageWords,
  panes: Record<Platform, { as: string; pane: Html }>,
  traffic: Html,
): Html {
  const { slack, discord } = sandbox
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${words.title}</title>
        <link rel="stylesheet" href="/page.css" />
        <link rel="icon" href="data:," />
        <script type="module" src="/page.js"></script>
      </head>
      <body>
        <header class="top">
          <div>
            <h1>${words.title}</h1>
            <p>${words.intro}</p>
          </div>
          <fieldset class="clock" data-zones="${JSON.stringify(zonesOf(sandbox))}">
            <legend>Time machine</legend>
            <time id="clock" data-ms="${sandbox.clock.now()}"></time>
            <small id="place" role="status"></small>
            <button type="button" class="button" data-advance="hour">Next hour</button>
            <button type="button" class="button" data-advance="morning">Next morning</button>
          </fieldset>
        </header>
        <main>
          ${column(
            'slack',
            'Slack',
            slack.people().map(({ id, realName, tz }) => ({ id, name: realName, zone: tz })),
            panes.slack,
            words,
          )}
          ${column('discord', 'Discord', discord.people(), panes.discord, words)}
        </main>
        <details class="inspector">
          <summary>Inspector: what goes between the platforms and the bot</summary>
          <div id="inspector">${traffic}</div>
        </details>
        <p id="status" role="status" aria-live="polite" class="visually-hidden"></p>
      </body>
    </html>`
}

function column(
  platform: Platform,
  name: string,
  people: Someone[],
  { as, pane }: { as: string; pane: Html },
  words: PageWords,
): Html {
  return html`<section class="platform ${platform}" data-platform="${platform}" aria-label="${name}">
    <header>
      <h2>${name}</h2>
      <label>
        You are
        <select data-as="${platform}" aria-label="Who you are in ${name}">
          ${people.map((person) => html`<option value="${person.id}" ${person.id === as ? raw('selected') : nothing}>${person.name}${person.zone ? ` · ${cityOf(person.zone)}` : ''}</option>`)}
        </select>
      </label>
    </header>
    <div class="pane" id="pane-${platform}">${pane}</div>
    <form class="composer" data-composer="${platform}">
      <label class="visually-hidden" for="say-${platform}">Message or command in ${name}</label>
      <input
        id="say-${platform}"
        name="text"
        list="${platform}-commands"
        autocomplete="off"
        placeholder="Message, or / for commands"
      />
      <button class="button primary">Send</button>
    </form>
    <p class="problem" id="problem-${platform}" role="alert"></p>
    ${ideas(platform, words)}
  </section>`
}

function ideas(platform: Platform, { ideas: all }: PageWords): Html {
  const mine = all.filter((idea) => idea.platform === platform)
  if (mine.length === 0) return nothing
  return html`<p class="ideas">
    Try:
    ${mine.map((idea) => html`<button type="button" data-say="${platform}" data-text="${idea.text}">${idea.say}</button>`)}
  </p>`
}

/** Where the people of the page live. */
function zonesOf({ slack, discord }: Sandbox): string[] {
  return [...new Set([...slack.people().map(({ tz }) => tz), ...discord.people().flatMap(({ zone }) => zone ?? [])])]
}

function cityOf(zone: string): string {
  return (zone.split('/').at(-1) ?? zone).replaceAll('_', ' ')
}
