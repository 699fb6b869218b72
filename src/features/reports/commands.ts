import { z } from 'zod'
import { option, type CommandSpec } from '#src/kernel/command.ts'

export const reportCommands = {
  report: {
    args: z.strictObject({
      period: option('report-period').optional(),
      by: option('grouping').optional(),
      client: option('client').optional(),
    }),
  },
} satisfies Record<string, CommandSpec>
