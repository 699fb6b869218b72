import type { WebClient } from '@slack/web-api'
import type { Fetched } from '#src/kernel/chat.ts'
import { fetchFile } from '#src/features/files/queries/fetch-file.ts'
import { times } from './limits.ts'
import { errorSaid, outcomeOf } from './outcome.ts'

export type Fetching = { client: WebClient; token: string; apiUrl?: string | undefined; now(): Temporal.Instant }

type Failure = Extract<Fetched, { ok: false }>

/**
 * A file by its id, with the bot's token. An external one, as from a drive, lies where that token must not go.
 *
 * https://docs.slack.dev/reference/objects/file-object
 */
export async function fetchAttached(fetching: Fetching, id: string, most: number): Promise<Fetched> {
  const { client, token, apiUrl, now } = fetching
  const asked = await client.files.info({ file: id }).catch((error: unknown) => failureOf(error, now()))
  if ('why' in asked) return asked
  const { mode, mimetype = '', size = 0, is_external: isElsewhere, ...file } = asked.file ?? {}
  if (mode === 'tombstone') return { ok: false, why: 'gone' }
  if (size > most) return { ok: false, why: 'too-big' }
  const url = URL.parse(file.url_private_download ?? file.url_private ?? '')
  if (isElsewhere || !url || !isSlacks(url, apiUrl)) return { ok: false, why: 'barred' }

  const fetched = await fetchFile(url, { most, within: times.file, token })
  if (!fetched.ok) return fetched
  // Whoever may not read it is shown the page to sign in, as if that was the file.
  const isPage = isHtml(fetched.type) && !(isHtml(mimetype) && fetched.bytes.length === size)
  return isPage ? { ok: false, why: 'barred' } : { ok: true, bytes: fetched.bytes }
}

/** Where the bot's token may go: Slack's own hosts over https, and where its interface is asked. */
function isSlacks(url: URL, apiUrl: string | undefined): boolean {
  if (apiUrl !== undefined && url.origin === URL.parse(apiUrl)?.origin) return true
  return url.protocol === 'https:' && /(?:^|\.)slack(?:-gov)?\.com$/u.test(url.hostname)
}

function isHtml(type: string): boolean {
  return /^text\/html\b/iu.test(type)
}

/**
 * Of a file in a private channel that the bot is not in Slack says `file_not_found`
 * (https://github.com/PipedreamHQ/pipedream/issues/22031); of one that was there, `file_deleted`.
 */
function failureOf(error: unknown, now: Temporal.Instant): Failure {
  const said = errorSaid(error)
  if (said === 'file_deleted') return { ok: false, why: 'gone' }
  // Both mean this file alone here: it is of a workspace that does not share it, or the app was installed without files:read.
  if (said === 'access_denied' || said === 'missing_scope') return { ok: false, why: 'barred' }
  return { ok: false, why: outcomeOf(error, now).outcome === 'gone' ? 'barred' : 'unreachable' }
}
