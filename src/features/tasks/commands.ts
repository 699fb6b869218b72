import { z } from 'zod'
import { option, type CommandSpec } from '#src/kernel/command.ts'

export const lists = ['mine', 'open', 'waiting', 'review', 'late', 'done'] as const
export type List = (typeof lists)[number]

export const taskCommands = {
  tasks: {
    args: z.strictObject({
      list: option('list').optional(),
      client: option('client').optional(),
      search: option('text', { rest: true }).optional(),
    }),
  },
  claim: { args: z.strictObject({ number: option('task').optional() }) },
} satisfies Record<string, CommandSpec>
