import type { Refusal } from '#src/refusal.ts'
import type { Content } from '#src/social/post.ts'
import type { Values } from '#src/ui/form.ts'
import { textOf } from '#src/handle/moves.ts'
import { readMedia, sealed } from './seal.ts'

/** `wrong`: the field at which it failed. */
type Read = { ok: true; content: Content } | { ok: false; reason: Refusal; wrong: string }

/** A post's content as a form or a command has it. What is in it is judged by the rules. */
export function readContent(values: Values): Read {
  const media = readMedia(textOf(values['media']))
  if (!media.ok) return { ok: false, reason: { code: 'link-not-understood', given: media.given }, wrong: 'media' }
  const link = textOf(values['link'])
  if (link !== '' && URL.parse(link)?.protocol !== 'https:') {
    return { ok: false, reason: { code: 'link-not-understood', given: link }, wrong: 'link' }
  }
  const bad = media.media.find(({ url }) => !url.startsWith('https://'))
  if (bad) return { ok: false, reason: { code: 'link-not-understood', given: bad.url }, wrong: 'media' }
  return { ok: true, content: sealed({ text: textOf(values['text']), link: link || null, media: media.media }) }
}
