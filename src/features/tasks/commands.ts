import { z } from 'zod'
import { option, type CommandSpec } from '#src/kernel/command.ts'
import { longestBrief } from './task.ts'

export const lists = ['mine', 'open', 'waiting', 'review', 'late', 'done'] as const
export type List = (typeof lists)[number]

export const taskCommands = {
  delegate: {
    args: z.strictObject({
      // Longer than a brief may be, so that a brief too long is refused with its count and not cut unseen.
      what: option('text', { rest: true, longest: 2 * longestBrief }).optional(),
      duty: option('duty').optional(),
      due: option('time').optional(),
      priority: option('priority').optional(),
      assistant: option('assistant').optional(),
      client: option('client').optional(),
      every: option('rhythm').optional(),
      template: option('template').optional(),
    }),
    opens: 'delegate',
  },
  tasks: {
    args: z.strictObject({
      list: option('list').optional(),
      client: option('client').optional(),
      search: option('text', { rest: true }).optional(),
    }),
  },
  task: {
    args: z.strictObject({ number: option('task'), template: option('text', { rest: true, longest: 60 }).optional() }),
  },
  claim: { args: z.strictObject({ number: option('task').optional() }) },
} satisfies Record<string, CommandSpec>
