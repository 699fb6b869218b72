import { attachmentAt, isReference } from './attachments.ts'
import {
  ACTION_ROW,
  BUTTON,
  CHECKBOX_GROUP,
  countsOf,
  FILE_UPLOAD,
  SECTION,
  SELECTS,
  TEXT_DISPLAY,
  walk,
  type Component,
  type Media,
  type Placed,
} from './component.ts'
import { COMPONENTS_V2, type Composition } from './compose.ts'
import { checkAddresses, checkStanding, checkWords, isBlank } from './content-rules.ts'
import { checkEmbeds } from './embed-rules.ts'
import { emptyMessage, invalidField } from './errors.ts'
import type { Attachment } from './world.ts'

/** https://docs.discord.com/developers/resources/message and https://docs.discord.com/developers/components/reference */
const MOST_CONTENT = 2_000
const MOST_ROWS = 5
const MOST_IN_A_ROW = 5
const MOST_COMPONENTS = 40
const MOST_TEXT = 4_000
const MOST_FILES = 10
const MOST_IN_A_FORM = 5

type Whole = Pick<Composition, 'content' | 'embeds' | 'components'>
type Beside = {
  flags: number
  attachments: Attachment[]
  /** Those that components may show; all, unless it is said. */
  showable?: Attachment[] | undefined
  allowed: Composition['allowed']
}

const LINK = 5
const PREMIUM = 6

const tooLong = (path: PropertyKey[], most: number) =>
  invalidField(path, 'BASE_TYPE_MAX_LENGTH', `Must be ${most} or fewer in length.`)

/** What the published schemas do not say: totals, what may stand together, ids that are used once. */
export function checkMessage(message: Whole, beside: Beside): void {
  const components = message.components ?? []
  if ((message.content ?? '').length > MOST_CONTENT) throw tooLong(['content'], MOST_CONTENT)
  if (beside.attachments.length > MOST_FILES) throw tooLong(['attachments'], MOST_FILES)
  checkMentions(beside.allowed)
  checkEmbeds(message.embeds ?? [])
  checkIds(components)
  checkAddresses(components)
  checkWords(components)
  checkFiles(components, beside.showable ?? beside.attachments)
  for (const placed of walk(components)) checkPlace(placed)
  if (beside.flags & COMPONENTS_V2) checkLayout(message, components)
  else checkPlain(message, components, beside.attachments)
}

/** A message without the flag for the newer components: words, embeds and rows. */
function checkPlain({ content, embeds }: Whole, components: Component[], attachments: Attachment[]): void {
  const stranger = components.findIndex(({ type }) => type !== ACTION_ROW)
  if (stranger !== -1) {
    const message = 'Value of field "type" must be one of (1,).'
    throw invalidField(['components', stranger, 'type'], 'UNION_TYPE_CHOICES', message)
  }
  if (components.length > MOST_ROWS) throw tooLong(['components'], MOST_ROWS)
  if (isBlank(content) && !embeds?.length && components.length === 0 && attachments.length === 0) throw emptyMessage()
}

function checkLayout({ content, embeds }: Whole, components: Component[]): void {
  const legacy = content ? 'content' : embeds?.length ? 'embeds' : undefined
  if (legacy) {
    const code = 'MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2'
    throw invalidField([legacy], code, `The '${legacy}' field cannot be used when using MessageFlags.IS_COMPONENTS_V2`)
  }
  if (components.length === 0) throw emptyMessage()
  const every = [...walk(components)].map(({ component }) => component)
  if (every.length > MOST_COMPONENTS) {
    const message = `The total number of components in a message cannot exceed ${MOST_COMPONENTS}`
    throw invalidField(['components'], 'COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED', message)
  }
  const texts = every.filter(({ type }) => type === TEXT_DISPLAY)
  if (texts.reduce((sum, { content: words }) => sum + (words ?? '').length, 0) > MOST_TEXT) {
    const message = `The total displayable text in a message cannot exceed ${MOST_TEXT} characters`
    throw invalidField(['components'], 'COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED', message)
  }
}

/** https://docs.discord.com/developers/resources/message#allowed-mentions-object: all of a kind, or some by their ids. */
function checkMentions(allowed: Beside['allowed']): void {
  for (const kind of ['users', 'roles'] as const) {
    if (!allowed?.parse?.includes(kind) || !allowed[kind]?.length) continue
    const message = `parse:["${kind}"] and ${kind}: [ids...] are mutually exclusive.`
    throw invalidField(['allowed_mentions'], 'MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE', message)
  }
}

/** https://docs.discord.com/developers/components/reference: nothing in a form is grey, and what must be filled in wants one. */
export function checkForm(components: Component[]): void {
  if (components.length > MOST_IN_A_FORM) {
    const message = `Must be between 1 and ${MOST_IN_A_FORM} in length.`
    throw invalidField(['components'], 'BASE_TYPE_BAD_LENGTH', message)
  }
  checkIds(components)
  checkWords(components)
  checkStanding(components)
  for (const placed of walk(components)) {
    const { component, path } = placed
    checkPlace(placed)
    if (component.disabled) {
      throw invalidField(
        [...path, 'disabled'],
        'COMPONENT_DISABLED_IN_MODAL',
        'Components in modals cannot be disabled',
      )
    }
    if (component.min_values === 0 && (component.required ?? true)) {
      const message = 'A required component wants at least one value'
      throw invalidField([...path, 'min_values'], 'BASE_TYPE_MIN_LENGTH', message)
    }
  }
}

