import type { Fetched } from '#src/kernel/chat.ts'
import { fetchFile } from '#src/features/files/queries/fetch-file.ts'
import { times } from './limits.ts'

/** Where files lie: https://docs.discord.com/developers/reference#image-formatting and …#signed-attachment-cdn-urls */
const hosts = ['cdn.discordapp.com', 'media.discordapp.net']

/** A file by its address, which says by itself that it may be read, and until when: a day at most. No token goes with it. */
export async function fetchAttached(apiUrl: string | undefined, address: string, most: number): Promise<Fetched> {
  const url = URL.parse(address)
  if (!url || !isDiscords(url, apiUrl)) return { ok: false, why: 'barred' }
  const fetched = await fetchFile(url, { most, within: times.file })
  if (fetched.ok) return { ok: true, bytes: fetched.bytes }
  return fetched.why === 'barred' ? { ok: false, why: 'gone' } : fetched
}

function isDiscords(url: URL, apiUrl: string | undefined): boolean {
  if (apiUrl !== undefined && url.origin === URL.parse(apiUrl)?.origin) return true
  return url.protocol === 'https:' && hosts.includes(url.host)
}
