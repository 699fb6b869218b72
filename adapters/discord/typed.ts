import { ApplicationCommandOptionType } from 'discord.js'
import { z } from 'zod'

type RawOption = {
  name: string
  type: number
  value?: string | number | boolean | undefined
  focused?: boolean | undefined
  options?: RawOption[] | undefined
}

export const option: z.ZodType<RawOption> = z.lazy(() =>
  z.object({
    name: z.string(),
    type: z.number(),
    value: z.union([z.string(), z.number(), z.boolean()]).optional(),
    focused: z.boolean().optional(),
    options: z.array(option).optional(),
  }),
)

type Typed = { command: string; values: Record<string, string>; focused: string | null }

/** `/agency client add name:Acme`: groups and subcommands are options that hold options. */
export function typedOf({ name, options }: { name: string; options: RawOption[] }): Typed {
  const words = [name]
  let level = options
  for (;;) {
    const [sub] = level
    const isSub =
      sub?.type === ApplicationCommandOptionType.Subcommand ||
      sub?.type === ApplicationCommandOptionType.SubcommandGroup
    if (!sub || !isSub) break
    words.push(sub.name)
    level = sub.options ?? []
  }
  const values = level.map((leaf): [string, string] => [leaf.name, valueOf(leaf)])
  return {
    command: words.join(' '),
    values: Object.fromEntries(values.filter(([, value]) => value.trim() !== '')),
    focused: level.find((leaf) => leaf.focused)?.name ?? null,
  }
}

function valueOf({ type, value }: RawOption): string {
  const text = String(value ?? '')
  return type === ApplicationCommandOptionType.User ? `<@${text}>` : text
}
