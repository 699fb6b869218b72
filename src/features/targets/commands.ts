import { z } from 'zod'
import { option, type CommandSpec } from '#src/kernel/command.ts'

export const targetCommands = {
  'agency target': {
    args: z.strictObject({
      client: option('client').optional(),
      priority: option('priority').optional(),
      respond: option('text', { longest: 40 }).optional(),
      done: option('text', { longest: 40 }).optional(),
    }),
  },
} satisfies Record<string, CommandSpec>
