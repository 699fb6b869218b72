import { z } from 'zod'

export const ACTION_ROW = 1
export const BUTTON = 2
export const STRING_SELECT = 3
export const TEXT_INPUT = 4
export const USER_SELECT = 5
export const ROLE_SELECT = 6
export const MENTIONABLE_SELECT = 7
export const CHANNEL_SELECT = 8
export const SECTION = 9
export const TEXT_DISPLAY = 10
export const MEDIA_GALLERY = 12
export const FILE = 13
export const SEPARATOR = 14
export const CONTAINER = 17
export const LABEL = 18
export const FILE_UPLOAD = 19
export const RADIO_GROUP = 21
export const CHECKBOX_GROUP = 22
export const CHECKBOX = 23

export const SELECTS: readonly number[] = [STRING_SELECT, USER_SELECT, ROLE_SELECT, MENTIONABLE_SELECT, CHANNEL_SELECT]

type Maybe<T> = T | null | undefined

export type Option = { label: string; value: string; description?: Maybe<string>; default?: Maybe<boolean> }
export type Media = { url: string; [key: string]: unknown }

/** Any component, as it lies in a message or a modal once the published schema has let it through. */
export type Component = {
  type: number
  id?: Maybe<number>
  custom_id?: Maybe<string>
  style?: Maybe<number>
  label?: Maybe<string>
  description?: Maybe<string>
  emoji?: Maybe<{ name?: Maybe<string>; id?: Maybe<string> }>
  url?: Maybe<string>
  disabled?: Maybe<boolean>
  placeholder?: Maybe<string>
  value?: Maybe<string>
  required?: Maybe<boolean>
  default?: Maybe<boolean>
  min_values?: Maybe<number>
  max_values?: Maybe<number>
  min_length?: Maybe<number>
  max_length?: Maybe<number>
  options?: Maybe<Option[]>
  default_values?: Maybe<{ id: string; type: string }[]>
  channel_types?: Maybe<number[]>
  content?: Maybe<string>
  media?: Maybe<Media>
  file?: Maybe<Media>
  items?: Maybe<{ media: Media; description?: Maybe<string> }[]>
  components?: Maybe<Component[]>
  accessory?: Maybe<Component>
  component?: Maybe<Component>
  [key: string]: unknown
}

/** How many may be chosen. Of boxes to tick all may be, where nothing else is said. */
export function countsOf({ type, min_values: least, max_values: most, options }: Component): {
  least: number
  most: number
} {
  return { least: least ?? 1, most: most ?? (type === CHECKBOX_GROUP ? (options?.length ?? 1) : 1) }
}

const media = z.looseObject({ url: z.string() })

export const component: z.ZodType<Component> = z.lazy(() =>
  z.looseObject({
    type: z.number(),
    id: z.number().nullish(),
    custom_id: z.string().nullish(),
    style: z.number().nullish(),
    label: z.string().nullish(),
    description: z.string().nullish(),
    emoji: z.looseObject({ name: z.string().nullish(), id: z.string().nullish() }).nullish(),
    url: z.string().nullish(),
    disabled: z.boolean().nullish(),
    placeholder: z.string().nullish(),
    value: z.string().nullish(),
    required: z.boolean().nullish(),
    default: z.boolean().nullish(),
    min_values: z.number().nullish(),
    max_values: z.number().nullish(),
    min_length: z.number().nullish(),
    max_length: z.number().nullish(),
    options: z
      .array(
        z.looseObject({
          label: z.string(),
          value: z.string(),
          description: z.string().nullish(),
          default: z.boolean().nullish(),
        }),
      )
      .nullish(),
    default_values: z.array(z.object({ id: z.string(), type: z.string() })).nullish(),
    channel_types: z.array(z.number()).nullish(),
    content: z.string().nullish(),
    media: media.nullish(),
    file: media.nullish(),
    items: z.array(z.looseObject({ media, description: z.string().nullish() })).nullish(),
    components: z.array(component).nullish(),
    accessory: component.nullish(),
    component: component.nullish(),
  }),
)

export type Placed = { component: Component; path: PropertyKey[] }

/** Every component with the path that leads to it, outermost first, in the order a person reads them. */
export function* walk(components: readonly Component[], path: PropertyKey[] = ['components']): Generator<Placed> {
  for (const [index, each] of components.entries()) yield* walkOne(each, [...path, index])
}

function* walkOne(each: Component, path: PropertyKey[]): Generator<Placed> {
  yield { component: each, path }
  if (each.components) yield* walk(each.components, [...path, 'components'])
  if (each.accessory) yield* walkOne(each.accessory, [...path, 'accessory'])
  if (each.component) yield* walkOne(each.component, [...path, 'component'])
}

/** The same components with the ids that the server gives to those without one, and without what was sent as null. */
export function numbered(components: readonly Component[]): Component[] {
  const taken = new Set<number>()
  for (const { component: each } of walk(components)) if (each.id) taken.add(each.id)
  let next = 1
  const fresh = () => {
    while (taken.has(next)) next += 1
    return next++
  }
  const copy = (each: Component): Component => {
    const id = each.id || fresh()
    const kept = Object.fromEntries(Object.entries(each).filter(([, value]) => value !== null && value !== undefined))
    return {
      ...kept,
      type: each.type,
      id,
      ...(each.components ? { components: each.components.map(copy) } : {}),
      ...(each.accessory ? { accessory: copy(each.accessory) } : {}),
      ...(each.component ? { component: copy(each.component) } : {}),
    }
  }
  return components.map(copy)
}
