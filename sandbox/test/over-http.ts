import type { Sandbox } from '#sandbox/index.ts'

/** The control API, as a program elsewhere on this machine uses it. */
export function controlOf({ sandbox }: { sandbox: Sandbox }) {
  const at = (path: string) => `${sandbox.url}/control${path}`
  const answerOf = async (response: Response) => ({ status: response.status, body: await response.json() })
  const get = async (path: string) => answerOf(await fetch(at(path)))
  const post = async (path: string, body: unknown) =>
    answerOf(await fetch(at(path), { method: 'POST', body: typeof body === 'string' ? body : JSON.stringify(body) }))
  return { at, get, post }
}
