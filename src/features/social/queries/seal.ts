import { createHash } from 'node:crypto'
import { fileLine, refIn } from '#src/features/files/file.ts'
import { isKept, type Content, type LinkedMedia, type Media, type Post } from '#src/features/social/post.ts'

/** A content with the hash by which an approval is tied to it: of every letter, the link, and each of the media in order. */
export function sealed({ text, link, media }: Omit<Content, 'hash'>): Content {
  const said = JSON.stringify([text, link, media.map((one) => [one.name, isKept(one) ? `sha256:${one.sha}` : one.url])])
  return { text, link, media, hash: createHash('sha256').update(said).digest('base64url') }
}

/** Of several posts as they stand; short enough for a button. */
export function sealOf(posts: Pick<Post, 'number' | 'content'>[]): string {
  const said = JSON.stringify(posts.map(({ number, content }) => [number, content.hash]))
  return createHash('sha256').update(said).digest('base64url').slice(0, 22)
}

/** What a line of a form names: an address, with a name before it or without, or a file by its ref. */
type Named = { url: string; name: string } | { ref: string; line: string }

/** One a line; what is not understood is said. */
export function readMedia(typed: string): { ok: true; media: Named[] } | { ok: false; given: string } {
  const media: Named[] = []
  for (const line of typed.split('\n').map((each) => each.trim())) {
    if (line === '') continue
    const ref = refIn(line)
    const [, before = '', url = ''] = /^(.*?)(https?:\/\/\S+)$/u.exec(line) ?? []
    if (ref !== null) media.push({ ref, line })
    else if (!URL.canParse(url)) return { ok: false, given: line }
    else {
      const name = before.trim().replace(/:$/u, '').trim()
      media.push({ name: name === '' ? nameIn(url) : name.slice(0, 100), url })
    }
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
  return media.map((one) => (isKept(one) ? fileLine({ id: one.file, name: one.name }) : linkLine(one))).join('\n')
}

function linkLine({ name, url }: LinkedMedia): string {
  return name === nameIn(url) ? url : `${name.replaceAll('\n', ' ')}: ${url}`
}
