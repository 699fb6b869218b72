import { z } from 'zod'
import { address } from './addresses.ts'
import { limits } from './limits.ts'

/** What may stand in a `rich_text` block: docs.slack.dev/reference/block-kit/blocks/rich-text-block. */

const style = z
  .strictObject({
    bold: z.boolean().optional(),
    italic: z.boolean().optional(),
    strike: z.boolean().optional(),
    code: z.boolean().optional(),
    underline: z.boolean().optional(),
    highlight: z.boolean().optional(),
    client_highlight: z.boolean().optional(),
    unlink: z.boolean().optional(),
  })
  .optional()
const words = z.string().min(1)

const link = z.strictObject({
  type: z.literal('link'),
  url: address,
  text: z.string().optional(),
  unsafe: z.boolean().optional(),
  style,
})
const text = z.strictObject({ type: z.literal('text'), text: words, style })

const inline = z.discriminatedUnion('type', [
  text,
  link,
  z.strictObject({ type: z.literal('emoji'), name: words, unicode: z.string().optional(), style }),
  z.strictObject({ type: z.literal('user'), user_id: words, style }),
  z.strictObject({ type: z.literal('usergroup'), usergroup_id: words, style }),
  z.strictObject({ type: z.literal('channel'), channel_id: words, style }),
  z.strictObject({ type: z.literal('broadcast'), range: z.enum(['here', 'channel', 'everyone']), style }),
  z.strictObject({ type: z.literal('color'), value: words, style }),
  z.strictObject({
    type: z.literal('date'),
    timestamp: z.int(),
    format: words,
    url: z.string().optional(),
    fallback: z.string().optional(),
    style,
  }),
])

const sectionPart = z.strictObject({ type: z.literal('rich_text_section'), elements: z.array(inline) })
const border = z.int().min(0).max(1).optional()

const part = z.discriminatedUnion('type', [
  sectionPart,
  z.strictObject({
    type: z.literal('rich_text_list'),
    style: z.enum(['bullet', 'ordered']),
    elements: z.array(sectionPart).min(1),
    indent: z.int().min(0).max(8).optional(),
    offset: z.int().min(0).optional(),
    border,
  }),
  z.strictObject({
    type: z.literal('rich_text_preformatted'),
    elements: z.array(z.discriminatedUnion('type', [text, link])),
    border,
    language: z.string().optional(),
  }),
  z.strictObject({ type: z.literal('rich_text_quote'), elements: z.array(inline), border }),
])

export const richText = z.strictObject({
  type: z.literal('rich_text'),
  block_id: z.string().min(1).max(limits.blockId).optional(),
  elements: z.array(part),
})
