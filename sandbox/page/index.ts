import { readFileSync } from 'node:fs'
import type { HttpBindings } from '@hono/node-server'
import type { Hono } from 'hono'
import type { Sandbox } from '../index.ts'
import { discordPane } from './discord.ts'
import { inspector } from './inspector.ts'
import { layout, type PageWords, type Platform } from './layout.ts'
import { slackPane } from './slack.ts'
import type { Html } from './text.ts'

export type { PageWords } from './layout.ts'

const usual: PageWords = {
  title: 'Sandbox: Slack and Discord',
  intro: 'A small Slack and a small Discord. Act as anyone on either side; a bot on the real protocols answers.',
  ideas: [],
}

/** The page, its pieces and its two files. The pieces are fetched anew whenever something changed. */
export function mountPage(app: Hono<{ Bindings: HttpBindings }>, sandbox: Sandbox, words: PageWords = usual): void {
  const file = (name: string) => readFileSync(new URL(name, import.meta.url), 'utf8')
  const files = { css: file('page.css'), js: file('page.js') }

  app.get('/', (context) => {
    const seats = {
      slack: seat(sandbox, 'slack', context.req.query()),
      discord: seat(sandbox, 'discord', context.req.query()),
    }
    const panes = {
      slack: { as: seats.slack.as, pane: paneOf(sandbox, 'slack', seats.slack) },
      discord: { as: seats.discord.as, pane: paneOf(sandbox, 'discord', seats.discord) },
    }
    return context.html(layout(sandbox, words, panes, inspector(sandbox.traffic)))
  })
  for (const platform of ['slack', 'discord'] as const) {
    app.get(`/pane/${platform}`, (context) =>
      context.html(paneOf(sandbox, platform, seat(sandbox, platform, context.req.query()))),
    )
  }
  app.get('/inspector', (context) => context.html(inspector(sandbox.traffic)))
  app.get('/page.css', (context) => context.body(files.css, 200, { 'content-type': 'text/css; charset=utf-8' }))
  app.get('/page.js', (context) => context.body(files.js, 200, { 'content-type': 'text/javascript; charset=utf-8' }))
}

type Seated = { as: string; channel: string | undefined }

/** Who sits there: whom the address names, or the first person of the platform. */
function seat(sandbox: Sandbox, platform: Platform, query: Record<string, string>): Seated {
  const people = sandbox[platform].people()
  const named = people.find(({ id }) => id === query[platform])
  return { as: (named ?? people[0])?.id ?? '', channel: query[`${platform}-channel`] }
}

function paneOf(sandbox: Sandbox, platform: Platform, { as, channel }: Seated): Html {
  return platform === 'slack'
    ? slackPane({ slack: sandbox.slack, as, channel })
    : discordPane({ discord: sandbox.discord, as, channel })
}
