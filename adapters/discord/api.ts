import { DiscordAPIError, REST, type RawFile, type RequestMethod, type RouteLike } from 'discord.js'
import { times } from './limits.ts'

/** Discord's HTTP interface. An answer is not believed before its shape was looked at. */
export type Api = {
  ask(method: `${RequestMethod}`, route: RouteLike, more?: Asking): Promise<unknown>
  /** Where pictures lie. */
  cdn: REST['cdn']
  close(): void
}

/** `auth: false` where an interaction's own token, in the address, is what counts. */
type Asking = { body?: unknown; files?: RawFile[]; query?: Record<string, string | number | boolean>; auth?: boolean }

/**
 * Our lines are retried by the outbox, which knows what it means that one may have arrived: so nothing is retried here,
 * and whoever writes is told of a rate limit instead of being made to wait in it. An answer to a person has nobody who
 * would try again, so that one does wait.
 */
export function restOptions(apiUrl: string | undefined) {
  return {
    // The version is put after it.
    ...(apiUrl ? { api: apiUrl.replace(/\/+$/u, '') } : {}),
    retries: 0,
    timeout: times.request,
    rejectOnRateLimit: ['/channels', '/guilds', '/users'],
  }
}

type Access = { token: string; apiUrl?: string | undefined; impatient?: boolean }

/** `impatient`: told of a rate limit whatever is asked for, for what has the outbox behind it. */
export function createApi({ token, apiUrl, impatient = false }: Access): Api {
  const options = { ...restOptions(apiUrl), ...(impatient ? { rejectOnRateLimit: () => true } : {}) }
  const rest = new REST(options).setToken(token)
  const uploading = new REST({ ...options, timeout: times.upload }).setToken(token)

  async function ask(
    method: `${RequestMethod}`,
    fullRoute: RouteLike,
    { query, ...more }: Asking = {},
  ): Promise<unknown> {
    const through = more.files ? uploading : rest
    try {
      return await through[verbs[method]](fullRoute, { ...more, ...(query ? { query: queryOf(query) } : {}) })
    } catch (error) {
      // After one 401 the library forgets the token, and no request would ever be sent again: an outage must not be for good.
      if (error instanceof DiscordAPIError && error.status === 401) through.setToken(token)
      throw error
    }
  }

  return {
    ask,
    cdn: rest.cdn,
    close() {
      for (const each of [rest, uploading]) {
        each.clearHandlerSweeper()
        each.clearHashSweeper()
      }
    },
  }
}

const verbs = { GET: 'get', POST: 'post', PUT: 'put', PATCH: 'patch', DELETE: 'delete' } as const

function queryOf(query: Record<string, string | number | boolean>): URLSearchParams {
  return new URLSearchParams(Object.entries(query).map(([name, value]) => [name, String(value)]))
}
