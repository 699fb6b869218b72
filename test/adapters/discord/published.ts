import * as schemas from 'discord-api-spec/zod'
import { z } from 'zod'

const all = z.record(z.string(), z.unknown()).parse({ ...schemas })
const isSchema = z.custom<z.core.$ZodType>((value) => typeof value === 'object' && value !== null && '_zod' in value)

/** What Discord's published API specification has against a body; empty when nothing. */
export function problemsWith(body: unknown, schema: string): string {
  const parsed = z.core.safeParse(isSchema.parse(all[schema]), body)
  return parsed.success ? '' : JSON.stringify(parsed.error.issues, null, 1)
}
