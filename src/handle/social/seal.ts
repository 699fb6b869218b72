import { createHash } from 'node:crypto'
import type { Content, Media, Post } from '#src/social/post.ts'

/** A content with the hash by which an approval is tied to it: of every letter, the link, and each of the media in order. */
export function sealed({ text, link, media }: Omit<Content, 'hash'>): Content {
  const said = JSON.stringify([text, link, media.map(({ name, url }) => [name, url])])
  return { text, link, media, hash: createHash('sha256').update(said).digest('base64url') }
}

/** Of several posts as they stand; short enough for a button. */
export function sealOf(posts: Pick<Post, 'number' | 'content'>[]): string {
  const said = JSON.stringify(posts.map(({ number, content }) => [number, content.hash]))
  return createHash('sha256').update(said).digest('base64url').slice(0, 22)
}

/** One a line: an address, with a name before it or without. Null beside the line that is none. */
export function readMedia(typed: string): { ok: true; media: Media[] } | { ok: false; given: string } {
  const media: Media[] = []
  for (const line of typed.split('\n').map((each) => each.trim())) {
    if (line === '') continue
    const [, before = '', url = ''] = /^(.*?)(https?:\/\/\S+)$/u.exec(line) ?? []
    if (!URL.canParse(url)) return { ok: false, given: line }
    const name = before.trim().replace(/:$/u, '').trim()
    media.push({ name: name === '' ? nameIn(url) : name.slice(0, 100), url })
  }
  return { ok: true, media }
}

/** The last part of its path, which mostly is a file's name. */
function nameIn(url: string): string {
  const last = URL.parse(url)?.pathname.split('/').findLast(Boolean)
  if (!last) return url
  try {
    return decodeURIComponent(last).slice(0, 100)
  } catch {
    return last.slice(0, 100)
  }
}

/** As `readMedia` reads them. */
export function writeMedia(media: Media[]): string {
  return media.map(({ name, url }) => (name === nameIn(url) ? url : `${name.replaceAll('\n', ' ')}: ${url}`)).join('\n')
}
