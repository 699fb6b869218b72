import { z } from 'zod'
import { checkAddress, isBlank, required, SHOWN } from './content-rules.ts'
import { invalidField } from './errors.ts'
import type { Payload } from './world.ts'

const MOST_IN_EMBEDS = 6_000

const embedText = z.looseObject({
  ...{ title: z.string().nullish(), description: z.string().nullish() },
  fields: z.array(z.looseObject({ name: z.string(), value: z.string() })).nullish(),
  footer: z.looseObject({ text: z.string() }).nullish(),
  author: z.looseObject({ name: z.string() }).nullish(),
})

/** https://docs.discord.com/developers/resources/message#embed-object-embed-limits: of all embeds together. */
export function checkEmbeds(embeds: Payload[]): void {
  const texts = embeds.flatMap((embed) => {
    const { title, description, fields, footer, author } = embedText.parse(embed)
    return [
      title,
      description,
      footer?.text,
      author?.name,
      ...(fields ?? []).flatMap(({ name, value }) => [name, value]),
    ]
  })
  if (texts.reduce((sum, text) => sum + (text ?? '').length, 0) > MOST_IN_EMBEDS) {
    const message = `Embed size exceeds maximum size of ${MOST_IN_EMBEDS}`
    throw invalidField(['embeds'], 'MAX_EMBED_SIZE_EXCEEDED', message)
  }
  checkEmbedAddresses(embeds)
  checkEmbedFields(embeds)
}

/** A field of an embed has a name and a value, which are more than blanks. */
function checkEmbedFields(embeds: readonly Payload[]): void {
  for (const [index, { fields }] of embeds.entries())
    for (const [at, field] of (Array.isArray(fields) ? fields : []).entries())
      for (const key of ['name', 'value'])
        if (isPayload(field) && isMissing(field[key])) throw required(['embeds', index, 'fields', at, key])
}

/** Of an embed: where its title and its author lead, and its pictures. */
function checkEmbedAddresses(embeds: readonly Payload[]): void {
  for (const [index, embed] of embeds.entries())
    for (const [schemes, ...path] of inEmbeds) {
      const url = path.reduce<unknown>((found, key) => (isPayload(found) ? found[key] : undefined), embed)
      if (typeof url === 'string' && url !== '') checkAddress(url, schemes, ['embeds', index, ...path])
    }
}

const WEB = ['http', 'https']
const inEmbeds: [string[], ...string[]][] = [
  [WEB, 'url'],
  [WEB, 'author', 'url'],
  [SHOWN, 'author', 'icon_url'],
  [SHOWN, 'footer', 'icon_url'],
  [SHOWN, 'image', 'url'],
  [SHOWN, 'thumbnail', 'url'],
]

function isPayload(value: unknown): value is Payload {
  return typeof value === 'object' && value !== null
}

function isMissing(value: unknown): boolean {
  return typeof value !== 'string' || isBlank(value)
}
