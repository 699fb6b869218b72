import { readFileSync } from 'node:fs'
import type { HttpBindings } from '@hono/node-server'
import type { Hono } from 'hono'
import { html } from 'hono/html'
import type { Sandbox } from '../index.ts'
import { discordSuggestions } from './discord-suggestions.ts'
import { isFilm, isPicture } from './files.ts'
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
  mountShared(app, sandbox)
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

/** The platforms ask for a person's token, or a secret address: the page gives a file to whom it is shown. */
function mountShared(app: App, { slack, discord }: Sandbox): void {
  const get = { slack: slack.file, discord: discord.file }
  for (const platform of ['slack', 'discord'] as const)
    app.get(`/shared/${platform}/:id/:name`, ({ req, body, notFound }) => {
      const file = get[platform](req.query('as') ?? '', req.param('id'))
      return file ? body(new Uint8Array(file.content), 200, headersFor(file.type)) : notFound()
    })
}

/** Nothing of what people send is a page of ours: only pictures and films are shown, and none of them runs anything. */
function headersFor(type: string): Record<string, string> {
  const isShown = isPicture(type) || isFilm(type)
  return {
    ...{ 'content-type': type, 'x-content-type-options': 'nosniff', 'content-security-policy': 'sandbox' },
    ...(isShown ? {} : { 'content-disposition': 'attachment' }),
  }
}

function mountFiles(app: App): void {
  const types = { css: 'text/css; charset=utf-8', js: 'text/javascript; charset=utf-8' }
  const files = [
    ...['page', 'platforms', 'files'].map((name) => ({ name: `${name}.css`, type: types.css })),
    ...['page', 'swap', 'composer', 'menu', 'files'].map((name) => ({ name: `${name}.js`, type: types.js })),
  ]
  for (const { name, type } of files) {
    const text = readFileSync(new URL(name, import.meta.url), 'utf8')
    app.get(`/${name}`, (context) => context.body(text, 200, { 'content-type': type }))
  }
}
