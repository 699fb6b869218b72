import { z } from 'zod'

/** What a platform sends: the fields that are read, and everything else let through. */
const style = z
  .object({
    bold: z.boolean().optional(),
    italic: z.boolean().optional(),
    underline: z.boolean().optional(),
    strike: z.boolean().optional(),
    code: z.boolean().optional(),
  })
  .optional()
  .catch(undefined)

/** A piece of a line; each kind has its own fields. */
export const element = z.object({
  type: z.string(),
  text: z.string().optional(),
  url: z.string().optional(),
  user_id: z.string().optional(),
  channel_id: z.string().optional(),
  usergroup_id: z.string().optional(),
  range: z.string().optional(),
  name: z.string().optional(),
  unicode: z.string().optional(),
  skin_tone: z.number().optional(),
  timestamp: z.number().optional(),
  format: z.string().optional(),
  fallback: z.string().optional(),
  value: z.string().optional(),
  style,
})
export type Element = z.infer<typeof element>

export const section = z.object({ type: z.literal('rich_text_section'), elements: z.array(element) })
const border = z.number().optional()
export const part = z.union([
  section,
  z.object({
    type: z.literal('rich_text_list'),
    style: z.enum(['bullet', 'ordered']),
    indent: z.number().optional(),
    offset: z.number().optional(),
    border,
    elements: z.array(section),
  }),
  z.object({ type: z.literal('rich_text_quote'), elements: z.array(element) }),
  z.object({
    type: z.literal('rich_text_preformatted'),
    language: z.string().optional(),
    border,
    elements: z.array(element),
  }),
])
export type Part = z.infer<typeof part>

/** Slack's rich text (https://docs.slack.dev/reference/block-kit/blocks/rich-text-block): what its editor makes. */
export const richText = z.object({ type: z.literal('rich_text'), elements: z.array(part) })
export type RichText = z.infer<typeof richText>
