import { z } from 'zod'
import type { Source } from '#adapters/shared/responder.ts'
import type { Request } from '#src/kernel/request.ts'
import { readActionId } from '#src/features/actions.ts'

type PressedOn = { flags?: number | undefined; components?: unknown }

/** Message flag: seen only by the one who asked. */
const EPHEMERAL = 64

export function sourceOf(message: PressedOn | undefined, request: Request): Source {
  if (!message) return 'none'
  if (((message.flags ?? 0) & EPHEMERAL) === 0) return 'shared'
  if (request.kind !== 'form') return 'own'
  const [only, ...more] = customIdsIn(message.components).map(readActionId)
  return only?.press === 'open' && only.detail === request.name && more.length === 0 ? 'mend' : 'own'
}

const part = z.object({
  custom_id: z.string().optional(),
  accessory: z.unknown().optional(),
  components: z.unknown().optional(),
})

function customIdsIn(components: unknown): string[] {
  if (!Array.isArray(components)) return []
  return components.flatMap((each: unknown) => {
    const { success, data } = part.safeParse(each)
    if (!success) return []
    const own = data.custom_id === undefined ? [] : [data.custom_id]
    return [...own, ...customIdsIn(data.accessory ? [data.accessory] : []), ...customIdsIn(data.components)]
  })
}
