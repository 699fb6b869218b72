import { z } from 'zod'
import { dataVisualization } from './charts.ts'
import { pictureAddress } from './addresses.ts'
import { inSlacksWords } from './findings.ts'
import { limits } from './limits.ts'
import { richText } from './rich-text.ts'
import {
  type element,
  actionElement,
  accessoryElement,
  inputElement,
  imageElement,
  plainText,
  anyText,
  text,
} from './elements.ts'

const blockId = text(limits.blockId).optional()
const slackFile = z.strictObject({ id: z.string().optional(), url: z.string().optional() })

const section = z
  .strictObject({
    type: z.literal('section'),
    block_id: blockId,
    text: anyText(limits.sectionText).optional(),
    fields: z.array(anyText(limits.sectionField)).min(1).max(limits.sectionFields).optional(),
    accessory: accessoryElement.optional(),
    expand: z.boolean().optional(),
  })
  .refine((block) => block.text !== undefined || block.fields !== undefined, {
    error: 'missing required field: text',
  })

const block = z.discriminatedUnion('type', [
  section,
  richText,
  z.strictObject({ type: z.literal('divider'), block_id: blockId }),
  z.strictObject({
    type: z.literal('actions'),
    block_id: blockId,
    elements: z.array(actionElement).min(1).max(limits.actionsElements),
  }),
  z.strictObject({
    type: z.literal('context'),
    block_id: blockId,
    elements: z
      .array(z.discriminatedUnion('type', [...anyText(limits.text).options, imageElement]))
      .min(1)
      .max(limits.contextElements),
  }),
  z.strictObject({ type: z.literal('header'), block_id: blockId, text: plainText(limits.header) }),
  z.strictObject({
    type: z.literal('image'),
    block_id: blockId,
    image_url: pictureAddress.optional(),
    slack_file: slackFile.optional(),
    alt_text: text(limits.altText),
    title: plainText(limits.imageTitle).optional(),
  }),
  z.strictObject({
    type: z.literal('input'),
    block_id: blockId,
    label: plainText(limits.inputLabel),
    element: inputElement,
    dispatch_action: z.boolean().optional(),
    hint: plainText(limits.inputLabel).optional(),
    optional: z.boolean().optional(),
  }),
  z.strictObject({ type: z.literal('markdown'), block_id: blockId, text: text(limits.markdown) }),
  z.strictObject({
    type: z.literal('video'),
    block_id: blockId,
    alt_text: z.string(),
    title: plainText(limits.videoTitle),
    thumbnail_url: z.string(),
    video_url: z.string(),
    author_name: text(limits.videoAuthor).optional(),
    description: plainText(limits.videoDescription).optional(),
    provider_icon_url: z.string().optional(),
    provider_name: z.string().optional(),
    title_url: z.string().optional(),
  }),
  z.strictObject({
    type: z.literal('file'),
    block_id: blockId,
    external_id: z.string(),
    source: z.literal('remote'),
  }),
  dataVisualization,
])

const viewBlocks = z.array(block).max(limits.viewBlocks)
const viewShared = {
  blocks: viewBlocks,
  private_metadata: z.string().max(limits.privateMetadata).optional(),
  callback_id: z.string().max(limits.callbackId).optional(),
  external_id: z.string().max(limits.externalId).optional(),
}

const view = z.discriminatedUnion('type', [
  z
    .strictObject({
      type: z.literal('modal'),
      title: plainText(limits.viewTitle),
      submit: plainText(limits.viewButton).optional(),
      close: plainText(limits.viewButton).optional(),
      clear_on_close: z.boolean().optional(),
      notify_on_close: z.boolean().optional(),
      submit_disabled: z.boolean().optional(),
      ...viewShared,
    })
    .refine((modal) => modal.submit !== undefined || modal.blocks.every(({ type }) => type !== 'input'), {
      error: 'missing required field: submit',
    }),
  z.strictObject({ type: z.literal('home'), ...viewShared }),
])

export type Block = z.infer<typeof block>
export type Element = z.infer<typeof element>
export type ViewBlocks = z.infer<typeof view>

export type Checked<T> = { ok: true; value: T } | { ok: false; errors: string[] }

/** The blocks of a message. */
export const checkBlocks = (input: unknown): Checked<Block[]> =>
  checkWith(z.array(block).max(limits.messageBlocks), input, 'blocks', (blocks) => [
    ...duplicates(blocks, '/blocks'),
    ...filesAsked(blocks),
  ])

