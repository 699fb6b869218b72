import { filesByRef } from '#db/repositories/files.ts'
import type { RequestContext } from '#src/kernel/request-context.ts'
import { refOf } from '#src/features/files/file.ts'
import { mayUseFile } from '#src/features/social/policy.ts'
import type { Refusal } from '#src/kernel/refusal.ts'
import { keptOf, type Content, type Media, type Post } from '#src/features/social/post.ts'
import { type Values, textOf } from '#src/kernel/form.ts'
import { readMedia, sealed } from '#src/features/social/queries/seal.ts'

/** `wrong`: the field at which it failed. */
type Read = { ok: true; content: Content } | { ok: false; reason: Refusal; wrong: string }

/** A post's content as a form or a command has it; `on` is the post that is changed. What is in it is judged by the rules. */
export async function readContent(
  context: Pick<RequestContext, 'tx' | 'agency' | 'by'>,
  values: Values,
  on: Pick<Post, 'content'> | null,
): Promise<Read> {
  const link = textOf(values['link'])
  if (link !== '' && URL.parse(link)?.protocol !== 'https:') {
    return { ok: false, reason: { code: 'link-not-understood', given: link }, wrong: 'link' }
  }
  const media = await findMedia(context, textOf(values['media']), on)
  if (!media.ok) return { ...media, wrong: 'media' }
  return { ok: true, content: sealed({ text: textOf(values['text']), link: link || null, media: media.found }) }
}

type Found = { ok: true; found: Media[] } | { ok: false; reason: Refusal }

/** Addresses as they were given, and files by what we keep of them. */
async function findMedia(
  { tx, agency, by }: Pick<RequestContext, 'tx' | 'agency' | 'by'>,
  typed: string,
  on: Pick<Post, 'content'> | null,
): Promise<Found> {
  const read = readMedia(typed)
  if (!read.ok) return { ok: false, reason: { code: 'link-not-understood', given: read.given } }
  const files = await filesByRef(
    tx,
    agency.id,
    read.media.flatMap((one) => ('ref' in one ? one.ref : [])),
  )
  const held = on ? keptOf(on.content).map(({ file }) => file) : []
  const found: Media[] = []
  for (const one of read.media) {
    if ('url' in one) {
      if (!one.url.startsWith('https://')) return { ok: false, reason: { code: 'link-not-understood', given: one.url } }
      found.push(one)
      continue
    }
    const file = files.find(({ id }) => refOf(id) === one.ref)
    if (!file || file.sha === null || !mayUseFile(by, file, held)) {
      return { ok: false, reason: { code: 'no-such-file', given: one.line } }
    }
    const { id, name, type, size, sha } = file
    found.push({ name, file: id, type, size, sha })
  }
  return { ok: true, found }
}
