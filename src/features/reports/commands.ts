import { z } from 'zod'
import { option, type CommandSpec } from '#src/kernel/command.ts'

export const reportCommands = {
  report: {
    args: z.strictObject({
      stretch: option('stretch').optional(),
      by: option('grouping').optional(),
      client: option('client').optional(),
    }),
  },
} satisfies Record<string, CommandSpec>
