import { z } from 'zod'
import { option, type CommandSpec } from '#src/kernel/command.ts'

export const lists = ['mine', 'open', 'waiting', 'review', 'late', 'done'] as const
export type List = (typeof lists)[number]

/** How a list is put in order; by client it stands under headings. */
export const sorts = ['due', 'priority', 'client'] as const
export type Sort = (typeof sorts)[number]

export const taskCommands = {
  tasks: {
    args: z.strictObject({
      list: option('list').optional(),
      client: option('client').optional(),
      sort: option('sort').optional(),
      search: option('text', { rest: true }).optional(),
    }),
  },
  claim: { args: z.strictObject({ number: option('task').optional() }) },
} satisfies Record<string, CommandSpec>
