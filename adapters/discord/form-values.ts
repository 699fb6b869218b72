import { ComponentType } from 'discord.js'
import { z } from 'zod'
import type { Attached } from '#src/kernel/request.ts'
import type { Values } from '#src/kernel/form.ts'
import { joinValues } from '#src/kernel/long-value.ts'
import { many } from './modal.ts'

const input = z.object({
  type: z.number(),
  custom_id: z.string(),
  value: z.string().nullish(),
  values: z.array(z.string()).nullish(),
})

/** Inputs stand in labels; in the rows of old as well. What is neither, such as a text, holds nothing. */
export const modalPart = z.object({ component: input.optional(), components: z.array(input).optional() })

/** What was filled in, field by field, and the files beside it: a form says their ids, and apart from it what they are. */
export function readForm(
  parts: z.infer<typeof modalPart>[],
  attached: Record<string, Attached>,
): { values: Values; files: Attached[] } {
  const inputs = parts.flatMap(({ component, components = [] }) =>
    component ? [component, ...components] : components,
  )
  const values = inputs
    .filter(({ type }) => type !== ComponentType.FileUpload)
    .map(({ custom_id: id, value, values: chosen }): [string, string | string[]] => {
      if (id.endsWith(many)) return [id.slice(0, -many.length), chosen ?? []]
      return [id, value ?? chosen?.[0] ?? '']
    })
  const files = inputs
    .filter(({ type }) => type === ComponentType.FileUpload)
    .flatMap(({ values: ids }) => (ids ?? []).flatMap((id) => attached[id] ?? []))
  return { values: joinValues(values), files }
}
