import { z } from 'zod'
import type { Quoted } from '#src/kernel/request.ts'
import { attachedIn } from './attached.ts'
import { readWords } from './words.ts'

const attachment = z.object({
  text: z.string().nullish(),
  fallback: z.string().nullish(),
  /** A message that was forwarded, or one that is linked to. */
  is_share: z.boolean().nullish(),
  is_msg_unfurl: z.boolean().nullish(),
  /** A page that is linked to: what stands there is nobody's message. */
  from_url: z.string().nullish(),
  files: z.unknown().optional(),
})

/** A message from whose menu something was asked. */
export const quotable = z.object({
  text: z.string().nullish(),
  files: z.unknown().optional(),
  attachments: z.array(attachment.catch({})).catch([]).default([]),
})

/**
 * Its words and files. What was forwarded stands among the attachments, below what whoever forwarded it added; so do the words
 * of apps that write as of old. A page that a link shows there is left out.
 *
 * https://docs.slack.dev/messaging/formatting-message-text and …/reference/objects/attachment-object
 */
export function quotedIn({ text, files, attachments }: z.infer<typeof quotable>): Omit<Quoted, 'link'> {
  const own = readWords(text ?? '')
  const forwarded = attachments.filter(({ is_share: shared, is_msg_unfurl: linked }) => shared || linked)
  const others = own.trim() === '' ? attachments.filter(({ from_url: page }) => !page) : []
  const shown = forwarded.length > 0 ? forwarded : others
  return {
    text: [own, ...shown.map((each) => readWords(each.text || each.fallback || ''))]
      .filter((part) => part.trim() !== '')
      .join('\n\n'),
    files: [files, ...shown.map((each) => each.files)].flatMap(attachedIn),
  }
}
