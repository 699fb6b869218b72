import { z } from 'zod'
import { option, type CommandSpec } from '#src/kernel/command.ts'

export const bulkCommands = {
  bulk: {
    args: z.strictObject({
      numbers: option('text', { longest: 400 }).optional(),
      assistant: option('assistant').optional(),
      due: option('text', { longest: 100 }).optional(),
      duty: option('duty').optional(),
      priority: option('priority').optional(),
      cancel: option('text', { longest: 1000 }).optional(),
    }),
    opens: 'bulk',
  },
} satisfies Record<string, CommandSpec>