export const checkView = (input: unknown): Checked<ViewBlocks> =>
  checkWith(view, input, 'view', (checked) => [
    ...duplicates(checked.blocks, '/view/blocks'),
    ...focused(checked.blocks),
  ])

export const asksForFiles = ({ blocks }: ViewBlocks) =>
  blocks.some((entry) => entry.type === 'input' && entry.element.type === 'file_input')

/** "This element is available in modals only": docs.slack.dev/reference/block-kit/block-elements/file-input-element. */
function filesAsked(blocks: Block[]): string[] {
  return blocks.flatMap((entry, index) =>
    entry.type === 'input' && entry.element.type === 'file_input'
      ? [`unsupported type: file_input [json-pointer:/blocks/${index}/element/type]`]
      : [],
  )
}

/** "Only one element can be set to `true`" of all in a view. */
function focused(blocks: Block[]): string[] {
  const those = blocks.flatMap((entry, index) =>
    elementsOf(entry).flatMap((item) => ('focus_on_load' in item && item.focus_on_load ? [index] : [])),
  )
  const [, second] = those
  return second === undefined
    ? []
    : [`only one element may have \`focus_on_load\` [json-pointer:/view/blocks/${second}]`]
}

/**
 * Whether Slack takes all words of a message together. It documents no limit: its maintainers name "12,000 text characters
 * with a buffer for block containers", and of one who counted a message of markdown alone began to be refused beyond 13,297,
 * with a divider beside it beyond 13,172 (github.com/slackapi/bolt-js/issues/2509).
 */
export function isTooLong(blocks: Block[]): boolean {
  const written = wordsIn(blocks)
  return written > limits.blockWords || written + blocks.length * limits.blockContainer > limits.blockWordsAndContainers
}

/** The length of all that is called `text`, wherever it stands. */
function wordsIn(value: unknown): number {
  if (Array.isArray(value)) return value.reduce((sum: number, each: unknown) => sum + wordsIn(each), 0)
  if (typeof value !== 'object' || value === null) return 0
  return Object.entries(value).reduce(
    (sum, [name, each]) => sum + (name === 'text' && typeof each === 'string' ? each.length : wordsIn(each)),
    0,
  )
}

function checkWith<T>(schema: z.ZodType<T>, input: unknown, root: string, more: (value: T) => string[]): Checked<T> {
  const parsed = schema.safeParse(input)
  if (!parsed.success)
    return { ok: false, errors: parsed.error.issues.map((issue) => inSlacksWords(issue, input, root)) }

  const errors = more(parsed.data)
  return errors.length > 0 ? { ok: false, errors } : { ok: true, value: parsed.data }
}

function duplicates(blocks: Block[], root: string): string[] {
  const errors: string[] = []
  const blockIds = new Set<string>()
  for (const [index, entry] of blocks.entries()) {
    const id = entry.block_id
    if (id !== undefined && blockIds.has(id))
      errors.push(`\`block_id\` "${id}" already exists [json-pointer:${root}/${index}/block_id]`)
    if (id !== undefined) blockIds.add(id)

    const actionIds = elementsOf(entry).flatMap((item) =>
      'action_id' in item && item.action_id ? [item.action_id] : [],
    )
    const twice = actionIds.find((actionId, at) => actionIds.indexOf(actionId) !== at)
    if (twice !== undefined)
      errors.push(`\`action_id\` "${twice}" already exists in this block [json-pointer:${root}/${index}]`)
  }
  const charts = blocks.filter(({ type }) => type === 'data_visualization').length
  if (charts > limits.chartsInMessage)
    errors.push(`no more than ${limits.chartsInMessage} items allowed [json-pointer:${root}]`)
  const markdown = blocks.reduce((sum, entry) => sum + (entry.type === 'markdown' ? entry.text.length : 0), 0)
  if (markdown > limits.markdown)
    errors.push(`must be less than ${limits.markdown + 1} characters [json-pointer:${root}]`)
  return errors
}

/** The elements of a block that a person can act on or that show a picture. */
export function elementsOf(entry: Block): Element[] {
  if (entry.type === 'actions') return entry.elements
  if (entry.type === 'input') return [entry.element]
  if (entry.type === 'section' && entry.accessory) return [entry.accessory]
  return []
}
