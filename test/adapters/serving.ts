import type { ServerResponse } from 'node:http'

/** How a bare server answers. */
export type Serve = (response: ServerResponse) => void

export const bytes =
  (content: string, headers: Record<string, string> = {}): Serve =>
  (response) =>
    void response.writeHead(200, { 'content-type': 'image/png', ...headers }).end(content)
export const status =
  (code: number, headers: Record<string, string> = {}): Serve =>
  (response) =>
    void response.writeHead(code, headers).end()
