import { createHash } from 'node:crypto'
import type { Platform } from '#src/kernel/person.ts'

/**
 * Bytes of one file: what both platforms take. Slack's forms 10 MB
 * (https://docs.slack.dev/reference/block-kit/block-elements/file-input-element), Discord 10 MiB where a server pays for no more
 * (https://docs.discord.com/developers/reference#uploading-files).
 */
export const mostBytes = 10_000_000
/** Bytes of all files of one message: Discord refuses requests from some 25 MB on. */
export const mostBytesTogether = 20_000_000

export const longestFileName = 100

/** What lies where a person put it, by which it is fetched: `source` is the platform's (see `Attached`). */
export type Origin = { platform: Platform; place: string; source: string }

/** A file that a person gave us. It is kept once its bytes are, and `sha` (base64url, SHA-256) says which those are. */
export type StoredFile = {
  id: string
  name: string
  /** MIME type; empty where the platform does not say. */
  type: string
  /** Bytes: as the platform says, and as counted once it is kept. */
  size: number
  uploader: string
  origin: Origin
  sha: string | null
}

/** What `StoredFile.sha` says of its bytes. */
export function shaOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('base64url')
}

/** How a form's text names a file: the end of its id, which is random. */
export function refOf(id: string): string {
  return id.slice(-12)
}

const line = /^📎.*\((?<ref>[0-9a-f]{12})\)$/u

/** The ref in a line of a form that names a file; null for a line that names none. */
export function refIn(text: string): string | null {
  return line.exec(text.trim())?.groups?.['ref'] ?? null
}

/** One line, as `refIn` reads it and a person can take it out. */
export function fileLine({ id, name }: { id: string; name: string }): string {
  return `📎 ${name.replace(/\s+/gu, ' ')} (${refOf(id)})`
}
