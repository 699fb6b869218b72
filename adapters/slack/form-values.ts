import { z } from 'zod'
import type { Attached } from '#src/kernel/request.ts'
import type { Values } from '#src/kernel/form.ts'
import { joinValues } from '#src/kernel/long-value.ts'
import { attachedIn } from './attached.ts'
import { inputId } from './modal.ts'

const input = z.union([
  z.object({ value: z.string().nullable() }).transform(({ value }) => value ?? ''),
  z
    .object({ selected_option: z.object({ value: z.string() }).nullable() })
    .transform(({ selected_option: one }) => one?.value ?? ''),
  z
    .object({ selected_options: z.array(z.object({ value: z.string() })) })
    .transform(({ selected_options: all }) => all.map(({ value }) => value)),
  z.object({ selected_user: z.string().nullable() }).transform(({ selected_user: one }) => (one ? `<@${one}>` : '')),
  z
    .object({ selected_users: z.array(z.string()) })
    .transform(({ selected_users: all }) => all.map((one) => `<@${one}>`)),
])

const filesInput = z.object({ type: z.literal('file_input'), files: z.unknown() })

/** What was filled in, field by field, and the files beside it. */
export function readForm(state: Record<string, Record<string, unknown>>): { values: Values; files: Attached[] } {
  const inputs = Object.entries(state).map(([name, block]): [string, unknown] => [name, block[inputId]])
  const values = inputs.flatMap(([name, filled]): [string, string | string[]][] => {
    const read = input.safeParse(filled)
    return read.success ? [[name, read.data]] : []
  })
  const files = inputs.flatMap(([, filled]) => attachedIn(filesInput.safeParse(filled).data?.files))
  return { values: joinValues(values), files }
}
