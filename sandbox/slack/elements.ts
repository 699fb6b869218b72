import { z } from 'zod'
import { address, pictureAddress } from './addresses.ts'
import { limits } from './limits.ts'

export const text = (max: number) => z.string().min(1).max(max)
export const plainText = (max: number) =>
  z.strictObject({ type: z.literal('plain_text'), text: text(max), emoji: z.boolean().optional() })
export const anyText = (max: number) =>
  z.discriminatedUnion('type', [
    plainText(max),
    z.strictObject({ type: z.literal('mrkdwn'), text: text(max), verbatim: z.boolean().optional() }),
  ])

const confirm = z
  .strictObject({
    title: plainText(limits.confirmTitle),
    text: anyText(limits.confirmText),
    confirm: plainText(limits.confirmButton),
    deny: plainText(limits.confirmButton),
    style: z.enum(['primary', 'danger']).optional(),
  })
  .optional()

export const option = z.strictObject({
  text: anyText(limits.optionText),
  value: text(limits.optionValue),
  description: anyText(limits.optionDescription).optional(),
  url: text(limits.url).optional(),
})
export type Option = z.infer<typeof option>

const actionId = text(limits.actionId).optional()
const focus = z.boolean().optional()
const placeholder = plainText(limits.placeholder).optional()
const shared = { action_id: actionId, focus_on_load: focus }
const menu = { ...shared, confirm, placeholder }
const many = { max_selected_items: z.int().min(1).optional() }
const typing = z.strictObject({ trigger_actions_on: z.array(z.string()).optional() }).optional()
const typed = {
  ...shared,
  placeholder,
  dispatch_action_config: typing,
  initial_value: z.string().max(limits.inputText).optional(),
}

const options = z.array(option).min(1).max(limits.selectOptions).optional()
const optionGroups = z
  .array(
    z.strictObject({ label: plainText(limits.groupLabel), options: z.array(option).min(1).max(limits.selectOptions) }),
  )
  .min(1)
  .max(limits.selectGroups)
  .optional()
const listed = { options, option_groups: optionGroups }
const filter = z
  .strictObject({
    include: z
      .array(z.enum(['im', 'mpim', 'private', 'public']))
      .min(1)
      .optional(),
    exclude_external_shared_channels: z.boolean().optional(),
    exclude_bot_users: z.boolean().optional(),
  })
  .optional()
const conversation = {
  filter,
  default_to_current_conversation: z.boolean().optional(),
  response_url_enabled: z.boolean().optional(),
}

type Menu = {
  options?: Option[] | undefined
  option_groups?: { options: Option[] }[] | undefined
  initial_option?: Option | undefined
  initial_options?: Option[] | undefined
}

/** Exactly one of the two lists, and what is chosen at the start is on it. */
function checkMenu(input: Menu, context: z.RefinementCtx): void {
  const offered = input.options ?? input.option_groups?.flatMap((group) => group.options)
  if (!offered) return context.addIssue({ code: 'custom', message: 'missing required field: options' })
  if (input.options && input.option_groups)
    return context.addIssue({ code: 'custom', message: 'only one of options and option_groups is allowed' })

  const chosen = [...(input.initial_options ?? []), ...(input.initial_option ? [input.initial_option] : [])]
  const stray = chosen.find(
    (one) => !offered.some(({ value, text }) => value === one.value && text.text === one.text.text),
  )
  if (stray) context.addIssue({ code: 'custom', message: `initial option "${stray.value}" is not among the options` })
}

export const imageElement = z.strictObject({
  type: z.literal('image'),
  image_url: pictureAddress.optional(),
  slack_file: z.strictObject({ id: z.string().optional(), url: z.string().optional() }).optional(),
  alt_text: text(limits.altText),
})

const button = z.strictObject({
  type: z.literal('button'),
  text: plainText(limits.buttonText),
  action_id: actionId,
  url: address.optional(),
  value: z.string().max(limits.buttonValue).optional(),
  style: z.enum(['primary', 'danger']).optional(),
  confirm,
  accessibility_label: text(limits.accessibilityLabel).optional(),
})