/** Custom ids are unique in a message or form, and so are the numbers of components. */
function checkIds(components: Component[]): void {
  const customIds = new Set<string>()
  const ids = new Set<number>()
  for (const { component, path } of walk(components)) {
    const { custom_id: customId, id } = component
    if (customId && customIds.has(customId)) {
      const message = 'Component custom id cannot be duplicated'
      throw invalidField([...path, 'custom_id'], 'COMPONENT_CUSTOM_ID_DUPLICATED', message)
    }
    if (id && ids.has(id)) {
      throw invalidField([...path, 'id'], 'COMPONENT_ID_DUPLICATED', 'Component id cannot be duplicated')
    }
    if (customId) customIds.add(customId)
    if (id) ids.add(id)
  }
}

/** What is shown as `attachment://name` has to come with the message; a file component shows nothing else. */
function checkFiles(components: Component[], attachments: Attachment[]): void {
  for (const { component, path } of walk(components)) {
    const { media, file, items } = component
    // The code is the one that addresses of other kinds are refused with; of this one nobody has told.
    if (file && !isReference(file.url)) {
      const message = `Scheme "${file.url.split(':')[0]}" is not supported. Scheme must be one of ('attachment',).`
      throw invalidField([...path, 'file', 'url'], 'URL_TYPE_INVALID_SCHEME', message)
    }
    if (media) checkReference(media, [...path, 'media'], attachments)
    if (file) checkReference(file, [...path, 'file'], attachments)
    for (const [index, item] of (items ?? []).entries())
      checkReference(item.media, [...path, 'items', index, 'media'], attachments)
  }
}

/** https://github.com/discord/discord-api-docs/issues/7754 has the path, the code and the words. */
function checkReference({ url }: Media, path: PropertyKey[], attachments: Attachment[]): void {
  if (!isReference(url) || attachmentAt(attachments, url)) return
  const code = 'UNFURLED_MEDIA_ITEM_REFERENCED_ATTACHMENT_NOT_FOUND'
  throw invalidField([...path, 'url'], code, `The referenced attachment ("${url}") was not found`)
}

/** Five buttons a row, or one menu; a section has what stands at its side; a button says something, and leads somewhere. */
function checkPlace({ component, path }: Placed): void {
  const inside = component.components ?? []
  if (component.type === ACTION_ROW && inside.length > MOST_IN_A_ROW) {
    const message = `Must be between 1 and ${MOST_IN_A_ROW} in length.`
    throw invalidField([...path, 'components'], 'BASE_TYPE_BAD_LENGTH', message)
  }
  if (component.type === ACTION_ROW && inside.length > 1 && inside.some(({ type }) => SELECTS.includes(type))) {
    throw invalidField([...path, 'components'], 'COMPONENT_LAYOUT_WIDTH_EXCEEDED', 'The layout is too wide.')
  }
  if (component.type === SECTION && !component.accessory) {
    throw invalidField([...path, 'accessory'], 'BASE_TYPE_REQUIRED', 'This field is required')
  }
  if (component.type === BUTTON) checkButton(component, path)
  if ([...SELECTS, FILE_UPLOAD, CHECKBOX_GROUP].includes(component.type)) checkSelect(component, path)
}

function checkButton({ style, url, label, emoji, custom_id: customId }: Component, path: PropertyKey[]): void {
  if (style === PREMIUM) return
  if (style === LINK && !url) throw invalidField([...path, 'url'], 'BASE_TYPE_REQUIRED', 'A url is required')
  if (style === LINK && customId) {
    const message = 'A custom id and url cannot both be specified'
    throw invalidField([...path, 'custom_id'], 'BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE', message)
  }
  if (style !== LINK && url) {
    throw invalidField([...path, 'url'], 'BUTTON_COMPONENT_INVALID_URL', 'Only a link button has a url')
  }
  if (style !== LINK && !customId) {
    throw invalidField([...path, 'custom_id'], 'BASE_TYPE_REQUIRED', 'A custom id is required')
  }
  if (!label && !emoji) {
    throw invalidField([...path, 'label'], 'BUTTON_COMPONENT_NO_CONTENT', 'A button needs a label or an emoji')
  }
}

function checkSelect(component: Component, path: PropertyKey[]): void {
  const values = (component.options ?? []).map(({ value }) => value)
  const twice = values.findIndex((value, index) => values.indexOf(value) !== index)
  if (twice !== -1) {
    const message = 'The specified option value is already used'
    throw invalidField([...path, 'options', twice, 'value'], 'SELECT_COMPONENT_OPTION_VALUE_DUPLICATED', message)
  }
  const { least, most } = countsOf(component)
  if (least > most || (values.length > 0 && most > values.length)) {
    const message = 'The number of values to choose does not fit the options'
    throw invalidField([...path, 'max_values'], 'BASE_TYPE_BAD_LENGTH', message)
  }
  const standing = component.default_values?.length ?? 0
  if (standing > most || (standing > 0 && standing < least)) {
    const message = 'The number of default values does not fit the number of values to choose'
    throw invalidField([...path, 'default_values'], 'BASE_TYPE_BAD_LENGTH', message)
  }
}
