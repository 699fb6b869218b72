import type { Fetched } from '#src/kernel/chat.ts'
import { readAtMost } from '#src/kernel/read-at-most.ts'

type Asking = {
  /** Bytes. */
  most: number
  /** Milliseconds, for all of it together. */
  within: number
  token?: string
}

/** The media type is the one that the answer names. */
export type FetchedFile = (Extract<Fetched, { ok: true }> & { type: string }) | Extract<Fetched, { ok: false }>

/** A file from a platform. No redirect is followed: it could lead anywhere, and the token with it. */
export async function fetchFile(url: URL, { most, within, token }: Asking): Promise<FetchedFile> {
  try {
    const response = await fetch(url, {
      redirect: 'manual',
      signal: AbortSignal.timeout(within),
      // What is packed could be small here and large once it is unpacked.
      headers: { 'accept-encoding': 'identity', ...(token ? { authorization: `Bearer ${token}` } : {}) },
    })
    const why = whyNot(response, most)
    if (why) {
      await response.body?.cancel()
      return { ok: false, why }
    }
    const bytes = response.body ? await readAtMost(response.body, most) : new Uint8Array()
    return bytes ? { ok: true, bytes, type: response.headers.get('content-type') ?? '' } : { ok: false, why: 'too-big' }
  } catch {
    return { ok: false, why: 'unreachable' }
  }
}

function whyNot({ status, headers }: Response, most: number): Extract<Fetched, { ok: false }>['why'] | null {
  if (status === 429 || status >= 500) return 'unreachable'
  if (status === 404 || status === 410) return 'gone'
  if (status !== 200) return 'barred'
  return Number(headers.get('content-length') ?? 0) > most ? 'too-big' : null
}
