import type { Values } from '#src/kernel/form.ts'
import type { Request } from '#src/kernel/request.ts'
import { masked, type SecretKind } from '#src/features/guard/secrets.ts'
import { findSecrets } from './find-secrets.ts'

/** What is kept here is for nobody else: codes are typed into the one, and the other only asks. */
const unguarded = new Set(['agency', 'profile', 'calendar', 'help', 'tasks', 'digest', 'report'])
const unguardedForms = new Set(['profile', 'assignment'])

function textsOf(request: Request): string[] {
  switch (request.kind) {
    case 'words':
      return unguarded.has(request.command) ? [] : [request.text]
    case 'options': {
      const [root = ''] = request.command.split(' ')
      return unguarded.has(root) ? [] : Object.values(request.options)
    }
    case 'form':
      return unguardedForms.has(request.name) ? [] : Object.values(request.values).flat()
    case 'press':
    case 'shortcut':
      return []
  }
}

/** The kinds of secrets that somebody typed into a command or a form; each once. */
export async function secretsIn(request: Request): Promise<SecretKind[]> {
  const found = await Promise.all(textsOf(request).map((text) => findSecrets(text)))
  return [...new Set(found.flat().map(({ kind }) => kind))]
}

const withoutSecrets = async (text: string) => masked(text, await findSecrets(text))

/** The same request without them. */
export async function maskedRequest(request: Request): Promise<Request> {
  if ((await secretsIn(request)).length === 0) return request
  switch (request.kind) {
    case 'words':
      return { ...request, text: await withoutSecrets(request.text) }
    case 'options':
      return { ...request, options: Object.fromEntries(await maskedEntries(request.options)) }
    case 'form':
      return { ...request, values: await maskedValues(request.values) }
    case 'press':
    case 'shortcut':
      return request
  }
}

async function maskedEntries(options: Record<string, string>): Promise<[string, string][]> {
  return Promise.all(
    Object.entries(options).map(async ([name, text]): Promise<[string, string]> => [name, await withoutSecrets(text)]),
  )
}

async function maskedValues(values: Values): Promise<Values> {
  const each = Object.entries(values).map(async ([name, value]): Promise<[string, string | string[]]> => [
    name,
    Array.isArray(value) ? await Promise.all(value.map(withoutSecrets)) : await withoutSecrets(value),
  ])
  return Object.fromEntries(await Promise.all(each))
}
