import { readFileSync } from 'node:fs'
import type { HttpBindings } from '@hono/node-server'
import type { Hono } from 'hono'
import { html } from 'hono/html'
import type { Sandbox } from '../index.ts'
import { discordSuggestions } from './discord-suggestions.ts'
import { inspector } from './inspector.ts'
import { layout } from './layout.ts'
import { paneOf, readAll, watchRooms, type PageWords, type Seat } from './pane.ts'
import type { Platform } from './people.ts'
import { createReading } from './reading.ts'
import { slackSuggestions, suggestionList } from './suggestions.ts'
import { timeMachine } from './time-machine.ts'

export type { PageWords } from './pane.ts'

const usual: PageWords = {
  title: 'Sandbox: Slack and Discord',
  intro: 'A small Slack and a small Discord. Be anyone on either side; a bot on the real protocols answers.',
  people: {},
  ideas: [],
}

type App = Hono<{ Bindings: HttpBindings }>

/** The page, its pieces and its files. The pieces are fetched anew whenever something changed. */
export function mountPage(app: App, sandbox: Sandbox, words: PageWords = usual): void {
  const around = { sandbox, roomsOf: watchRooms(sandbox), reading: createReading(), words }
  let visited = false

  app.get('/', (context) => {
    if (!visited) readAll(around)
    visited = true
    const query = context.req.query()
    const panes = {
      slack: paneOf(around, 'slack', seatIn(query, 'slack')),
      discord: paneOf(around, 'discord', seatIn(query, 'discord')),
    }
    return context.html(
      layout({ words, panes, clock: timeMachine(sandbox), inspector: inspector(sandbox.traffic, false) }),
    )
  })
  app.get('/view', (context) => {
    const query = context.req.query()
    const { count, list } = inspector(sandbox.traffic, query['inspector'] === 'true')
    const panes = [paneOf(around, 'slack', seatIn(query, 'slack')), paneOf(around, 'discord', seatIn(query, 'discord'))]
    return context.html(html`${panes.flatMap((pane) => Object.values(pane))}${timeMachine(sandbox)}${count}${list}`)
  })
  mountSuggestions(app, sandbox)
  mountPictures(app, sandbox)
  mountFiles(app)
}

/** Who sits there, and before which room. */
function seatIn(query: Record<string, string>, platform: Platform): Seat {
  return { as: query[platform] ?? '', channel: query[`${platform}-channel`] }
}

function mountSuggestions(app: App, { slack, discord }: Sandbox): void {
  app.get('/suggest/slack', ({ req, html: answer }) =>
    answer(suggestionList('slack', slackSuggestions(slack, req.query('text') ?? ''))),
  )
  app.get('/suggest/discord', async ({ req, html: answer }) => {
    const { as = '', channel = '', text = '' } = req.query()
    return answer(suggestionList('discord', await discordSuggestions({ discord, as, channel }, text)))
  })
}

/** What was uploaded to Slack: there it asks for a person's token, and the page looks over everyone's shoulder. */
function mountPictures(app: App, { slack }: Sandbox): void {
  app.get('/slack-file/:id/:name', ({ req, body, notFound }) => {
    const file = slack.file(req.param('id'))
    const kind = req.param('name').toLowerCase().split('.').at(-1)?.replace('jpg', 'jpeg')
    return file
      ? body(new Uint8Array(file), 200, { 'content-type': `image/${kind}`, 'x-content-type-options': 'nosniff' })
      : notFound()
  })
}

function mountFiles(app: App): void {
  const types = { css: 'text/css; charset=utf-8', js: 'text/javascript; charset=utf-8' }
  const files = [
    ...['page', 'platforms'].map((name) => ({ name: `${name}.css`, type: types.css })),
    ...['page', 'swap', 'composer', 'menu'].map((name) => ({ name: `${name}.js`, type: types.js })),
  ]
  for (const { name, type } of files) {
    const text = readFileSync(new URL(name, import.meta.url), 'utf8')
    app.get(`/${name}`, (context) => context.body(text, 200, { 'content-type': type }))
  }
}
