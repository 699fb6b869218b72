import type { z } from 'zod'

/** Zod's findings as Slack tells them: a sentence and a JSON pointer. */
export function inSlacksWords(issue: z.core.$ZodIssue, input: unknown, root: string): string {
  const at = (path: PropertyKey[]) => `[json-pointer:/${[root, ...path.map(String)].join('/')}]`
  const said = (sentence: string, path = issue.path) => `${sentence} ${at(path)}`

  if (issue.code === 'too_big')
    return said(
      issue.origin === 'string'
        ? `must be less than ${Number(issue.maximum) + 1} characters`
        : `no more than ${issue.maximum} items allowed`,
    )
  if (issue.code === 'too_small')
    return said(
      issue.origin === 'string'
        ? `must be more than ${Number(issue.minimum) - 1} characters`
        : `no fewer than ${issue.minimum} items allowed`,
    )
  if (issue.code === 'unrecognized_keys') return said(`invalid additional property: ${issue.keys[0]}`)
  if (issue.code === 'custom') return said(issue.message)

  const value = valueAt(input, issue.path)
  const last = String(issue.path.at(-1) ?? root)
  if (value === undefined) return said(`missing required field: ${last}`, issue.path.slice(0, -1))
  if (last === 'type') return said(`unsupported type: ${typeof value === 'string' ? value : JSON.stringify(value)}`)
  if (issue.code === 'invalid_type') return said(`must provide ${article(issue.expected)}`)
  return said('failed to match all allowed schemas')
}

const article = (kind: string) => `${/^[aeiou]/.test(kind) ? 'an' : 'a'} ${kind}`

function valueAt(input: unknown, path: PropertyKey[]): unknown {
  let value = input
  for (const key of path) {
    if (typeof value !== 'object' || value === null) return undefined
    value = Reflect.get(value, key)
  }
  return value
}
