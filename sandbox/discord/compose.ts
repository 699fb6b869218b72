import { z } from 'zod'
import { component, numbered, type Component } from './component.ts'
import type { Payload } from './world.ts'

/** Message flags: https://docs.discord.com/developers/resources/message#message-object-message-flags */
export const EPHEMERAL = 1 << 6
export const LOADING = 1 << 7
export const SILENT = 1 << 12
export const HAS_THREAD = 1 << 5
export const COMPONENTS_V2 = 1 << 15

const mentions = z.looseObject({
  parse: z.array(z.string()).nullish(),
  users: z.array(z.string()).nullish(),
  roles: z.array(z.string()).nullish(),
  replied_user: z.boolean().nullish(),
})

const shape = z.looseObject({
  content: z.string().nullish(),
  embeds: z.array(z.record(z.string(), z.unknown())).nullish(),
  components: z.array(component).nullish(),
  flags: z.number().nullish(),
  nonce: z.union([z.string(), z.number()]).nullish(),
  enforce_nonce: z.boolean().nullish(),
  allowed_mentions: mentions.nullish(),
  message_reference: z.looseObject({ message_id: z.string(), fail_if_not_exists: z.boolean().nullish() }).nullish(),
})

export type Composition = {
  content: string | undefined
  embeds: Payload[] | undefined
  components: Component[] | undefined
  flags: number
  nonce: string | number | undefined
  enforceNonce: boolean
  allowed: z.infer<typeof mentions> | undefined
  replyTo: string | undefined
  replyMustExist: boolean
}

/**
 * A message as its writer sent it, once the published schema has let it through. What is left out stays undefined; null
 * says that there is to be none.
 */
export function readComposition(json: unknown): Composition {
  const body = shape.parse(json)
  return {
    content: body.content === null ? '' : body.content,
    embeds: body.embeds === null ? [] : body.embeds,
    components: body.components === null ? [] : body.components && numbered(body.components),
    flags: body.flags ?? 0,
    nonce: body.nonce ?? undefined,
    enforceNonce: body.enforce_nonce ?? false,
    allowed: body.allowed_mentions ?? undefined,
    replyTo: body.message_reference?.message_id,
    replyMustExist: body.message_reference?.fail_if_not_exists ?? true,
  }
}