const menus = [
  z
    .strictObject({ type: z.literal('static_select'), ...menu, ...listed, initial_option: option.optional() })
    .superRefine(checkMenu),
  z.strictObject({
    type: z.literal('external_select'),
    ...menu,
    initial_option: option.optional(),
    min_query_length: z.int().optional(),
  }),
  z.strictObject({ type: z.literal('users_select'), ...menu, initial_user: z.string().optional() }),
  z.strictObject({
    type: z.literal('conversations_select'),
    ...menu,
    ...conversation,
    initial_conversation: z.string().optional(),
  }),
  z.strictObject({
    type: z.literal('channels_select'),
    ...menu,
    initial_channel: z.string().optional(),
    response_url_enabled: z.boolean().optional(),
  }),
  z
    .strictObject({
      type: z.literal('multi_static_select'),
      ...menu,
      ...many,
      ...listed,
      initial_options: z.array(option).optional(),
    })
    .superRefine(checkMenu),
  z.strictObject({
    type: z.literal('multi_users_select'),
    ...menu,
    ...many,
    initial_users: z.array(z.string()).optional(),
  }),
  z.strictObject({
    type: z.literal('multi_conversations_select'),
    ...menu,
    ...many,
    ...conversation,
    initial_conversations: z.array(z.string()).optional(),
  }),
  z.strictObject({
    type: z.literal('multi_channels_select'),
    ...menu,
    ...many,
    initial_channels: z.array(z.string()).optional(),
  }),
] as const

const choices = z.array(option).min(1).max(limits.choices)
const pickers = [
  z
    .strictObject({
      type: z.literal('radio_buttons'),
      ...shared,
      confirm,
      options: choices,
      initial_option: option.optional(),
    })
    .superRefine(checkMenu),
  z
    .strictObject({
      type: z.literal('checkboxes'),
      ...shared,
      confirm,
      options: choices,
      initial_options: z.array(option).min(1).optional(),
    })
    .superRefine(checkMenu),
  z.strictObject({ type: z.literal('datepicker'), ...menu, initial_date: z.iso.date().optional() }),
  z.strictObject({
    type: z.literal('timepicker'),
    ...menu,
    initial_time: z
      .string()
      .regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/)
      .optional(),
    timezone: z.string().optional(),
  }),
  z.strictObject({ type: z.literal('datetimepicker'), ...shared, confirm, initial_date_time: z.int().optional() }),
] as const

const overflow = z.strictObject({
  type: z.literal('overflow'),
  action_id: actionId,
  confirm,
  options: z.array(option).min(1).max(limits.overflowOptions),
})

const typedInputs = [
  z
    .strictObject({
      type: z.literal('plain_text_input'),
      ...typed,
      multiline: z.boolean().optional(),
      min_length: z.int().min(0).max(limits.inputText).optional(),
      max_length: z.int().min(1).max(limits.inputText).optional(),
    })
    .refine(({ min_length: least = 0, max_length: most = limits.inputText }) => least <= most, {
      error: 'min_length must not be more than max_length',
      path: ['min_length'],
    }),
  z.strictObject({ type: z.literal('email_text_input'), ...typed }),
  z.strictObject({ type: z.literal('url_text_input'), ...typed }),
  z.strictObject({
    type: z.literal('number_input'),
    ...typed,
    is_decimal_allowed: z.boolean(),
    min_value: z.string().optional(),
    max_value: z.string().optional(),
  }),
  z.strictObject({
    type: z.literal('file_input'),
    action_id: actionId,
    filetypes: z.array(z.string()).optional(),
    max_files: z.int().min(1).max(limits.inputFiles).optional(),
  }),
] as const

export const actionElement = z.discriminatedUnion('type', [button, overflow, ...menus, ...pickers])
export const accessoryElement = z.discriminatedUnion('type', [button, overflow, imageElement, ...menus, ...pickers])
export const inputElement = z.discriminatedUnion('type', [...menus, ...pickers, ...typedInputs])
export const element = z.discriminatedUnion('type', [
  button,
  overflow,
  imageElement,
  ...menus,
  ...pickers,
  ...typedInputs,
])
