import type { HttpBindings } from '@hono/node-server'
import type { Hono } from 'hono'

/**
 * The bot's calendars at the page's own address: the bot's port is known only when it has started, and what it gives out as
 * its address has to be known before. `port` answers null until then.
 */
export function mountFeeds(app: Hono<{ Bindings: HttpBindings }>, port: () => number | null): void {
  app.get('/calendar/:agency/:feed', async ({ req, notFound }) => {
    const at = port()
    if (at === null) return notFound()
    const { status, headers, body } = await fetch(`http://127.0.0.1:${at}${req.path}`)
    return new Response(body, { status, headers })
  })
}
