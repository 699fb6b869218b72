import { BUTTON, TEXT_DISPLAY, TEXT_INPUT, walk, type Component, type Media } from './component.ts'
import { invalidField } from './errors.ts'

/** What Discord finds wrong with what components say and where they lead. */

const FOLLOWED = ['http', 'https', 'discord']
export const SHOWN = ['http', 'https', 'attachment']

/** Discord takes blanks off both ends before it counts: words of nothing else are none. */
export function checkWords(components: readonly Component[]): void {
  for (const { component, path } of walk(components)) {
    const { type, content, label } = component
    if (type === TEXT_DISPLAY && isBlank(content)) throw required([...path, 'content'])
    if (type === BUTTON && typeof label === 'string' && label !== '' && isBlank(label))
      throw required([...path, 'label'])
    for (const [index, option] of (component.options ?? []).entries())
      if (isBlank(option.label)) throw required([...path, 'options', index, 'label'])
  }
}

export const isBlank = (text: string | null | undefined) => (text ?? '').trim() === ''

export const required = (path: PropertyKey[]) => invalidField(path, 'BASE_TYPE_REQUIRED', 'This field is required')

/** Where buttons lead and pictures lie. */
export function checkAddresses(components: readonly Component[]): void {
  for (const { component, path } of walk(components)) {
    const { type, url, media, items } = component
    if (type === BUTTON && url) checkAddress(url, FOLLOWED, [...path, 'url'])
    if (media) checkMedia(media, [...path, 'media'])
    for (const [index, item] of (items ?? []).entries()) checkMedia(item.media, [...path, 'items', index, 'media'])
  }
}

const checkMedia = ({ url }: Media, path: PropertyKey[]) => checkAddress(url, SHOWN, [...path, 'url'])

export function checkAddress(url: string, schemes: string[], path: PropertyKey[]): void {
  const scheme = /^([a-z][a-z\d+.-]*):/iu.exec(url)?.[1]?.toLowerCase()
  if (scheme === undefined) throw invalidField(path, 'URL_TYPE_INVALID_URL', 'Not a well formed URL.')
  if (!schemes.includes(scheme)) {
    const message = `Scheme "${scheme}" is not supported. Scheme must be one of (${schemes.map((one) => `'${one}'`).join(', ')}).`
    throw invalidField(path, 'URL_TYPE_INVALID_SCHEME', message)
  }
  if (scheme.startsWith('http') && !URL.canParse(url))
    throw invalidField(path, 'URL_TYPE_INVALID_URL', 'Not a well formed URL.')
}

/** What stands in a field of a form already has to fit it. */
export function checkStanding(components: readonly Component[]): void {
  for (const { component, path } of walk(components)) {
    const { type, value, min_length: least, max_length: most } = component
    if (type !== TEXT_INPUT || !value) continue
    if (value.length > (most ?? Infinity))
      throw invalidField([...path, 'value'], 'BASE_TYPE_MAX_LENGTH', `Must be ${most} or fewer in length.`)
    if (value.length < (least ?? 0))
      throw invalidField([...path, 'value'], 'BASE_TYPE_MIN_LENGTH', `Must be ${least} or more in length.`)
  }
}
