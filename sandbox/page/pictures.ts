import type { HttpBindings } from '@hono/node-server'
import type { Hono } from 'hono'
import type { SlackSandbox } from '../slack/index.ts'

const types: Record<string, string> = {
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  gif: 'image/gif',
  webp: 'image/webp',
}

export const isPicture = (name: string): boolean => typeOf(name) !== undefined

const typeOf = (name: string) => types[name.split('.').at(-1)?.toLowerCase() ?? '']

/** Slack's own address of a file is for who is signed in; here it is for whoever one is at the moment. */
export function mountPictures(app: Hono<{ Bindings: HttpBindings }>, slack: SlackSandbox): void {
  app.get('/slack-file/:as/:id', ({ req, body }) => {
    const file = slack.file(req.param('as'), req.param('id'))
    const type = typeOf(file?.name ?? '')
    if (!file || !type) return body('There is no such picture', 404)
    return body(new Uint8Array(file.content), 200, { 'content-type': type, 'x-content-type-options': 'nosniff' })
  })
}
